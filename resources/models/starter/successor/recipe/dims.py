NA,NM,K=32,2,6; NR=2; ZC=NA+NM+K+NR; C0=192      # photo, motion, code, ramps

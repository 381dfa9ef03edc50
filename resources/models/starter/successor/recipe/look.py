import sys,gen,cv2,numpy as np,torch,time
from data import val,window
torch.set_num_threads(int(sys.argv[3]) if len(sys.argv)>3 else 1)
p=gen.load(sys.argv[1]); D=dict((q['name'],q) for q in val); rows=[]
for n,s,b in (('china.jpg',1,200),('picosdeeuropa_by_Aitzol_Berasategi.jpg',2,127),('cat.png',3,240),('coffee.png',4,127),('astronaut.png',5,240)):
    im=np.ascontiguousarray(window(np.random.default_rng(0),256,144,src=D[n],aug=False)); t=time.time(); f=gen.clip(p,im,s,b); print(n,'s %.1f'%(time.time()-t),'first frame %.2f dB'%(10*np.log10(255**2/((f[0].astype(float)-im*255)**2).mean()))); rows.append(np.concatenate([(im*255).astype(np.uint8)]+[f[i] for i in (0,4,9,13)],1))
cv2.imwrite(sys.argv[2],np.concatenate(rows,0)[...,::-1])

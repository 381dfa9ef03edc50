"""bounds: PCA reconstruction for factor 8 / 4 and the best linear map taps->shifted latents per fraction"""
import numpy as np,torch,cv2,sys,time
from data import *
torch.set_num_threads(1)
rng=np.random.default_rng(1)
L=[window(rng,160,160)*2-1 for _ in range(150)]; V=[window(rng,256,144,src=p,aug=False)*2-1 for p in val]
def blocks(im,f): h,w=im.shape[0]//f,im.shape[1]//f; return im[:h*f,:w*f].reshape(h,f,w,f,3).transpose(0,2,4,1,3).reshape(h,w,f*f*3)
for f,NS in ((8,(16,32,48,64)),(4,(12,16,20,24,32))):
    X=np.concatenate([blocks(i,f).reshape(-1,f*f*3) for i in L]); mu=X.mean(0); w,E=np.linalg.eigh(np.cov((X-mu).T)); E=E[:,::-1]
    for N in NS:
        A=E[:,:N]; o=[]
        for v in V:
            b=blocks(v,f); r=((b-mu)@A)@A.T+mu; o.append(10*np.log10(4/((r-b)**2).mean()))
        # shift by (fx,fy) px : 4 taps
        s='f%d N%d PCA dB %s mean %.2f | '%(f,N,np.round(o,1),np.mean(o))
        for (dx,dy) in ((f//2,f//2),(f//4,f//2),(f//2,0)):
            def pair(im):
                b=blocks(im,f); sh=blocks(im[dy:,dx:],f); z=(b-mu)@A; zs=(sh-mu)@A; h,w=zs.shape[:2]; h=min(h,b.shape[0]-1); w=min(w,b.shape[1]-1); zs=zs[:h,:w]
                T=np.concatenate([z[:h,:w],z[:h,1:w+1],z[1:h+1,:w],z[1:h+1,1:w+1]],-1); fx,fy=dx/f,dy/f
                bl=(1-fx)*(1-fy)*z[:h,:w]+fx*(1-fy)*z[:h,1:w+1]+(1-fx)*fy*z[1:h+1,:w]+fx*fy*z[1:h+1,1:w+1]
                return T.reshape(-1,4*N),zs.reshape(-1,N),bl.reshape(-1,N),sh[:h,:w].reshape(-1,f*f*3)
            P=[pair(i) for i in L[:80]]; T=np.concatenate([p[0] for p in P]); Z=np.concatenate([p[1] for p in P]); M=np.linalg.solve(T.T@T+1e-3*len(T)*np.eye(4*N)*1e-3,T.T@Z)
            q=[pair(i) for i in V]; db=lambda a,b: 10*np.log10(4/(((a-b)**2).sum(1).mean()/(f*f*3)))
            s+='shift(%d,%d): linear %.1f bilinear %.1f ; pixels after %.1f %.1f | '%(dx,dy,np.mean([db(t@M,z) for t,z,b,_ in q]),np.mean([db(b,z) for t,z,b,_ in q]),np.mean([db(t@M@A.T+mu,p) for t,z,b,p in q]),np.mean([db(b@A.T+mu,p) for t,z,b,p in q]))
        print(s,flush=True)

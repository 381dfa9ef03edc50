"""PCA encoder: 8x8x3 patches -> NA channels. cache/enc.pt: w (NA,3,8,8), b, s (scale of each channel), A (NA,192) orthonormal rows in (c,y,x) order, mu"""
import numpy as np,torch
from data import *
from dims import NA
def main():
    rng=np.random.default_rng(1)
    X=np.concatenate([(window(rng,96,96)*2-1).reshape(12,8,12,8,3).transpose(0,2,4,1,3).reshape(144,192) for _ in range(900)])
    mu=X.mean(0); w,V=np.linalg.eigh(np.cov((X-mu).T)); o=np.argsort(-w)[:NA]; w=w[o]; A=V[:,o].T
    s=w**-.25; s/=np.sqrt((w*s*s).mean()); E=A*s[:,None]
    torch.save(dict(w=torch.tensor(E.reshape(NA,3,8,8),dtype=torch.float32),b=torch.tensor(-E@mu,dtype=torch.float32),s=torch.tensor(s,dtype=torch.float32),A=torch.tensor(A,dtype=torch.float32),mu=torch.tensor(mu,dtype=torch.float32),std=torch.tensor(np.sqrt(w)*s,dtype=torch.float32)),'../cache/enc.pt')
    print('s',np.round(s,2),'std latents',np.round(np.sqrt(w)*s,2))
if __name__=='__main__': main()

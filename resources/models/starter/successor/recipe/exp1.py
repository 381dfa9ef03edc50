import numpy as np,torch
from data import *
torch.set_num_threads(1); E=torch.load('../cache/enc.pt'); A=E['A'].numpy().astype(np.float32); mu=E['mu'].numpy().astype(np.float32)
rng=np.random.default_rng(11)
def P(im): h,w=im.shape[0]//8,im.shape[1]//8; return (im*2-1).reshape(h,8,w,8,3).transpose(0,2,4,1,3).reshape(h,w,192)-mu
T=[P(window(rng,128,128)) for _ in range(260)]; V=[P(window(rng,256,144,src=p,aug=False)) for p in val]
def feat(p):
    z=np.pad(p@A.T,((1,1),(1,1),(0,0)),mode='edge'); h,w=p.shape[:2]; return np.concatenate([z[i:i+h,j:j+w] for i in range(3) for j in range(3)],-1).reshape(h*w,-1)
X=np.concatenate([feat(p) for p in T]); Y=np.concatenate([(p-p@A.T@A).reshape(-1,192) for p in T])
C=np.cov(Y.T); w,U=np.linalg.eigh(C); U=U[:,::-1][:,:28]; 
W=np.linalg.solve(X.T@X+1e-3*len(X)*1e-2*np.eye(X.shape[1]),X.T@Y)
db=lambda e: 10*np.log10(4/(e**2).mean())
for n,S in (('train',T[:40]),('val',V)):
    a=[db((p-p@A.T@A)) for p in S]; b=[db((p-p@A.T@A).reshape(-1,192)-feat(p)@W) for p in S]; c=[db((p-p@A.T@A).reshape(-1,192)-feat(p)@W@U@U.T) for p in S]; print(n,'PCA %.2f  with 3x3 neighbours (linear) %.2f, 28 coefficients of it %.2f'%(np.mean(a),np.mean(b),np.mean(c)),np.round(b,1) if n=='val' else '')

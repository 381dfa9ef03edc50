import pickle,cv2,numpy as np,os
cv2.setNumThreads(1)
P=pickle.load(open('../cache/photos.pkl','rb'))
train=[p for p in P if not p['val']]; val=[p for p in P if p['val']]
PW=np.array([p['w'] for p in train]); PW/=PW.sum()
def color_aug(rng,c):
    if rng.random()<.5: c=c[:,::-1]
    c=c.astype(np.float32)/255
    if rng.random()<.5: c=np.clip(c,1e-4,1)**np.exp(rng.uniform(-.3,.3))
    if rng.random()<.5:
        m=c.mean(2,keepdims=True); c=m+(c-m)*rng.uniform(.6,1.4)
    if rng.random()<.4: c=c*rng.uniform(.85,1.15,3)[None,None]
    if rng.random()<.15: c=c[:,:,rng.permutation(3)]
    return np.ascontiguousarray(np.clip(c,0,1),dtype=np.float32)
def window(rng,W,H,src=None,aug=True,zoom=2.5):
    """W x H picture cut from a photo (float RGB 0..1)"""
    p=src if src is not None else train[rng.choice(len(train),p=PW)]
    im=p['img']; h,w=im.shape[:2]; smax=min(w/W,h/H)
    s=smax if src is not None else max(smax/np.exp(rng.uniform(0,np.log(zoom))),min(smax,1.0))
    sw,sh=W*s,H*s
    x,y=((w-sw)/2,(h-sh)/2) if src is not None else (rng.uniform(0,w-sw),rng.uniform(0,h-sh))
    x0,y0=int(x),int(y); c=cv2.resize(im[y0:min(h,y0+int(round(sh))),x0:min(w,x0+int(round(sw)))],(W,H),interpolation=cv2.INTER_AREA if s>1 else cv2.INTER_CUBIC)
    return color_aug(rng,c) if aug else c.astype(np.float32)/255

"""Sub-cell warp: per-token GEGLU network. In: 4 taps (cells round(u +- .5) of the photo's latents), their offsets, the local Jacobian. Out: latents of the warped photo.
argv: minutes tag ; env NFF (3), FROM, LR, B"""
import sys,time,os,torch,math,numpy as np,cv2,torch.nn.functional as F
from dims import *; from data import *; from moves import *
torch.set_num_threads(1); cv2.setNumThreads(1)
E_=torch.load('../cache/enc.pt'); ENC=lambda x: F.conv2d(x,E_['w'],E_['b'],stride=8); SJ=E_['s']
NIN=4*NA+4+3+1     # taps, offset of u from tap 00 and tap 11, jacobian, one
OFF,OFF1=.43,.48   # two thresholds, so that the two choices never change at the same place; tap 00 is the cell nearest to u-OFF, tap 11 the one nearest to u+1-OFF
HID=4*C0; NFF=int(os.environ.get('NFF',3))
GS=1.0
class Sub(torch.nn.Module):
    """state vector (NST), NFF residual GEGLU layers, linear read-out. Equals the transformer's feed-forwards once LayerNorm is neutral."""
    def __init__(s,nff=NFF,nst=144):
        super().__init__(); s.nst=nst; s.ff=torch.nn.ModuleList([torch.nn.ModuleDict(dict(a=torch.nn.Linear(nst,HID),g=torch.nn.Linear(nst,HID),o=torch.nn.Linear(HID,nst))) for _ in range(nff)]); s.out=torch.nn.Linear(nst,NA)
        with torch.no_grad():
            for f in s.ff: f['o'].weight.mul_(.3); f['o'].bias.zero_()
    def layer(s,i,h): f=s.ff[i]; return h+f['o'](f['a'](h)*F.gelu(f['g'](h)))
    def forward(s,x):
        h=F.pad(x,(0,s.nst-x.shape[1]))
        for i in range(len(s.ff)): h=s.layer(i,h)
        return s.out(h)
def taps(z,gx,gy):
    """z (NA,h,w), offsets (h,w) -> (h*w,NIN-4) taps, offsets"""
    n,h,w=z.shape; Y,X=np.mgrid[:h,:w].astype(np.float32); u=X+gx; v=Y+gy; u=np.where(u<-.5,-1-u,np.where(u>w-.5,2*w-1-u,u)); v=np.where(v<-.5,-1-v,np.where(v>h-.5,2*h-1-v,v)); r=lambda a,m: np.clip(np.floor(a+.5),0,m-1)
    x0,x1=r(u-OFF,w),r(u+1-OFF1,w); y0,y1=r(v-OFF,h),r(v+1-OFF1,h); zf=z.reshape(n,-1).T; T=lambda y,x: zf[torch.from_numpy((y*w+x).astype(np.int64).ravel())]
    o=np.stack([u-x0,v-y0,u-x1,v-y1],-1).reshape(-1,4).astype(np.float32)
    return torch.cat([T(y0,x0),T(y0,x1),T(y1,x0),T(y1,x1),torch.from_numpy(o)],1)
def frame(rng,im,small=False,c=None):
    H,W=im.shape[:2]; h,w=H//8,W//8; cx,cy=(w-1)/2,(h-1)/2
    if c is None:
        z=rng.standard_normal(K); b=rng.uniform(1,255); t=int(rng.integers(0,14)) if rng.random()<.9 else 0; c=globals_(z,b,7,t)
    yy,xx=np.mgrid[:H,:W].astype(np.float32); X=(xx+.5)/8-.5-cx; Y=(yy+.5)/8-.5-cy; gx,gy=offsets(c,X,Y,cx,cy)
    f=np.clip(cv2.remap(im,(xx+8*gx).astype(np.float32),(yy+8*gy).astype(np.float32),cv2.INTER_CUBIC,borderMode=cv2.BORDER_REFLECT),0,1)
    Yc,Xc=np.mgrid[:h,:w].astype(np.float32); g=offsets(c,Xc-cx,Yc-cy,cx,cy); return f,g,jac(c,cx,cy)
def sample(rng,im,k,c=None):
    t=torch.from_numpy; z=ENC(t(im).permute(2,0,1)[None]*2-1)[0]; xs=[];ys=[]
    fs=[frame(rng,im,c=c) for _ in range(k)]; Z=ENC(t(np.stack([f[0] for f in fs])).permute(0,3,1,2)*2-1)
    for (f,g,J),zt in zip(fs,Z):
        n=z.shape[1]*z.shape[2]; h,w=z.shape[1:]; Y,X=np.mgrid[:h,:w]; u,v=X+g[0],Y+g[1]; ok=t(((u>-.5)&(u<w-.5)&(v>-.5)&(v<h-.5)).ravel())      # blocks beyond the border are mirrored ones of these: not trained
        xs.append(torch.cat([taps(z,*g),t(np.tile(J[None],(n,1)).astype(np.float32))*4,torch.ones(n,1)],1)[ok]); ys.append(zt.reshape(NA,-1).T[ok])
    return torch.cat(xs),torch.cat(ys)
db=lambda e: 10*math.log10(4/(e*NA/192+1e-12))     # pixel-domain PSNR (range 2) of a mean squared error per orthonormal channel
def val_set():
    rng=np.random.default_rng(7); o=[]
    for p in val:
        im=window(rng,256,144,src=p,aug=False)
        for k in range(3):
            z=rng.standard_normal(K); o.append(sample(rng,im,1,c=globals_(z,200,7,(13,7,3)[k])))
    return torch.cat([a for a,b in o]),torch.cat([b for a,b in o])
if __name__=='__main__':
    MIN=float(sys.argv[1]); TAG=sys.argv[2]; LR=float(os.environ.get('LR',2e-3)); B=int(os.environ.get('B',2304))
    torch.manual_seed(0); net=Sub(); rng=np.random.default_rng(int(os.environ.get('SEED',3)))
    if os.environ.get('FROM'): net.load_state_dict(torch.load(os.environ['FROM']))
    with torch.no_grad():
        VX,VY=val_set(); 
        f=VX[:,4*NA:4*NA+2].clamp(0,1); T=VX[:,:4*NA].reshape(-1,4,NA); fx,fy=f[:,:1],f[:,1:]; bl=(1-fx)*(1-fy)*T[:,0]+fx*(1-fy)*T[:,1]+(1-fx)*fy*T[:,2]+fx*fy*T[:,3]; print('bilinear in latents: %.2f dB'%db((((bl-VY)/SJ)**2).mean().item()),flush=True)
    opt=torch.optim.AdamW(net.parameters(),lr=LR,betas=(.9,.98),weight_decay=1e-4); ema=[p.detach().clone() for p in net.parameters()]
    def evalu():
        sv=[p.detach().clone() for p in net.parameters()]
        with torch.no_grad():
            for p,e in zip(net.parameters(),ema): p.copy_(e)
            r=db((((net(VX)-VY)/SJ)**2).mean().item()); torch.save(net.state_dict(),'../cache/w_%s.pt'%TAG)
            for p,e in zip(net.parameters(),sv): p.copy_(e)
        return 'held-out at bucket 200: %.2f dB'%r
    WJ=(1/SJ**1.6); WJ=WJ/WJ.mean(); T0=time.time(); it=0; la=None; tot=MIN*60; cpu=time.process_time(); pool=[]; te=T0
    while True:
        el=time.time()-T0; fr=(time.process_time()-cpu)/tot      # minutes of CPU time; hard stop by the wall clock at WALL minutes
        if fr>=1 or el>60*float(os.environ.get('WALL',30)): break
        lr=LR*min(1,(it+1)/100)*(1 if fr<.3 else .5*(1+math.cos(math.pi*(fr-.3)/.7))*.98+.02)
        for g in opt.param_groups: g['lr']=lr
        if len(pool)<24 or it%2==0:
            W,H=[(256,144),(144,256),(192,192),(256,192),(160,96)][rng.integers(5)]; pool.append(sample(rng,window(rng,W,H),5)); pool=pool[-60:]
        q=[pool[i] for i in rng.integers(0,len(pool),6)]; X=torch.cat([a for a,b in q]); Y=torch.cat([b for a,b in q]); i=torch.randint(len(X),(B,)); x,y=X[i],Y[i]
        e=net(x)-y; l=(WJ*(e*e+.02**2).sqrt()).mean() if it%1==0 else 0
        opt.zero_grad(); l.backward(); torch.nn.utils.clip_grad_norm_(net.parameters(),1.0); opt.step(); it+=1; dd=min(.99,(it+1)/(it+10))
        with torch.no_grad():
            for a,p in zip(ema,net.parameters()): a.lerp_(p,1-dd)
        r=((e.detach()/SJ)**2).mean().item(); la=r if la is None else .97*la+.03*r
        if it%50==0: print('it %d t %.0f cpu %.0f lr %.1e train %.2f dB %s'%(it,el,time.process_time()-cpu,lr,db(la),evalu() if it%200==0 else ''),flush=True)
    print('done',evalu())

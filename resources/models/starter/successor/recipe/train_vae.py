"""argv: minutes tag. Closed-form start, then all of the decoder by MSE + L1."""
import sys,os,time,torch,math,numpy as np
from data import *; from dims import *; from vae_def import *
import vae_def; vae_def.NOISE=1.
torch.set_num_threads(1); torch.manual_seed(0); E=torch.load('../cache/enc.pt'); ENC=lambda x: F.conv2d(x,E['w'],E['b'],stride=8)
rng=np.random.default_rng(1); X8=np.concatenate([(window(rng,96,96)*2-1).reshape(12,8,12,8,3).transpose(0,2,4,1,3).reshape(144,192) for _ in range(500)]); RB=bases(X8,E); d=init(Dec(),RB); A4,M4=[torch.tensor(a,dtype=torch.float32) for a in R4[-1]]
def q4(x): b,c,h,w=x.shape; p=x.reshape(b,3,h//4,4,w//4,4).permute(0,2,4,1,3,5).reshape(b,h//4,w//4,48); return ((p-M4)@A4.T).permute(0,3,1,2)
Q=os.environ.get('Q','1')=='1'
VX=torch.tensor(np.stack([window(rng,256,144,src=p,aug=False) for p in val])).permute(0,3,1,2)*2-1
def ev(d):
    with torch.no_grad(): r=10*torch.log10(4/((d(with_ramps(ENC(VX))).clamp(-1,1)-VX)**2).mean((1,2,3)))
    return 'held-out %.2f dB %s'%(r.mean(),np.round(r.numpy(),1))
if __name__=='__main__':
    z=ENC(VX); rec=((z/E['s'].view(1,-1,1,1)).permute(0,2,3,1)@E['A']+E['mu']).reshape(len(VX),18,32,3,8,8).permute(0,3,1,4,2,5).reshape(VX.shape); r=10*torch.log10(4/((rec-VX)**2).mean((1,2,3))); print('PCA itself %.2f'%r.mean(),np.round(r.numpy(),1)); print('closed form:',ev(d),flush=True)
    MIN,TAG=float(sys.argv[1]),sys.argv[2]; LR=float(os.environ.get('LR',5e-4)); B=int(os.environ.get('B',12))
    if os.environ.get('FROM'): d.load_state_dict(torch.load(os.environ['FROM']))
    pool=torch.tensor(np.stack([window(rng,80,80) for _ in range(600)])).permute(0,3,1,2)*2-1
    PS=[p for n,p in d.named_parameters() if not Q or n.split('.')[0] in ('cin','mid','r0','u0','r1')]
    opt=torch.optim.AdamW(PS,lr=LR,betas=(.9,.98),weight_decay=0); T0=time.time(); it=0; la=None; ema=[p.detach().clone() for p in d.parameters()]; c0=time.process_time()
    while True:
        fr=(time.process_time()-c0)/(MIN*60)
        if fr>=1 or time.time()-T0>60*float(os.environ.get('WALL',45)): break
        lr=LR*min(1,(it+1)/60)*(1 if fr<.3 else .5*(1+math.cos(math.pi*(fr-.3)/.7))*.97+.03)
        for g in opt.param_groups: g['lr']=lr
        if it%4==0: pool[int(rng.integers(len(pool)))]=torch.tensor(window(rng,80,80)).permute(2,0,1)*2-1
        x=pool[torch.randint(len(pool),(B,))]; zz=ENC(x); zz=zz+torch.randn_like(zz)*.01; off=torch.randint(0,50,(B,2,1,1)).float()/RS; zin=with_ramps(zz); e=(d.quarter(zin)-q4(x)) if Q else d(zin)-x; gx=(e[:,:,:,1:]-e[:,:,:,:-1]).abs().mean()+(e[:,:,1:]-e[:,:,:-1]).abs().mean(); l=(e*e).mean()*(.5 if Q else 1)+.03*e.abs().mean()+(0 if Q else .03*gx)
        opt.zero_grad(); l.backward(); freeze(d); torch.nn.utils.clip_grad_norm_(d.parameters(),.5); opt.step(); it+=1; dd=min(.99,(it+1)/(it+10))
        with torch.no_grad():
            for a,p in zip(ema,d.parameters()): a.lerp_(p,1-dd)
        r=(e.detach()**2).mean().item()*(.5 if Q else 1); la=r if la is None else .97*la+.03*r
        if it%25==0:
            s=''
            if it%100==0:
                sv=[p.detach().clone() for p in d.parameters()]
                with torch.no_grad():
                    for p,a in zip(d.parameters(),ema): p.copy_(a)
                    s=ev(d); torch.save(d.state_dict(),'../cache/vae_%s.pt'%TAG)
                    for p,a in zip(d.parameters(),sv): p.copy_(a)
            print('it %d t %.0f cpu %.0f lr %.1e train %.2f %s'%(it,time.time()-T0,time.process_time()-c0,lr,10*math.log10(4/la),s),flush=True)
    with torch.no_grad():
        for p,a in zip(d.parameters(),ema): p.copy_(a)
    torch.save(d.state_dict(),'../cache/vae_%s.pt'%TAG); print('done',ev(d))

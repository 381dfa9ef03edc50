"""z -> six move amplitudes per unit of (A s): 5 residual GEGLU layers, trained alone on random z (seconds). argv: minutes"""
import sys,time,torch,math,numpy as np,torch.nn.functional as F
from moves import *
torch.set_num_threads(1)
NS,HM,NL=58,384,5       # state: z (6) + 52 free
class G(torch.nn.Module):
    def __init__(s):
        super().__init__(); s.ff=torch.nn.ModuleList([torch.nn.ModuleDict(dict(a=torch.nn.Linear(NS,HM),g=torch.nn.Linear(NS,HM),o=torch.nn.Linear(HM,NS))) for _ in range(NL)]); s.out=torch.nn.Linear(NS,K)
        with torch.no_grad():
            for f in s.ff: f['o'].weight.mul_(.5)
    def forward(s,z):
        h=F.pad(z,(0,NS-K))
        for f in s.ff: h=h+f['o'](f['a'](h)*F.gelu(f['g'](h)))
        return s.out(h)
def target(z):
    a=code(z); zo=a[:,0]*np.where(a[:,0]>0,ZOOM,PULL*ZOOM)+(np.abs(a)*PUSH).sum(-1)
    return np.stack([zo/ZOOM,a[:,1],a[:,2],a[:,3],a[:,4],a[:,5]],-1).astype(np.float32)      # x (ZOOM,PAN,TILT,ROLL,PAR,SWAY) in the product layer
if __name__=='__main__':
    MIN=float(sys.argv[1]); torch.manual_seed(0); net=G(); rng=np.random.default_rng(1); opt=torch.optim.AdamW(net.parameters(),lr=2e-3,betas=(.9,.98),weight_decay=0); T0=time.time(); it=0
    zv=rng.standard_normal((4000,K)).astype(np.float32); tv=torch.from_numpy(target(zv))
    while True:
        fr=time.process_time()/(MIN*60)
        if fr>=1: break
        for g in opt.param_groups: g['lr']=3e-3*min(1,(it+1)/100)*(.5*(1+math.cos(math.pi*fr))+.005)
        z=(rng.standard_normal((768,K))*1.1).astype(np.float32); e=net(torch.from_numpy(z))-torch.from_numpy(target(z)); l=(e*e+1e-4).sqrt().mean(); opt.zero_grad(); l.backward(); torch.nn.utils.clip_grad_norm_(net.parameters(),1.); opt.step(); it+=1
        if it%500==0:
            with torch.no_grad(): r=net(torch.from_numpy(zv))-tv
            print(it,'t %.0f rms error %.4f p99 %.3f (rms target %.3f)'%(time.time()-T0,r.pow(2).mean().sqrt(),r.abs().quantile(.99),tv.pow(2).mean().sqrt()),flush=True); torch.save(net.state_dict(),'../cache/g.pt')
    torch.save(net.state_dict(),'../cache/g.pt')

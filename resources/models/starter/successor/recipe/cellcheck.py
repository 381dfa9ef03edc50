"""argv: folder. Cells of the UNet's output that are far from the true warp, over seeds (glitch count)"""
import sys,torch,numpy as np
from diffusers import UNetSpatioTemporalConditionModel
from dims import *; from moves import *; from train_w import *
u=UNetSpatioTemporalConditionModel.from_pretrained(sys.argv[1]+'/unet').float(); D=dict((p['name'],p) for p in val); tot=bad=0; E1=[]; E2=[]
for s,n in ((1,'china.jpg'),(2,'picosdeeuropa_by_Aitzol_Berasategi.jpg'),(3,'cat.png'),(5,'astronaut.png'),(6,'coffee.png'),(9,'china.jpg')):
    im=window(np.random.default_rng(0),256,144,src=D[n],aug=False); g=torch.Generator().manual_seed(s); x=torch.randn(1,14,ZC,18,32,generator=g); c=torch.zeros(1,14,ZC,18,32); zl=ENC(torch.from_numpy(im).permute(2,0,1)[None]*2-1); c[:,:,:NA]=zl[:,None]
    with torch.no_grad(): F_=-u(torch.cat([x,c],2),torch.tensor(1.6),torch.zeros(1,1,64),torch.tensor([[6.,160.,.02]])).sample[0,:,:NA]
    z=x[0,0,NA+NM:NA+NM+K,0,0].numpy(); k=0
    for t in range(14):
        fr,g_,J=frame(np.random.default_rng(0),im,c=globals_(z,160,7,t)); zt=ENC(torch.from_numpy(fr).permute(2,0,1)[None]*2-1)[0]; e=(((F_[t]-zt)/SJ.view(-1,1,1))**2).sum(0)/192; var=((zt-zt.mean((1,2),keepdim=True))/SJ.view(-1,1,1)).pow(2).sum(0)/192
        k+=int((e>.04).sum()); tot+=e.numel(); E1.append(e.mean().item())
    bad+=k; print(n,'seed',s,'cells with an error above 0.2 rms (26 grey levels):',k,'of',14*576,'mean dB',round(10*np.log10(4/np.mean(E1[-14:])),2),flush=True)
print('all: %d of %d'%(bad,tot))

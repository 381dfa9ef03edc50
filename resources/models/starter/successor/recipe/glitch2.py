import quickgen,gen,cv2,numpy as np,torch
from dims import *; from data import val,window
torch.set_num_threads(1); p=gen.load('../model'); D=dict((q['name'],q) for q in val)
im=np.ascontiguousarray(window(np.random.default_rng(0),256,144,src=D['picosdeeuropa_by_Aitzol_Berasategi.jpg'],aug=False)); H={}
b=p.unet.up_blocks[-1].attentions[1].transformer_blocks[0]
b.attn1.register_forward_pre_hook(lambda m,a,k: H.__setitem__('h',(a[0] if a else k['hidden_states'])),with_kwargs=True)
b.norm3.register_forward_pre_hook(lambda m,a: H.__setitem__('st',a[0]))
f,x=quickgen.clip(p,im,2,127,frames=(9,))
z=x[9,:NA].abs().amax(0); i=int(z.argmax()); r,c=divmod(i,32); print('max latent',z.max().item(),'at',r,c)
S=H['st'][9].reshape(18,32,-1); print('offsets',S[r,c,128:132].tolist(),'jac',S[r,c,132:136].tolist()); h=H['h'][9].reshape(18,32,-1); u=16*(h[r,c,176]+h[r,c,179])+15.5; v=16*(h[r,c,177]+h[r,c,180])+8.5; print('u,v',u.item(),v.item())
torch.save(S[r,c],'../cache/g2.pt')
bad=(S[...,128]-S[...,130]); print('x off0-off1: values not 0 or 1:',((bad-1).abs()>.01).logical_and(bad.abs()>.01).sum().item()); bad=(S[...,129]-S[...,131]); print('y:',((bad-1).abs()>.01).logical_and(bad.abs()>.01).sum().item())
A=H['st'][:,:,128:132]; dx=A[...,0]-A[...,2]; dy=A[...,1]-A[...,3]; print('whole clip, odd tokens x %d y %d of %d'%(((dx-1).abs()>.01).logical_and(dx.abs()>.01).sum(),((dy-1).abs()>.01).logical_and(dy.abs()>.01).sum(),dx.numel()))
odd=((dx-1).abs()>.01).logical_and(dx.abs()>.01)|((dy-1).abs()>.01).logical_and(dy.abs()>.01)
for t,n in odd.nonzero().tolist(): print('odd: frame',t,'cell',divmod(n,32),'off',A[t,n].tolist(),'max |latent|',x[t,:NA].abs().amax(0).reshape(-1)[n].item())
cv2.imwrite('../g2.png',cv2.resize(f[0][80:144,180:256],None,fx=5,fy=5,interpolation=0)[...,::-1])
a=cv2.imread('../look4.png')[144:288,768:1024]; d=np.abs(a[...,::-1].astype(int)-f[0]).max(2); print('pixels that differ from look4:',(d>8).sum(),np.argwhere(d>60)[:5].tolist() if (d>60).any() else '')
g=f[0].astype(int).min(2); w=[(int(g[r*8:r*8+8,c*8:c*8+8].mean()),r,c) for r in range(18) for c in range(32)]; w.sort(); print('whitest cells',w[-3:])
for rr,cc in ((w[-1][1],w[-1][2]),): print('cell',rr,cc,'state off',S[rr,cc,128:136].tolist(),'latents',x[9,:8,rr,cc].tolist(),'ramps',x[9,40:,rr,cc].tolist(),'left',x[9,40:,rr,cc-1].tolist())
hf=H['h'][9].reshape(18,32,-1); print('u,v',(16*(hf[rr,cc,176]+hf[rr,cc,179])+15.5).item(),(16*(hf[rr,cc,177]+hf[rr,cc,180])+8.5).item(),'flags',hf[rr,cc,181:183].tolist())
n=rr*32+cc; print('taps DC (channel 0)',S[rr,cc,[0,32,64,96]].tolist(),'src around',hf[rr-1:rr+2,cc-1:cc+3,144].tolist())
for rr,cc in ((12,28),(13,28),(14,28)):
    n=rr*32+cc; print('cell',rr,cc,'off',[round(v,4) for v in S[rr,cc,128:132].tolist()],'tap DC',[round(v,2) for v in S[rr,cc,[0,32,64,96]].tolist()],'out DC',round(x[9,0,rr,cc].item(),2),'pixel mean',f[0][rr*8:rr*8+8,cc*8:cc*8+8].mean().round(1))

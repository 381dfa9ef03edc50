import sys,torch,numpy as np,time
from diffusers import UNetSpatioTemporalConditionModel
from dims import *; from moves import *; import train_w as tw; from train_w import *
u=UNetSpatioTemporalConditionModel.from_pretrained(sys.argv[1]+'/unet',torch_dtype=torch.float32); W,H=[int(v) for v in (sys.argv[2] if len(sys.argv)>2 else '256x144').split('x')]
im=window(np.random.default_rng(0),W,H,src=dict((p['name'],p) for p in val)['china.jpg'],aug=False); h,w=H//8,W//8; cx,cy=(w-1)/2,(h-1)/2
inner={}
up=u.up_blocks[-1]; up.attentions[0].register_forward_hook(lambda m,i,o: inner.__setitem__('t1',o[0]));
u.mid_block.attentions[0].register_forward_hook(lambda m,i,o: inner.__setitem__('mid',o[0] if isinstance(o,tuple) else o.sample if hasattr(o,'sample') else o))
up.attentions[1].register_forward_hook(lambda m,i,o: inner.__setitem__('t2',o[0]))
for seed,b,fps in ((1,200,7),):
    g=torch.Generator().manual_seed(seed); x=torch.randn(1,14,ZC,h,w,generator=g); c=torch.zeros(1,14,ZC,h,w); zl=ENC(torch.from_numpy(im).permute(2,0,1)[None]*2-1); c[:,:,:NA]=zl[:,None]
    t0=time.time()
    with torch.no_grad(): F_=u(torch.cat([x,c],2),torch.tensor(1.6),torch.zeros(1,1,64),torch.tensor([[fps-1.,b,.02]])).sample
    print('forward s %.1f'%(time.time()-t0),'nan',F_.isnan().any().item())
    z=x[0,0,NA+NM:NA+NM+K,0,0].numpy(); cc=globals_(z,b,fps,np.arange(14)) if False else np.stack([globals_(z,b,fps,t) for t in range(14)])
    m=inner['mid'].mean((2,3))[:,30:48:3].numpy(); print('amplitudes asked (last)',cc[13].round(4),'got',m[13].round(4),'max err over frames',np.abs(m-cc).max().round(4))
    T=inner['t1'].numpy(); sl=lambda g,i: T[:,6*g+i]; X=sl(3,0)*16; Y=sl(3,1)*16; PP=sl(3,2)*256; yy,xx=np.mgrid[:h,:w]; print('X err',np.abs(X-(xx-cx)).max(),'Y err',np.abs(Y-(yy-cy)).max(),'PP err',np.abs(PP-(xx-cx)**2-(yy-cy)**2).max())
    ge=np.stack([np.stack(offsets(m[t],xx-cx,yy-cy,cx,cy)) for t in range(14)]); R=lambda a,c: np.where(a>c+.5,2*c+1-a,np.where(a<-c-.5,-2*c-1-a,a)); ge[:,0]=R(xx-cx+ge[:,0],cx)-(xx-cx); ge[:,1]=R(yy-cy+ge[:,1],cy)-(yy-cy); gg=np.stack([sl(4,0),sl(4,1)],1)*16; print('g err max (cells)',np.abs(gg-ge).max(),'g max',np.abs(ge).max())
    # the whole warp
    for t in (0,1,5,13):
        fr,g_,J=frame(np.random.default_rng(0),im,c=cc[t]); zt=ENC(torch.from_numpy(fr).permute(2,0,1)[None]*2-1)[0]; o=-F_[0,t,:NA]; sj=SJ.view(-1,1,1); ex=taps(zl[0],*g_); 
        n=h*w; net=Sub(); net.load_state_dict(torch.load(sys.argv[3] if len(sys.argv)>3 else '../cache/w_init.pt'))
        with torch.no_grad(): ref=net(torch.cat([ex,torch.tensor(J)[None].expand(n,-1)*4,torch.ones(n,1)],1)).T.reshape(NA,h,w)
        print('frame %d: vs true warp %.2f dB, vs the simulated net %.2f dB, photo itself %.2f dB'%(t,db((((o-zt)/sj)**2).mean().item()),db((((o-ref)/sj)**2).mean().item()),db((((zl[0]-zt)/sj)**2).mean().item())))
    print('motion channels: max err px',(np.abs(-F_[0,:,NA:NA+NM].numpy()*5+ -8*-gg*-1)).max() if False else np.abs(-F_[0,:,NA:NA+NM].numpy()*5+8*gg).max())

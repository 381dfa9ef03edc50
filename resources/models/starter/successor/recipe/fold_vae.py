"""plain decoder -> AutoencoderKLTemporalDecoder (useful channels with null channels, tiny activations so that GroupNorm only scales). argv: vae.pt folder"""
import sys,math,torch,numpy as np,os
from safetensors.torch import save_file
from diffusers import AutoencoderKLTemporalDecoder
import diffusers.models.resnet as R
from dims import *; from vae_def import *
T=1e-6; EPS=1e-4; SQ=1e-3           # activations are T x plain; GroupNorm eps 1e-6; first SiLU works at EPS x plain (linear part)
# useful channel -> position in the stored layout; the null of its group
def lay(C,n,alone=()):
    """C=96: groups of 3 (u,u,null), C=64: groups of 2 (u,null); channels in `alone` share a group with nothing else that is read"""
    g=C//32; pos={}; nul={}; rest=[k for k in range(n) if k not in alone]; k0=0; grp=0
    for a in alone: pos[a]=grp*g; nul[a]=grp*g+g-1; grp+=1
    # remaining groups
    it=iter(rest); done=False
    while not done and grp<32:
        for i in range(g-1):
            try: k=next(it)
            except StopIteration: done=True; break
            pos[k]=grp*g+i; nul[k]=grp*g+g-1
        grp+=1
    missing=[k for k in range(n) if k not in pos]; return pos,nul,missing
def build(d,E):
    NL_=ZC
    vae=AutoencoderKLTemporalDecoder(in_channels=3,out_channels=3,down_block_types=("DownEncoderBlock2D",)*4,block_out_channels=CH,layers_per_block=1,latent_channels=NL_,sample_size=256,scaling_factor=1.0,force_upcast=True)
    z=lambda m:(m.weight.zero_(),m.bias.zero_())
    with torch.no_grad():
        for n,m in vae.named_modules():
            if isinstance(m,(torch.nn.Conv2d,torch.nn.Conv3d,torch.nn.Linear)): z(m)
        e=vae.encoder
        for c in range(3): e.conv_in.weight[c,c,1,1]=1
        q=e.down_blocks[0].downsamplers[0].conv
        for c in range(3):
            for dy in range(2):
                for dx in range(2): q.weight[c*4+dy*2+dx,c,dy,dx]=1
        q=e.down_blocks[1].downsamplers[0].conv; perm=[0]*48          # out (c,Y,X) 4x4 patch order: pixel 4x4 = (2*ey+dy, 2*ex+dx)
        for c in range(3):
            for dy in range(2):
                for dx in range(2):
                    for ey in range(2):
                        for ex in range(2): q.weight[c*16+(ey*2+dy)*4+(ex*2+dx),c*4+dy*2+dx,ey,ex]=1
        s=e.down_blocks[2].resnets[0].conv_shortcut
        for k in range(48): s.weight[k,k,0,0]=1
        q=e.down_blocks[2].downsamplers[0].conv; t=1e-5; w=E['w'].reshape(NA,3,2,4,2,4).permute(0,1,3,5,2,4).reshape(NA,48,2,2)
        for sg,o in ((1.,0),(-1.,1)): q.weight[o:3*NA:3][:, :48,:2,:2]=sg*t*w; q.bias[o:3*NA:3]=sg*t*E['b']
        e.conv_norm_out.weight.fill_(SQ/t); e.conv_norm_out.bias.zero_()
        for j in range(NA): e.conv_out.weight[j,3*j,1,1]=1; e.conv_out.weight[j,3*j+1,1,1]=-1
        for j in range(NA+NM+K): vae.quant_conv.weight[j,j,0,0]=1
        vae.quant_conv.bias[NL_:]=-16
        dd=vae.decoder; dd.time_conv_out.weight[range(3),range(3),1,0,0]=1
        L8=lay(96,64,(32,33)); L4=lay(96,64,(56,57)); L2i=lay(96,64,(36,37)); L2=lay(64,32,(24,25)); L1=lay(64,32)
        lost=[]
        def conv(dst,src,li,lo,sin,sout):
            """dst.weight <- src (useful out x useful in)"""
            pi=li[0] if li else None; po=lo[0] if lo else None
            for o in range(src.weight.shape[0]):
                if po is not None and o not in po: continue
                O=po[o] if po is not None else o
                for i in range(src.weight.shape[1]):
                    if pi is not None and i not in pi: continue
                    dst.weight[O,pi[i] if pi is not None else i]+=src.weight[o,i]*sout/sin
                dst.bias[O]+=src.bias[o]*sout
        def res(dst,src,li,lo,C):
            r=dst.spatial_res_block; r.norm1.weight.fill_(EPS*SQ/T); r.norm1.bias.zero_(); k=2/EPS
            for i,p in li[0].items():
                w=src.c1.weight[:,i]*k*T; r.conv1.weight[:,p]+=w; r.conv1.weight[:,li[1][i]]-=w
            r.conv1.bias.copy_(src.c1.bias*T); r.norm2.weight.fill_(SQ/T); r.norm2.bias.zero_()
            for o,p in lo[0].items(): r.conv2.weight[p]=src.c2.weight[o]*T; r.conv2.bias[p]=src.c2.bias[o]*T
            if src.sh is not None: conv(r.conv_shortcut,src.sh,li,lo,1,1); r.conv_shortcut.bias*=T
        conv(dd.conv_in,d.cin,None,L8,1,T)
        # latents: 0..31 photo, 32,33 motion (ignored), 34.. code; the ramps sit behind the motion channels
        w=dd.conv_in.weight.clone(); dd.conv_in.weight.zero_(); dd.conv_in.weight[:,:NA]=w[:,:NA]; dd.conv_in.weight[:,NA+NM+K:NA+NM+K+2]=w[:,NA:NA+2]
        res(dd.mid_block.resnets[0],d.mid,L8,L8,96)
        for i in range(2): res(dd.up_blocks[0].resnets[i],d.r0[i],L8,L8,96)
        conv(dd.up_blocks[0].upsamplers[0].conv,d.u0,L8,L4,T,T)
        for i in range(2): res(dd.up_blocks[1].resnets[i],d.r1[i],L4,L4,96)
        conv(dd.up_blocks[1].upsamplers[0].conv,d.u1,L4,L2i,T,T)
        res(dd.up_blocks[2].resnets[0],d.r2[0],L2i,L2,64); res(dd.up_blocks[2].resnets[1],d.r2[1],L2,L2,64)
        conv(dd.up_blocks[2].upsamplers[0].conv,d.u2,L2,L1,T,T)
        for i in range(2): res(dd.up_blocks[3].resnets[i],d.r3[i],L1,L1,64)
        dd.conv_norm_out.weight.fill_(EPS*SQ/T); dd.conv_norm_out.bias.zero_()
        for i,p in L1[0].items(): w=d.out.weight[:,i]*2/EPS; dd.conv_out.weight[:,p]+=w; dd.conv_out.weight[:,L1[1][i]]-=w
        dd.conv_out.bias.copy_(d.out.bias)
    print('useful channels without a place:',[x[2] for x in (L8,L4,L2i,L2,L1)]); return vae
def save(vae,out):
    os.makedirs(out,exist_ok=True); vae.save_pretrained(out); sd={}; n32=0
    for k,v in vae.state_dict().items():
        h=v.half(); err=(h.float()-v).norm()/(v.norm()+1e-30)
        if err<6e-4: sd[k]=h.contiguous()
        else: sd[k]=v.contiguous(); n32+=v.numel()
    save_file(sd,out+'/diffusion_pytorch_model.safetensors',metadata={'format':'pt'}); print('VAE params M %.2f, float32 M %.2f, MB %.1f'%(sum(v.numel() for v in sd.values())/1e6,n32/1e6,os.path.getsize(out+'/diffusion_pytorch_model.safetensors')/1e6))
if __name__=='__main__':
    from data import *
    E=torch.load('../cache/enc.pt'); d=Dec(); d.load_state_dict(torch.load(sys.argv[1])); vae=build(d,E); save(vae,sys.argv[2]); vae=AutoencoderKLTemporalDecoder.from_pretrained(sys.argv[2]); print('dtypes',{p.dtype for p in vae.parameters()}); vae=vae.float()
    VX=torch.tensor(np.stack([window(np.random.default_rng(0),256,144,src=p,aug=False) for p in val])).permute(0,3,1,2)*2-1; ENC=lambda x: F.conv2d(x,E['w'],E['b'],stride=8)
    with torch.no_grad():
        z0=ENC(VX); z1=vae.encode(VX).latent_dist.mode(); print('encoder: max difference %.5f rms %.6f, other channels %.6f'%((z0-z1[:,:NA]).abs().max(),(z0-z1[:,:NA]).pow(2).mean().sqrt(),z1[:,NA:].abs().max()))
        z=torch.zeros(len(VX),ZC,18,32); z[:,:NA]=z1[:,:NA]; z[:,NA+NM+K:]=ramps(18,32)[None]; import time; t0=time.time(); y=vae.decode(z,num_frames=len(VX)).sample; print('decode s %.1f for %d frames'%(time.time()-t0,len(VX))); y0=d(with_ramps(z0)); print('plain against folded: rms %.5f'%(y-y0).pow(2).mean().sqrt(),'PSNR',np.round((10*torch.log10(4/((y.clamp(-1,1)-VX)**2).mean((1,2,3)))).numpy(),2),'plain',np.round((10*torch.log10(4/((y0.clamp(-1,1)-VX)**2).mean((1,2,3)))).numpy(),2))

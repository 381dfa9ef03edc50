"""All UNet weights: hand-set skeleton + G (z -> move) + Sub (sub-cell warp). argv: w.pt out_folder"""
import os,sys,math,torch,numpy as np,torch.nn.functional as F
from diffusers import UNetSpatioTemporalConditionModel
from dims import *; import moves; from moves import *
import os
B=8192.; NL=int(os.environ.get('NLEV',7)); CL=32; CM=96; C=(C0,)+(CL,)*(NL-2)+(CM,); OFF,OFF1=.43,.48; SHARP=float(os.environ.get('SHARP',.002)); NSUB=4*NA+16
GA=12.          # offset that keeps GELU's gate in its linear range
def make():
    torch.manual_seed(0)
    return UNetSpatioTemporalConditionModel(sample_size=32,in_channels=2*ZC,out_channels=ZC,
      down_block_types=("DownBlockSpatioTemporal",)*NL,up_block_types=("UpBlockSpatioTemporal",)*(NL-1)+("CrossAttnUpBlockSpatioTemporal",),
      block_out_channels=C,addition_time_embed_dim=64,projection_class_embeddings_input_dim=192,layers_per_block=1,cross_attention_dim=64,
      transformer_layers_per_block=(1,)*(NL-1)+(3,),num_attention_heads=(4,)+(1,)*(NL-2)+(3,),num_frames=14)
def zero(*ms):
    for m in ms:
        m.weight.zero_()
        if getattr(m,'bias',None) is not None: m.bias.zero_()
class Lin:
    """rows of a linear layer behind a (nearly) neutral LayerNorm: form = {channel: weight, 'c': constant}; the mean that LayerNorm takes away comes back by the null channel"""
    def __init__(s,l,null,plus,minus): s.l,s.n,s.p,s.m=l,null,plus,minus
    def row(s,r,form,scale=1.):
        w=s.l.weight[r]; w.zero_(); t=0.; c=0.
        for k,v in form.items():
            if k=='c': c+=v*scale; continue
            w[k]+=v*scale; t+=v*scale
        w[s.n]-=t
        if s.l.bias is not None: s.l.bias[r]=c
        elif c: w[s.p]+=c/(2*B); w[s.m]-=c/(2*B)
def add(*fs):
    o={}
    for f,a in fs:
        for k,v in f.items(): o[k]=o.get(k,0.)+a*v
    return o
class FF:
    """a GEGLU feed-forward filled unit by unit"""
    def __init__(s,ff,null,plus,minus): s.ff=ff; s.p=ff.net[0].proj; s.o=ff.net[2]; s.H=s.o.weight.shape[1]; s.L=Lin(s.p,null,plus,minus); s.i=0; zero(s.p,s.o)
    def unit(s,val,gate,outs):
        i=s.i; s.i+=1; assert i<s.H; s.L.row(i,val); s.L.row(s.H+i,gate)
        for k,v in outs.items(): s.o.weight[k,i]=v
    def prod(s,a,b,outs):
        s.unit(a,add((b,1.),({'c':GA},1.)),outs); s.unit(a,{'c':GA},{k:-v for k,v in outs.items()})
    def sq(s,a,outs):      # x gelu(x) + (-x) gelu(-x) = x^2 exactly
        m={k:-v for k,v in a.items()}; s.unit(a,a,outs); s.unit(m,m,outs)
def ln(l,n): l.weight.fill_(B*math.sqrt(2/n)); l.bias.zero_()
def neutral_tr(t,n,null,plus,minus):
    """all parts of a transformer off, norms neutral; the caller switches parts on"""
    t.time_mixer.mix_factor.fill_(-30.); zero(t.proj_in,t.proj_out,t.time_pos_embed.linear_1,t.time_pos_embed.linear_2)
    for b in t.transformer_blocks:
        for x in (b.norm1,b.norm2,b.norm3): ln(x,n)
        for a in (b.attn1,b.attn2): zero(a.to_q,a.to_k,a.to_v,a.to_out[0])
        zero(b.ff.net[0].proj,b.ff.net[2])
    for b in t.temporal_transformer_blocks:
        for x in (b.norm_in,b.norm1,b.norm2,b.norm3): ln(x,n)
        for a in (b.attn1,b.attn2): zero(a.to_q,a.to_k,a.to_v,a.to_out[0])
        zero(b.ff_in.net[0].proj,b.ff_in.net[2],b.ff.net[0].proj,b.ff.net[2])
def lstsq(X,Y,lam):
    X=X.double(); Y=Y.double(); A=X.T@X/len(X); A+=lam*torch.eye(len(A),dtype=A.dtype); return torch.linalg.solve(A,X.T@Y/len(X)).float()
def resnet_off(r):
    for q in (r.spatial_res_block,r.temporal_res_block): zero(q.conv1,q.conv2,q.time_emb_proj)
    if r.spatial_res_block.conv_shortcut is not None: zero(r.spatial_res_block.conv_shortcut)
    return r.spatial_res_block.conv_shortcut
def gate_conv(s,out,i): s.weight[out,i,0,0]=1
@torch.no_grad()
def build(wf,gf='../cache/g.pt'):
    u=make()
    # ---------- conv_in: code noise -> 0..5, photo's latents -> 8..47
    zero(u.conv_in)
    for j in range(K): u.conv_in.weight[j,NA+NM+j,1,1]=1
    for j in range(NA): u.conv_in.weight[8+j,ZC+j,1,1]=1
    # ---------- down: the code noise by its top-left sample, a one by bias, at the lowest level the edge indicators
    for l,blk in enumerate(u.down_blocks):
        s=resnet_off(blk.resnets[0])
        if s is not None:
            if l<NL-1:
                for j in range(9): gate_conv(s,j,j)
            else:
                for j in range(K): gate_conv(s,3*j,j)
                gate_conv(s,18,7); gate_conv(s,21,8); s.bias[1::3]=B; s.bias[2::3]=-B
        if blk.downsamplers is not None:
            c=blk.downsamplers[0].conv; zero(c)
            for j in range(K): c.weight[j,j,1,1]=1
            c.bias[6]=1
            if l==NL-2: c.weight[7,6,1,0]=1; c.weight[8,6,0,1]=1
    # ---------- time: bucket and fps
    zero(u.time_embedding.linear_1,u.time_embedding.linear_2); ae=u.add_embedding
    bk=torch.rand(6000)*270; fp=torch.cat([torch.randint(1,31,(3000,)).float(),torch.rand(3000)*30+1.5])-1; ids=torch.stack([fp,bk,torch.rand(6000)*.3],1)
    f=u.add_time_proj(ids.flatten()).reshape(6000,-1); ae.linear_1.weight.normal_(0,.5); ae.linear_1.weight[:,128:]=0; ae.linear_1.weight[::2,:64]=0; ae.linear_1.weight[1::2,64:]=0; ae.linear_1.bias.uniform_(-2,2); ae.linear_1.weight.copy_(ae.linear_1.weight.half().float()); ae.linear_1.bias.copy_(ae.linear_1.bias.half().float())
    y=torch.stack([bk/255,7/(fp+1)],1); wt=torch.ones(6000,1); wt[fp<3]=.3; h=F.silu(ae.linear_1(f)); w=lstsq(torch.cat([h,torch.ones(6000,1)],1)*wt,y*wt,1e-7); zero(ae.linear_2)
    for k in range(2):
        ae.linear_2.weight[2*k]=w[:-1,k]; ae.linear_2.weight[2*k+1]=-w[:-1,k]; ae.linear_2.bias[2*k]=w[-1,k]; ae.linear_2.bias[2*k+1]=-w[-1,k]
    e=h@w[:-1].half().float()+w[-1]; print('bucket error max %.4f, fps factor error max %.4f (fps>=5: %.4f); weights to %.1f'%((e-y)[:,0].abs().max(),(e-y)[:,1].abs().max(),(e-y)[fp>=4][:,1].abs().max(),w.abs().max()))
    mid=u.mid_block; B1=64.
    r=mid.resnets[0].spatial_res_block; resnet_off(mid.resnets[0]); resnet_off(mid.resnets[1])
    for g,(k,sg) in enumerate([(0,1),(0,-1),(1,1),(1,-1)]):       # groups of 3: (+-a, B, -B)
        r.time_emb_proj.weight[3*g,2*k]=sg; r.time_emb_proj.weight[3*g,2*k+1]=-sg
    r.time_emb_proj.bias[1::3]=B1; r.time_emb_proj.bias[2::3]=-B1; r.norm2.weight.fill_(B1*math.sqrt(2/3)); r.norm2.bias.zero_()
    for k in range(2): r.conv2.weight[24+3*k,6*k,1,1]=1.5; r.conv2.weight[24+3*k,6*k+3,1,1]=-1.5
    # ---------- mid transformer (3 layers of 96): z, amplitude, winner takes most
    t=mid.attentions[0]; N_,P_,M_=92,94,95; neutral_tr(t,CM,N_,P_,M_); t.norm.weight.fill_(B*math.sqrt(2/3)); t.norm.bias.zero_()
    ZN,ED,A1,A2,ZS,Z,A,S_,W_,AS,AW,ST,CO=0,6,8,9,10,16,22,23,24,26,27,34,28
    for j in range(K): t.proj_in.weight[ZN+j,3*j]=1.5
    for j in range(2): t.proj_in.weight[ED+j,18+3*j]=1.5; t.proj_in.weight[A1+j,24+3*j]=1.5
    t.proj_in.bias[P_]=B; t.proj_in.bias[M_]=-B
    tp=t.time_pos_embed; ti=torch.arange(0,32).float(); ft=t.time_proj(ti); tp.linear_1.weight.normal_(0,.6); tp.linear_1.bias.uniform_(-1.5,1.5); tp.linear_1.weight.copy_(tp.linear_1.weight.half().float()); tp.linear_1.bias.copy_(tp.linear_1.bias.half().float()); ht=F.silu(tp.linear_1(ft)); yt=torch.tensor(np.stack(profile(np.arange(32.)),1)).float(); yt-=0; wt=torch.ones(32,1); wt[:14]=3; wt[0]=12
    w=lstsq(torch.cat([ht,torch.ones(32,1)],1)*wt,yt*wt,1e-8); tp.linear_2.weight[S_]=w[:-1,0]; tp.linear_2.weight[W_]=w[:-1,1]; tp.linear_2.bias[S_]=w[-1,0]; tp.linear_2.bias[W_]=w[-1,1]
    tp.linear_2.weight.copy_(tp.linear_2.weight.half().float()); e=tp(ft)[:,[S_,W_]]; tp.linear_2.bias[S_]-=e[0,0]; tp.linear_2.bias[W_]-=e[0,1]; e=tp(ft)[:,[S_,W_]]; print('time profile error max, frames 0..13: %.4f'%(e-yt)[:14].abs().max(),'weights to %.2f'%w.abs().max())
    b,tb=t.transformer_blocks,t.temporal_transformer_blocks; L=lambda l: Lin(l,N_,P_,M_); q=math.sqrt(32.)
    L(b[0].attn1.to_q).row(0,{'c':8*q}); L(b[0].attn1.to_k).row(0,{ED:-8.,ED+1:-8.})                      # the corner: neither edge indicator
    for j in range(K): L(b[0].attn1.to_v).row(j,{ZN+j:1.}); b[0].attn1.to_out[0].weight[ZS+j,j]=1
    fa=FF(b[0].ff,N_,P_,M_); fa.prod({A1:1.},{A2:1.},{A:1.})
    fb=FF(tb[0].ff_in,N_,P_,M_); fb.prod({A:1.},{S_:1.},{AS:1.}); fb.prod({A:1.},{W_:1.},{AW:1.})
    L(tb[0].attn1.to_q).row(0,{'c':20*q}); L(tb[0].attn1.to_k).row(0,{S_:-20*1.})                          # frame 0
    for j in range(K): L(tb[0].attn1.to_v).row(j,{ZS+j:1.}); tb[0].attn1.to_out[0].weight[Z+j,j]=1
    G=torch.load(gf); idx=[Z+j for j in range(K)]+[ST+j for j in range(52)]; assert idx[-1]<N_
    for i,ff in enumerate((tb[0].ff,b[1].ff,tb[1].ff_in,tb[1].ff,b[2].ff)):
        f=FF(ff,N_,P_,M_); H=f.H
        for m,o in (('a',0),('g',H)):
            wq=G['ff.%d.%s.weight'%(i,m)]; f.p.weight[o:o+H,idx]=wq; f.p.weight[o:o+H,N_]=-wq.half().float().sum(1); f.p.bias[o:o+H]=G['ff.%d.%s.bias'%(i,m)]
        f.o.weight[idx]=G['ff.%d.o.weight'%i]; f.o.bias[idx]=G['ff.%d.o.bias'%i]
    f=FF(tb[2].ff_in,N_,P_,M_)
    for k,sz in enumerate((ZOOM,PAN,TILT,ROLL,PAR,SWAY)): f.prod({**{c:float(v) for c,v in zip(idx,G['out.weight'][k])},'c':float(G['out.bias'][k])},{AW if k==5 else AS:1.},{CO+k:sz})
    for k in range(K): t.proj_out.weight[30+3*k,CO+k]=1
    # ---------- up: amplitudes, cell index, one
    for l,blk in enumerate(u.up_blocks[:-1]):
        for i,rs in enumerate(blk.resnets):
            s=resnet_off(rs)
            if l==0 and i==0:
                for k in range(K): gate_conv(s,k,30+3*k)
                gate_conv(s,6,18); gate_conv(s,7,21); s.bias[8]=1
            else:
                for j in range(9): gate_conv(s,j,j)
        c=blk.upsamplers[0].conv; zero(c)
        for k in range(K): c.weight[k,k,1,1]=1
        c.weight[6,6,1,0]=1; c.weight[6,6,1,1]=1; c.weight[6,8,1,0]=1; c.weight[7,7,0,1]=1; c.weight[7,7,1,1]=1; c.weight[7,8,0,1]=1; c.bias[8]=1
    # ---------- highest level: two transformers. Outer channels: 32 groups of 6 = 4 of use (or 3 and a null), +B, -B
    up=u.up_blocks[-1]; sl=lambda g,i: 6*g+i; GN=B*math.sqrt(2/6)
    s=resnet_off(up.resnets[0])
    for k in range(K): s.weight[sl(k//3,k%3),k,0,0]=1
    for k in range(2): s.weight[sl(2,k),6+k,0,0]=1/16.
    s.bias[4::6]=B; s.bias[5::6]=-B
    t=up.attentions[0]; N_,P_,M_=C0-4,C0-2,C0-1; neutral_tr(t,C0,N_,P_,M_); t.norm.weight.fill_(GN); t.norm.bias.zero_()
    CK,LX,CX,GX,Q4,Q5,PP=0,6,8,10,12,13,14
    def pin(t,out,g,i,sc=1.): t.proj_in.weight[out,sl(g,i)]+=sc; t.proj_in.weight[out,sl(g,3)]-=sc
    for k in range(K): pin(t,CK+k,k//3,k%3)
    for k in range(2): pin(t,LX+k,2,k)
    t.proj_in.bias[P_]=B; t.proj_in.bias[M_]=-B
    b,tb=t.transformer_blocks[0],t.temporal_transformer_blocks[0]; L=lambda l: Lin(l,N_,P_,M_)
    for k in range(2): L(b.attn1.to_v).row(k,{LX+k:1.}); b.attn1.to_out[0].weight[CX+k,k]=1               # uniform attention: the centre
    X=({LX:1.,CX:-1.},{LX+1:1.,CX+1:-1.}); S={CX:1/25.,CX+1:1/25.,'c':1/400.}                             # in cells/16
    f=FF(b.ff,N_,P_,M_); c=lambda k: {CK+k:1.}
    f.prod(c(0),X[0],{GX:-1.}); f.prod(c(0),X[1],{GX+1:-1.}); f.prod(c(1),S,{GX:-1.}); f.prod(c(2),S,{GX+1:-1.}); f.prod(c(3),X[1],{GX:-1.}); f.prod(c(3),X[0],{GX+1:1.})
    for k in range(2): f.sq(X[k],{PP:1.})
    rs=np.random.default_rng(5); R=80; nx,ny=[torch.tensor(np.exp(rs.uniform(np.log(6),np.log(136),20000))).float() for _ in range(2)]; keep=(nx/ny<3)&(ny/nx<3); nx,ny=nx[keep],ny[keep]; cx,cy=(nx-1)/32,(ny-1)/32; qv=((cx+cy)*16+1)/25/(cy*16+.5)
    an=torch.tensor(rs.uniform(0,2*np.pi,R)).float(); sc=torch.tensor(np.exp(rs.uniform(np.log(1),np.log(16),R))).float(); of=torch.tensor(rs.uniform(0,2.2,R)).float(); wr=torch.stack([an.cos(),an.sin()],1)*sc[:,None]; br=-(wr*torch.stack([of,of*.7],1)).sum(1); wr=wr.half().float(); br=br.half().float()
    ph=F.gelu(torch.stack([cx,cy],1)@wr.T+br); cr=lstsq(torch.cat([ph,torch.ones(len(cx),1)],1)/qv[:,None],(qv/qv)[:,None],1e-6)[:,0]; er=(torch.cat([ph,torch.ones(len(cx),1)],1)@cr.half().float()-qv)/qv; print('S/(cy+.5): relative error rms %.4f max %.3f weights to %.2f'%(er.pow(2).mean().sqrt(),er.abs().max(),cr.abs().max()))
    for k,dst in ((4,Q4),(5,Q5)):
        for i in range(R): f.unit(c(k),{CX:float(wr[i,0]),CX+1:float(wr[i,1]),'c':float(br[i])},{dst:float(cr[i])})
        f.unit(c(k),{'c':GA},{dst:float(cr[-1])/GA})
    f=FF(tb.ff_in,N_,P_,M_); f.prod({Q4:1.},add((X[1],1.),({CX+1:1.,'c':1/32.},1.)),{GX:-1.}); f.prod({Q5:1.},add((X[1],-1.),({CX+1:1.,'c':1/32.},1.)),{GX:-1.})
    f=FF(tb.ff,N_,P_,M_); KP=256.; FL=16; KF=2000.; UU=18
    for k in range(2): f.sq(add((X[k],1.),({GX+k:1.},1.)),{UU:1.})        # |u|^2 (before mirroring)
    for k in range(2):
        for sg in (1.,-1.):      # beyond the border the sampled point is mirrored; FL = 1 there
            over=lambda K_,c0: add((X[k],sg*K_),({GX+k:sg*K_,CX+k:-K_,'c':-K_/32+c0},1.))
            f.unit({'c':1.},over(KP,0.),{GX+k:-2*sg/KP}); f.unit({'c':1.},over(KF,0.),{FL+k:1/8.}); f.unit({'c':1.},over(KF,-8.),{FL+k:-1/8.})
    for k in range(2):
        t.proj_out.weight[sl(3,k),LX+k]=1; t.proj_out.weight[sl(3,k),CX+k]=-1; t.proj_out.weight[sl(4,k),GX+k]=1
    t.proj_out.weight[sl(3,2),PP]=1; t.proj_out.weight[sl(4,2),Q5]=1; t.proj_out.weight[sl(4,2),Q4]=-1
    for k in range(2): t.proj_out.weight[sl(29,k),FL+k]=1
    t.proj_out.weight[sl(29,2),UU]=1
    # second transformer
    s=resnet_off(up.resnets[1])
    for i in range(3): s.weight[sl(0,i),sl(3,i),0,0]=1                       # X, Y, |P|^2
    for i in range(2): s.weight[sl(1,i),sl(4,i),0,0]=1                       # g
    s.weight[sl(1,2),sl(0,0),0,0]=1; s.weight[sl(2,0),sl(1,0),0,0]=1; s.weight[sl(2,1),sl(4,2),0,0]=1      # zoom, roll, shear
    for k in range(3): s.weight[sl(29,k),sl(29,k),0,0]=1
    for j in range(NA): s.weight[sl(3+j//4,j%4),C0+8+j,0,0]=1
    s.bias[4::6]=B; s.bias[5::6]=-B
    op=lambda j: (sl(11+j//2,2*(j%2)),sl(11+j//2,2*(j%2)+1))                  #: 18 groups of their own
    for k in range(NR):                                                     # the ramps (cell index + 1)/4
        p,m=op(NA+NM+k); s.weight[p,sl(2,k),0,0]=16/4.; s.weight[m,sl(2,k),0,0]=-16/4.; s.bias[p]=1/4.; s.bias[m]=-1/4.
    t=up.attentions[1]; N_,P_,M_=C0-3,C0-2,C0-1; neutral_tr(t,C0,N_,P_,M_); t.norm.weight.fill_(GN); t.norm.bias.zero_(); L=lambda l: Lin(l,N_,P_,M_)
    TP,OF,JC,ON,FR=0,4*NA,4*NA+4,4*NA+7,4*NA+8; SR=NSUB; PX=SR+NA; GX=PX+3; FL=GX+2; UU=FL+2; assert UU+1<=N_
    for k in range(3): pin(t,PX+k,0,k)
    for k in range(2): pin(t,GX+k,1,k)
    for k in range(4): pin(t,OF+k,0,k%2,16.); pin(t,OF+k,1,k%2,16.)
    for k in range(3): pin(t,FL+k,29,k)
    pin(t,JC,1,2,4.); pin(t,JC+1,2,0,4.); pin(t,JC+2,2,1,4.); t.proj_in.bias[ON]=1
    for j in range(NA):
        g=3+j//4; t.proj_in.weight[SR+j,sl(g,j%4)]+=1; t.proj_in.weight[SR+j,sl(g,4)]-=.5; t.proj_in.weight[SR+j,sl(g,5)]-=.5
    t.proj_in.bias[P_]=B; t.proj_in.bias[M_]=-B
    b,tb=t.transformer_blocks[0],t.temporal_transformer_blocks[0]; a=math.sqrt(math.sqrt(C0/4)/SHARP**2); D=C0//4
    for h,(oy,ox) in enumerate(((-OFF,-OFF),(-OFF,1-OFF1),(1-OFF1,-OFF),(1-OFF1,1-OFF1))):
        for k,o in ((0,ox),(1,oy)): L(b.attn1.to_q).row(h*D+k,{PX+k:16.,GX+k:16.,'c':o},a); L(b.attn1.to_k).row(h*D+k,{PX+k:16.},a)
        L(b.attn1.to_q).row(h*D+2,{'c':16.},a); L(b.attn1.to_k).row(h*D+2,{PX+2:-8.},a)
        L(b.attn1.to_q).row(h*D+3,{UU:-128.,PX:-16.*ox,GX:-16.*ox,PX+1:-16.*oy,GX+1:-16.*oy,'c':-(ox*ox+oy*oy)/2},a/16); L(b.attn1.to_k).row(h*D+3,{'c':16.},a)     # the whole is -distance^2/2: small where it matters
        for j in range(NA): L(b.attn1.to_v).row(h*D+j,{SR+j:1.}); b.attn1.to_out[0].weight[TP+h*NA+j,h*D+j]=1
        if h in (0,3):
            for k in range(2): L(b.attn1.to_v).row(h*D+NA+k,{PX+k:16.}); b.attn1.to_out[0].weight[OF+(0 if h==0 else 2)+k,h*D+NA+k]=-1
    Wt=torch.load(wf); n=NSUB; PI=torch.linalg.pinv(Wt['out.weight'])
    for i,ff in enumerate((b.ff,tb.ff_in,tb.ff)):
        f=FF(ff,N_,P_,M_); H=f.H
        for m,o in (('a',0),('g',H)):
            wq=Wt['ff.%d.%s.weight'%(i,m)]; f.p.weight[o:o+H,:n]=wq; f.p.weight[o:o+H,N_]=-wq.half().float().sum(1); f.p.bias[o:o+H]=Wt['ff.%d.%s.bias'%(i,m)]
        f.o.weight[:n]=Wt['ff.%d.o.weight'%i]; f.o.bias[:n]=Wt['ff.%d.o.bias'%i]
        if i==2:      # mirrored cells: the block is turned over. Least useful units give way
            use=(f.o.weight.norm(dim=0)*f.p.weight[:H].norm(dim=1)).argsort(); q=0; E=torch.load('../cache/enc.pt'); Am=E['A'].view(NA,3,8,8); sv=E['s']
            for k in range(2):
                Fm=(Am.flip(3 if k==0 else 2).reshape(NA,-1)@Am.reshape(NA,-1).T)*sv[:,None]/sv[None]-torch.eye(NA)          # z -> turned z, minus z
                U_,S_,V_=torch.linalg.svd(Fm/sv[:,None]*sv[None]); r=int((S_>.05).sum()); print('turning: rank',r)
                for i_ in range(r):
                    un=int(use[q]); q+=1; f.p.weight[un]=0; f.p.weight[H+un]=0; f.o.weight[:,un]=0
                    w_=(V_[i_]/sv)@Wt['out.weight']; b_=float((V_[i_]/sv)@Wt['out.bias']); f.L.row(un,{**{c:float(v) for c,v in enumerate(w_)},'c':b_},.125); f.L.row(H+un,{FL+k:8.})
                    f.o.weight[:n,un]=PI@(U_[:,i_]*S_[i_]*sv)
    for j in range(NA):
        p,m=op(j); t.proj_out.weight[p,:n]=Wt['out.weight'][j]; t.proj_out.weight[m,:n]=-Wt['out.weight'][j]; t.proj_out.bias[p]=Wt['out.bias'][j]; t.proj_out.bias[m]=-Wt['out.bias'][j]
    for k in range(2): p,m=op(NA+k); t.proj_out.weight[p,GX+k]=-16*8/5.; t.proj_out.weight[m,GX+k]=16*8/5.      # motion channels: px/5
    u.conv_norm_out.weight.fill_(GN); u.conv_norm_out.bias.zero_(); zero(u.conv_out)
    for j in range(NA+NM+NR):
        p,m=op(j); o=j if j<NA+NM else j+K; u.conv_out.weight[o,p,1,1]=-1; u.conv_out.weight[o,m,1,1]=1
    return u
if __name__=='__main__':
    u=build(sys.argv[1]); print('params M %.2f'%(sum(p.numel() for p in u.parameters())/1e6)); os.makedirs(sys.argv[2],exist_ok=True)
    bad=[(n,p.abs().max().item()) for n,p in u.named_parameters() if p.abs().max()>6e4]; print('too large for half',bad)
    u.half().save_pretrained(sys.argv[2]+'/unet')

"""VAE: encoder = PCA of 8x8 patches; decoder = tree of patch bases (8x8 -> 4x4 -> 2x2 -> pixel), the child's place told by a ramp channel of the latents, plus trained corrections.
Plain modules (Dec) that are folded into AutoencoderKLTemporalDecoder (fold)."""
import torch,numpy as np,math,torch.nn.functional as F
from dims import *
D4,D2=24,12; RS=4.0          # ramp channels in the latents: (cell index + 1)/RS
CH=(64,64,96,96); MG=24.; NOISE=0.     # 1: random free units, for training; 0: nothing but the closed form
def gmean0(x,g): b,c,h,w=x.shape; y=x.reshape(b,g,-1); return (y-y.mean(2,keepdim=True)).view_as(x)
class Res(torch.nn.Module):
    """u_out = S u + conv2(silu(group-mean-free(conv1 u)))"""
    def __init__(s,ui,uo,C,short=False):
        super().__init__(); s.c1=torch.nn.Conv2d(ui,C,3,padding=1); s.c2=torch.nn.Conv2d(C,uo,3,padding=1); s.sh=torch.nn.Conv2d(ui,uo,1) if short else None
        with torch.no_grad(): s.c1.weight.mul_(.5); s.c1.bias.zero_(); s.c2.weight.zero_(); s.c2.bias.zero_()
    def forward(s,u): return (s.sh(u) if s.sh is not None else u)+s.c2(F.silu(gmean0(s.c1(u),32)))
# useful channels: L8 (mid, up0): 0..31 coefficients, 32,33 ramps, 34..63 free ; L4: 0..31 h, 32..55 A, 56,57 ramps, 58..60 ex ey exy, 61..63 free
# up1's upsampler -> L2 input (64): 0..23 h, 24..35 A, 36,37 ramps, 38,39 ex ey, rest free ; L2 (32): 0..11 A, 12..23 Dxy h, 24,25 ramps, 26 exy, rest free
# L1 (32): 0..11 h, 12..14 A, 15..17 ex ey exy, rest free
class Dec(torch.nn.Module):
    def __init__(s):
        super().__init__(); C=torch.nn.Conv2d; s.cin=C(NA+2,64,3,padding=1); s.mid=Res(64,64,96); s.r0=torch.nn.ModuleList([Res(64,64,96),Res(64,64,96)]); s.u0=C(64,64,3,padding=1)
        s.r1=torch.nn.ModuleList([Res(64,64,96),Res(64,64,96)]); s.u1=C(64,64,3,padding=1); s.r2=torch.nn.ModuleList([Res(64,32,64,True),Res(32,32,64)]); s.u2=C(32,32,3,padding=1); s.r3=torch.nn.ModuleList([Res(32,32,64),Res(32,32,64)]); s.out=C(32,3,3,padding=1)
    def quarter(s,z):
        x=s.mid(s.cin(z))
        for r in s.r0: x=r(x)
        x=s.u0(F.interpolate(x,scale_factor=2,mode='nearest'))
        for r in s.r1: x=r(x)
        return x[:,32:32+D4]
    def forward(s,z):
        x=s.mid(s.cin(z)); up=lambda x: F.interpolate(x,scale_factor=2,mode='nearest')
        for r in s.r0: x=r(x)
        x=s.u0(up(x))
        for r in s.r1: x=r(x)
        x=s.u1(up(x))
        for r in s.r2: x=r(x)
        x=s.u2(up(x))
        for r in s.r3: x=r(x)
        return s.out(x)
def ramps(h,w): return torch.stack([(torch.arange(w)+1.)[None].expand(h,w),(torch.arange(h)+1.)[:,None].expand(h,w)])/RS
def with_ramps(z): return torch.cat([z,ramps(*z.shape[2:])[None].expand(len(z),-1,-1,-1)],1)
def patches(X,f): # (n,8,8,3)->(n*(8/f)^2, f*f*3) in (c,y,x)
    n=len(X); k=8//f; return X.reshape(n,k,f,k,f,3).transpose(0,1,3,5,2,4).reshape(-1,3*f*f)
R4=[]
def bases(X8,E):
    """X8 (n,192) in (c,y,x) -> children maps: lists of (M (4,dc,dp), c (4,dc)), index of child = 2*(left) + (top)"""
    X=X8.reshape(-1,3,8,8).transpose(0,2,3,1); o={}; 
    def pca(f,d):
        Y=patches(X,f); mu=Y.mean(0); w,V=np.linalg.eigh(np.cov((Y-mu).T)); i=np.argsort(-w)[:d]; return V[:,i].T,mu
    A8=E['A'].numpy().astype(np.float64); mu8=E['mu'].numpy().astype(np.float64); s=E['s'].numpy().astype(np.float64)
    A4,mu4=pca(4,D4); A2,mu2=np.eye(12),np.zeros(12); A1,mu1=np.eye(3),np.zeros(3); R=[]
    for (Ap,mp,sc,fp),(Ac,mc) in (((A8,mu8,s,8),(A4,mu4)),((A4,mu4,np.ones(D4),4),(A2,mu2)),((A2,mu2,np.ones(12),2),(A1,mu1))):
        rec=(Ap.T/sc).reshape(3,fp,fp,-1); m=mp.reshape(3,fp,fp); h=fp//2; M=[];c=[]
        for left in (0,1):
            for top in (0,1):
                y=slice(0,h) if top else slice(h,fp); x=slice(0,h) if left else slice(h,fp)
                M.append(Ac@rec[:,y,x].reshape(3*h*h,-1)); c.append(Ac@(m[:,y,x].reshape(-1)-mc))
        R.append((np.stack(M),np.stack(c)))
    R4.append((A4,mu4)); return R
@torch.no_grad()
def init(d,R):
    t=lambda a: torch.tensor(a,dtype=torch.float32)
    for m in (d.cin,d.u0,d.u1,d.u2,d.out): m.weight.mul_(NOISE*.02); m.bias.zero_()
    for r in [d.mid,*d.r0,*d.r1,*d.r2,*d.r3]: r.c1.weight.mul_(NOISE)
    def eye(m,pairs):
        for o,i in pairs: m.weight[o]=0; m.weight[o,i,1,1]=1
    eye(d.cin,[(k,k) for k in range(NA)])
    for k in range(2): d.cin.weight[NA+k]=0; d.cin.weight[NA+k,NA+k,1,1]=RS
    def rampup(m,src,dst,e):
        for k in range(2):
            m.weight[dst+k]=0; m.weight[dst+k,src+k,1,1]=1
            if k==0: m.weight[dst+k,src+k,1,0]=1
            else: m.weight[dst+k,src+k,0,1]=1
            m.weight[e+k]=0; m.weight[e+k,src+k,1,1]=1
            if k==0: m.weight[e+k,src+k,1,0]=-1
            else: m.weight[e+k,src+k,0,1]=-1
    def lin(m,rows,M,cols,c):
        for i,r in enumerate(rows): m.weight[r]=0; m.weight[r,cols,1,1]=t(M[i]); m.bias[r]=float(c[i])
    for r in [d.mid,*d.r0,*d.r1,*d.r2,*d.r3]: r.fz1=torch.zeros_like(r.c1.weight); r.fzb=torch.zeros_like(r.c1.bias); r.fz2=torch.zeros_like(r.c2.weight)
    def gates(r,items,gs):
        """items: (row form over channels (dict col->w or (cols, vector)), const, gate channel, out channel); gs channels a group (2 gates + base or 1 + base)"""
        by={}
        for it in items: by.setdefault(it[3],[]).append(it)
        g=0
        for e,its in by.items():
            for i in range(0,len(its),gs-1):
                grp=its[i:i+gs-1]; base=gs*g+gs-1
                for ch in range(gs*g,gs*g+gs): r.c1.weight[ch]=0; r.c1.bias[ch]=0; r.c2.weight[:,ch]=0
                for k in list(range(len(grp)))+[gs-1]: r.c1.weight[gs*g+k,e,1,1]=2*MG; r.c1.bias[gs*g+k]=-MG
                for k,(cols,v,c,_,o) in enumerate(grp):
                    r.c1.weight[gs*g+k,cols,1,1]+=t(v); r.c1.bias[gs*g+k]+=c; r.c2.weight[o,gs*g+k,1,1]+=1; r.c2.weight[o,base,1,1]-=1
                for ch in range(gs*g,gs*g+gs): r.fz1[ch,e]=1; r.fzb[ch]=1; r.fz2[:,ch]=1      # these stay as they are
                r.fz1[base]=1; g+=1
        assert g<=32,g; return g
    def both(r,ex,ey,exy,g,gs):   # exy = relu(ex+ey-1), sharp: two units of one group (the group's mean does no harm: both see it)
        ch=gs*g
        for k in range(gs): r.c1.weight[ch+k]=0; r.c1.bias[ch+k]=0; r.c2.weight[:,ch+k]=0
        # silu(a)+silu(-a) = |a| for large a ; |x|: x = MG(ex+ey-1) is MG, 0 or -MG; relu -> use both signs: relu(x) = (x+|x|)/2
        r.c1.weight[ch,ex,1,1]=MG; r.c1.weight[ch,ey,1,1]=MG; r.c1.bias[ch]=-MG; r.c1.weight[ch+1]=-r.c1.weight[ch]; r.c1.bias[ch+1]=MG
        r.fz1[ch:ch+gs]=1; r.fzb[ch:ch+gs]=1; r.fz2[:,ch:ch+gs]=1
        r.c2.weight[exy,ch,1,1]+=1/MG      # relu(x)/MG in {0,1}; the twin keeps the group's mean at 0
    def split(M,c):   # children index 2*left+top -> base (right,bottom), De_x, De_y, De_xy
        b=M[0]; dx=M[2]-M[0]; dy=M[1]-M[0]; return (b,c[0]),(dx,c[2]-c[0]),(dy,c[1]-c[0]),(M[3]-M[2]-M[1]+M[0],c[3]-c[2]-c[1]+c[0])
    # 1/4
    (b,bc),(dx,xc),(dy,yc),(dq,qc)=split(*R[0]); H=list(range(NA)); eye(d.u0,[(k,k) for k in H]); lin(d.u0,range(32,32+D4),b,H,bc); rampup(d.u0,32,56,58); d.u0.weight[60:].mul_(1); d.u0.weight[60]=0
    n=gates(d.r1[0],[(H,dx[i],xc[i],58,32+i) for i in range(D4)]+[(H,dy[i],yc[i],59,32+i) for i in range(D4)],3); both(d.r1[0],58,59,60,n,3)
    gates(d.r1[1],[(H,dq[i],qc[i],60,32+i) for i in range(D4)],3)
    # 1/2
    (b,bc),(dx,xc),(dy,yc),(dq,qc)=split(*R[1]); A=list(range(32,32+D4)); eye(d.u1,[(k,32+k) for k in range(D4)]); lin(d.u1,range(24,36),b,A,bc); rampup(d.u1,56,36,38); H=list(range(D4))
    n=gates(d.r2[0],[(H,dx[i],xc[i],38,i) for i in range(12)]+[(H,dy[i],yc[i],39,i) for i in range(12)],2); both(d.r2[0],38,39,26,n,2)
    sh=d.r2[0].sh; sh.weight.mul_(.1*NOISE); sh.bias.zero_(); sh.weight[:27]=0
    for k in range(12): sh.weight[k,24+k,0,0]=1; sh.weight[12+k,H,0,0]=t(dq[k]); sh.bias[12+k]=float(qc[k])
    for k in range(2): sh.weight[24+k,36+k,0,0]=1
    gates(d.r2[1],[(list(range(12,24)),np.eye(12)[i],0.,26,i) for i in range(12)],2)
    # 1/1
    (b,bc),(dx,xc),(dy,yc),(dq,qc)=split(*R[2]); H=list(range(12)); eye(d.u2,[(k,k) for k in H]); lin(d.u2,range(12,15),b,H,bc)
    for k in range(2):
        d.u2.weight[15+k]=0; d.u2.weight[15+k,24+k,1,1]=1
        if k==0: d.u2.weight[15+k,24+k,1,0]=-1
        else: d.u2.weight[15+k,24+k,0,1]=-1
    d.u2.weight[17]=0
    n=gates(d.r3[0],[(H,dx[i],xc[i],15,12+i) for i in range(3)]+[(H,dy[i],yc[i],16,12+i) for i in range(3)],2); both(d.r3[0],15,16,17,n,2)
    gates(d.r3[1],[(H,dq[i],qc[i],17,12+i) for i in range(3)],2)
    eye(d.out,[(k,12+k) for k in range(3)]); return d
PLACE=dict(L8=(32,33),L4=(56,57,58,59,60),L2i=(36,37,38,39),L2=(24,25,26),L1=(15,16,17))
def freeze(d):
    """gradients of gate units, and of all that reads or writes ramps and place indicators (except gate-free hidden units), are cut"""
    def cut(m,i,o):
        if m.weight.grad is None: return
        if i: m.weight.grad[:,list(i)]=0
        if o: m.weight.grad[list(o)]=0; m.bias.grad[list(o)]=0
    P=PLACE
    cut(d.cin,(NA,NA+1),P['L8'])
    for r in [d.mid,*d.r0]: cut(r.c1,P['L8'],()); cut(r.c2,(),P['L8'])
    cut(d.u0,P['L8'],P['L4'])
    for r in d.r1: cut(r.c1,P['L4'][:2],()); cut(r.c2,(),P['L4'])
    cut(d.u1,P['L4'],P['L2i']); cut(d.r2[0].c1,P['L2i'][:2],()); cut(d.r2[0].c2,(),P['L2']); cut(d.r2[0].sh,P['L2i'],P['L2']); cut(d.r2[1].c1,P['L2'][:2],()); cut(d.r2[1].c2,(),P['L2'])
    cut(d.u2,P['L2'],P['L1'])
    for r in d.r3: cut(r.c2,(),P['L1'])
    for r in [d.mid,*d.r0,*d.r1,*d.r2,*d.r3]:
        if r.c1.weight.grad is not None: r.c1.weight.grad*=1-r.fz1; r.c1.bias.grad*=1-r.fzb; r.c2.weight.grad*=1-r.fz2

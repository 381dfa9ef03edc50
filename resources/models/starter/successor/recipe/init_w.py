"""closed-form start for Sub: layer 0 shifts by fx (rows), layer 1 by fy, layer 2 free. Piecewise linear in f."""
from train_w import *
rng=np.random.default_rng(0); torch.manual_seed(0); net=Sub(); KX=np.array([-.15,.0,.17,.36,.55,.75]); KY=np.array([-.15,-.02,.06,.14,.22,.30,.38,.46,.54,.62,.70,.79]); KAP=10.
def data(n):
    o=[]
    for i in range(n):
        im=window(rng,128,128); M=lambda a,b: cv2.warpAffine(im,np.float32([[1,0,a],[0,1,b]]),(128,128),flags=cv2.INTER_CUBIC|cv2.WARP_INVERSE_MAP,borderMode=cv2.BORDER_REPLICATE)
        for k in range(3):
            fx,fy=rng.uniform(-.06,.94,2); e=ENC(torch.from_numpy(np.stack([im,M(8*fx,0),M(8*fx,8*fy)])).permute(0,3,1,2)*2-1).permute(0,2,3,1); z,zx,zxy=e; s=slice(0,15); t=slice(1,16)
            o.append(torch.cat([z[s,s],z[s,t],z[t,s],z[t,t],zx[s,s],zx[t,s],zxy[s,s],torch.full((15,15,1),fx),torch.full((15,15,1),fy)],-1).reshape(-1,7*NA+2).float())
    return torch.cat(o)
D=data(180); T=D[:,:4*NA]; rT,rB,Y=D[:,4*NA:5*NA],D[:,5*NA:6*NA],D[:,6*NA:7*NA]; fx,fy=D[:,-2:-1],D[:,-1:]; del D
gate=lambda f,k: F.gelu(KAP*(f-torch.tensor(k,dtype=torch.float32)[None]))
def solve(Xf,Yf,lam=1e-4):
    A=(Xf.T@Xf/len(Xf)).double(); b=(Xf.T@Yf/len(Xf)).double(); A+=lam*torch.eye(len(A))*A.diagonal().mean(); return torch.linalg.solve(A,b).float()
with torch.no_grad():
    for f in net.ff:
        for m in ('a','g','o'): f[m].weight.mul_(.15 if m!='o' else .02); f[m].bias.zero_()
    net.out.weight.zero_(); net.out.bias.zero_(); net.out.weight[range(NA),range(NA)]=1
    # layer 0: both rows share the operator
    G=gate(fx,KX); feat=lambda a,b: torch.cat([(torch.cat([a,b],1)[:,:,None]*G[:,None]).flatten(1)],1)
    Wx=solve(torch.cat([feat(T[:,:NA],T[:,NA:2*NA]),feat(T[:,2*NA:3*NA],T[:,3*NA:])]),torch.cat([rT-T[:,:NA],rB-T[:,2*NA:3*NA]])); nk=len(KX)
    pT=T[:,:NA]+feat(T[:,:NA],T[:,NA:2*NA])@Wx; pB=T[:,2*NA:3*NA]+feat(T[:,2*NA:3*NA],T[:,3*NA:])@Wx; print('rows: %.2f dB'%db((((pT-rT)/SJ)**2).mean().item()))
    f=net.ff[0]
    for u in range(4*NA*nk):
        ch,k=divmod(u,nk); f['a'].weight[u]=0; f['a'].weight[u,ch]=1; f['g'].weight[u]=0; f['g'].weight[u,4*NA]=KAP; f['g'].bias[u]=-KAP*KX[k]; f['o'].weight[:,u]=0
        if ch<2*NA: f['o'].weight[:NA,u]=Wx[ch*nk+k]
        else: f['o'].weight[2*NA:3*NA,u]=Wx[(ch-2*NA)*nk+k]
    Q=torch.cat([pT,pB],1); G2=gate(fy,KY); F2=(Q[:,:,None]*G2[:,None]).flatten(1); Wy=solve(F2,Y-pT); nk=len(KY); print('both: %.2f dB'%db((((pT+F2@Wy-Y)/SJ)**2).mean().item()))
    f=net.ff[1]
    for u in range(2*NA*nk):
        ch,k=divmod(u,nk); f['a'].weight[u]=0; f['a'].weight[u,ch if ch<NA else NA+ch]=1; f['g'].weight[u]=0; f['g'].weight[u,4*NA+1]=KAP; f['g'].bias[u]=-KAP*KY[k]; f['o'].weight[:,u]=0; f['o'].weight[:NA,u]=Wy[u]
    VX,VY=val_set(); print('held-out at bucket 200 (real moves): %.2f dB'%db((((net(VX)-VY)/SJ)**2).mean().item()))
torch.save(net.state_dict(),'../cache/w_init.pt')

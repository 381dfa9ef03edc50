"""argv: folder out_prefix nseeds. Real diffusers pipeline, 256x144, 1 step. Saves as it goes."""
import sys,json,time,math,cv2,numpy as np,torch,gen,quickgen
from data import val,window
torch.set_num_threads(int(__import__('os').environ.get('NT','1'))); cv2.setNumThreads(1)
OUT=sys.argv[2]; NS=int(sys.argv[3]) if len(sys.argv)>3 else 32; p=gen.load(sys.argv[1]); D=dict((q['name'],q) for q in val); dis=cv2.DISOpticalFlow_create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM); gr=lambda f: cv2.cvtColor(f,cv2.COLOR_RGB2GRAY); flow=lambda a,b: dis.calc(gr(a),gr(b),None)
pic=lambda n,W=256,H=144: np.ascontiguousarray(window(np.random.default_rng(0),W,H,src=D[n],aug=False))
NM=[('push in','pull out'),('pan right','pan left'),('tilt down','tilt up'),('roll ccw','roll cw'),('parallax right','parallax left'),('sway right','sway left')]
def basis(W,H):
    y,x=np.meshgrid((np.arange(H)+.5-H/2),(np.arange(W)+.5-W/2),indexing='ij'); o=np.zeros_like(x); r=H*.55
    return np.stack([np.stack(f,-1) for f in [(x/r,y/r),(o+1,o),(o,o+1),(y/r,-x/r),((y+H/2)/(H/2),o),((H/2-y)/(H/2),o)]]).reshape(6,-1).T
def short(f,im):
    H,W=im.shape[:2]; fl=flow(f[0],f[-1]); v=fl.reshape(-1); Bs=basis(W,H); sc=[float((b@v)**2/(b@b)/(v@v)) for b in Bs.T]; k=int(np.argmax(sc)); m=np.hypot(fl[...,0],fl[...,1])*256/W; lap=lambda q: cv2.Laplacian(gr(q),cv2.CV_32F)[12:-12,12:-12].var()
    return dict(kind=NM[k][0 if Bs[:,k]@v>0 else 1],fit=sc[k],mag=float(np.median(m)),p95=float(np.percentile(m,95)),psnr=float(10*np.log10(255**2/((f[0].astype(float)-im*255)**2).mean())),sharp=[float(lap(q)/lap((im*255).astype(np.uint8))) for q in (f[0],f[-1])]),fl
def measure(f,im):
    H,W=im.shape[:2]; s=256/W; fl=flow(f[0],f[-1]); m=np.hypot(fl[...,0],fl[...,1])*s; Bs=basis(W,H)
    # classes by best single-kind fit (parallax, sway and pan overlap, so not by joint least squares)
    v=fl.reshape(-1); sc=[float((b@v)**2/(b@b)/(v@v)) for b in Bs.T]; k=int(np.argmax(sc)); a=float(Bs[:,k]@v)
    pr=[float((flow(f[0],f[t])*fl).sum()/(fl*fl).sum()) for t in range(1,len(f))]; d=np.diff([0]+pr)
    steps=[flow(f[t],f[t+1]) for t in range(len(f)-1)]; sm=np.array([np.median(np.hypot(q[...,0],q[...,1]))*s for q in steps])
    # flicker: what is left between a frame and the warped one before it
    yy,xx=np.mgrid[:H,:W].astype(np.float32); fk=[]
    for t in range(len(f)-1):
        b=flow(f[t+1],f[t]); w=cv2.remap(f[t],xx+b[...,0],yy+b[...,1],cv2.INTER_LINEAR,borderMode=cv2.BORDER_REPLICATE)[8:-8,8:-8].astype(float); fk.append(np.abs(w-f[t+1][8:-8,8:-8]).mean())
    lap=lambda q: cv2.Laplacian(gr(q),cv2.CV_32F)[12:-12,12:-12].var()
    return dict(kind=NM[k][0 if a>0 else 1],fit=sc[k],mag=float(np.median(m)),p95=float(np.percentile(m,95)),steady=float(np.abs(d-np.convolve(np.pad(d,2,mode='edge'),np.ones(5)/5,'valid')).max()/np.abs(d).mean()),step=float(np.median(sm)),psnr=float(10*np.log10(255**2/((f[0].astype(float)-im*255)**2).mean())),flicker=float(np.mean(fk)),sharp=[float(lap(f[t])/lap((im*255).astype(np.uint8))) for t in (0,6,13)]),fl
if __name__=='__main__':
    res={}; t0=time.time(); n0='picosdeeuropa_by_Aitzol_Berasategi.jpg'; im=pic(n0); rows=[]; V=[]; log=open(OUT+'.txt','w')
    def say(*a): s=' '.join(str(x) for x in a); print(s,flush=True); log.write(s+'\n'); log.flush()
    for s in range(NS):
        f,_=quickgen.clip(p,im,s,127); m,fl=short(f,im); V.append(fl.reshape(-1)); res['seed%d'%s]=m; say('seed %2d %-14s fit %.2f mag %.2f p95 %.2f psnr %.1f sharp %s'%(s,m['kind'],m['fit'],m['mag'],m['p95'],m['psnr'],np.round(m['sharp'],2)))
        if s<12: rows.append(np.concatenate([(im*255).astype(np.uint8)]+[f[i] for i in (0,1)],1)); cv2.imwrite(OUT+'_seeds.png',np.concatenate(rows,0)[...,::-1])
    k=[res['seed%d'%s]['kind'] for s in range(NS)]; say('kinds at 127 over %d seeds:'%NS,{a:k.count(a) for a in sorted(set(k))}); g=[res['seed%d'%s] for s in range(NS)]
    an=[math.degrees(math.acos(np.clip((a*b).sum()/np.linalg.norm(a)/np.linalg.norm(b),-1,1))) for i,a in enumerate(V) for b in V[:i]]; say('pairwise angle of flows: mean %.0f p5 %.0f min %.0f'%(np.mean(an),np.percentile(an,5),np.min(an)))
    say('medians at 127: mag %.2f fit %.2f (p10 %.2f) sharp first %.2f last %.2f'%(np.median([q['mag'] for q in g]),np.median([q['fit'] for q in g]),np.percentile([q['fit'] for q in g],10),np.median([q['sharp'][0] for q in g]),np.median([q['sharp'][1] for q in g])))
    B=(20,80,127,180,240); S=(0,3,6,7,9,15,16,17)[:max(1,NS//4)]; T={}
    for s in S:
        for b in B: T[s,b]=res['seed%d'%s] if b==127 else short(quickgen.clip(p,im,s,b)[0],im)[0]
        say('seed %d buckets %s mag %s sharp last %s'%(s,B,' '.join('%.2f'%T[s,b]['mag'] for b in B),' '.join('%.2f'%T[s,b]['sharp'][1] for b in B)))
    say('median over seeds:',' '.join('%d: %.2f'%(b,np.median([T[s,b]['mag'] for s in S])) for b in B),'monotonic in %d of %d'%(sum(all(T[s,a]['mag']<T[s,b]['mag'] for a,b in zip(B,B[1:])) for s in S),len(S)))
    for fps in (5,7,14): m,_=measure(gen.clip(p,im,2,127,fps=fps),im); say('fps %d mag %.2f step %.2f step*fps %.2f'%(fps,m['mag'],m['step'],m['step']*fps))
    rows=[]
    for q in val:
        i2=pic(q['name']); 
        for s,b in ((9,127),): f=gen.clip(p,i2,s,b); m,_=measure(f,i2); say('%-38s seed %d bucket %d %-12s mag %.2f p95 %.2f first %.2f dB steady %.2f flicker %.2f sharp %s'%(q['name'],s,b,m['kind'],m['mag'],m['p95'],m['psnr'],m['steady'],m['flicker'],np.round(m['sharp'],2)))
        rows.append(np.concatenate([(i2*255).astype(np.uint8)]+[f[i] for i in (0,4,9,13)],1)); cv2.imwrite(OUT+'_photos.png',np.concatenate(rows,0)[...,::-1])
    for W,H in ((144,256),(192,192),(264,152),(512,288)):   # sizes
        i2=pic('china.jpg',W,H); t=time.time(); f=gen.clip(p,i2,2,127); m,_=measure(f,i2); say('%dx%d %s mag(256) %.2f first %.2f dB sharp %s s %.1f'%(W,H,m['kind'],m['mag'],m['psnr'],np.round(m['sharp'],2),time.time()-t)); cv2.imwrite(OUT+'_%dx%d.png'%(W,H),np.concatenate([(i2*255).astype(np.uint8),f[6],f[13]],1)[...,::-1])
    i2=pic('china.jpg'); fs=[gen.clip(p,i2,3,127,steps=n).astype(float) for n in (1,2,4)]; say('steps 1 and 2 against 4: mean difference in grey levels %.2f %.2f'%tuple(np.abs(x-fs[2]).mean() for x in fs[:2]))
    json.dump(res,open(OUT+'.json','w')); say('s %.0f'%(time.time()-t0))

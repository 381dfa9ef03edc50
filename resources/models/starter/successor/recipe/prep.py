"""Photos (CC0 / CC-BY / public domain only) and procedural scenes -> ../cache/photos.pkl"""
import cv2,numpy as np,pickle,os
cv2.setNumThreads(1)
D='../deb/'
L=D+'x_lomiri-wallpapers-16.04/usr/share/backgrounds/'; S=D+'x_python3-skimage/usr/lib/python3/dist-packages/skimage/data/'; K=D+'x_python3-sklearn/usr/lib/python3/dist-packages/sklearn/datasets/images/'
train=[(L+n+'.jpg',lic) for n,lic in [('aitzgorri_by_Aitzol_Berasategi','CC-BY-4.0 Aitzol Berasategi'),('friends_by_Aitzol_Berasategi','CC-BY-4.0 Aitzol Berasategi'),('life_by_Aitzol_Berasategi','CC-BY-4.0 Aitzol Berasategi'),('sunset_by_Aitzol_Berasategi','CC-BY-4.0 Aitzol Berasategi'),('Picture_0B_by_freespace','CC-BY-4.0 Trevor "Freespace"'),('Picture_1A_by_freespace','CC-BY-4.0 Trevor "Freespace"'),('seeding_by_Clements_Engelhardt','CC0-1.0 Clemens Engelhardt'),('umang_by_Abhishek_Mudgal','CC-BY-4.0 Abhishek Mudgal'),('Wine_by_Jakkub_Mede','CC-BY-4.0 Jakub Mede')]]

train+=[(S+n,l) for n,l in [('camera.png','CC0 Lav Varshney'),('brick.png','CC0 CC0Textures Bricks25'),('grass.png','CC0 linolafett'),('gravel.png','CC0 CC0Textures Gravel04'),('hubble_deep_field.jpg','public domain NASA')]]
val=[(L+'picosdeeuropa_by_Aitzol_Berasategi.jpg','CC-BY-4.0 Aitzol Berasategi'),(K+'china.jpg','CC-BY-2.0 danielbuechele')]+[('../samples/'+n,l) for n,l in [('coffee.png','CC0'),('cat.png','CC0'),('rocket.jpg','CC0'),('astronaut.png','public domain')]]
def load(f):
    i=cv2.imread(f,cv2.IMREAD_COLOR)[...,::-1]; h,w=i.shape[:2]; s=2048/max(h,w)
    return np.ascontiguousarray(cv2.resize(i,(round(w*s),round(h*s)),interpolation=cv2.INTER_AREA) if s<1 else i)
def fractal(rng,h,w,beta):
    fy=np.fft.fftfreq(h)[:,None]; fx=np.fft.rfftfreq(w)[None]; f=np.sqrt(fy*fy+fx*fx); f[0,0]=1
    a=np.fft.irfft2(f**-beta*np.exp(2j*np.pi*rng.random(f.shape)),s=(h,w)); a[...]-=a.mean(); return (a/a.std()).astype(np.float32)
def scene(rng,w=768,h=512):
    """procedural picture: dead leaves, layered hills under a sky, or textured fractal noise"""
    k=rng.integers(3); yy,xx=np.mgrid[:h,:w].astype(np.float32)
    col=lambda: rng.uniform(0,1)*.6+rng.uniform(-.3,.5,3)*.6+.15
    if k==0:
        im=np.ones((h,w,3),np.float32)*col()
        for _ in range(rng.integers(80,400)):
            r=min(6*rng.pareto(1.2)+6,260); c=(int(rng.uniform(0,w)),int(rng.uniform(0,h))); cc=[float(v) for v in col()]
            if rng.random()<.5: cv2.ellipse(im,c,(int(r),int(r*rng.uniform(.3,1))),rng.uniform(0,180),0,360,cc,-1,cv2.LINE_AA)
            else: cv2.fillPoly(im,[(np.array(c)+r*np.stack([np.cos(a:=np.sort(rng.uniform(0,6.28,rng.integers(3,7)))),np.sin(a)],1)).astype(np.int32)],cc,cv2.LINE_AA)
    elif k==1:
        a,b=col(),col(); im=a+(b-a)*(yy/h)[...,None]+.12*fractal(rng,h,w,1.6)[...,None]*rng.uniform(0,1)
        for j in range(rng.integers(3,7)):
            n=np.cumsum(rng.standard_normal(w))*rng.uniform(.5,2); n=cv2.GaussianBlur(n[None].astype(np.float32),(0,0),rng.uniform(2,12))[0]
            top=h*(.3+.13*j)+n-n.mean(); m=1/(1+np.exp(-(yy-top[None])/1.0)); t=col()+.15*fractal(rng,h,w,rng.uniform(.9,1.5))[...,None]; im=im*(1-m[...,None])+t*m[...,None]
    else:
        im=np.stack([fractal(rng,h,w,rng.uniform(1.0,1.7)) for _ in range(3)],-1); M=rng.standard_normal((3,3))*.12+.1; im=im@M.astype(np.float32)+col()
    im=im*(1+.05*fractal(rng,h,w,rng.uniform(.6,1.2))[...,None])
    return (np.clip(im,0,1)*255).astype(np.uint8)
if __name__=='__main__':
    P=[]
    for f,l in train: P.append(dict(img=load(f),name=os.path.basename(f),lic=l,val=False,w=1.0))
    for f,l in val: P.append(dict(img=load(f),name=os.path.basename(f),lic=l,val=True,w=0))
    rng=np.random.default_rng(42)
    for i in range(60): P.append(dict(img=scene(rng),name='procedural%02d'%i,lic='own (prep.py)',val=False,w=.2))
    pickle.dump(P,open('../cache/photos.pkl','wb'))
    open('photos_used.txt','w').write('\n'.join('%s\t%s\t%s\t%dx%d'%('HELD-OUT' if p['val'] else 'train',p['name'],p['lic'],p['img'].shape[1],p['img'].shape[0]) for p in P if not p['name'].startswith('proc'))+'\ntrain\tprocedural00..59\town, rendered by prep.py\t768x512\n')
    t=[cv2.resize(p['img'],(192,128)) for p in P if p['name'].startswith('proc')][:12]
    cv2.imwrite('../cache/proc.png',np.concatenate([np.concatenate(t[i*6:i*6+6],1) for i in range(2)])[...,::-1])

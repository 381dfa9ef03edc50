"""z -> move. Sampling offset g in cells of 8 px: frame_t(p) = photo(p + g_t(p)). Grid nx x ny cells, X,Y = cell index minus centre, cx=(nx-1)/2, cy=(ny-1)/2, S=(cx+cy+1)/25 (1 at 256x144)."""
import numpy as np
K=6; PULL=.85   # zoom, pan x, pan y, roll, parallax (ground plane), sway; a pull-out is PULL as strong as a push-in
BETA=8.0; BIAS=np.array([.12,0.,-.05,-.18,.05,-.08]); SHIFT=np.array([.3,0,0,0,0,0]); EPS=.25
def code(z):
    """winner takes most: K signed shares, sum of magnitudes about 1"""
    z=np.asarray(z,np.float64)+SHIFT; r=np.sqrt(z*z+EPS*EPS); l=BETA*(r+BIAS); w=np.exp(l-l.max(-1,keepdims=True)); w/=w.sum(-1,keepdims=True); return (w*z/r).astype(np.float32)
# size of each move at bucket 255, last of 14 frames, 7 fps (cells at 32x18, or per cell)
ZOOM,PAN,TILT,ROLL,PAR,SWAY=[.9*v for v in (.235,2.35,2.2,.235,2.3,1.9)]
PUSH=.9*np.array([0,.08,.11,.09,.06,.06])      # push-in that goes with a move, per unit of |a|
def amplitude(bucket,fps): return bucket/255.*7./fps
def profile(t): s=t/13.; return s,np.sin(1.5*np.pi*s)      # all moves, sway
def globals_(z,bucket,fps,t):
    """the seven numbers of a frame: zoom rate (push-in > 0), pan x, pan y, roll, parallax, sway, shear total is derived"""
    a=code(z); s,w=profile(np.asarray(t,np.float64)*1.0); A=amplitude(bucket,fps)
    zo=a[...,0]*np.where(a[...,0]>0,ZOOM,PULL*ZOOM)+(np.abs(a)*PUSH).sum(-1)
    # fps: a clip at 14 fps moves half as far per frame; sway keeps its period in frames
    return np.stack([zo*A*s,a[...,1]*PAN*A*s,a[...,2]*TILT*A*s,a[...,3]*ROLL*A*s,a[...,4]*PAR*A*s,a[...,5]*SWAY*A*w],-1).astype(np.float32)
def offsets(c,X,Y,cx,cy):
    """c (...,6) -> g_x,g_y; X,Y may be fractional cells (pixels)"""
    S=(cx+cy+1)/25.; q=S/(cy+.5)
    gx=-c[0]*X-c[1]*S-c[3]*Y-c[4]*q*(Y+cy+.5)-c[5]*q*(cy+.5-Y)
    gy=-c[0]*Y-c[2]*S+c[3]*X
    return gx,gy
def jac(c,cx,cy):
    """(zoom, roll, shear) of a frame"""
    S=(cx+cy+1)/25.; q=S/(cy+.5); return np.stack([c[...,0],c[...,3],(c[...,5]-c[...,4])*q],-1)
def conditions(rng):
    b=rng.uniform(1,255) if rng.random()<.6 else float(np.exp(rng.uniform(np.log(4),np.log(255))))
    fps=7 if rng.random()<.6 else int(round(np.exp(rng.uniform(np.log(5),np.log(24)))))
    return b,fps,float(np.exp(rng.uniform(np.log(.004),np.log(.08))))
if __name__=='__main__':
    rng=np.random.default_rng(0); z=rng.standard_normal((100000,K)); a=code(z); k=np.abs(a).argmax(1)
    print('dominant kinds %',[(round(100*((k==j)&(a[:,j]>0)).mean(),1),round(100*((k==j)&(a[:,j]<0)).mean(),1)) for j in range(K)],'share of the dominant: median %.2f p10 %.2f'%(np.median(np.abs(a).max(1)/np.abs(a).sum(1)),np.percentile(np.abs(a).max(1)/np.abs(a).sum(1),10)))
    Y,X=np.mgrid[:18,:32].astype(float); X-=15.5; Y-=8.5; m=[]
    for i in range(300):
        g=offsets(globals_(z[i],127,7,13),X,Y,15.5,8.5); m.append(np.median(np.hypot(*g))*8)
    print('median over seeds of the median offset at 127: %.2f px, p10 %.2f p90 %.2f'%(np.median(m),np.percentile(m,10),np.percentile(m,90)))

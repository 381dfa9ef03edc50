"""argv: w.pt vae.pt folder -> complete diffusers folder"""
import sys,os,json,shutil,torch,build_unet,fold_vae
from vae_def import Dec
def main(w,v,out,smin=400.,smax=700.):
    src='../study2_model/'; os.makedirs(out,exist_ok=True)
    for d in ('feature_extractor','image_encoder','scheduler'): shutil.copytree(src+d,out+'/'+d,dirs_exist_ok=True,copy_function=shutil.copyfile); os.chmod(out+'/'+d,0o755)
    shutil.copyfile(src+'model_index.json',out+'/model_index.json'); p=out+'/scheduler/scheduler_config.json'; s=json.load(open(p)); s.update(sigma_min=smin,sigma_max=smax); json.dump(s,open(p,'w'),indent=2)
    u=build_unet.build(w); u.half().save_pretrained(out+'/unet'); d=Dec(); d.load_state_dict(torch.load(v)); fold_vae.save(fold_vae.build(d,torch.load('../cache/enc.pt')),out+'/vae')
    print('MB in all %.2f'%(sum(os.path.getsize(os.path.join(r,f)) for r,_,fs in os.walk(out) for f in fs)/1e6))
if __name__=='__main__': main(*sys.argv[1:4])

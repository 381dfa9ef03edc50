"""like gen.clip (1 step), but decodes only some frames: every frame is decoded alone in this VAE (temporal layers are identities)"""
import torch,numpy as np
from PIL import Image
@torch.no_grad()
def clip(p,im,seed,bucket,fps=7,frames=(0,13),steps=1,T=14,aug=.02):
    H,W=im.shape[:2]; x=p(Image.fromarray((im*255).round().astype(np.uint8)),height=H,width=W,num_frames=T,num_inference_steps=steps,min_guidance_scale=1.0,max_guidance_scale=1.0,fps=fps,motion_bucket_id=int(round(bucket)),noise_aug_strength=aug,generator=torch.Generator().manual_seed(seed),output_type='latent').frames
    y=p.vae.float().decode(x[0,list(frames)].float()/p.vae.config.scaling_factor,num_frames=len(frames)).sample
    return ((y/2+.5).clamp(0,1)*255).round().byte().permute(0,2,3,1).numpy(),x[0]

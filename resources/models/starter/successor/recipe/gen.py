"""the real pipeline. gen.load(folder); gen.clip(pipe, image HxWx3 float, seed, bucket, fps, steps) -> uint8 frames"""
import torch,numpy as np,time
from PIL import Image
from diffusers import StableVideoDiffusionPipeline
def load(f):
    p=StableVideoDiffusionPipeline.from_pretrained(f,torch_dtype=torch.float32); p.set_progress_bar_config(disable=True); return p
@torch.no_grad()
def clip(p,im,seed,bucket,fps=7,steps=1,T=14,aug=.02):
    H,W=im.shape[:2]; o=p(Image.fromarray((im*255).round().astype(np.uint8)),height=H,width=W,num_frames=T,num_inference_steps=steps,min_guidance_scale=1.0,max_guidance_scale=1.0,fps=fps,motion_bucket_id=int(round(bucket)),noise_aug_strength=aug,decode_chunk_size=T,generator=torch.Generator().manual_seed(seed),output_type='np').frames[0]
    return (o*255).round().astype(np.uint8)

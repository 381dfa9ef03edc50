"""closed-form decoder -> cache/vae_cf.pt (no training)"""
import torch,numpy as np
from data import *; from dims import *; from vae_def import *
E=torch.load('../cache/enc.pt'); rng=np.random.default_rng(1); X8=np.concatenate([(window(rng,96,96)*2-1).reshape(12,8,12,8,3).transpose(0,2,4,1,3).reshape(144,192) for _ in range(500)])
torch.save(init(Dec(),bases(X8,E)).state_dict(),'../cache/vae_cf.pt')

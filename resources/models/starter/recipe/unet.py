"""The UNet: a network of Stable Video Diffusion's classes whose weights are mostly set by formula."""

import torch
from diffusers import UNetSpatioTemporalConditionModel

from channels import LATENT
from unet_down import write_down_path
from unet_layout import LEVELS, LOW_WIDTH, MID_WIDTH, TOP_WIDTH
from unet_mid import write_bucket_and_fps, write_mid_block
from unet_offsets import write_offsets
from unet_up import write_up_path
from unet_warp import write_warp


def empty_unet():
    """A new UNet.

    Random features are drawn from torch's generator after the UNet's own random weights, so the seed is set here.
    """
    torch.manual_seed(0)
    return UNetSpatioTemporalConditionModel(
        sample_size=32,
        in_channels=2 * LATENT,
        out_channels=LATENT,
        down_block_types=("DownBlockSpatioTemporal",) * LEVELS,
        up_block_types=("UpBlockSpatioTemporal",) * (LEVELS - 1) + ("CrossAttnUpBlockSpatioTemporal",),
        block_out_channels=(TOP_WIDTH,) + (LOW_WIDTH,) * (LEVELS - 2) + (MID_WIDTH,),
        addition_time_embed_dim=64,
        projection_class_embeddings_input_dim=192,
        layers_per_block=1,
        cross_attention_dim=64,
        transformer_layers_per_block=(1,) * (LEVELS - 1) + (3,),
        num_attention_heads=(4,) + (1,) * (LEVELS - 2) + (3,),
        num_frames=14,
    )


@torch.no_grad()
def build_unet(patches, move_network, shift_network):
    """The start UNet in float16. It is to be run in float32: positions need .01 cell beside constants of 8192."""
    unet = empty_unet()
    write_down_path(unet, patches)
    write_bucket_and_fps(unet)
    write_mid_block(unet, move_network)
    write_up_path(unet)
    write_offsets(unet.up_blocks[-1])
    write_warp(unet, patches, shift_network)
    return unet.half()

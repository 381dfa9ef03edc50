"""Makes the small reference pipelines and their tensors, bit for bit as in tests/data (17 s).

    python make_goldens.py OUT PHOTO

OUT gets svd-tiny (a diffusers folder), svd-tiny-original (the original single-file layout) and
checkpoint/image_decoder.safetensors (a frame-wise decoder for it, as in Stability AI's image_decoder files); PHOTO is
resources/samples/coffee.png. Weights are random, stored as float16 and computed in float32 on the CPU.
Made with diffusers 0.42.1, transformers 5.23, torch 2.13.0 (CPU), safetensors, pillow.
"""

import json
import math
import os
import re
import sys

import diffusers
import numpy as np
import torch
from diffusers import (
    AutoencoderKL,
    AutoencoderKLTemporalDecoder,
    EulerDiscreteScheduler,
    StableVideoDiffusionPipeline,
    UNetSpatioTemporalConditionModel,
)
from diffusers.pipelines.stable_video_diffusion.pipeline_stable_video_diffusion import _resize_with_antialiasing
from PIL import Image
from safetensors.torch import save_file
from transformers import CLIPImageProcessor, CLIPVisionConfig, CLIPVisionModelWithProjection

from make_key_lists import IMAGE_VAE, VISUAL, clip_to_original, unet_to_original, vae_to_original

# Stable Video Diffusion's own scheduler configuration.
SCHEDULER = dict(
    num_train_timesteps=1000,
    beta_start=0.00085,
    beta_end=0.012,
    beta_schedule="scaled_linear",
    interpolation_type="linear",
    prediction_type="v_prediction",
    sigma_max=700.0,
    sigma_min=0.002,
    steps_offset=1,
    timestep_spacing="leading",
    timestep_type="continuous",
    use_karras_sigmas=True,
)


def randomise(module, seed):
    """Weights of a sensible size, so that activations neither vanish nor explode, rounded to float16."""
    generator = torch.Generator().manual_seed(seed)
    for name, parameter in module.named_parameters():
        shape = parameter.shape
        if parameter.ndim >= 2:
            value = torch.randn(shape, generator=generator) * (0.7 / math.sqrt(parameter[0].numel()))
        elif "mix_factor" in name:
            value = torch.randn(shape, generator=generator) * 0.7
        elif name.endswith("weight"):
            value = 1 + 0.1 * torch.randn(shape, generator=generator)
        else:
            value = 0.05 * torch.randn(shape, generator=generator)
        parameter.data = value.half().float()
    return module.eval()


def build(seed, channels, heads, layers, attention, context, time_dim, vae_channels, vae_layers, latent, clip):
    """A pipeline of Stable Video Diffusion's classes; `attention` says which levels of the UNet have it, top first."""
    down = tuple(("CrossAttn" if has else "") + "DownBlockSpatioTemporal" for has in attention)
    up = tuple(("CrossAttn" if has else "") + "UpBlockSpatioTemporal" for has in reversed(attention))
    unet = UNetSpatioTemporalConditionModel(
        sample_size=None,
        in_channels=2 * latent,
        out_channels=latent,
        down_block_types=down,
        up_block_types=up,
        block_out_channels=channels,
        addition_time_embed_dim=time_dim,
        projection_class_embeddings_input_dim=3 * time_dim,
        layers_per_block=layers,
        cross_attention_dim=context,
        transformer_layers_per_block=1,
        num_attention_heads=heads,
        num_frames=14,
    )
    vae = AutoencoderKLTemporalDecoder(
        in_channels=3,
        out_channels=3,
        down_block_types=("DownEncoderBlock2D",) * len(vae_channels),
        block_out_channels=vae_channels,
        layers_per_block=vae_layers,
        latent_channels=latent,
        sample_size=64,
        scaling_factor=0.18215,
        force_upcast=True,
    )
    encoder = CLIPVisionModelWithProjection(
        CLIPVisionConfig(projection_dim=context, image_size=224, hidden_act="gelu", **clip)
    )
    processor = CLIPImageProcessor(
        crop_size={"height": 224, "width": 224},
        size={"shortest_edge": 224},
        image_mean=[0.48145466, 0.4578275, 0.40821073],
        image_std=[0.26862954, 0.26130258, 0.27577711],
    )
    return StableVideoDiffusionPipeline(
        vae=randomise(vae, seed + 1),
        image_encoder=randomise(encoder, seed + 2),
        unet=randomise(unet, seed),
        scheduler=EulerDiscreteScheduler(**SCHEDULER),
        feature_extractor=processor,
    )


def save_pipeline(pipe, out, with_weights):
    os.makedirs(out, exist_ok=True)
    pipe.save_pretrained(out + "/pipeline", safe_serialization=True)
    parts = (
        ("unet", pipe.unet, "diffusion_pytorch_model.safetensors"),
        ("vae", pipe.vae, "diffusion_pytorch_model.safetensors"),
        ("image_encoder", pipe.image_encoder, "model.safetensors"),
    )
    for folder, module, name in parts:
        path = f"{out}/pipeline/{folder}/{name}"
        if not with_weights:
            os.remove(path)
            continue
        state = {k: v.half().contiguous() for k, v in module.state_dict().items() if not k.endswith("position_ids")}
        save_file(state, path, metadata={"format": "pt"})


def to_original(pipe):
    """All tensors as the original single file has them, in float16."""
    tensors = {}
    for key, value in pipe.unet.state_dict().items():
        tensors["model.diffusion_model." + unet_to_original(key, pipe.unet.config)] = value
    for key, value in pipe.vae.state_dict().items():
        if key.startswith("quant_conv."):
            tensors[IMAGE_VAE + key] = value
            continue
        name = vae_to_original(key, len(pipe.vae.config.block_out_channels))
        if "mid.attn_1" in name and value.ndim == 2:
            value = value[:, :, None, None]
        tensors["first_stage_model." + name] = value
        if name.startswith("encoder."):
            tensors[IMAGE_VAE + name] = value
    clip = {k: v for k, v in pipe.image_encoder.state_dict().items() if not k.endswith("position_ids")}
    for key, value in clip.items():
        named = clip_to_original(key, list(value.shape))
        if not named:
            continue
        if key == "visual_projection.weight":
            value = value.t()
        elif ".q_proj." in key:
            value = torch.cat([clip[key.replace(".q_proj.", f".{part}_proj.")] for part in "qkv"])
        tensors[VISUAL + named[0]] = value
    # Real single files carry tensors that a loader must ignore.
    tensors["conditioner.embedders.0.open_clip.model.logit_scale"] = torch.tensor(4.6)
    return {key: value.half().contiguous().clone() for key, value in tensors.items()}


@torch.no_grad()
def module_tensors(pipe, pixels, seed, frames, height, width, fps, bucket, noise):
    """Inputs and outputs of each module."""
    tensors = {"pixels": pixels}
    generator = torch.Generator().manual_seed(seed)

    def randn(*shape):
        return torch.randn(*shape, generator=generator)

    resized = _resize_with_antialiasing((pixels + 1) / 2 * 2 - 1, (224, 224))
    tensors["clip_resized"] = resized
    values = pipe.feature_extractor(
        images=(resized + 1) / 2,
        do_normalize=True,
        do_center_crop=False,
        do_resize=False,
        do_rescale=False,
        return_tensors="pt",
    ).pixel_values
    tensors["clip_pixel_values"] = values
    tensors["image_embedding"] = pipe.image_encoder(values).image_embeds

    tensors["vae_encode_mode"] = pipe.vae.encode(pixels).latent_dist.mode()
    latent, scale = pipe.vae.config.latent_channels, pipe.vae_scale_factor
    size = (height // scale, width // scale)
    latents = randn(frames, latent, *size)
    tensors["vae_decode_in"] = latents
    tensors["vae_decode_all"] = pipe.vae.decode(latents, num_frames=frames).sample
    chunks = [latents[i : i + 2] for i in range(0, frames, 2)]
    tensors["vae_decode_chunk2"] = torch.cat([pipe.vae.decode(c, num_frames=len(c)).sample for c in chunks])

    sample = randn(1, frames, 2 * latent, *size)
    context = randn(1, 1, pipe.unet.config.cross_attention_dim)
    ids = torch.tensor([[fps - 1.0, float(bucket), noise]])
    tensors.update(unet_in=sample, unet_context=context, unet_time_ids=ids)
    for name, sigma in (("hi", 48.3), ("lo", 0.11)):
        timestep = torch.tensor(0.25 * math.log(sigma))
        tensors["unet_timestep_" + name] = timestep
        tensors["unet_out_" + name] = pipe.unet(
            sample, timestep, encoder_hidden_states=context, added_time_ids=ids
        ).sample
    sample2 = torch.cat([sample, randn(1, frames, 2 * latent, *size)])
    context2 = torch.cat([context, torch.zeros_like(context)])
    tensors.update(unet_in_batch2=sample2, unet_context_batch2=context2)
    tensors["unet_out_batch2"] = pipe.unet(
        sample2,
        torch.tensor(0.25 * math.log(2.0)),
        encoder_hidden_states=context2,
        added_time_ids=torch.cat([ids, ids]),
    ).sample

    for steps in (1, 2, 4, 25, 50):
        scheduler = EulerDiscreteScheduler(**SCHEDULER)
        scheduler.set_timesteps(steps)
        tensors[f"sigmas_{steps}"] = scheduler.sigmas.float()
        tensors[f"timesteps_{steps}"] = scheduler.timesteps.float()
        tensors[f"init_noise_sigma_{steps}"] = torch.tensor(float(scheduler.init_noise_sigma))
    return tensors


@torch.no_grad()
def pipeline_tensors(pipe, photo, arguments):
    """The whole pipeline with guidance and without, and the random draws that it makes."""
    seed, frames = arguments["seed"], arguments["num_frames"]
    height, width = arguments["height"], arguments["width"]
    latent, scale = pipe.vae.config.latent_channels, pipe.vae_scale_factor
    generator = torch.Generator().manual_seed(seed)
    tensors = {"pipe_image_noise": torch.randn(1, 3, height, width, generator=generator)}
    tensors["pipe_latents"] = torch.randn(1, frames, latent, height // scale, width // scale, generator=generator)

    steps = []

    def keep_latents(_pipe, _index, _timestep, kwargs):
        steps.append(kwargs["latents"].clone())
        return kwargs

    def run(**guidance):
        steps.clear()
        call = {key: value for key, value in arguments.items() if key not in ("seed", "unet_batch2_sigma")} | guidance
        result = pipe(
            photo,
            generator=torch.Generator().manual_seed(seed),
            output_type="pt",
            callback_on_step_end=keep_latents,
            **call,
        )
        return torch.as_tensor(result.frames)[0].float()

    tensors["pipe_frames"] = run()
    for i, latents in enumerate(steps):
        tensors[f"pipe_latents_step{i + 1}"] = latents
    tensors["pipe_frames_no_cfg"] = run(min_guidance_scale=1.0, max_guidance_scale=1.0)
    return tensors


def write_goldens(pipe, photo, out, seed, arguments):
    image = photo.resize((arguments["width"], arguments["height"]), Image.LANCZOS)
    image.save(out + "/photo.png")
    pixels = (torch.from_numpy(np.asarray(image)).permute(2, 0, 1).float() / 127.5 - 1)[None]
    tensors = module_tensors(
        pipe,
        pixels,
        seed,
        arguments["num_frames"],
        arguments["height"],
        arguments["width"],
        arguments["fps"],
        arguments["motion_bucket_id"],
        arguments["noise_aug_strength"],
    )
    tensors |= pipeline_tensors(pipe, image, arguments)
    save_file({k: v.contiguous().clone() for k, v in tensors.items()}, out + "/golden.safetensors")
    made_with = f"diffusers {diffusers.__version__}, torch {torch.__version__}, float32 on CPU"
    with open(out + "/golden.json", "w") as file:
        json.dump(dict(arguments, made_with=made_with), file, indent=1)


@torch.no_grad()
def write_image_decoder(path, seed):
    """A plain decoder of svd-tiny-original's sizes under the single file's names, latents and what it makes of them."""
    vae = AutoencoderKL(
        block_out_channels=(32, 32),
        down_block_types=("DownEncoderBlock2D",) * 2,
        up_block_types=("UpDecoderBlock2D",) * 2,
        layers_per_block=1,
        latent_channels=4,
        norm_num_groups=32,
    )
    randomise(vae, seed)
    latents = torch.randn(3, 4, 12, 20, generator=torch.Generator().manual_seed(seed + 1))
    tensors = {"latents": latents, "frames": vae.decode(latents).sample}
    for key, value in vae.state_dict().items():
        if not key.startswith(("decoder.", "post_quant_conv.")):
            continue
        name = key if key.startswith("post_quant_conv.") else vae_to_original(key, 2)
        if "mid.attn_1" in name and value.ndim == 2:
            value = value[:, :, None, None]
        tensors["first_stage_model." + name] = value.half()
    os.makedirs(os.path.dirname(path), exist_ok=True)
    save_file({key: value.contiguous() for key, value in tensors.items()}, path)


def main(out, photo_path):
    photo = Image.open(photo_path).convert("RGB").crop((60, 20, 460, 320))

    clip = dict(hidden_size=64, intermediate_size=160, num_hidden_layers=3, num_attention_heads=4, patch_size=28)
    tiny = build(11, (32, 64, 64), (2, 4, 4), 2, (True, True, False), 48, 32, (32, 64, 64), 2, 4, clip)
    save_pipeline(tiny, out + "/svd-tiny", with_weights=True)
    arguments = dict(
        seed=107,
        num_frames=5,
        height=48,
        width=64,
        num_inference_steps=4,
        fps=7,
        motion_bucket_id=127,
        noise_aug_strength=0.02,
        min_guidance_scale=1.0,
        max_guidance_scale=3.0,
        decode_chunk_size=2,
        unet_batch2_sigma=2.0,
    )
    write_goldens(tiny, photo, out + "/svd-tiny", 100, arguments)

    clip = dict(hidden_size=160, intermediate_size=640, num_hidden_layers=2, num_attention_heads=2, patch_size=14)
    attention = (True, True, False)
    original = build(21, (64, 64, 64), (1, 1, 1), 1, attention, 64, 64, (32, 32), 1, 4, clip)
    save_pipeline(original, out + "/svd-tiny-original", with_weights=False)
    save_file(to_original(original), out + "/svd-tiny-original/original.safetensors")
    arguments = dict(
        seed=207,
        num_frames=4,
        height=48,
        width=80,
        num_inference_steps=3,
        fps=24,
        motion_bucket_id=30,
        noise_aug_strength=0.1,
        min_guidance_scale=1.5,
        max_guidance_scale=2.5,
        decode_chunk_size=4,
        unet_batch2_sigma=2.0,
    )
    write_goldens(original, photo, out + "/svd-tiny-original", 200, arguments)
    write_image_decoder(out + "/checkpoint/image_decoder.safetensors", 300)


if __name__ == "__main__":
    main(*sys.argv[1:3])

"""Writes the tensors of the full-size Stable Video Diffusion, name and shape a line, without any weights:

    python tests/reference/make_key_lists.py

tests/data/svd/{unet,vae,image_encoder}_keys.txt are the reference implementation's own (SVD and SVD-XT have the same);
tests/data/checkpoint/svd_original_keys.txt is what the original single file calls them. The renaming is checked against
the keys of tests/data/svd-tiny-original/original.safetensors first.
Run with diffusers 0.42.1, transformers 5.23.0, torch 2.13.0, safetensors.
"""

import json
import re
from pathlib import Path

import torch
from diffusers import AutoencoderKLTemporalDecoder, UNetSpatioTemporalConditionModel
from safetensors import safe_open
from transformers import CLIPVisionConfig, CLIPVisionModelWithProjection

DATA = Path(__file__).resolve().parent.parent / "data"
VISUAL = "conditioner.embedders.0.open_clip.model.visual."
IMAGE_VAE = "conditioner.embedders.3.encoder."

RESNET = {
    "norm1": "in_layers.0",
    "conv1": "in_layers.2",
    "time_emb_proj": "emb_layers.1",
    "norm2": "out_layers.0",
    "conv2": "out_layers.3",
    "conv_shortcut": "skip_connection",
}


def renamed(text, pairs):
    for old, new in pairs.items():
        text = text.replace(old, new)
    return text


def unet_block_content(kind, rest):
    if kind == "resnets":
        rest = renamed(rest, {"spatial_res_block.": "", "temporal_res_block.": "time_stack."})
        return renamed(rest, RESNET)
    return renamed(rest, {"temporal_transformer_blocks": "time_stack", "time_pos_embed.linear_1": "time_pos_embed.0",
                          "time_pos_embed.linear_2": "time_pos_embed.2"})


def unet_to_original(key, config):
    ends = {"time_embedding.linear_1": "time_embed.0", "time_embedding.linear_2": "time_embed.2",
            "add_embedding.linear_1": "label_emb.0.0", "add_embedding.linear_2": "label_emb.0.2",
            "conv_in": "input_blocks.0.0", "conv_norm_out": "out.0", "conv_out": "out.2"}
    for ours, theirs in ends.items():
        if key.startswith(ours + "."):
            return theirs + key[len(ours):]
    layers = config["layers_per_block"]
    middle = re.fullmatch(r"mid_block\.(resnets|attentions)\.(\d+)\.(.*)", key)
    if middle:
        kind, index, rest = middle[1], int(middle[2]), middle[3]
        place = 1 if kind == "attentions" else 2 * index
        return f"middle_block.{place}.{unet_block_content(kind, rest)}"
    side, level, kind, index, rest = re.fullmatch(r"(down|up)_blocks\.(\d+)\.(\w+)\.(\d+)\.(.*)", key).groups()
    level, index = int(level), int(index)
    if kind == "downsamplers":
        return f"input_blocks.{(level + 1) * (layers + 1)}.0.op{rest[len('conv'):]}"
    if kind == "upsamplers":
        place = 2 if config["up_block_types"][level].startswith("CrossAttn") else 1
        return f"output_blocks.{level * (layers + 1) + layers}.{place}.{rest}"
    place = 0 if kind == "resnets" else 1
    block = f"input_blocks.{1 + level * (layers + 1) + index}" if side == "down" else \
        f"output_blocks.{level * (layers + 1) + index}"
    return f"{block}.{place}.{unet_block_content(kind, rest)}"


def vae_resnet(rest):
    if rest.startswith("temporal_res_block."):
        return renamed("time_stack." + rest[len("temporal_res_block."):], RESNET)
    return renamed(rest, {"spatial_res_block.": "", "time_mixer.mix_factor": "mix_factor",
                          "conv_shortcut": "nin_shortcut"})


def vae_to_original(key, levels):
    """Beside `first_stage_model.` and the image encoder's prefix."""
    side, rest = key.split(".", 1)
    rest = renamed(rest, {"conv_norm_out": "norm_out", "time_conv_out": "conv_out.time_mix_conv"})
    block = re.fullmatch(r"(down|up)_blocks\.(\d+)\.(resnets|downsamplers|upsamplers)\.(\d+)\.(.*)", rest)
    if block:
        where, level, kind, index, rest = block.groups()
        level = levels - 1 - int(level) if where == "up" else int(level)
        if kind == "resnets":
            return f"{side}.{where}.{level}.block.{index}.{vae_resnet(rest)}"
        return f"{side}.{where}.{level}.{where}sample.{rest}"
    middle = re.fullmatch(r"mid_block\.resnets\.(\d+)\.(.*)", rest)
    if middle:
        return f"{side}.mid.block_{int(middle[1]) + 1}.{vae_resnet(middle[2])}"
    if rest.startswith("mid_block.attentions.0."):
        names = {"group_norm": "norm", "to_q": "q", "to_k": "k", "to_v": "v", "to_out.0": "proj_out"}
        return f"{side}.mid.attn_1.{renamed(rest[len('mid_block.attentions.0.'):], names)}"
    return f"{side}.{rest}"


def clip_to_original(key, shape):
    """Name and shape; nothing for the two thirds of a fused projection that the first one covers."""
    key = key.removeprefix("vision_model.")
    ends = {"embeddings.class_embedding": "class_embedding", "embeddings.patch_embedding.weight": "conv1.weight",
            "embeddings.position_embedding.weight": "positional_embedding"}
    if key in ends:
        return ends[key], shape
    if key == "visual_projection.weight":
        return "proj", shape[::-1]
    if "layrnorm" in key or "post_layernorm" in key:
        return renamed(key, {"pre_layrnorm": "ln_pre", "post_layernorm": "ln_post"}), shape
    layer, rest = re.fullmatch(r"encoder\.layers\.(\d+)\.(.*)", key).groups()
    block = f"transformer.resblocks.{layer}."
    fused = re.fullmatch(r"self_attn\.([qkv])_proj\.(weight|bias)", rest)
    if fused:
        return (f"{block}attn.in_proj_{fused[2]}", [3 * shape[0], *shape[1:]]) if fused[1] == "q" else None
    return block + renamed(rest, {"self_attn.out_proj": "attn.out_proj", "layer_norm1": "ln_1", "layer_norm2": "ln_2",
                                  "mlp.fc1": "mlp.c_fc", "mlp.fc2": "mlp.c_proj"}), shape


def build(unet, vae, clip):
    with torch.device("meta"):
        models = (UNetSpatioTemporalConditionModel(**unet), AutoencoderKLTemporalDecoder(**vae),
                  CLIPVisionModelWithProjection(CLIPVisionConfig(**clip)))
    lists = []
    for model in models:
        lists.append({key: list(value.shape) for key, value in model.state_dict().items()
                      if not key.endswith("position_ids")})
    config = {"layers_per_block": models[0].config.layers_per_block,
              "up_block_types": models[0].config.up_block_types}
    return lists, config, len(models[1].config.block_out_channels)


def original(lists, unet_config, vae_levels):
    unet, vae, clip = lists
    keys = {"model.diffusion_model." + unet_to_original(key, unet_config): shape for key, shape in unet.items()}
    for key, shape in vae.items():
        if key.startswith("quant_conv."):
            keys[IMAGE_VAE + key] = shape
            continue
        name = vae_to_original(key, vae_levels)
        if re.search(r"mid\.attn_1\.(q|k|v|proj_out)\.weight", name):
            shape = [*shape, 1, 1]
        keys["first_stage_model." + name] = shape
        if name.startswith("encoder."):
            keys[IMAGE_VAE + name] = shape
    for key, shape in clip.items():
        named = clip_to_original(key, shape)
        if named:
            keys[VISUAL + named[0]] = named[1]
    return keys


def check_against_tiny():
    folder = DATA / "svd-tiny-original"
    configs = [json.loads((folder / "pipeline" / part / "config.json").read_text())
               for part in ("unet", "vae", "image_encoder")]
    for config in configs[:2]:
        for key in [key for key in config if key.startswith("_")]:
            del config[key]
    with safe_open(folder / "original.safetensors", "pt") as file:
        stored = {key: file.get_slice(key).get_shape() for key in file.keys()}
    stored.pop("conditioner.embedders.0.open_clip.model.logit_scale")
    assert original(*build(*configs)) == stored


def write(path, keys):
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{key} {','.join(map(str, keys[key]))}\n" for key in sorted(keys)]
    path.write_text("".join(lines))
    count = sum(torch.Size(shape).numel() for shape in keys.values())
    print(f"{path.name}: {len(keys)} tensors, {count} values")


if __name__ == "__main__":
    check_against_tiny()
    full = build(
        dict(num_attention_heads=(5, 10, 20, 20)),
        dict(block_out_channels=(128, 256, 512, 512), down_block_types=("DownEncoderBlock2D",) * 4, layers_per_block=2),
        dict(hidden_size=1280, intermediate_size=5120, num_hidden_layers=32, num_attention_heads=16, patch_size=14,
             projection_dim=1024, hidden_act="gelu"))
    for name, keys in zip(("unet", "vae", "image_encoder"), full[0]):
        write(DATA / "svd" / f"{name}_keys.txt", keys)
    write(DATA / "checkpoint" / "svd_original_keys.txt", original(*full))

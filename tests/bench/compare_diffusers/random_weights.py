"""Full-size Stable Video Diffusion weights, drawn at random: a diffusers folder to measure on without any download.

    python random_weights.py FOLDER float32|float16 full|narrow PART...

PART is unet, vae or image_encoder; narrow has a UNet of a fifth of the channels. Parts that are in FOLDER already are left as they are. Both types hold the same
numbers, those of float16. Names and shapes come from the reference's modules, built without memory. Matrices and
kernels are drawn at 1/sqrt(inputs), norms near 1 and 0, so that a signal keeps about its size through the network.
"""

import json
import math
import pathlib
import sys
import zlib

NAMES = {"unet": "diffusion_pytorch_model", "vae": "diffusion_pytorch_model", "image_encoder": "model"}
UNET = {
    "full": {"num_frames": 14},
    "narrow": {"num_frames": 14, "block_out_channels": [64, 128, 256, 256], "num_attention_heads": [1, 2, 4, 4]},
}
VAE = {
    "block_out_channels": [128, 256, 512, 512],
    "down_block_types": ["DownEncoderBlock2D"] * 4,
    "force_upcast": True,
    "latent_channels": 4,
    "layers_per_block": 2,
    "sample_size": 768,
    "scaling_factor": 0.18215,
}
IMAGE_ENCODER = {
    "hidden_size": 1280,
    "intermediate_size": 5120,
    "num_hidden_layers": 32,
    "num_attention_heads": 16,
    "patch_size": 14,
    "projection_dim": 1024,
    "hidden_act": "gelu",
}
SCHEDULER = {
    "interpolation_type": "linear",
    "prediction_type": "v_prediction",
    "sigma_max": 700.0,
    "sigma_min": 0.002,
    "steps_offset": 1,
    "timestep_spacing": "leading",
    "timestep_type": "continuous",
    "use_karras_sigmas": True,
}


def meta_module(part, width):
    import torch

    with torch.device("meta"):
        if part == "unet":
            from diffusers import UNetSpatioTemporalConditionModel

            return UNetSpatioTemporalConditionModel(**UNET[width])
        if part == "vae":
            from diffusers import AutoencoderKLTemporalDecoder

            return AutoencoderKLTemporalDecoder(**VAE)
        from transformers import CLIPVisionConfig, CLIPVisionModelWithProjection

        return CLIPVisionModelWithProjection(CLIPVisionConfig(**IMAGE_ENCODER))


def draw(name, shape, generator):
    import torch

    values = torch.randn(shape, generator=generator)
    if name.endswith("mix_factor"):
        return torch.full(shape, 0.5)
    if len(shape) > 1:
        return values.div_(math.sqrt(math.prod(shape[1:])))
    norm = "norm" in name.rsplit(".", 2)[-2]
    return values.mul_(0.05).add_(1.0 if norm and name.endswith("weight") else 0.0)


def write_tensors(path, shapes, dtype, seed):
    """Writes one tensor at a time, so that a file of gigabytes takes the memory of its largest tensor."""
    import torch

    size = {"float32": 4, "float16": 2}[dtype]
    header, offset = {}, 0
    for name, shape in shapes.items():
        end = offset + math.prod(shape) * size
        header[name] = {"dtype": f"F{size * 8}", "shape": shape, "data_offsets": [offset, end]}
        offset = end
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    generator = torch.Generator().manual_seed(seed)
    unfinished = path.with_suffix(".unfinished")
    with open(unfinished, "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        for name, shape in shapes.items():
            values = draw(name, shape, generator).to(torch.float16)
            file.write(values.to(getattr(torch, dtype)).contiguous().numpy().data)
    unfinished.rename(path)


def make_part(folder, dtype, width, part):
    path = folder / part / f"{NAMES[part]}.safetensors"
    if path.exists():
        return
    module = meta_module(part, width)
    shapes = {name: list(tensor.shape) for name, tensor in module.state_dict().items()}
    print(f"drawing {sum(map(math.prod, shapes.values())):,} weights into {path}", file=sys.stderr)
    write_tensors(path, shapes, dtype, zlib.crc32(part.encode()))


def make_index(folder, width):
    from diffusers import EulerDiscreteScheduler
    from transformers import CLIPImageProcessorPil

    for part in NAMES:
        (folder / part).mkdir(parents=True, exist_ok=True)
        module = meta_module(part, width)
        (module.config.save_pretrained if part == "image_encoder" else module.save_config)(folder / part)
    EulerDiscreteScheduler(**SCHEDULER).save_pretrained(folder / "scheduler")
    CLIPImageProcessorPil(size={"shortest_edge": 224}).save_pretrained(folder / "feature_extractor")
    index = {
        "_class_name": "StableVideoDiffusionPipeline",
        "feature_extractor": ["transformers", "CLIPImageProcessorPil"],
        "image_encoder": ["transformers", "CLIPVisionModelWithProjection"],
        "scheduler": ["diffusers", "EulerDiscreteScheduler"],
        "unet": ["diffusers", "UNetSpatioTemporalConditionModel"],
        "vae": ["diffusers", "AutoencoderKLTemporalDecoder"],
    }
    (folder / "model_index.json").write_text(json.dumps(index, indent=2))


if __name__ == "__main__":
    if len(sys.argv) < 5 or sys.argv[2] not in ("float32", "float16") or sys.argv[3] not in UNET:
        sys.exit(__doc__)
    target = pathlib.Path(sys.argv[1])
    if not (target / "model_index.json").exists():
        make_index(target, sys.argv[3])
    for wanted in sys.argv[4:]:
        make_part(target, sys.argv[2], sys.argv[3], wanted)

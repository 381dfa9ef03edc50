"""Runs the shipped starter model with diffusers once and keeps what the tests compare with.

    python make_starter_frames.py REPOSITORY

Writes tests/data/starter/: photo.png (the sample photo coffee.png, cropped to 16:9 and resized), golden.json (the call's
arguments and versions) and golden.safetensors (pixels, 1 x 3 x height x width, -1..1, and frames, frames x 3 x height x
width, 0..1; float32).
Made with diffusers 0.42.1, transformers 5.23, torch 2.13.0 (CPU), float32.
"""

import json
import pathlib
import sys

import diffusers
import numpy as np
import torch
from diffusers import StableVideoDiffusionPipeline
from diffusers.video_processor import VideoProcessor
from PIL import Image
from safetensors.torch import save_file

ARGUMENTS = dict(
    width=256,
    height=144,
    num_frames=14,
    num_inference_steps=1,
    fps=7,
    motion_bucket_id=127,
    noise_aug_strength=0.02,
    min_guidance_scale=1.0,
    max_guidance_scale=1.0,
    decode_chunk_size=14,
)
SEED = 42


def run_diffusers(repository: pathlib.Path, photo: Image.Image, seed: int) -> torch.Tensor:
    """Returns the clip of a photo of 256x144 px: frames x 3 x height x width, 0..1, float32."""
    pipeline = StableVideoDiffusionPipeline.from_pretrained(repository / "resources/models/starter")
    return pipeline(photo, output_type="pt", generator=torch.Generator().manual_seed(seed), **ARGUMENTS).frames[0].float()


def main(repository: pathlib.Path) -> None:
    out = repository / "tests/data/starter"
    out.mkdir(parents=True, exist_ok=True)
    photo = Image.open(repository / "resources/samples/coffee.png").convert("RGB")
    width, height = photo.size
    kept = width * 9 // 16
    top = (height - kept) // 2
    photo = photo.crop((0, top, width, top + kept)).resize((ARGUMENTS["width"], ARGUMENTS["height"]), Image.LANCZOS)
    photo.save(out / "photo.png")

    frames = run_diffusers(repository, photo, SEED)
    # Every third frame and the last, to keep the file small.
    kept_frames = [*range(0, ARGUMENTS["num_frames"], 3), ARGUMENTS["num_frames"] - 1]
    pixels = VideoProcessor().preprocess(photo, height=ARGUMENTS["height"], width=ARGUMENTS["width"])
    save_file({"pixels": pixels.float().contiguous(), "frames": frames[kept_frames].contiguous()}, out / "golden.safetensors")
    (out / "golden.json").write_text(
        json.dumps(
            dict(
                seed=SEED,
                kept_frames=kept_frames,
                made_with=f"diffusers {diffusers.__version__}, torch {torch.__version__}, float32 on CPU",
                **ARGUMENTS,
            ),
            indent=1,
        )
        + "\n"
    )
    print(out, tuple(frames.shape), "standard deviation", float(np.asarray(frames).std()))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))

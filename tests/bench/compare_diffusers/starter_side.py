"""What a diffusers user writes to animate a photo with the starter model: the other side of case C4.

    python starter_side.py MODEL PHOTO OUT.mp4

Stages' seconds go to standard output as one JSON object.
"""

import json
import sys
import time

started = time.perf_counter()

import cv2
import numpy as np
import torch
from diffusers import StableVideoDiffusionPipeline
from PIL import Image

imported = time.perf_counter()
model, photo, out = sys.argv[1:4]
pipeline = StableVideoDiffusionPipeline.from_pretrained(model)
pipeline.set_progress_bar_config(disable=True)
loaded = time.perf_counter()

image = Image.open(photo).convert("RGB")
width, height = image.size
kept = width * 9 // 16
top = (height - kept) // 2
image = image.crop((0, top, width, top + kept)).resize((256, 144), Image.LANCZOS)
steps = []
frames = pipeline(
    image,
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
    generator=torch.Generator().manual_seed(42),
    output_type="np",
    callback_on_step_end=lambda *args: steps.append(time.perf_counter()) or args[-1],
).frames[0]
decoded = time.perf_counter()

writer = cv2.VideoWriter(out, cv2.VideoWriter_fourcc(*"mp4v"), 7, (256, 144))
for frame in frames:
    writer.write(cv2.cvtColor((frame * 255).round().astype(np.uint8), cv2.COLOR_RGB2BGR))
writer.release()
written = time.perf_counter()
print(
    json.dumps(
        {
            "import": imported - started,
            "load": loaded - imported,
            "encode_and_sample": steps[-1] - loaded,
            "decode": decoded - steps[-1],
            "write": written - decoded,
        }
    )
)

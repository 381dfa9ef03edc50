"""Clips of a starter model, made by diffusers' own pipeline."""

import json
from pathlib import Path

import numpy as np
import torch
from diffusers import StableVideoDiffusionPipeline
from PIL import Image

from channels import CODE, FIRST_CODE, LATENT

FRAMES = 14


class ClipMaker:
    """A model folder, ready to make clips of 14 frames on the processor in float32, without guidance.

    Number of steps and noise augmentation are those of the folder's stillwave.json where they are not given.
    """

    def __init__(self, folder, steps=None, noise_aug_strength=None):
        settings = json.loads((Path(folder) / "stillwave.json").read_text())["settings"]
        self.steps = settings["num_inference_steps"] if steps is None else steps
        self.noise_aug_strength = settings["noise_aug_strength"] if noise_aug_strength is None else noise_aug_strength
        self.pipeline = StableVideoDiffusionPipeline.from_pretrained(folder, dtype=torch.float32)
        self.pipeline.set_progress_bar_config(disable=True)
        self.latent_channels = self.pipeline.vae.config.latent_channels
        self.frames_are_alone = self._frames_are_alone()

    @torch.no_grad()
    def clip(self, picture, seed, bucket=127, fps=7, steps=None, frames=range(FRAMES)):
        """Some frames of a clip, uint8 [n, height, width, 3], for a picture [height, width, 3] of 0..1."""
        latents = self.pipeline(
            Image.fromarray(to_bytes(picture)),
            height=picture.shape[0],
            width=picture.shape[1],
            num_frames=FRAMES,
            num_inference_steps=self.steps if steps is None else steps,
            min_guidance_scale=1.0,
            max_guidance_scale=1.0,
            fps=fps,
            motion_bucket_id=bucket,
            noise_aug_strength=self.noise_aug_strength,
            generator=torch.Generator().manual_seed(seed),
            output_type="latent",
        ).frames
        wanted = list(frames)
        if self.frames_are_alone:
            pixels = self._decode(latents[:, wanted])
        else:
            pixels = self._decode(latents)[wanted]
        return to_bytes((pixels / 2 + 0.5).clamp(0, 1).permute(0, 2, 3, 1).numpy())

    def code(self, seed, width, height):
        """The code of a seed's clip, or None where the model's latents have no code.

        The pipeline draws the noise of the photo first, then that of the latents.
        """
        if self.latent_channels != LATENT:
            return None
        generator = torch.Generator().manual_seed(seed)
        torch.randn(1, 3, height, width, generator=generator)
        rows, columns = height // self.pipeline.vae_scale_factor, width // self.pipeline.vae_scale_factor
        noise = torch.randn(1, FRAMES, LATENT, rows, columns, generator=generator)
        return noise[0, 0, FIRST_CODE : FIRST_CODE + CODE, 0, 0].numpy()

    def _decode(self, latents):
        """Latents [1, frames, channels, rows, columns] to pixels [frames, 3, height, width] of -1..1."""
        frames = latents.shape[1]
        return self.pipeline.decode_latents(latents, frames, decode_chunk_size=frames)[0].movedim(1, 0)

    @torch.no_grad()
    def _frames_are_alone(self):
        """Whether the decoder treats every frame alone, so that single frames can be decoded."""
        latents = torch.randn(1, 3, self.latent_channels, 4, 4, generator=torch.Generator().manual_seed(0))
        together = self._decode(latents)
        alone = torch.cat([self._decode(latents[:, [frame]]) for frame in range(3)])
        return (together - alone).abs().max().item() < 1e-3


def to_bytes(pixels):
    return (pixels * 255).round().astype(np.uint8)

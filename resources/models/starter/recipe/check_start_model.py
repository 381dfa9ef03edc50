"""Checks a starter model's hand-set stages against plain arithmetic: a line a case, and an error beyond a limit.

A hidden stage is read where the UNet computes it: coefficients of the move behind the middle's transformer, places and
offsets behind the first transformer of the last up block. The answer is compared with the true warp.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from diffusers import AutoencoderKLTemporalDecoder, UNetSpatioTemporalConditionModel

from channels import CELL_PX, CODE, FIRST_CODE, FIRST_MOTION, FIRST_RAMP, LATENT, MOTION_SCALE_PX, PHOTO, RAMP_SCALE
from moves import coefficients, offsets
from patches import psnr_of_latents
from photos import load_photos, middle_window
from unet_layout import MID_COEFFICIENTS, OFFSET_GROUP, PLACE_GROUP, UNIT_CELLS, top
from warp import Scene, mirrored

FRAMES = 14
SIGMA_INPUT = 1.6  # any number: the network does not look at it
FAR = 0.2  # root mean square error of a cell's pixels, of -1..1, that an eye sees

# name: the largest (or with ">" the least) value that passes
LIMITS = {
    "coefficients": 0.02,
    "index_cells": 0.01,
    "distance_cells2": 0.5,
    "offset_cells": 0.1,
    "motion_px": 0.8,
    "ramps": 0.004,
    "warp_db >": 30.0,
    "far_cells": 0.01,
    "decoder_db >": 26.0,
}


@dataclass(frozen=True)
class Case:
    """A clip: which of the held-out photos, its size in px, seed, bucket and frame rate."""

    photo: int
    width: int
    height: int
    seed: int
    bucket: float
    fps: float


CASES = (
    Case(0, 256, 144, 1, 200, 7),
    Case(1, 256, 144, 2, 160, 7),
    Case(2, 256, 144, 6, 160, 7),
    Case(3, 192, 192, 3, 127, 10),
    Case(4, 144, 256, 5, 240, 14),
    Case(5, 264, 152, 9, 20, 7),
)


class Model:
    """UNet and VAE of a model folder, in float32, and what is read off their inside."""

    def __init__(self, folder):
        self.unet = UNetSpatioTemporalConditionModel.from_pretrained(folder / "unet", dtype=torch.float32)
        self.vae = AutoencoderKLTemporalDecoder.from_pretrained(folder / "vae", dtype=torch.float32)
        self.inside = {}
        self._keep("middle", self.unet.mid_block.attentions[0])
        self._keep("offsets", self.unet.up_blocks[-1].attentions[0])
        self.scale = self._scale()

    def _keep(self, name, module):
        module.register_forward_hook(lambda _module, _inputs, output: self.inside.update({name: output[0]}))

    def _scale(self):
        """The encoder's scales: with orthonormal components, the length of each one's answers to all single pixels."""
        pixels = torch.eye(3 * CELL_PX**2).reshape(-1, 3, CELL_PX, CELL_PX)
        with torch.no_grad():
            answers = self.vae.encode(torch.cat([torch.zeros_like(pixels[:1]), pixels])).latent_dist.mode()
        return (answers[1:, :PHOTO] - answers[:1, :PHOTO]).square().sum(0).sqrt().flatten()

    def encode(self, pictures):
        """Pictures [n, height, width, 3] of 0..1 to the photo channels [n, 32, rows, columns]."""
        pixels = torch.from_numpy(np.ascontiguousarray(pictures)).permute(0, 3, 1, 2) * 2 - 1
        return self.vae.encode(pixels).latent_dist.mode()[:, :PHOTO]

    def clip(self, latents, case):
        """The UNet's clean latents [frames, 42, rows, columns] for a photo's latents, and the clip's code."""
        generator = torch.Generator().manual_seed(case.seed)
        noise = torch.randn(1, FRAMES, LATENT, *latents.shape[1:], generator=generator)
        condition = torch.zeros_like(noise)
        condition[:, :, :PHOTO] = latents
        time_ids = torch.tensor([[case.fps - 1, case.bucket, 0.02]])
        image = torch.zeros(1, 1, self.unet.config.cross_attention_dim)
        answer = self.unet(torch.cat([noise, condition], 2), torch.tensor(SIGMA_INPUT), image, time_ids).sample
        return -answer[0], noise[0, 0, FIRST_CODE : FIRST_CODE + CODE, 0, 0].numpy()


@torch.no_grad()
def figures_of(model, photo, case):
    """What LIMITS names, for one clip."""
    scene = Scene(middle_window(photo, case.width, case.height))
    latents = model.encode(scene.picture[None])[0]
    answer, code = model.clip(latents, case)
    asked = [coefficients(code, case.bucket, case.fps, frame) for frame in range(FRAMES)]
    middle = model.inside["middle"].mean((2, 3)).numpy()
    got = middle[:, MID_COEFFICIENTS : MID_COEFFICIENTS + 3 * CODE : 3]
    figures = {"coefficients": np.abs(got - np.stack(asked)).max()}
    figures.update(_place_errors(model.inside["offsets"].numpy(), scene, got))
    figures.update(_extra_channel_errors(answer.numpy(), scene, got))
    figures.update(_warp_errors(model, answer, scene, asked))
    figures["decoder_db >"] = _decoder_psnr(model, latents, scene)
    return {name: float(value) for name, value in figures.items()}


def _place_errors(top_level, scene, coefficients_of_frames):
    """Cell index, squared distance and sampling offset, in cells. The offsets are those of the UNet's coefficients."""
    grid = scene.grid
    x, y = grid.places()

    def of(group, index):
        return top_level[:, top(group, index)] * UNIT_CELLS

    offset_error = 0
    for frame, c in enumerate(coefficients_of_frames):
        g_x, g_y = offsets(c, grid, x, y, scene.breeze)
        for axis, (place, g, count, centre) in enumerate(
            ((x, g_x, grid.columns, grid.centre_x), (y, g_y, grid.rows, grid.centre_y))
        ):
            sampled = mirrored(place + g + centre, count) - centre
            offset_error = max(offset_error, np.abs(of(OFFSET_GROUP, axis)[frame] - (sampled - place)).max())
    index_error = max(np.abs(of(PLACE_GROUP, 0) - x).max(), np.abs(of(PLACE_GROUP, 1) - y).max())
    distance_error = np.abs(of(PLACE_GROUP, 2) * UNIT_CELLS - x * x - y * y).max()
    return {"index_cells": index_error, "distance_cells2": distance_error, "offset_cells": offset_error}


def _extra_channel_errors(answer, scene, coefficients_of_frames):
    """The motion channels in px and the ramps."""
    flow = np.stack([scene.cell_offsets(c) for c in coefficients_of_frames]) * CELL_PX
    motion = answer[:, FIRST_MOTION:FIRST_RAMP] * MOTION_SCALE_PX
    row, column = np.mgrid[: scene.grid.rows, : scene.grid.columns]
    ramps = (np.stack([column, row]) + 1) / RAMP_SCALE
    return {
        "motion_px": np.abs(motion - flow).max(),
        "ramps": np.abs(answer[:, FIRST_RAMP:FIRST_CODE] - ramps).max(),
    }


def _warp_errors(model, answer, scene, asked):
    """PSNR against the true warp, and the part of the cells that are far from it."""
    truth = model.encode(np.stack([scene.warped(c) for c in asked]))
    error = (answer[:, :PHOTO] - truth).movedim(1, -1)
    per_cell = (error / model.scale).square().sum(-1) / (3 * CELL_PX**2)
    return {
        "warp_db >": psnr_of_latents(error, model.scale),
        "far_cells": (per_cell > FAR**2).float().mean().item(),
    }


def _decoder_psnr(model, latents, scene):
    """PSNR of the picture after encoding and decoding."""
    full = torch.zeros(1, LATENT, *latents.shape[1:])
    full[0, :PHOTO] = latents
    row, column = np.mgrid[: scene.grid.rows, : scene.grid.columns]
    full[0, FIRST_RAMP:FIRST_CODE] = torch.from_numpy((np.stack([column, row]) + 1) / RAMP_SCALE)
    decoded = model.vae.decode(full, num_frames=1).sample[0].clamp(-1, 1).permute(1, 2, 0).numpy() / 2 + 0.5
    return -10 * np.log10(((decoded - scene.picture) ** 2).mean())


def passes(name, value):
    return value >= LIMITS[name] if name.endswith(">") else value <= LIMITS[name]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="folder of a starter model")
    parser.add_argument("photos", type=Path, help="folder of photos with licences.json; the last six are used")
    args = parser.parse_args()
    torch.set_num_threads(1)
    model, photos = Model(args.model), load_photos(args.photos, 6).held_out
    failed = []
    for case in CASES:
        figures = figures_of(model, photos[case.photo], case)
        values = ", ".join(f"{name.rstrip(' >')} {value:.4g}" for name, value in figures.items())
        print(f"{photos[case.photo].name} {case.width}x{case.height} seed {case.seed} bucket {case.bucket}: {values}")
        failed += [f"{name} {value:.4g}" for name, value in figures.items() if not passes(name, value)]
    assert not failed, f"beyond its limit: {', '.join(failed)}"
    print("All within their limits.")


if __name__ == "__main__":
    main()

"""Latents of the photo: scaled principal components of patches of 8x8 pixels."""

from dataclasses import asdict, dataclass

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file

from channels import CELL_PX, PHOTO
from photos import random_window

QUARTER_PX = 4
QUARTER_COMPONENTS = 24  # of the 48 of a 4x4 patch, for the decoder

WINDOWS = 900
WINDOW_PX = 96


@dataclass(frozen=True)
class Patches:
    """The principal components of patches of 8x8 and of 4x4 pixels. A patch is ordered (colour, row, column), -1..1.

    latent_j = scale_j * basis_j . (patch - mean). The weakest component gets the largest scale, so that its latent is
    not lost in the noise, and the scales leave the latents' mean square at that of the components.
    """

    basis: torch.Tensor  # [32, 192], orthonormal rows
    mean: torch.Tensor  # [192]
    scale: torch.Tensor  # [32]
    kernel: torch.Tensor  # [32, 3, 8, 8]: basis and scale as one convolution of stride 8
    bias: torch.Tensor  # [32]
    quarter_basis: torch.Tensor  # [24, 48], float64 as all that the decoder's weights are computed from
    quarter_mean: torch.Tensor  # [48], float64

    def encode(self, pictures):
        """Pictures [n, height, width, 3] of 0..1, as numpy, to latents [n, 32, rows, columns]."""
        pixels = torch.from_numpy(np.ascontiguousarray(pictures)).permute(0, 3, 1, 2) * 2 - 1
        return F.conv2d(pixels, self.kernel, self.bias, stride=CELL_PX)

    def save(self, path):
        save_file({name: tensor.contiguous() for name, tensor in asdict(self).items()}, path)

    @staticmethod
    def load(path):
        return Patches(**load_file(path))


def fit_patches(photos):
    """Finds the principal components of random windows of the photos."""
    rng = np.random.default_rng(1)
    windows = np.stack([random_window(rng, photos, WINDOW_PX, WINDOW_PX) for _ in range(WINDOWS)]) * 2 - 1
    basis, mean, variance = _principal_components(_patches_of(windows, CELL_PX), PHOTO)
    quarter_basis, quarter_mean, _ = _principal_components(_patches_of(windows, QUARTER_PX), QUARTER_COMPONENTS)
    scale = variance**-0.25
    scale /= np.sqrt((variance * scale * scale).mean())
    kernel = basis * scale[:, None]

    def single(array):
        return torch.tensor(array, dtype=torch.float32)

    return Patches(
        basis=single(basis),
        mean=single(mean),
        scale=single(scale),
        kernel=single(kernel.reshape(PHOTO, 3, CELL_PX, CELL_PX)),
        bias=single(-kernel @ mean),
        quarter_basis=torch.tensor(quarter_basis),
        quarter_mean=torch.tensor(quarter_mean),
    )


def psnr_of_latents(error, scale):
    """PSNR in dB of the pictures whose latents differ by `error` [..., 32]: the basis is orthonormal, pixels span 2."""
    per_pixel = ((error / scale) ** 2).mean().item() * PHOTO / (3 * CELL_PX**2)
    return 10 * np.log10(4 / (per_pixel + 1e-12))


def _patches_of(windows, size):
    """Windows [n, height, width, 3] to patches [m, 3 * size * size]."""
    n, height, width, _ = windows.shape
    blocks = windows.reshape(n, height // size, size, width // size, size, 3)
    return blocks.transpose(0, 1, 3, 5, 2, 4).reshape(-1, 3 * size * size)


def _principal_components(patches, count):
    """The `count` strongest: rows [count, length], the mean patch, and each one's variance."""
    mean = patches.mean(0)
    variance, vectors = np.linalg.eigh(np.cov((patches - mean).T))
    strongest = np.argsort(-variance)[:count]
    return vectors[:, strongest].T, mean, variance[strongest]

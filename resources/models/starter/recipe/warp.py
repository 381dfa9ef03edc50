"""The true warp of a picture, and what the warp attention hands to the shift network, computed without the UNet."""

import cv2
import numpy as np
import torch
import torch.nn.functional as F

from channels import CELL_PX
from moves import Grid, breeze_mask, coefficients, distortion, offsets

# Each of four attention heads picks one cell near the sampled point u: per axis the cell nearest to u + HEAD_SHIFTS.
# The two thresholds differ, so that both choices never change at the same place.
HEAD_SHIFTS = (-0.43, 1 - 0.48)
# Standard deviation, in cells, of the attention's bell curve around the shifted point: near a threshold two cells mix.
CHOICE_SOFTNESS = 0.02


class Scene:
    """A picture [height, width, 3] of 0..1, whose sides are multiples of 8 px, with its grid and breeze mask."""

    def __init__(self, picture):
        self.picture = picture
        height, width = picture.shape[:2]
        self.grid = Grid(width // CELL_PX, height // CELL_PX)
        self.breeze = breeze_mask(picture)
        mask = torch.from_numpy(self.breeze)[None, None]
        self.pixel_breeze = F.interpolate(mask, size=(height, width), mode="bilinear")[0, 0].numpy()

    def cell_offsets(self, c):
        """Sampling offsets g_x and g_y of the cells, in cells."""
        return offsets(c, self.grid, *self.grid.places(), self.breeze)

    def pixel_offsets(self, c):
        """Sampling offsets of the pixels, in pixels: [height, width, 2]."""
        return CELL_PX * np.stack(offsets(c, self.grid, *self.grid.pixel_places(), self.pixel_breeze), -1)

    def warped(self, c):
        """The picture of the frame that the coefficients c describe."""
        height, width = self.picture.shape[:2]
        row, column = np.mgrid[:height, :width].astype(np.float32)
        source = (self.pixel_offsets(c) + np.stack([column, row], -1)).astype(np.float32)
        across, down = source[..., 0], source[..., 1]
        return np.clip(cv2.remap(self.picture, across, down, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT), 0, 1)

    def clip(self, code, bucket, fps, frames):
        """The frames of the true warp by the move of a code, [frames, height, width, 3]."""
        return np.stack([self.warped(coefficients(code, bucket, fps, frame)) for frame in range(frames)])

    def inside(self, c):
        """Which cells are sampled within the picture, [rows, columns] of bool."""
        x, y = self.grid.places()
        g_x, g_y = self.cell_offsets(c)
        half_width, half_height = self.grid.columns / 2, self.grid.rows / 2
        return (np.abs(x + g_x) < half_width) & (np.abs(y + g_y) < half_height)

    def tokens(self, latents, c):
        """The shift network's inputs [cells, 137] for a frame, from the picture's latents [32, rows, columns]."""
        rows, columns = self.grid.rows, self.grid.columns
        taps, tap_offsets = _four_cells(latents, *self.cell_offsets(c))
        distorted = torch.from_numpy(distortion(c, self.grid, self.breeze).reshape(-1, 4)) * 4
        one = torch.ones(rows * columns, 1)
        return torch.cat([taps, tap_offsets, distorted[:, :3], one, distorted[:, 3:]], 1)


def _four_cells(latents, g_x, g_y):
    """What the four heads see: latents [cells, 4 * 32], and the offsets of u from the first and the last [cells, 4]."""
    rows, columns = latents.shape[1:]
    row, column = np.mgrid[:rows, :columns].astype(np.float32)
    u, v = mirrored(column + g_x, columns), mirrored(row + g_y, rows)
    cells = latents.flatten(1).T
    taps, tap_offsets = [], []
    for i, shift_y in enumerate(HEAD_SHIFTS):
        for j, shift_x in enumerate(HEAD_SHIFTS):
            x, share_x = _soft_choice(u + shift_x, columns)
            y, share_y = _soft_choice(v + shift_y, rows)
            taps.append(_mixed(cells, columns, (x, share_x), (y, share_y)))
            if i == j:
                tap_offsets += [u - x - share_x, v - y - share_y]
    return torch.cat(taps, 1), torch.from_numpy(np.stack(tap_offsets, -1).reshape(-1, 4).astype(np.float32))


def _mixed(cells, columns, choice_x, choice_y):
    """The mean of 2x2 cells that two soft choices take: [cells, 32]."""
    (x, share_x), (y, share_y) = choice_x, choice_y
    mixed = 0
    for next_y, weight_y in ((0, 1 - share_y), (1, share_y)):
        for next_x, weight_x in ((0, 1 - share_x), (1, share_x)):
            index = torch.from_numpy(((y + next_y) * columns + x + next_x).astype(np.int64).ravel())
            weight = torch.from_numpy((weight_y * weight_x).astype(np.float32).ravel())
            mixed = mixed + weight[:, None] * cells[index]
    return mixed


def mirrored(place, count):
    """Places beyond the border of `count` cells, mirrored there."""
    place = np.where(place < -0.5, -1 - place, place)
    return np.where(place > count - 0.5, 2 * count - 1 - place, place)


def _soft_choice(place, count):
    """The two cells around a place: the lower one's index, and the share of the upper one."""
    place = np.clip(place, 0, count - 1)
    lower = np.minimum(np.floor(place), count - 2)
    nearer = (1 - 2 * (place - lower)) / (2 * CHOICE_SOFTNESS**2)  # half the difference of the squared distances
    return lower, 1 / (1 + np.exp(np.clip(nearer, -60, 60)))

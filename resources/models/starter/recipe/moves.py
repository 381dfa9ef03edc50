"""From the code z to a move: shares of the kinds, their course over the frames, offsets of the cells, and the breeze.

core/training/motion_fields.cpp computes the same for `stillwave train`. Whoever changes a number here changes it there.

Lengths are in cells of 8 px. X and Y are column and row minus the centre of the grid. A frame is described by six
coefficients c; its picture is frame(p) = photo(p + g), with the sampling offset

    g_x = -c0 X - c1 S - c3 Y - c4 q (Y + centre_y + 1/2) - c5 S breeze
    g_y = -c0 Y - c2 S + c3 X

where S is the size of the picture (1 at 256x144) and q = S / (centre_y + 1/2). What is sampled beyond the border is
mirrored.
"""

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F

from channels import CELL_PX

KINDS = ("push in", "pan", "tilt", "roll", "parallax", "breeze")
# The names of a kind with a positive and with a negative share. Things in the picture go where the name says.
SIGNED_KINDS = (
    ("push in", "pull out"),
    ("pan right", "pan left"),
    ("tilt down", "tilt up"),
    ("roll anticlockwise", "roll clockwise"),
    ("parallax right", "parallax left"),
    ("breeze right", "breeze left"),
)
BREEZE = KINDS.index("breeze")

# Shares: the largest number of a code takes nearly all.
SHARPNESS = 8.0
SOFTNESS = 0.25
FAVOUR = np.array([0.12, 0.0, -0.05, -0.18, 0.05, -0.03])  # the moves that look best lead more clips
LEAN = np.array([0.3, 0, 0, 0, 0, 0])  # push-ins are shown more often than pull-outs

# Sizes in the 14th frame at bucket 255 and 7 fps. A pan goes AMPLITUDE times half of width plus height.
REFERENCE_SIZE = 25.0  # half of width plus height of 256x144, in cells
AMPLITUDE = 0.098
PAN = TILT = PARALLAX = AMPLITUDE * REFERENCE_SIZE
PUSH_IN = ROLL = 2.5 * AMPLITUDE
SWING = 0.7 * AMPLITUDE * REFERENCE_SIZE  # of the breeze
SIZES = (PUSH_IN, PAN, TILT, ROLL, PARALLAX, SWING)
PULL_OUT = 0.85  # of a push-in's size
ACCOMPANYING = np.array([0, 0.08, 0.11, 0.09, 0.06, 0.30])  # push-in that goes with each kind, in parts of PUSH_IN

REFERENCE_FPS = 7.0
REFERENCE_STEPS = 13.0  # from the first frame to the 14th

# The breeze moves what is green, and below the middle what is blue and not dark: a night sky is no water. Linear forms
# of red, green and blue in -1..1 tell both, each with its values for (none, full).
LEAVES_FORM, LEAVES = (-0.5, 1.0, -0.5), (0.03, 0.12)
WATER_FORM, WATER = (-0.88, 0.12, 1.12), (0.37, 0.52)
STEEPNESS = 100.0
BELOW_THE_MIDDLE = 8.0  # how fast the lower half begins, by 16 rows


@dataclass(frozen=True)
class Grid:
    """A grid of cells, and the lengths that depend on its size."""

    columns: int
    rows: int

    @property
    def centre_x(self):
        return (self.columns - 1) / 2

    @property
    def centre_y(self):
        return (self.rows - 1) / 2

    @property
    def size(self):
        """S of the module's text."""
        return (self.centre_x + self.centre_y + 1) / REFERENCE_SIZE

    @property
    def ground(self):
        """q of the module's text: the growth of a parallax from row to row."""
        return self.size / (self.centre_y + 0.5)

    def places(self):
        """X and Y of each cell, [rows, columns]."""
        row, column = np.mgrid[: self.rows, : self.columns].astype(np.float32)
        return column - self.centre_x, row - self.centre_y

    def pixel_places(self):
        """X and Y of each pixel, in cells, [rows * 8, columns * 8]."""
        row, column = np.mgrid[: self.rows * CELL_PX, : self.columns * CELL_PX].astype(np.float32)
        return (column + 0.5) / CELL_PX - 0.5 - self.centre_x, (row + 0.5) / CELL_PX - 0.5 - self.centre_y


def shares_of(code):
    """The share of each kind in a code [..., 6], with its sign; the magnitudes add up to about 1."""
    z = np.asarray(code, np.float64) + LEAN
    size = np.sqrt(z * z + SOFTNESS * SOFTNESS)
    logit = SHARPNESS * (size + FAVOUR)
    weight = np.exp(logit - logit.max(-1, keepdims=True))
    weight /= weight.sum(-1, keepdims=True)
    return (weight * z / size).astype(np.float32)


def relative_coefficients(shares):
    """Coefficients [..., 6] of shares [..., 6] in parts of SIZES: a weaker pull-out, and the accompanying push-in."""
    push_in = shares[..., 0] * np.where(shares[..., 0] > 0, 1.0, PULL_OUT) + (np.abs(shares) * ACCOMPANYING).sum(-1)
    return np.concatenate([push_in[..., None], shares[..., 1:]], -1).astype(np.float32)


def amplitude(bucket, fps):
    """The part of SIZES that a motion bucket and a frame rate ask for."""
    return bucket / 255.0 * REFERENCE_FPS / fps


def profile(frame):
    """How far moves and breeze have gone in a frame: the moves at a constant speed, the breeze there and back."""
    progress = frame / REFERENCE_STEPS
    return progress, np.sin(1.5 * np.pi * progress)


def coefficients_of_shares(shares, bucket, fps, frame):
    """The six coefficients of a frame."""
    steady, wave = profile(float(frame))
    course = np.full(len(KINDS), steady)
    course[BREEZE] = wave
    return (relative_coefficients(shares) * np.array(SIZES) * amplitude(bucket, fps) * course).astype(np.float32)


def coefficients(code, bucket, fps, frame):
    """The six coefficients of a frame of the clip whose code is z."""
    return coefficients_of_shares(shares_of(code), bucket, fps, frame)


def offsets(c, grid, x, y, breeze):
    """Sampling offsets g_x and g_y in cells, at the places x, y, where the breeze mask has the values `breeze`."""
    size, ground = grid.size, grid.ground
    g_x = -c[0] * x - c[1] * size - c[3] * y - c[4] * ground * (y + grid.centre_y + 0.5) - c[5] * size * breeze
    g_y = -c[0] * y - c[2] * size + c[3] * x
    return g_x, g_y


def distortion(c, grid, breeze):
    """How a cell's picture is distorted: zoom, roll, shear and stretch of each cell, [rows, columns, 4].

    Shear and stretch are the slopes of the offset g_x along a column and along a row; what the breeze adds to them is
    the difference of its mask between the two neighbours, with nothing beyond the border.
    """
    padded = np.pad(breeze, 1)
    down = (padded[2:, 1:-1] - padded[:-2, 1:-1]) / 2
    right = (padded[1:-1, 2:] - padded[1:-1, :-2]) / 2
    swing = -c[5] * grid.size
    one = np.ones_like(breeze)
    shear = -c[4] * grid.ground * one + swing * down
    return np.stack([c[0] * one, c[3] * one, shear, swing * right], -1).astype(np.float32)


def breeze_mask(picture):
    """Where a breeze would move something, for a picture [height, width, 3] of 0..1: [rows, columns], about 0..1.

    A cell's mean colour tells leaves and water. Both masks are smoothed as the network does it: twice by means of 2x2
    cells, and back by interpolation. Water counts only below the middle.
    """
    rows, columns = picture.shape[0] // CELL_PX, picture.shape[1] // CELL_PX
    cells = picture[: rows * CELL_PX, : columns * CELL_PX].reshape(rows, CELL_PX, columns, CELL_PX, 3)
    colours = cells.mean((1, 3)) * 2 - 1
    indices = torch.from_numpy(np.stack([colours @ LEAVES_FORM, colours @ WATER_FORM]).astype(np.float32))
    masks = torch.stack([_soft_step(indices[0], *LEAVES), _soft_step(indices[1], *WATER)])
    leaves, water = _smoothed(masks).numpy()
    below = BELOW_THE_MIDDLE * (np.arange(rows)[:, None] - (rows - 1) / 2) / 16
    return (leaves + np.maximum(water + below, 0) - np.maximum(below, 0)).astype(np.float32)


def _soft_step(index, none, full):
    rise = F.silu(STEEPNESS * (index - none)) - F.silu(STEEPNESS * (index - full))
    return rise / (STEEPNESS * (full - none))


def _smoothed(masks):
    """Masks [n, rows, columns], smoothed over 32 px."""
    box = torch.zeros(1, 1, 3, 3)
    box[0, 0, 1:, 1:] = 0.25
    tent = torch.tensor([1.0, 2.0, 1.0]) / 4
    tent = (tent[:, None] * tent)[None, None]
    masks, sizes = masks[:, None], []
    for _ in range(2):
        sizes.append(masks.shape[2:])
        masks = F.conv2d(masks, box, stride=2, padding=1)
    for rows, columns in reversed(sizes):
        masks = masks[:, :, torch.arange(rows) // 2][:, :, :, torch.arange(columns) // 2]
        masks = F.conv2d(masks, tent, padding=1)
    return masks[:, 0]

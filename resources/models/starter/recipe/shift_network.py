"""The shift network: a cell's latents from four cells of the photo, shifted by less than a cell and distorted.

Its start is a closed form: piecewise linear shifts along rows, then along columns, by least squares. A short fit on
warped photos then adds what zoom, roll and shear change. Afterwards `stillwave train` trains the same weights within
the whole network.
"""

import math
import time

import cv2
import numpy as np
import torch
import torch.nn.functional as F

from channels import CODE, PHOTO
from moves import coefficients
from patches import psnr_of_latents
from photos import middle_window, random_window
from token_network import MovingAverage, TokenNetwork
from warp import Scene

# The state of a token. The first 137 are inputs.
TAPS = 0  # four cells: upper left, upper right, lower left, lower right
TAP_OFFSETS = 4 * PHOTO  # of the sampled point from the upper left and from the lower right cell: x, y, x, y
DISTORTION = TAP_OFFSETS + 4  # zoom, roll, shear, times 4
ONE = DISTORTION + 3
STRETCH = ONE + 1  # the fourth of distortion(), times 4
STATE = STRETCH + 8
UPPER_CELLS = range(TAPS, TAPS + 2 * PHOTO)
LOWER_CELLS = range(TAPS + 2 * PHOTO, TAPS + 4 * PHOTO)
LEFT_CELLS = (*UPPER_CELLS[:PHOTO], *LOWER_CELLS[:PHOTO])
HIDDEN = 768
LAYERS = 3

# Knots of the piecewise linear shifts, in cells, and the steepness of the gates there.
ROW_KNOTS = (-0.15, 0.0, 0.17, 0.36, 0.55, 0.75)
COLUMN_KNOTS = (-0.15, -0.02, 0.06, 0.14, 0.22, 0.30, 0.38, 0.46, 0.54, 0.62, 0.70, 0.79)
KNOT_STEEPNESS = 10.0
CLOSED_FORM_WINDOWS = 180

WINDOW_SIZES_PX = ((256, 144), (144, 256), (192, 192), (256, 192), (160, 96))
FRAMES_PER_WINDOW = 5
TOKENS_PER_STEP = 2304
LEARNING_RATE = 2.5e-4


def new_shift_network():
    return TokenNetwork(STATE, HIDDEN, LAYERS, PHOTO)


def closed_form_shift_network(photos, patches):
    """A shift network by least squares: layer 0 shifts along rows, layer 1 along columns, layer 2 is nearly off."""
    torch.manual_seed(0)
    network = new_shift_network()
    with torch.no_grad():
        _make_small(network)
        taps, rows_shifted, both_shifted, shift_x, shift_y = _shifted_windows(photos, patches)
        upper, lower = taps[:, : 2 * PHOTO], taps[:, 2 * PHOTO :]
        gates = _gates(shift_x, ROW_KNOTS)
        # One operator serves both rows.
        features = torch.cat([_products(upper, gates), _products(lower, gates)])
        changes = torch.cat([rows_shifted[0] - upper[:, :PHOTO], rows_shifted[1] - lower[:, :PHOTO]])
        along_rows = _ridge(features, changes)
        del features, changes
        upper_shifted = upper[:, :PHOTO] + _products(upper, gates) @ along_rows
        lower_shifted = lower[:, :PHOTO] + _products(lower, gates) @ along_rows
        features = _products(torch.cat([upper_shifted, lower_shifted], 1), _gates(shift_y, COLUMN_KNOTS))
        along_columns = _ridge(features, both_shifted - upper_shifted)
        rows, columns = network.layers[:2]
        units = len(along_rows)
        _write_shift(rows, 0, UPPER_CELLS, TAP_OFFSETS, ROW_KNOTS, along_rows)
        _write_shift(rows, units, LOWER_CELLS, TAP_OFFSETS, ROW_KNOTS, along_rows)
        _write_shift(columns, 0, LEFT_CELLS, TAP_OFFSETS + 1, COLUMN_KNOTS, along_columns)
    return network


def fit_shift_network(network, photos, patches, minutes):
    """Fits the network to warped photos for some minutes of processor time; the outcome is a moving average."""
    rng = np.random.default_rng(3)
    torch.manual_seed(0)
    optimizer = torch.optim.AdamW(network.parameters(), lr=LEARNING_RATE, betas=(0.9, 0.98), weight_decay=1e-4)
    average = MovingAverage(network)
    importance = 1 / patches.scale**1.6
    importance = importance / importance.mean()
    pool, step, start = [], 0, time.process_time()
    while (progress := (time.process_time() - start) / (60 * minutes)) < 1:
        if len(pool) < 24 or step % 2 == 0:
            pool = [*pool[-59:], _random_tokens(rng, photos, patches)]
        inputs, targets = _batch(rng, pool)
        for group in optimizer.param_groups:
            group["lr"] = LEARNING_RATE * _schedule(step, progress)
        error = network(inputs) - targets
        loss = (importance * (error * error + 0.02**2).sqrt()).mean()
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        average.update()
        step += 1
        if step % 200 == 0:
            print(f"  shift network, step {step}: {psnr_of_latents(error.detach(), patches.scale):.2f} dB", flush=True)
    average.copy_to_network()


@torch.no_grad()
def shift_network_psnr(network, photos, patches):
    """PSNR in dB of real moves at bucket 200, three frames of the middle of each photo."""
    rng = np.random.default_rng(7)
    errors = []
    for photo in photos:
        scene = Scene(middle_window(photo, 256, 144))
        for frame in (13, 7, 3):
            c = coefficients(rng.standard_normal(CODE), 200, 7, frame)
            inputs, targets = _tokens_of_frames(scene, patches, [c])
            errors.append(network(inputs) - targets)
    return psnr_of_latents(torch.cat(errors), patches.scale)


def _make_small(network):
    """What the closed form does not write starts near zero, and the read-out is the first cell."""
    for layer in network.layers:
        for linear, factor in ((layer.value, 0.15), (layer.gate, 0.15), (layer.output, 0.02)):
            linear.weight.mul_(factor)
            linear.bias.zero_()
    network.read_out.weight.copy_(torch.eye(PHOTO, STATE))
    network.read_out.bias.zero_()


def _shifted_windows(photos, patches):
    """Latents of windows and of the same windows shifted by a part of a cell.

    Returns for each cell the latents of 2x2 cells, those of both left cells shifted along the row, that of the first
    cell shifted along both axes, and the two shifts in cells.
    """
    rng = np.random.default_rng(0)
    parts = []
    for _ in range(CLOSED_FORM_WINDOWS):
        window = random_window(rng, photos, 128, 128)
        for _ in range(3):
            shift_x, shift_y = rng.uniform(-0.06, 0.94, 2)
            moved = [window, _shifted(window, 8 * shift_x, 0), _shifted(window, 8 * shift_x, 8 * shift_y)]
            still, along_row, along_both = patches.encode(np.stack(moved)).permute(0, 2, 3, 1)
            first, second = slice(0, 15), slice(1, 16)
            cells = [still[first, first], still[first, second], still[second, first], still[second, second]]
            cells += [along_row[first, first], along_row[second, first], along_both[first, first]]
            shifts = [torch.full((15, 15, 1), shift) for shift in (shift_x, shift_y)]
            parts.append(torch.cat(cells + shifts, -1).flatten(0, 1).float())
    taps, upper, lower, both, shift_x, shift_y = torch.cat(parts).split([4 * PHOTO, PHOTO, PHOTO, PHOTO, 1, 1], 1)
    return taps, (upper, lower), both, shift_x, shift_y


def _shifted(window, x_px, y_px):
    matrix = np.float32([[1, 0, x_px], [0, 1, y_px]])
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    return cv2.warpAffine(window, matrix, window.shape[1::-1], flags=flags, borderMode=cv2.BORDER_REPLICATE)


def _gates(shift, knots):
    return F.gelu(KNOT_STEEPNESS * (shift - torch.tensor(knots)))


def _products(latents, gates):
    """All products of [n, latents] and [n, knots]: [n, latents * knots]."""
    return (latents[:, :, None] * gates[:, None]).flatten(1)


def _ridge(features, targets, strength=1e-4):
    """Least squares with a ridge in proportion to the features' mean square."""
    matrix = (features.T @ features / len(features)).double()
    right = (features.T @ targets / len(features)).double()
    matrix += strength * torch.eye(len(matrix)) * matrix.diagonal().mean()
    return torch.linalg.solve(matrix, right).float()


def _write_shift(layer, first_unit, channels, shift_channel, knots, operator):
    """Writes units of value = channel and gate = knot; the operator [channels * knots, 32] leads to the first cell."""
    unit, first_cell = first_unit, slice(channels[0], channels[0] + PHOTO)
    for row, channel in enumerate(channels):
        for column, knot in enumerate(knots):
            for linear in (layer.value, layer.gate):
                linear.weight[unit] = 0
            layer.value.weight[unit, channel] = 1
            layer.gate.weight[unit, shift_channel] = KNOT_STEEPNESS
            layer.gate.bias[unit] = -KNOT_STEEPNESS * knot
            layer.output.weight[:, unit] = 0
            layer.output.weight[first_cell, unit] = operator[row * len(knots) + column]
            unit += 1


def _random_tokens(rng, photos, patches):
    """Inputs and targets of some frames of a random window; one in ten of them is the first of its clip."""
    width, height = WINDOW_SIZES_PX[rng.integers(len(WINDOW_SIZES_PX))]
    scene = Scene(random_window(rng, photos, width, height))
    frames = []
    for _ in range(FRAMES_PER_WINDOW):
        code, bucket = rng.standard_normal(CODE), rng.uniform(1, 255)
        frames.append(coefficients(code, bucket, 7, int(rng.integers(14)) if rng.random() < 0.9 else 0))
    return _tokens_of_frames(scene, patches, frames)


def _tokens_of_frames(scene, patches, frames):
    """Inputs [cells, 137] and targets [cells, 32] of frames that are given by their coefficients.

    Cells that are sampled beyond the border are left out: their blocks are turned over elsewhere in the UNet.
    """
    latents = patches.encode(scene.picture[None])[0]
    warped = patches.encode(np.stack([scene.warped(c) for c in frames]))
    inputs, targets = [], []
    for c, target in zip(frames, warped):
        inside = torch.from_numpy(scene.inside(c).ravel())
        inputs.append(scene.tokens(latents, c)[inside])
        targets.append(target.flatten(1).T[inside])
    return torch.cat(inputs), torch.cat(targets)


def _batch(rng, pool):
    chosen = [pool[i] for i in rng.integers(0, len(pool), 6)]
    inputs, targets = (torch.cat(parts) for parts in zip(*chosen))
    tokens = torch.randint(len(inputs), (TOKENS_PER_STEP,))
    return inputs[tokens], targets[tokens]


def _schedule(step, progress):
    """The learning rate's factor: 100 steps of warm-up, and a half cosine after 30 % of the time."""
    decay = 1.0 if progress < 0.3 else 0.49 * (1 + math.cos(math.pi * (progress - 0.3) / 0.7)) + 0.02
    return min(1.0, (step + 1) / 100) * decay

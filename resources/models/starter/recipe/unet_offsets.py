"""The highest level, first half: from coefficients and cell index to each cell's place and sampling offset.

All lengths are in units of 16 cells (UNIT_CELLS).
"""

import numpy as np
import torch
import torch.nn.functional as F

from channels import CODE
from moves import BELOW_THE_MIDDLE, REFERENCE_SIZE
from neutral import (
    LINEAR_GATE,
    PAIR,
    Geglu,
    Tokens,
    channel,
    constant,
    least_squares,
    round_to_half,
    turn_off_resnet,
    turn_off_transformer,
)
from unet_layout import (
    BREEZE_GROUP,
    COEFFICIENT_GROUPS,
    COEFFICIENTS,
    FLOW_GROUP,
    INDEX,
    INDEX_GROUP,
    MASK_GROUP,
    MASKS,
    OFFSET_GROUP,
    PLACE_GROUP,
    TOP_GROUP,
    TOP_WIDTH,
    TURNED_GROUP,
    UNIT_CELLS,
    read_group,
    top,
)

# Channels of the transformer's tokens.
COEFFICIENT = 0
INDEX_XY = 6
CENTRE = 8
OFFSET = 10
GROUND_PARALLAX = 12  # c4 q
DISTANCE = 14  # |P|^2, P the place from the centre
TURNED = 16  # 1 where the sampled point was mirrored: along x, along y
SAMPLED_DISTANCE = 18  # |u|^2, u = P + g before mirroring
LEAVES_MASK = 20
WATER_MASK = 22
BREEZE_OFFSET = 24
SWAYING = 26  # c5 times the breeze mask
FLOW = 28  # the offset that is not mirrored
TOKENS = Tokens(null=TOP_WIDTH - 4, plus=TOP_WIDTH - 2, minus=TOP_WIDTH - 1)

GROUND_UNITS = 80
BELOW_STEEPNESS = 64.0
MIRROR_STEEPNESS = 256.0
FLAG_STEEPNESS = 2000.0


def write_offsets(block):
    """Writes the first resnet and the first transformer of the last up block."""
    _write_shortcut(turn_off_resnet(block.resnets[0]))
    transformer = block.attentions[0]
    turn_off_transformer(transformer, TOP_WIDTH, TOP_GROUP)
    _write_proj_in(transformer.proj_in)
    spatial, temporal = transformer.transformer_blocks[0], transformer.temporal_transformer_blocks[0]
    for axis in range(2):  # uniform attention: the mean of the index is the centre
        TOKENS.write_row(spatial.attn1.to_v, axis, channel(INDEX_XY + axis))
        spatial.attn1.to_out[0].weight[CENTRE + axis, axis] = 1
    _write_products(Geglu(spatial.ff, TOKENS))
    _write_place_dependent_products(Geglu(temporal.ff_in, TOKENS))
    _write_mirroring(Geglu(temporal.ff, TOKENS))
    _write_proj_out(transformer.proj_out)


def _write_shortcut(shortcut):
    for kind in range(CODE):
        shortcut.weight[top(COEFFICIENT_GROUPS[kind // 3], kind % 3), COEFFICIENTS + kind, 0, 0] = 1
    for i in range(2):
        shortcut.weight[top(INDEX_GROUP, i), INDEX + i, 0, 0] = 1 / UNIT_CELLS
        shortcut.weight[top(MASK_GROUP, i), MASKS + i, 0, 0] = 1
    shortcut.bias[4::TOP_GROUP] = PAIR
    shortcut.bias[5::TOP_GROUP] = -PAIR


def _write_proj_in(proj_in):
    for kind in range(CODE):
        read_group(proj_in, COEFFICIENT + kind, COEFFICIENT_GROUPS[kind // 3], kind % 3)
    for axis in range(2):
        read_group(proj_in, INDEX_XY + axis, INDEX_GROUP, axis)
    read_group(proj_in, LEAVES_MASK, MASK_GROUP, 0)
    read_group(proj_in, WATER_MASK, MASK_GROUP, 1)
    TOKENS.add_pair(proj_in)


def _place():
    """X and Y as forms."""
    return [channel(INDEX_XY + axis) - channel(CENTRE + axis) for axis in range(2)]


def _size():
    """S, the size of the picture: centre_x + centre_y + 1, in parts of that of 256x144."""
    part = 1 / REFERENCE_SIZE
    return part * channel(CENTRE) + part * channel(CENTRE + 1) + 1 / (REFERENCE_SIZE * UNIT_CELLS)


def _offset(axis, sign):
    """Outputs that add to the offset and to the flow."""
    return {OFFSET + axis: sign, FLOW + axis: sign}


def _write_products(products):
    """Zoom, pan, tilt and roll; |P|^2; c4 q; and what sways."""
    x, y = _place()
    size = _size()
    zoom, pan, tilt, roll, parallax, breeze = (channel(COEFFICIENT + kind) for kind in range(CODE))
    products.add_product(zoom, x, _offset(0, -1.0))
    products.add_product(zoom, y, _offset(1, -1.0))
    products.add_product(pan, size, _offset(0, -1.0))
    products.add_product(tilt, size, _offset(1, -1.0))
    products.add_product(roll, y, _offset(0, -1.0))
    products.add_product(roll, x, _offset(1, 1.0))
    products.add_square(x, {DISTANCE: 1.0})
    products.add_square(y, {DISTANCE: 1.0})
    _write_ground(products, parallax)
    products.add_product(breeze, channel(LEAVES_MASK), {SWAYING: 1.0})
    # Water counts below the middle: relu(water + below) - relu(below), a relu being gelu(k x) / k.
    below = BELOW_STEEPNESS * BELOW_THE_MIDDLE * y
    products.add(breeze, BELOW_STEEPNESS * channel(WATER_MASK) + below, {SWAYING: 1 / BELOW_STEEPNESS})
    products.add(breeze, below, {SWAYING: -1 / BELOW_STEEPNESS})


def _write_ground(products, parallax):
    """c4 q: q is a function of the centre, approximated by random ridges and least squares of the relative error."""
    slopes, shifts, heights = _ground_ridges()
    for slope, shift, height in zip(slopes, shifts, heights[:-1]):
        ridge = float(slope[0]) * channel(CENTRE) + float(slope[1]) * channel(CENTRE + 1) + float(shift)
        products.add(parallax, ridge, {GROUND_PARALLAX: float(height)})
    products.add(parallax, constant(LINEAR_GATE), {GROUND_PARALLAX: float(heights[-1]) / LINEAR_GATE})


def _ground_ridges():
    """Slopes [80, 2], shifts [80] and heights [81] of q = sum of height * gelu(slope . centre + shift), plus the last.

    Fitted to grids of 6 to 136 cells a side, at most three times as long as wide.
    """
    rng = np.random.default_rng(5)
    sides = [torch.tensor(np.exp(rng.uniform(np.log(6), np.log(136), 20000))).float() for _ in range(2)]
    columns, rows = sides
    usual = (columns / rows < 3) & (rows / columns < 3)
    centre_x, centre_y = ((side[usual] - 1) / (2 * UNIT_CELLS) for side in (columns, rows))
    ground = ((centre_x + centre_y) * UNIT_CELLS + 1) / REFERENCE_SIZE / (centre_y * UNIT_CELLS + 0.5)
    angle = torch.tensor(rng.uniform(0, 2 * np.pi, GROUND_UNITS)).float()
    steepness = torch.tensor(np.exp(rng.uniform(np.log(1), np.log(16), GROUND_UNITS))).float()
    place = torch.tensor(rng.uniform(0, 2.2, GROUND_UNITS)).float()
    slopes = torch.stack([angle.cos(), angle.sin()], 1) * steepness[:, None]
    shifts = -(slopes * torch.stack([place, place * 0.7], 1)).sum(1)
    round_to_half(slopes, shifts)
    features = F.gelu(torch.stack([centre_x, centre_y], 1) @ slopes.T + shifts)
    features = torch.cat([features, torch.ones(len(centre_x), 1)], 1)
    heights = least_squares(features / ground[:, None], (ground / ground)[:, None], 1e-6)[:, 0]
    return slopes, shifts, heights


def _write_place_dependent_products(products):
    """The parallax c4 q (Y + centre_y + 1/2), and the breeze's swaying times S."""
    y = _place()[1]
    from_the_top = y + channel(CENTRE + 1) + 1 / (2 * UNIT_CELLS)
    products.add_product(channel(GROUND_PARALLAX), from_the_top, _offset(0, -1.0))
    products.add_product(channel(SWAYING), _size(), {**_offset(0, -1.0), BREEZE_OFFSET: 1.0})


def _write_mirroring(units):
    """Mirrors the sampled point at the border, flags it there, and squares its distance from the centre.

    How far u lies beyond the border is over = +-u - centre - half a cell. g becomes g -+ 2 relu(over); the flag is
    clip(2000 over, 0, 8) / 8.
    """
    place = _place()
    sampled = [place[axis] + channel(OFFSET + axis) for axis in range(2)]
    for axis in range(2):
        units.add_square(sampled[axis], {SAMPLED_DISTANCE: 1.0})
    one = constant(1.0)
    for axis in range(2):
        for sign in (1.0, -1.0):
            over = sign * sampled[axis] - channel(CENTRE + axis) - 1 / (2 * UNIT_CELLS)
            units.add(one, MIRROR_STEEPNESS * over, {OFFSET + axis: -2 * sign / MIRROR_STEEPNESS})
            units.add(one, FLAG_STEEPNESS * over, {TURNED + axis: 1 / 8})
            units.add(one, FLAG_STEEPNESS * over - 8.0, {TURNED + axis: -1 / 8})


def _write_proj_out(proj_out):
    for axis in range(2):
        proj_out.weight[top(PLACE_GROUP, axis), INDEX_XY + axis] = 1
        proj_out.weight[top(PLACE_GROUP, axis), CENTRE + axis] = -1
        proj_out.weight[top(OFFSET_GROUP, axis), OFFSET + axis] = 1
        proj_out.weight[top(FLOW_GROUP, axis), FLOW + axis] = 1
        proj_out.weight[top(TURNED_GROUP, axis), TURNED + axis] = 1
    proj_out.weight[top(PLACE_GROUP, 2), DISTANCE] = 1
    proj_out.weight[top(OFFSET_GROUP, 2), GROUND_PARALLAX] = -1
    proj_out.weight[top(BREEZE_GROUP, 0), BREEZE_OFFSET] = 1
    proj_out.weight[top(BREEZE_GROUP, 1), BREEZE_OFFSET] = -1
    proj_out.weight[top(TURNED_GROUP, 2), SAMPLED_DISTANCE] = 1

"""The highest level, second half: attention fetches four cells of the photo, the shift network makes one of them."""

import math

import torch

from channels import CELL_PX, FIRST_MOTION, FIRST_RAMP, MOTION, MOTION_SCALE_PX, PHOTO, RAMP_SCALE, RAMPS
from neutral import (
    PAIR,
    Geglu,
    Tokens,
    channel,
    constant,
    make_group_norm_neutral,
    turn_off_resnet,
    turn_off_transformer,
    zero,
)
from shift_network import DISTORTION, ONE, STATE, STRETCH, TAP_OFFSETS, TAPS
from unet_layout import (
    BREEZE_GROUP,
    COEFFICIENT_GROUPS,
    FLOW_GROUP,
    INDEX_GROUP,
    OFFSET_GROUP,
    PLACE_GROUP,
    SKIP_PHOTO,
    TOP_GROUP,
    TOP_WIDTH,
    TURNED_GROUP,
    UNIT_CELLS,
    WARP_DISTORTION_GROUP,
    WARP_OFFSET_GROUP,
    WARP_PHOTO_GROUP,
    WARP_PLACE_GROUP,
    read_group,
    result,
    top,
)
from warp import CHOICE_SOFTNESS, HEAD_SHIFTS

SLOPE_PAIR = 64.0

# Channels of the tokens behind the shift network's state.
PHOTO_LATENTS = STATE
PLACE = PHOTO_LATENTS + PHOTO  # X, Y, |P|^2
OFFSET = PLACE + 3  # g_x, g_y
TURNED = OFFSET + 2  # along x, along y
SAMPLED_DISTANCE = TURNED + 2  # |u|^2
TOKENS = Tokens(null=TOP_WIDTH - 3, plus=TOP_WIDTH - 2, minus=TOP_WIDTH - 1)
HEADS = 4
HEAD_WIDTH = TOP_WIDTH // HEADS

TURNED_GATE = 8.0  # gelu(8) = 8


def write_warp(unet, patches, shift_network):
    """Writes the last resnet, the last transformer, and conv_out."""
    block = unet.up_blocks[-1]
    _write_shortcut(turn_off_resnet(block.resnets[1]))
    _write_slopes_of_breeze(block.resnets[1].spatial_res_block)
    transformer = block.attentions[1]
    turn_off_transformer(transformer, TOP_WIDTH, TOP_GROUP)
    _write_proj_in(transformer.proj_in)
    spatial, temporal = transformer.transformer_blocks[0], transformer.temporal_transformer_blocks[0]
    _write_warp_attention(spatial.attn1)
    for feed_forward, layer in zip((spatial.ff, temporal.ff_in, temporal.ff), shift_network.layers):
        units = Geglu(feed_forward, TOKENS)
        units.write_layer(layer, list(range(STATE)))
    _write_turning(units, patches, shift_network.read_out)
    for index in range(PHOTO):
        for row, sign in zip(result(index), (1, -1)):
            transformer.proj_out.weight[row, :STATE] = sign * shift_network.read_out.weight[index]
            transformer.proj_out.bias[row] = sign * shift_network.read_out.bias[index]
    _write_conv_out(unet)


def _write_slopes_of_breeze(resnet):
    """The resnet's convolutions add the breeze's slopes along columns and rows to shear and stretch.

    conv1 takes differences of the breeze's offset between the two neighbours, beyond the border 0, from the pair of
    plus and minus; silu(slope) - silu(-slope) = slope.
    """
    breeze = slice(top(BREEZE_GROUP, 0), top(BREEZE_GROUP + 2, 0))
    make_group_norm_neutral(resnet.norm1, TOP_GROUP, channels=breeze)
    make_group_norm_neutral(resnet.norm2, TOP_GROUP, SLOPE_PAIR, slice(0, TOP_GROUP))
    resnet.conv1.bias[4] = SLOPE_PAIR
    resnet.conv1.bias[5] = -SLOPE_PAIR
    for axis, (after, before) in enumerate((((1, 2), (1, 0)), ((2, 1), (0, 1)))):
        for unit, sign in ((2 * axis, 1.0), (2 * axis + 1, -1.0)):
            for source, source_sign in ((0, 1.0), (1, -1.0)):
                slope = 0.5 * sign * source_sign
                resnet.conv1.weight[(unit, top(BREEZE_GROUP, source), *after)] = slope
                resnet.conv1.weight[(unit, top(BREEZE_GROUP, source), *before)] = -slope
    for axis, index in ((0, 2), (1, 1)):  # stretch, shear
        output = top(WARP_DISTORTION_GROUP, index)
        resnet.conv2.weight[output, 2 * axis, 1, 1] = -UNIT_CELLS
        resnet.conv2.weight[output, 2 * axis + 1, 1, 1] = UNIT_CELLS


def _write_shortcut(shortcut):
    """Gathers what the warp needs, the photo's latents from conv_in, and the answer's ramps and motion channels."""

    def copy(to, source, weight=1.0):
        shortcut.weight[to, source, 0, 0] = weight

    for index in range(3):
        copy(top(WARP_PLACE_GROUP, index), top(PLACE_GROUP, index))
        copy(top(TURNED_GROUP, index), top(TURNED_GROUP, index))
    for axis in range(2):
        copy(top(WARP_OFFSET_GROUP, axis), top(OFFSET_GROUP, axis))
    zoom, roll = (top(group, 0) for group in COEFFICIENT_GROUPS)  # coefficients 0 and 3 of the move
    copy(top(WARP_OFFSET_GROUP, 2), zoom)
    copy(top(WARP_DISTORTION_GROUP, 0), roll)
    copy(top(WARP_DISTORTION_GROUP, 1), top(OFFSET_GROUP, 2))
    for index in range(PHOTO):
        copy(top(WARP_PHOTO_GROUP + index // 4, index % 4), TOP_WIDTH + SKIP_PHOTO + index)
    shortcut.bias[4::TOP_GROUP] = PAIR
    shortcut.bias[5::TOP_GROUP] = -PAIR
    for axis in range(RAMPS):
        for to, sign in zip(result(FIRST_RAMP + axis), (1, -1)):
            copy(to, top(INDEX_GROUP, axis), sign * UNIT_CELLS / RAMP_SCALE)
            shortcut.bias[to] = sign / RAMP_SCALE
    for axis in range(MOTION):
        for to, sign in zip(result(FIRST_MOTION + axis), (1, -1)):
            copy(to, top(FLOW_GROUP, axis), sign * UNIT_CELLS * CELL_PX / MOTION_SCALE_PX)


def _write_proj_in(proj_in):
    for index in range(3):
        read_group(proj_in, PLACE + index, WARP_PLACE_GROUP, index)
        read_group(proj_in, TURNED + index, TURNED_GROUP, index)  # and |u|^2
    for axis in range(2):
        read_group(proj_in, OFFSET + axis, WARP_OFFSET_GROUP, axis)
    for index in range(4):  # u = P + g; the attention takes the cells' own places off
        read_group(proj_in, TAP_OFFSETS + index, WARP_PLACE_GROUP, index % 2, UNIT_CELLS)
        read_group(proj_in, TAP_OFFSETS + index, WARP_OFFSET_GROUP, index % 2, UNIT_CELLS)
    read_group(proj_in, DISTORTION, WARP_OFFSET_GROUP, 2, 4.0)
    read_group(proj_in, DISTORTION + 1, WARP_DISTORTION_GROUP, 0, 4.0)
    read_group(proj_in, DISTORTION + 2, WARP_DISTORTION_GROUP, 1, 4.0)
    read_group(proj_in, STRETCH, WARP_DISTORTION_GROUP, 2, 4.0)
    proj_in.bias[ONE] = 1
    for index in range(PHOTO):  # four latents leave no null: the group's mean comes back from the pair
        group = WARP_PHOTO_GROUP + index // 4
        proj_in.weight[PHOTO_LATENTS + index, top(group, index % 4)] += 1
        proj_in.weight[PHOTO_LATENTS + index, top(group, 4)] -= 0.5
        proj_in.weight[PHOTO_LATENTS + index, top(group, 5)] -= 0.5
    TOKENS.add_pair(proj_in)


def _write_warp_attention(attention):
    """Each head picks the cell nearest to its own point near u: the logit is -(distance / softness)^2 / 2.

    Query (u + shift, 1) and key (P, -|P|^2 / 2) would do. The fourth pair, -|u + shift|^2 / 2 and 1, is the same for
    all keys, but it keeps the logits small where they matter, so that rounding does not make the heads disagree.
    """
    scale = math.sqrt(math.sqrt(TOP_WIDTH / HEADS) / CHOICE_SOFTNESS**2)
    shifts = [(shift_x, shift_y) for shift_y in HEAD_SHIFTS for shift_x in HEAD_SHIFTS]
    for head, shift in enumerate(shifts):
        first = head * HEAD_WIDTH
        for axis in range(2):
            place, offset = channel(PLACE + axis), channel(OFFSET + axis)
            query = UNIT_CELLS * place + UNIT_CELLS * offset + shift[axis]
            TOKENS.write_row(attention.to_q, first + axis, query, scale)
            TOKENS.write_row(attention.to_k, first + axis, UNIT_CELLS * place, scale)
        TOKENS.write_row(attention.to_q, first + 2, constant(UNIT_CELLS), scale)
        TOKENS.write_row(attention.to_k, first + 2, -UNIT_CELLS / 2 * channel(PLACE + 2), scale)
        TOKENS.write_row(attention.to_q, first + 3, _minus_half_square(shift), scale / UNIT_CELLS)
        TOKENS.write_row(attention.to_k, first + 3, constant(UNIT_CELLS), scale)
        for index in range(PHOTO):
            TOKENS.write_row(attention.to_v, first + index, channel(PHOTO_LATENTS + index))
            attention.to_out[0].weight[TAPS + head * PHOTO + index, first + index] = 1
        if head in (0, HEADS - 1):
            tap = TAP_OFFSETS if head == 0 else TAP_OFFSETS + 2
            for axis in range(2):
                TOKENS.write_row(attention.to_v, first + PHOTO + axis, UNIT_CELLS * channel(PLACE + axis))
                attention.to_out[0].weight[tap + axis, first + PHOTO + axis] = -1


def _minus_half_square(shift):
    """-|u + shift|^2 / 2 in square cells."""
    form = -(UNIT_CELLS**2) / 2 * channel(SAMPLED_DISTANCE)
    for axis in range(2):
        form = form - UNIT_CELLS * shift[axis] * (channel(PLACE + axis) + channel(OFFSET + axis))
    return form - (shift[0] * shift[0] + shift[1] * shift[1]) / 2


def _write_turning(units, patches, read_out):
    """Turns over the blocks of cells that were mirrored at the border.

    A turned block's latents are Q times its latents. In the last feed-forward the units of least use give way to
    (Q - 1) latents * flag, by the strong singular vectors of Q - 1.
    """
    output_norm = units.output.weight.norm(dim=0)
    value_norm = units.projection.weight[: units.hidden].norm(dim=1)
    least_useful = iter((output_norm * value_norm).argsort().tolist())
    state_of_latents = torch.linalg.pinv(read_out.weight)
    scale = patches.scale
    for axis in range(2):
        left, strength, right = torch.linalg.svd(_turned_minus_one(patches, axis) / scale[:, None] * scale[None])
        for vector in range(int((strength > 0.05).sum())):
            unit = next(least_useful)
            units.output.weight[:, unit] = 0
            weights = (right[vector] / scale) @ read_out.weight
            value = constant(float((right[vector] / scale) @ read_out.bias))
            for index, weight in enumerate(weights):
                value = value + float(weight) * channel(index)
            units.write_unit(unit, value, TURNED_GATE * channel(TURNED + axis), value_scale=1 / TURNED_GATE)
            units.output.weight[:STATE, unit] = state_of_latents @ (left[:, vector] * strength[vector] * scale)


def _turned_minus_one(patches, axis):
    """Latents of a block turned over along an axis, minus the latents: [32, 32]."""
    blocks = patches.basis.view(PHOTO, 3, CELL_PX, CELL_PX)
    turned = blocks.flip(3 if axis == 0 else 2).reshape(PHOTO, -1) @ blocks.reshape(PHOTO, -1).T
    return turned * patches.scale[:, None] / patches.scale[None] - torch.eye(PHOTO)


def _write_conv_out(unet):
    """The clean latents x, from the pairs. At these noise levels v-prediction's answer is -x."""
    zero(unet.conv_out)
    make_group_norm_neutral(unet.conv_norm_out, TOP_GROUP)
    for index in range(FIRST_RAMP + RAMPS):
        plus, minus = result(index)
        unet.conv_out.weight[index, plus, 1, 1] = -1
        unet.conv_out.weight[index, minus, 1, 1] = 1

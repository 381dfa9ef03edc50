"""The down path: the code's noise of the first cell, edge indicators, and the masks of leaves and water."""

import torch

from channels import CELL_PX, CODE, FIRST_CODE, LATENT, PHOTO
from moves import LEAVES, LEAVES_FORM, STEEPNESS, WATER, WATER_FORM
from neutral import PAIR, make_group_norm_neutral, turn_off_resnet, zero
from unet_layout import (
    CARRIED,
    CODE_NOISE,
    COLOUR_INDICES,
    EDGES,
    LOWEST,
    MASKS,
    MASKS_TOP,
    MID_CODE,
    MID_EDGES,
    ONE_DOWN,
    SKIP_PHOTO,
    TOP_GROUP,
)

MASK_PAIR = 64.0


def write_down_path(unet, patches):
    """Writes conv_in and all down blocks. The noisy photo is not looked at."""
    zero(unet.conv_in)
    for index in range(CODE):
        unet.conv_in.weight[CODE_NOISE + index, FIRST_CODE + index, 1, 1] = 1
    for index in range(PHOTO):
        unet.conv_in.weight[SKIP_PHOTO + index, LATENT + index, 1, 1] = 1
    _write_masks(unet, patches)
    for level, block in enumerate(unet.down_blocks):
        if level > 0:
            _write_shortcut(turn_off_resnet(block.resnets[0]), level)
        if block.downsamplers is not None:
            _write_downsampler(block.downsamplers[0].conv, level)


def _write_masks(unet, patches):
    """conv_in computes colour indices from the photo's latents; the first resnet makes masks of 0..1 of them.

    A mask is (silu(s (index - none)) - silu(s (index - full))) / (s (full - none)), as in moves.breeze_mask(). A group
    holds both arguments, and both negated so that the mean is 0.
    """
    block = unet.down_blocks[0].resnets[0]
    turn_off_resnet(block)
    resnet = block.spatial_res_block
    colour_of_latent = patches.basis.view(PHOTO, 3, CELL_PX**2).mean(2) / patches.scale[:, None]
    mean_colour = patches.mean.view(3, CELL_PX**2).mean(1)
    for mask, (form, thresholds) in enumerate(((LEAVES_FORM, LEAVES), (WATER_FORM, WATER))):
        form = torch.tensor(form)
        group = COLOUR_INDICES + TOP_GROUP * mask
        _write_colour_index(unet.conv_in, group, colour_of_latent @ form, float(mean_colour @ form), thresholds)
        make_group_norm_neutral(resnet.norm1, TOP_GROUP, channels=slice(group, group + TOP_GROUP))
        unit = COLOUR_INDICES + 2 * mask
        slope = STEEPNESS * (thresholds[1] - thresholds[0])
        for offset, sign in ((0, 1.0), (1, -1.0)):
            resnet.conv1.weight[unit + offset, group, 1, 1] = sign / slope
            resnet.conv1.weight[unit + offset, group + 1, 1, 1] = -sign / slope
        resnet.conv2.weight[MASKS_TOP + mask, unit, 1, 1] = 1
        resnet.conv2.weight[MASKS_TOP + mask, unit + 1, 1, 1] = -1
    resnet.conv1.bias[COLOUR_INDICES + 4] = MASK_PAIR
    resnet.conv1.bias[COLOUR_INDICES + 5] = -MASK_PAIR
    units = slice(COLOUR_INDICES, COLOUR_INDICES + TOP_GROUP)
    make_group_norm_neutral(resnet.norm2, TOP_GROUP, MASK_PAIR, units)


def _write_colour_index(conv_in, group, weights, mean, thresholds):
    conv_in.bias[group + 4] = PAIR
    conv_in.bias[group + 5] = -PAIR
    for threshold in range(2):
        for output, sign in ((group + threshold, 1.0), (group + threshold + 2, -1.0)):
            conv_in.weight[output, LATENT : LATENT + PHOTO, 1, 1] = sign * STEEPNESS * weights
            conv_in.bias[output] = sign * STEEPNESS * (mean - thresholds[threshold])


def _write_shortcut(shortcut, level):
    """Carries all channels to the next level; the lowest level gets them in groups with pairs."""
    if shortcut is None:
        return
    if level < LOWEST:
        for index in range(CARRIED):
            shortcut.weight[index, index, 0, 0] = 1
        return
    for index in range(CODE):
        shortcut.weight[MID_CODE + 3 * index, CODE_NOISE + index, 0, 0] = 1
    for axis in range(2):
        shortcut.weight[MID_EDGES + 3 * axis, EDGES + axis, 0, 0] = 1
    shortcut.bias[1::3] = PAIR
    shortcut.bias[2::3] = -PAIR


def _write_downsampler(conv, level):
    """The code's noise by the centre tap: the upper left sample of each 2x2 survives, in the end that of the photo.

    The last down-sampler looks at the left and upper neighbours' "one": beyond the border it is 0. The masks get the
    means of 2x2 cells, twice.
    """
    zero(conv)
    for index in range(CODE):
        conv.weight[CODE_NOISE + index, CODE_NOISE + index, 1, 1] = 1
    conv.bias[ONE_DOWN] = 1
    if level < 2:
        source = MASKS_TOP if level == 0 else MASKS
        for mask in range(2):
            conv.weight[MASKS + mask, source + mask, 1:, 1:] = 0.25
    if level == LOWEST - 1:
        conv.weight[EDGES, ONE_DOWN, 1, 0] = 1
        conv.weight[EDGES + 1, ONE_DOWN, 0, 1] = 1

"""The up path below the highest level: coefficients of the move, cell index, and the masks."""

import torch

from channels import CODE
from neutral import turn_off_resnet, zero
from unet_layout import (
    CARRIED,
    COEFFICIENTS,
    INDEX,
    LEVELS,
    LOW_WIDTH,
    MASKS,
    MID_COEFFICIENTS,
    MID_EDGES,
    ONE_UP,
)

MASK_BLOCK = LEVELS - 3  # the up block that takes the masks from the down path


def write_up_path(unet):
    """Writes all up blocks but the last."""
    for number, block in enumerate(unet.up_blocks[:-1]):
        for position, resnet in enumerate(block.resnets):
            shortcut = turn_off_resnet(resnet)
            if number == 0 and position == 0:
                _write_first_shortcut(shortcut)
                continue
            for index in range(CARRIED if number >= MASK_BLOCK else MASKS):
                shortcut.weight[index, index, 0, 0] = 1
            if number == MASK_BLOCK and position == 1:
                for mask in (MASKS, MASKS + 1):
                    shortcut.weight[mask, LOW_WIDTH + mask, 0, 0] = 1
        _write_upsampler(block.upsamplers[0].conv, with_masks=number >= MASK_BLOCK)


def _write_first_shortcut(shortcut):
    """Takes the coefficients from the middle. At most two cells wide, the edge indicators are the cell index."""
    for kind in range(CODE):
        shortcut.weight[COEFFICIENTS + kind, MID_COEFFICIENTS + 3 * kind, 0, 0] = 1
    for axis in range(2):
        shortcut.weight[INDEX + axis, MID_EDGES + 3 * axis, 0, 0] = 1
    shortcut.bias[ONE_UP] = 1


def _write_upsampler(conv, with_masks):
    """Coefficients as they are, masks by linear interpolation, and the cell index exactly.

    Let U be the index of the coarse cells, up-sampled by repetition. The fine cell i has the index U[i-1] + U[i] +
    one[i-1]: 2 U for a left child, 2 U + 1 for a right one. Beyond the border everything is 0, which is right as well.
    """
    zero(conv)
    if with_masks:
        tent = torch.tensor([1.0, 2.0, 1.0]) / 4
        for mask in (MASKS, MASKS + 1):
            conv.weight[mask, mask] = tent[:, None] * tent
    for kind in range(CODE):
        conv.weight[COEFFICIENTS + kind, COEFFICIENTS + kind, 1, 1] = 1
    for axis, before in ((0, (1, 0)), (1, (0, 1))):
        conv.weight[(INDEX + axis, INDEX + axis, *before)] = 1
        conv.weight[INDEX + axis, INDEX + axis, 1, 1] = 1
        conv.weight[(INDEX + axis, ONE_UP, *before)] = 1
    conv.bias[ONE_UP] = 1

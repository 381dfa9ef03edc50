"""The decoder in closed form: a tree of patch bases, from 8x8 pixels over 4x4 and 2x2 to one.

A patch's coefficients give those of its four children by one affine map for each child. A child must know which of the
four it is: nearest up-sampling and 3x3 convolutions cannot tell, but the ramps can. U being a ramp, up-sampled, the
difference U[i] - U[i-1] is 1 for a left child and 0 for a right one; likewise along rows. The four maps are written as

    right_bottom + is_left * left + is_top * top + is_left * is_top * corner

The up-sampler's convolution computes the first term, the next two residuals add the others. What is written here has
no norms but the removal of a group's mean; vae.py folds it into AutoencoderKLTemporalDecoder.
"""

import numpy as np
import torch

from channels import PHOTO, RAMP_SCALE, RAMPS
from patches import QUARTER_COMPONENTS

HALF_COMPONENTS = 12  # all of 2x2 pixels
COLOURS = 3

# A gate: with the indicator e of 0 or 1, silu(v + G (2 e - 1)) - silu(G (2 e - 1)) is v where e = 1 and 0 where e = 0.
GATE = 24.0

# Channels at each size of patch. Where 62 are given, that is what 32 groups of two and a null hold when both ramps have
# a group of their own; not all of them are used.
EIGHTH_RAMPS = PHOTO  # behind the photo's 32
EIGHTH_CHANNELS = 62
QUARTER = PHOTO  # behind the parent's 32
QUARTER_RAMPS = QUARTER + QUARTER_COMPONENTS
QUARTER_PLACE = QUARTER_RAMPS + RAMPS  # is left, is top, is both
QUARTER_CHANNELS = 62
HALF_WIDE = QUARTER_COMPONENTS  # behind the parent's 24; before the residual that narrows
HALF_WIDE_RAMPS = HALF_WIDE + HALF_COMPONENTS
HALF_WIDE_PLACE = HALF_WIDE_RAMPS + RAMPS
HALF_WIDE_CHANNELS = 62
HALF = 0
HALF_CORNER = HALF + HALF_COMPONENTS  # the corner's term, to be added at left upper children
HALF_RAMPS = HALF_CORNER + HALF_COMPONENTS
HALF_BOTH = HALF_RAMPS + RAMPS
HALF_CHANNELS = 32
PIXEL = HALF_COMPONENTS  # behind the parent's 12
PIXEL_PLACE = PIXEL + COLOURS
PIXEL_CHANNELS = 32

WIDE_HIDDEN = 96  # groups of 3: two gated units and their base
NARROW_HIDDEN = 64  # groups of 2: a gated unit and its base
GROUPS = 32


class Convolution:
    """A convolution's weight [outputs, inputs, size, size] and bias, zero at first."""

    def __init__(self, inputs, outputs, size=3):
        self.weight = torch.zeros(outputs, inputs, size, size)
        self.bias = torch.zeros(outputs)
        self.centre = size // 2

    def copy(self, outputs, inputs):
        for output, source in zip(outputs, inputs):
            self.weight[output, source, self.centre, self.centre] = 1

    def write_affine(self, outputs, inputs, affine):
        """outputs = matrix inputs + constant."""
        matrix, constant = affine
        for row, output in enumerate(outputs):
            self.weight[output, inputs, self.centre, self.centre] = _single(matrix[row])
            self.bias[output] = float(constant[row])

    def write_place(self, ramps, place):
        """is_left and is_top: the up-sampled ramp's difference to the left and to the upper neighbour."""
        for axis, before in enumerate(((1, 0), (0, 1))):
            self.weight[place + axis, ramps + axis, 1, 1] = 1
            self.weight[(place + axis, ramps + axis, *before)] = -1

    def write_ramps(self, ramps, fine_ramps):
        """The ramp of the finer grid: the sum of the up-sampled ramp and its left, or upper, neighbour."""
        for axis, before in enumerate(((1, 0), (0, 1))):
            self.weight[fine_ramps + axis, ramps + axis, 1, 1] = 1
            self.weight[(fine_ramps + axis, ramps + axis, *before)] = 1


class Residual:
    """x + second(silu(first(x) less its group's mean)), or shortcut(x) in place of x."""

    def __init__(self, inputs, outputs, hidden, shortcut=False):
        self.first = Convolution(inputs, hidden)
        self.second = Convolution(hidden, outputs)
        self.shortcut = Convolution(inputs, outputs, 1) if shortcut else None
        self.group_size = hidden // GROUPS
        self.used_groups = 0

    def add_gated(self, outputs, inputs, affine, indicator):
        """outputs += indicator * (matrix inputs + constant)."""
        matrix, constant = affine
        per_group = self.group_size - 1
        for start in range(0, len(outputs), per_group):
            first_unit, base = self._next_group()
            rows = range(start, min(start + per_group, len(outputs)))
            units = [first_unit + row - start for row in rows]
            for unit in [*units, base]:
                self.first.weight[unit, indicator, 1, 1] = 2 * GATE
                self.first.bias[unit] = -GATE
            for row, unit in zip(rows, units):
                self.first.weight[unit, inputs, 1, 1] += _single(matrix[row])
                self.first.bias[unit] += constant[row]
                self.second.weight[outputs[row], unit, 1, 1] += 1
                self.second.weight[outputs[row], base, 1, 1] -= 1

    def add_both(self, place, output):
        """output += 1 where both indicators of `place` are 1: relu(is_left + is_top - 1), a relu being silu(G x) / G.

        A twin of the other sign keeps the group's mean at 0.
        """
        unit, _ = self._next_group()
        for twin, sign in ((unit, 1), (unit + 1, -1)):
            for axis in range(2):
                self.first.weight[twin, place + axis, 1, 1] = sign * GATE
            self.first.bias[twin] = -sign * GATE
        self.second.weight[output, unit, 1, 1] += 1 / GATE

    def _next_group(self):
        """The first unit of the next free group, and its last one."""
        assert self.used_groups < GROUPS, "the residual has no group left"
        first_unit = self.used_groups * self.group_size
        self.used_groups += 1
        return first_unit, first_unit + self.group_size - 1


class ClosedFormDecoder:
    """Latents and ramps to pixels. The members are in the order of work and are named after the diffusers layers."""

    def __init__(self, patches):
        self.conv_in = Convolution(PHOTO + RAMPS, EIGHTH_CHANNELS)
        self.mid = Residual(EIGHTH_CHANNELS, EIGHTH_CHANNELS, WIDE_HIDDEN)  # no change, as both of up_0
        self.up_0 = [Residual(EIGHTH_CHANNELS, EIGHTH_CHANNELS, WIDE_HIDDEN) for _ in range(2)]
        self.upsampler_0 = Convolution(EIGHTH_CHANNELS, QUARTER_CHANNELS)
        self.up_1 = [Residual(QUARTER_CHANNELS, QUARTER_CHANNELS, WIDE_HIDDEN) for _ in range(2)]
        self.upsampler_1 = Convolution(QUARTER_CHANNELS, HALF_WIDE_CHANNELS)
        self.up_2 = [
            Residual(HALF_WIDE_CHANNELS, HALF_CHANNELS, NARROW_HIDDEN, shortcut=True),
            Residual(HALF_CHANNELS, HALF_CHANNELS, NARROW_HIDDEN),
        ]
        self.upsampler_2 = Convolution(HALF_CHANNELS, PIXEL_CHANNELS)
        self.up_3 = [Residual(PIXEL_CHANNELS, PIXEL_CHANNELS, NARROW_HIDDEN) for _ in range(2)]
        self.conv_out = Convolution(PIXEL_CHANNELS, COLOURS)

        eighth = patches.basis.numpy().astype(np.float64), patches.mean.numpy().astype(np.float64)
        scale = patches.scale.numpy().astype(np.float64)
        quarter = patches.quarter_basis.numpy(), patches.quarter_mean.numpy()
        half = np.eye(HALF_COMPONENTS), np.zeros(HALF_COMPONENTS)
        pixel = np.eye(COLOURS), np.zeros(COLOURS)
        self.conv_in.copy(range(PHOTO), range(PHOTO))
        for axis in range(RAMPS):
            self.conv_in.weight[EIGHTH_RAMPS + axis, PHOTO + axis, 1, 1] = RAMP_SCALE
        self._write_quarter(_child_terms(eighth, scale, quarter))
        self._write_half(_child_terms(quarter, np.ones(QUARTER_COMPONENTS), half))
        self._write_pixel(_child_terms(half, np.ones(HALF_COMPONENTS), pixel))
        self.conv_out.copy(range(COLOURS), range(PIXEL, PIXEL + COLOURS))

    def _write_quarter(self, terms):
        right_bottom, left, top, corner = terms
        parent, own = list(range(PHOTO)), list(range(QUARTER, QUARTER + QUARTER_COMPONENTS))
        self.upsampler_0.copy(parent, parent)
        self.upsampler_0.write_affine(own, parent, right_bottom)
        self.upsampler_0.write_ramps(EIGHTH_RAMPS, QUARTER_RAMPS)
        self.upsampler_0.write_place(EIGHTH_RAMPS, QUARTER_PLACE)
        self.up_1[0].add_gated(own, parent, left, QUARTER_PLACE)
        self.up_1[0].add_gated(own, parent, top, QUARTER_PLACE + 1)
        self.up_1[0].add_both(QUARTER_PLACE, QUARTER_PLACE + 2)
        self.up_1[1].add_gated(own, parent, corner, QUARTER_PLACE + 2)

    def _write_half(self, terms):
        """The first residual narrows and drops the parent, so its shortcut computes the corner's term beforehand."""
        right_bottom, left, top, corner = terms
        quarter = list(range(QUARTER, QUARTER + QUARTER_COMPONENTS))
        parent, wide = list(range(QUARTER_COMPONENTS)), list(range(HALF_WIDE, HALF_WIDE + HALF_COMPONENTS))
        own, corner_term = list(range(HALF_COMPONENTS)), list(range(HALF_CORNER, HALF_CORNER + HALF_COMPONENTS))
        self.upsampler_1.copy(parent, quarter)
        self.upsampler_1.write_affine(wide, quarter, right_bottom)
        self.upsampler_1.write_ramps(QUARTER_RAMPS, HALF_WIDE_RAMPS)
        self.upsampler_1.write_place(QUARTER_RAMPS, HALF_WIDE_PLACE)
        narrowing, last = self.up_2
        narrowing.add_gated(own, parent, left, HALF_WIDE_PLACE)
        narrowing.add_gated(own, parent, top, HALF_WIDE_PLACE + 1)
        narrowing.add_both(HALF_WIDE_PLACE, HALF_BOTH)
        narrowing.shortcut.copy(own, wide)
        narrowing.shortcut.write_affine(corner_term, parent, corner)
        narrowing.shortcut.copy(range(HALF_RAMPS, HALF_RAMPS + RAMPS), range(HALF_WIDE_RAMPS, HALF_WIDE_RAMPS + RAMPS))
        last.add_gated(own, corner_term, (np.eye(HALF_COMPONENTS), np.zeros(HALF_COMPONENTS)), HALF_BOTH)

    def _write_pixel(self, terms):
        right_bottom, left, top, corner = terms
        parent, own = list(range(HALF_COMPONENTS)), list(range(PIXEL, PIXEL + COLOURS))
        self.upsampler_2.copy(parent, parent)
        self.upsampler_2.write_affine(own, parent, right_bottom)
        self.upsampler_2.write_place(HALF_RAMPS, PIXEL_PLACE)
        self.up_3[0].add_gated(own, parent, left, PIXEL_PLACE)
        self.up_3[0].add_gated(own, parent, top, PIXEL_PLACE + 1)
        self.up_3[0].add_both(PIXEL_PLACE, PIXEL_PLACE + 2)
        self.up_3[1].add_gated(own, parent, corner, PIXEL_PLACE + 2)


def _single(array):
    return torch.tensor(array, dtype=torch.float32)


def _child_terms(parent, scale, child):
    """The four affine maps (matrix, constant) of the module's text, from the parent's scaled coefficients.

    A basis is (rows, mean): orthonormal rows over (colour, row, column) of a patch.
    """
    parent_basis, parent_mean = parent
    size = round((parent_basis.shape[1] / COLOURS) ** 0.5)
    patch = (parent_basis.T / scale).reshape(COLOURS, size, size, -1)
    mean = parent_mean.reshape(COLOURS, size, size)
    first, second = slice(0, size // 2), slice(size // 2, size)

    def child_at(rows, columns):
        child_basis, child_mean = child
        matrix = child_basis @ patch[:, rows, columns].reshape(child_basis.shape[1], -1)
        return matrix, child_basis @ (mean[:, rows, columns].reshape(-1) - child_mean)

    right_bottom, right_top = child_at(second, second), child_at(first, second)
    left_bottom, left_top = child_at(second, first), child_at(first, first)
    left = tuple(a - b for a, b in zip(left_bottom, right_bottom))
    top = tuple(a - b for a, b in zip(right_top, right_bottom))
    corner = tuple(a - b - c + d for a, b, c, d in zip(left_top, left_bottom, right_top, right_bottom))
    return right_bottom, left, top, corner

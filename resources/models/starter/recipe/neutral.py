"""Tools that make layers of diffusers compute what is written down: neutral norms, linear forms, GEGLU units.

A norm divides by the spread of its channels. Where two of them hold +8192 and -8192, the spread is that of this pair
alone, and with a suitable weight the norm returns the other channels unchanged, less their mean. A "null" channel,
which is always 0, brings the mean back: after the norm it is minus the mean.
"""

import math

import torch

PAIR = 8192.0
OFF_MIX = -30.0  # of a time mixer: the temporal path alone counts
LINEAR_GATE = 12.0  # gelu(x) = x there


def zero(*layers):
    """Sets weights and biases to 0."""
    for layer in layers:
        layer.weight.zero_()
        if getattr(layer, "bias", None) is not None:
            layer.bias.zero_()


def least_squares(features, targets, ridge):
    """Weights [features, targets] in double precision, returned as float32."""
    features, targets = features.double(), targets.double()
    matrix = features.T @ features / len(features)
    matrix += ridge * torch.eye(len(matrix), dtype=matrix.dtype)
    return torch.linalg.solve(matrix, features.T @ targets / len(features)).float()


def round_to_half(*tensors):
    """Rounds tensors in place to what float16 can hold. What is computed from a rounded weight fits the stored one."""
    for tensor in tensors:
        tensor.copy_(tensor.half().float())


class Form:
    """A linear form over the channels of a token: a weight a channel, and a constant."""

    def __init__(self, weights=None, constant=0.0):
        self.weights = dict(weights or {})
        self.constant = constant

    def __add__(self, other):
        if not isinstance(other, Form):
            return Form(self.weights, self.constant + other)
        weights = dict(self.weights)
        for channel, weight in other.weights.items():
            weights[channel] = weights.get(channel, 0.0) + weight
        return Form(weights, self.constant + other.constant)

    def __mul__(self, factor):
        return Form({channel: factor * w for channel, w in self.weights.items()}, factor * self.constant)

    def __neg__(self):
        return self * -1.0

    def __sub__(self, other):
        return self + -other

    __radd__ = __add__
    __rmul__ = __mul__


def channel(index):
    return Form({index: 1.0})


def constant(value):
    return Form(constant=value)


class Tokens:
    """Where the tokens of a transformer hold the null channel, +8192 and -8192."""

    def __init__(self, null, plus, minus):
        self.null, self.plus, self.minus = null, plus, minus

    def write_row(self, linear, row, form, scale=1.0):
        """Makes one output of a linear layer, which reads normed tokens, the form times `scale`.

        A layer without bias takes its constant from the pair.
        """
        weight = linear.weight[row]
        weight.zero_()
        total = 0.0
        for index, w in form.weights.items():
            weight[index] += w * scale
            total += w * scale
        weight[self.null] -= total
        shift = form.constant * scale + 0.0  # never a negative zero
        if linear.bias is not None:
            linear.bias[row] = shift
        elif shift:
            weight[self.plus] += shift / (2 * PAIR)
            weight[self.minus] -= shift / (2 * PAIR)

    def add_pair(self, proj_in):
        proj_in.bias[self.plus] = PAIR
        proj_in.bias[self.minus] = -PAIR


class Geglu:
    """A GEGLU feed-forward that is filled unit by unit: sum of output * value(x) * gelu(gate(x))."""

    def __init__(self, feed_forward, tokens):
        self.projection, self.output = feed_forward.net[0].proj, feed_forward.net[2]
        self.hidden = self.output.weight.shape[1]
        self.tokens = tokens
        self.used = 0
        zero(self.projection, self.output)

    def write_unit(self, unit, value, gate, value_scale=1.0):
        self.tokens.write_row(self.projection, unit, value, value_scale)
        self.tokens.write_row(self.projection, self.hidden + unit, gate)

    def add(self, value, gate, outputs):
        """Adds value * gelu(gate), times a weight for each channel in `outputs`."""
        assert self.used < self.hidden, "the feed-forward has no unit left"
        self.write_unit(self.used, value, gate)
        for index, weight in outputs.items():
            self.output.weight[index, self.used] = weight
        self.used += 1

    def add_product(self, a, b, outputs):
        """Adds a * b, exactly where b > -8: a * gelu(b + 12) - a * gelu(12)."""
        self.add(a, b + LINEAR_GATE, outputs)
        self.add(a, constant(LINEAR_GATE), {index: -weight for index, weight in outputs.items()})

    def add_square(self, a, outputs):
        """Adds a * a, exactly: a * gelu(a) + (-a) * gelu(-a)."""
        self.add(a, a, outputs)
        self.add(-a, -a, outputs)

    def write_layer(self, layer, state):
        """Writes a layer of a TokenNetwork, whose state lies in the channels `state`.

        The null channel's weight is the sum of the rounded weights, so that it fits the weights as they are stored.
        """
        for linear, first in ((layer.value, 0), (layer.gate, self.hidden)):
            rows = slice(first, first + self.hidden)
            self.projection.weight[rows, state] = linear.weight
            self.projection.weight[rows, self.tokens.null] = -linear.weight.half().float().sum(1)
            self.projection.bias[rows] = linear.bias
        self.output.weight[state] = layer.output.weight
        self.output.bias[state] = layer.output.bias


def make_group_norm_neutral(norm, group_size, pair=PAIR, channels=slice(None)):
    """For groups that hold +pair and -pair. The whole norm, or some of its channels."""
    norm.weight[channels] = pair * math.sqrt(2 / group_size)
    norm.bias[channels] = 0


def turn_off_resnet(block):
    """Makes a spatio-temporal resnet pass its input on, or, where it has a shortcut, nothing until that is written.

    Returns the shortcut, None where there is none.
    """
    for resnet in (block.spatial_res_block, block.temporal_res_block):
        zero(resnet.conv1, resnet.conv2, resnet.time_emb_proj)
    shortcut = block.spatial_res_block.conv_shortcut
    if shortcut is not None:
        zero(shortcut)
    return shortcut


def turn_off_transformer(transformer, width, group_size):
    """Makes all norms of a spatio-temporal transformer neutral and all its other layers zero."""
    make_group_norm_neutral(transformer.norm, group_size)
    transformer.time_mixer.mix_factor.fill_(OFF_MIX)
    position = transformer.time_pos_embed
    zero(transformer.proj_in, transformer.proj_out, position.linear_1, position.linear_2)
    for block in transformer.transformer_blocks:
        _turn_off_block(block, (block.norm1, block.norm2, block.norm3), (block.ff,), width)
    for block in transformer.temporal_transformer_blocks:
        norms = (block.norm_in, block.norm1, block.norm2, block.norm3)
        _turn_off_block(block, norms, (block.ff_in, block.ff), width)


def _turn_off_block(block, norms, feed_forwards, width):
    for norm in norms:
        norm.weight.fill_(PAIR * math.sqrt(2 / width))
        norm.bias.zero_()
    for attention in (block.attn1, block.attn2):
        zero(attention.to_q, attention.to_k, attention.to_v, attention.to_out[0])
    for feed_forward in feed_forwards:
        zero(feed_forward.net[0].proj, feed_forward.net[2])

"""The middle: size of the motion from bucket and frame rate, course from the frame, kind from the code's noise."""

import math

import numpy as np
import torch
import torch.nn.functional as F

from channels import CODE
from moves import BREEZE, SIZES, profile
from neutral import (
    Geglu,
    Tokens,
    channel,
    constant,
    least_squares,
    make_group_norm_neutral,
    round_to_half,
    turn_off_resnet,
    turn_off_transformer,
    zero,
)
from unet_layout import MID_AMPLITUDE, MID_CODE, MID_COEFFICIENTS, MID_EDGES, MID_GROUP, MID_WIDTH

TIME_PAIR = 64.0
# A pair of +8192 and -8192 among three channels leaves 2/3 of a value after the removal of its group's mean.
OF_THREE = 1.5

# Channels of the transformer's tokens.
NOISE = 0  # the code's noise of this cell
EDGE = 6
BUCKET = 8  # bucket / 255
FRAME_RATE = 9  # 7 / fps
CORNER_NOISE = 10  # the code's noise of the upper left cell
STATE_CODE = 16  # and that of the first frame: the move network's first 6 state channels
AMPLITUDE = 22
STEADY = 23
WAVE = 24
STEADY_AMPLITUDE = 26
WAVE_AMPLITUDE = 27
COEFFICIENT = 28
STATE_FREE = 34  # the move network's other 52
TOKENS = Tokens(null=92, plus=94, minus=95)
HEAD_WIDTH = 32

# How much lower than its neighbours' a logit gets: by an edge indicator, and by a whole course.
CORNER_LOGIT = 64.0
FIRST_FRAME_LOGIT = 400.0

MOST_FRAMES = 32  # the course is fitted to so many


def write_bucket_and_fps(unet):
    """add_embedding: random features of bucket and fps, and bucket / 255 and 7 / fps by least squares, each +-.

    Half of the features see the frame rate, half the bucket. Noise augmentation and sigma are not looked at.
    """
    zero(unet.time_embedding.linear_1, unet.time_embedding.linear_2)
    embedding = unet.add_embedding
    samples, width = 6000, unet.config.addition_time_embed_dim
    bucket = torch.rand(samples) * 270
    fps_id = torch.cat([torch.randint(1, 31, (samples // 2,)).float(), torch.rand(samples // 2) * 30 + 1.5]) - 1
    ids = torch.stack([fps_id, bucket, torch.rand(samples) * 0.3], 1)
    inputs = unet.add_time_proj(ids.flatten()).reshape(samples, -1)
    embedding.linear_1.weight.normal_(0, 0.5)
    embedding.linear_1.weight[:, 2 * width :] = 0
    embedding.linear_1.weight[::2, :width] = 0
    embedding.linear_1.weight[1::2, width:] = 0
    embedding.linear_1.bias.uniform_(-2, 2)
    round_to_half(embedding.linear_1.weight, embedding.linear_1.bias)
    targets = torch.stack([bucket / 255, 7 / (fps_id + 1)], 1)
    importance = torch.ones(samples, 1)
    importance[fps_id < 3] = 0.3
    features = F.silu(embedding.linear_1(inputs))
    features = torch.cat([features, torch.ones(samples, 1)], 1)
    weights = least_squares(features * importance, targets * importance, 1e-7)
    zero(embedding.linear_2)
    for output in range(2):
        for row, sign in ((2 * output, 1), (2 * output + 1, -1)):
            embedding.linear_2.weight[row] = sign * weights[:-1, output]
            embedding.linear_2.bias[row] = sign * weights[-1, output]


def write_mid_block(unet, move_network):
    """Writes the middle's resnets and its transformer of three layers."""
    mid = unet.mid_block
    _write_amplitude_resnet(mid.resnets)
    transformer = mid.attentions[0]
    turn_off_transformer(transformer, MID_WIDTH, MID_GROUP)
    _write_proj_in(transformer.proj_in)
    _write_course(transformer)
    blocks, temporal = transformer.transformer_blocks, transformer.temporal_transformer_blocks
    _write_corner_attention(blocks[0].attn1)
    Geglu(blocks[0].ff, TOKENS).add_product(channel(BUCKET), channel(FRAME_RATE), {AMPLITUDE: 1.0})
    courses = Geglu(temporal[0].ff_in, TOKENS)
    courses.add_product(channel(AMPLITUDE), channel(STEADY), {STEADY_AMPLITUDE: 1.0})
    courses.add_product(channel(AMPLITUDE), channel(WAVE), {WAVE_AMPLITUDE: 1.0})
    _write_first_frame_attention(temporal[0].attn1)
    state = [*range(STATE_CODE, STATE_CODE + CODE), *range(STATE_FREE, TOKENS.null)][: move_network.state]
    feed_forwards = (temporal[0].ff, blocks[1].ff, temporal[1].ff_in, temporal[1].ff, blocks[2].ff)
    for feed_forward, layer in zip(feed_forwards, move_network.layers):
        Geglu(feed_forward, TOKENS).write_layer(layer, state)
    _write_coefficients(Geglu(temporal[2].ff_in, TOKENS), move_network.read_out, state)
    for kind in range(CODE):
        transformer.proj_out.weight[MID_COEFFICIENTS + 3 * kind, COEFFICIENT + kind] = 1


def _write_amplitude_resnet(resnets):
    """The first resnet adds bucket / 255 and 7 / fps of the time embedding to the channels of the middle.

    silu(value) - silu(-value) = value, each in a group of its own with a pair.
    """
    for block in resnets:
        turn_off_resnet(block)
    resnet = resnets[0].spatial_res_block
    for group, (number, sign) in enumerate(((0, 1), (0, -1), (1, 1), (1, -1))):
        resnet.time_emb_proj.weight[3 * group, 2 * number] = sign
        resnet.time_emb_proj.weight[3 * group, 2 * number + 1] = -sign
    resnet.time_emb_proj.bias[1::3] = TIME_PAIR
    resnet.time_emb_proj.bias[2::3] = -TIME_PAIR
    make_group_norm_neutral(resnet.norm2, MID_GROUP, TIME_PAIR)
    for number in range(2):
        resnet.conv2.weight[MID_AMPLITUDE + 3 * number, 6 * number, 1, 1] = OF_THREE
        resnet.conv2.weight[MID_AMPLITUDE + 3 * number, 6 * number + 3, 1, 1] = -OF_THREE


def _write_proj_in(proj_in):
    for index in range(CODE):
        proj_in.weight[NOISE + index, MID_CODE + 3 * index] = OF_THREE
    for axis in range(2):
        proj_in.weight[EDGE + axis, MID_EDGES + 3 * axis] = OF_THREE
    for output, number in ((BUCKET, 0), (FRAME_RATE, 1)):
        proj_in.weight[output, MID_AMPLITUDE + 3 * number] = OF_THREE
    TOKENS.add_pair(proj_in)


def _write_course(transformer):
    """time_pos_embed: random features of the frame's number, and the course of moves.profile() by least squares.

    The first 14 frames count more, and the first one, which must stand still, most. What is left in the first frame
    is taken off the bias.
    """
    embedding = transformer.time_pos_embed
    frames = torch.arange(0, MOST_FRAMES).float()
    inputs = transformer.time_proj(frames)
    embedding.linear_1.weight.normal_(0, 0.6)
    embedding.linear_1.bias.uniform_(-1.5, 1.5)
    round_to_half(embedding.linear_1.weight, embedding.linear_1.bias)
    features = torch.cat([F.silu(embedding.linear_1(inputs)), torch.ones(MOST_FRAMES, 1)], 1)
    targets = torch.tensor(np.stack(profile(np.arange(float(MOST_FRAMES))), 1)).float()
    importance = torch.ones(MOST_FRAMES, 1)
    importance[:14] = 3
    importance[0] = 12
    weights = least_squares(features * importance, targets * importance, 1e-8)
    courses = [STEADY, WAVE]
    for column, output in enumerate(courses):
        embedding.linear_2.weight[output] = weights[:-1, column]
        embedding.linear_2.bias[output] = weights[-1, column]
    round_to_half(embedding.linear_2.weight)
    embedding.linear_2.bias[courses] -= embedding(inputs)[0, courses]


def _write_corner_attention(attention):
    """Spatial attention: all cells read the noise of the cell without edge indicators, the upper left one."""
    factor = math.sqrt(CORNER_LOGIT)
    TOKENS.write_row(attention.to_q, 0, constant(factor * math.sqrt(HEAD_WIDTH)))
    TOKENS.write_row(attention.to_k, 0, -factor * channel(EDGE) - factor * channel(EDGE + 1))
    for index in range(CODE):
        TOKENS.write_row(attention.to_v, index, channel(NOISE + index))
        attention.to_out[0].weight[CORNER_NOISE + index, index] = 1


def _write_first_frame_attention(attention):
    """Temporal attention: all frames read the noise of the frame that has gone nowhere, the first one."""
    factor = math.sqrt(FIRST_FRAME_LOGIT)
    TOKENS.write_row(attention.to_q, 0, constant(factor * math.sqrt(HEAD_WIDTH)))
    TOKENS.write_row(attention.to_k, 0, -factor * channel(STEADY))
    for index in range(CODE):
        TOKENS.write_row(attention.to_v, index, channel(CORNER_NOISE + index))
        attention.to_out[0].weight[STATE_CODE + index, index] = 1


def _write_coefficients(products, read_out, state):
    """Coefficient of a kind: the move network's answer times the course and the amplitude, times the kind's size."""
    for kind, size in enumerate(SIZES):
        answer = constant(float(read_out.bias[kind]))
        for index, weight in zip(state, read_out.weight[kind]):
            answer = answer + float(weight) * channel(index)
        course = WAVE_AMPLITUDE if kind == BREEZE else STEADY_AMPLITUDE
        products.add_product(answer, channel(course), {COEFFICIENT + kind: size})

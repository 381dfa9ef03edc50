"""The VAE: the encoder's convolution and the closed-form decoder, folded into AutoencoderKLTemporalDecoder.

GroupNorm is made to only scale: activations are so small (1e-6, 1e-5) that the norm's own epsilon of 1e-6 is all that
it divides by. What the norm takes away, its group's mean, comes back from a null channel in each group. The first silu
of a residual works on such small numbers that it only halves them.
"""

from pathlib import Path

import torch
from diffusers import AutoencoderKLTemporalDecoder
from safetensors.torch import save_file

import decoder as plain
from channels import FIRST_RAMP, LATENT, PHOTO, RAMPS

WIDTHS = (64, 64, 96, 96)
ROOT_OF_EPSILON = 1e-3  # of GroupNorm
ENCODER_SCALE = 1e-5  # of the encoder's last activations
DECODER_SCALE = 1e-6  # of the decoder's activations
SILU_SCALE = 1e-4  # before the first silu of a residual
LEAST_LOG_VARIANCE = -16.0  # the encoder's answer is its mean
LARGEST_ROUNDING = 6e-4  # relative; a tensor that float16 rounds by more is stored as float32


class Layout:
    """Where the useful channels lie among the stored ones: in each GroupNorm group, the last channel is a null.

    Channels in `alone` share their group with no other: ramps are so large that they would drown it.
    """

    def __init__(self, stored, useful, alone=()):
        group_size = stored // plain.GROUPS
        self.place, self.null = {}, {}
        groups = iter(range(plain.GROUPS))
        shared = [index for index in range(useful) if index not in alone]
        per_group = group_size - 1
        members = [[index] for index in alone]
        members += [shared[start : start + per_group] for start in range(0, len(shared), per_group)]
        for group, indices in zip(groups, members, strict=False):
            for position, index in enumerate(indices):
                self.place[index] = group * group_size + position
                self.null[index] = group * group_size + group_size - 1


@torch.no_grad()
def build_vae(patches):
    """The VAE in float32."""
    vae = AutoencoderKLTemporalDecoder(
        in_channels=3,
        out_channels=3,
        down_block_types=("DownEncoderBlock2D",) * 4,
        block_out_channels=WIDTHS,
        layers_per_block=1,
        latent_channels=LATENT,
        sample_size=256,
        scaling_factor=1.0,
        force_upcast=True,
    )
    for module in vae.modules():
        if isinstance(module, (torch.nn.Conv2d, torch.nn.Conv3d, torch.nn.Linear)):
            module.weight.zero_()
            module.bias.zero_()
    _write_encoder(vae, patches)
    _write_decoder(vae.decoder, plain.ClosedFormDecoder(patches))
    return vae


def save_vae(vae, folder):
    """Saves configuration and weights, each tensor as float16 where that rounds it little enough, else as float32."""
    vae.save_pretrained(folder)
    stored = {}
    for name, tensor in vae.state_dict().items():
        half = tensor.half()
        rounding = (half.float() - tensor).norm() / (tensor.norm() + 1e-30)
        stored[name] = (half if rounding < LARGEST_ROUNDING else tensor).contiguous()
    save_file(stored, Path(folder) / "diffusion_pytorch_model.safetensors", metadata={"format": "pt"})


def _write_encoder(vae, patches):
    """Two down-samplers collect 2x2 pixels each as channels, the third one takes the principal components."""
    encoder = vae.encoder
    for colour in range(3):
        encoder.conv_in.weight[colour, colour, 1, 1] = 1
    _write_space_to_depth(encoder.down_blocks[0].downsamplers[0].conv, size=1)
    _write_space_to_depth(encoder.down_blocks[1].downsamplers[0].conv, size=2)
    encoder.down_blocks[2].resnets[0].conv_shortcut.weight[range(48), range(48), 0, 0] = 1
    _write_components(encoder.down_blocks[2].downsamplers[0].conv, patches)
    encoder.conv_norm_out.weight.fill_(ROOT_OF_EPSILON / ENCODER_SCALE)
    encoder.conv_norm_out.bias.zero_()
    for index in range(PHOTO):
        encoder.conv_out.weight[index, 3 * index, 1, 1] = 1
        encoder.conv_out.weight[index, 3 * index + 1, 1, 1] = -1
        vae.quant_conv.weight[index, index, 0, 0] = 1
    vae.quant_conv.bias[LATENT:] = LEAST_LOG_VARIANCE


def _write_space_to_depth(conv, size):
    """Blocks of size x size pixels as channels (colour, row, column) to blocks of twice the size."""
    for colour in range(3):
        for row in range(2 * size):
            for column in range(2 * size):
                output = (colour * 2 * size + row) * 2 * size + column
                source = (colour * size + row % size) * size + column % size
                conv.weight[output, source, row // size, column // size] = 1


def _write_components(conv, patches):
    """Each component as a small pair of both signs, which silu and the last convolution make one again."""
    kernel = patches.kernel.reshape(PHOTO, 3, 2, 4, 2, 4).permute(0, 1, 3, 5, 2, 4).reshape(PHOTO, 48, 2, 2)
    for sign, first in ((1.0, 0), (-1.0, 1)):
        conv.weight[first : 3 * PHOTO : 3, :48, :2, :2] = sign * ENCODER_SCALE * kernel
        conv.bias[first : 3 * PHOTO : 3] = sign * ENCODER_SCALE * patches.bias


def _write_decoder(decoder, source):
    eighth = Layout(96, plain.EIGHTH_CHANNELS, _ramps(plain.EIGHTH_RAMPS))
    quarter = Layout(96, plain.QUARTER_CHANNELS, _ramps(plain.QUARTER_RAMPS))
    half_wide = Layout(96, plain.HALF_WIDE_CHANNELS, _ramps(plain.HALF_WIDE_RAMPS))
    half = Layout(64, plain.HALF_CHANNELS, _ramps(plain.HALF_RAMPS))
    pixel = Layout(64, plain.PIXEL_CHANNELS)
    up = decoder.up_blocks

    # Motion and code are not looked at.
    latents = [*range(PHOTO), *range(FIRST_RAMP, FIRST_RAMP + RAMPS)]
    _fold(decoder.conv_in, source.conv_in, dict(enumerate(latents)), eighth.place, DECODER_SCALE, DECODER_SCALE)
    _fold_residual(decoder.mid_block.resnets[0], source.mid, eighth, eighth)
    for number, (residuals, before, after) in enumerate(
        (
            (source.up_0, eighth, eighth),
            (source.up_1, quarter, quarter),
            (source.up_2, half_wide, half),
            (source.up_3, pixel, pixel),
        )
    ):
        _fold_residual(up[number].resnets[0], residuals[0], before, after)
        _fold_residual(up[number].resnets[1], residuals[1], after, after)
    for number, (conv, before, after) in enumerate(
        (
            (source.upsampler_0, eighth, quarter),
            (source.upsampler_1, quarter, half_wide),
            (source.upsampler_2, half, pixel),
        )
    ):
        _fold(up[number].upsamplers[0].conv, conv, before.place, after.place, 1, DECODER_SCALE)
    _fold_conv_out(decoder, source.conv_out, pixel)
    decoder.time_conv_out.weight[range(3), range(3), 1, 0, 0] = 1  # every frame alone


def _ramps(first):
    return tuple(range(first, first + RAMPS))


def _fold(target, source, inputs, outputs, weight_scale, bias_scale):
    """Writes a convolution between the stored places of its channels."""
    for output, stored_output in outputs.items():
        for index, stored_input in inputs.items():
            target.weight[stored_output, stored_input] = source.weight[output, index] * weight_scale
        target.bias[stored_output] = source.bias[output] * bias_scale


def _fold_residual(block, source, before, after):
    resnet = block.spatial_res_block
    resnet.norm1.weight.fill_(SILU_SCALE * ROOT_OF_EPSILON / DECODER_SCALE)
    resnet.norm1.bias.zero_()
    _read_halved(resnet.conv1, source.first, before, DECODER_SCALE)
    resnet.conv1.bias.copy_(source.first.bias * DECODER_SCALE)
    resnet.norm2.weight.fill_(ROOT_OF_EPSILON / DECODER_SCALE)
    resnet.norm2.bias.zero_()
    for index, stored in after.place.items():
        resnet.conv2.weight[stored] = source.second.weight[index] * DECODER_SCALE
        resnet.conv2.bias[stored] = source.second.bias[index] * DECODER_SCALE
    if source.shortcut is not None:
        _fold(resnet.conv_shortcut, source.shortcut, before.place, after.place, 1, DECODER_SCALE)


def _read_halved(target, source, before, scale):
    """Writes a convolution that reads normed channels, which silu has halved, less their group's mean."""
    for index, stored in before.place.items():
        weight = source.weight[:, index] * (2 / SILU_SCALE) * scale
        target.weight[:, stored] += weight
        target.weight[:, before.null[index]] -= weight


def _fold_conv_out(decoder, source, pixel):
    decoder.conv_norm_out.weight.fill_(SILU_SCALE * ROOT_OF_EPSILON / DECODER_SCALE)
    decoder.conv_norm_out.bias.zero_()
    _read_halved(decoder.conv_out, source, pixel, 1)
    decoder.conv_out.bias.copy_(source.bias)

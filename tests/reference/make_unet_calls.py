"""Makes calls of the small UNet that its pipeline never makes, for tests/data/svd/unet_calls.safetensors (3 s).

    python make_unet_calls.py PIPELINE OUT

PIPELINE is tests/data/svd-tiny/pipeline. Four calls, each with its inputs and the result:
  tokens     three context tokens, and other conditioning latents for every frame
  residuals  down_block_additional_residuals and mid_block_additional_residual, added where diffusers'
             UNet2DConditionModel adds them, as ControlNets do: UNetSpatioTemporalConditionModel has no such arguments
  odd        latents of 9x7, which no level halves exactly
  flat       latents of 10x6, which the first level halves exactly and the second does not
Made with diffusers 0.42.1 and torch 2.13.0 (CPU), float32.
"""

import sys

import torch
from diffusers import UNetSpatioTemporalConditionModel
from safetensors.torch import save_file

FRAMES = 3
TIMESTEP = 0.25


def draw(generator, *shape):
    return torch.randn(*shape, generator=generator)


def residual_shapes(unet, height, width):
    """Of the tensors that the way down hands to the way up, the first of them conv_in's."""
    channels = unet.config.block_out_channels
    shapes = [(FRAMES, channels[0], height, width)]
    for i, block in enumerate(unet.down_blocks):
        shapes += [(FRAMES, channels[i], height, width)] * len(block.resnets)
        if block.downsamplers is not None:
            height, width = (height + 1) // 2, (width + 1) // 2
            shapes.append((FRAMES, channels[i], height, width))
    return shapes, (FRAMES, channels[-1], height, width)


def with_residuals(unet, down, mid, call):
    """Runs `call` with residuals added to what the way up gets and to what the middle block gives."""
    remaining = list(down)

    def before_up(block, args, kwargs):
        taken = remaining[-len(block.resnets) :]
        del remaining[-len(block.resnets) :]
        joined = zip(kwargs["res_hidden_states_tuple"], taken, strict=True)
        kwargs["res_hidden_states_tuple"] = tuple(skip + residual for skip, residual in joined)
        return args, kwargs

    hooks = [block.register_forward_pre_hook(before_up, with_kwargs=True) for block in unet.up_blocks]
    hooks.append(unet.mid_block.register_forward_hook(lambda module, args, output: output + mid))
    result = call()
    for hook in hooks:
        hook.remove()
    assert not remaining
    return result


def main(pipeline, out):
    unet = UNetSpatioTemporalConditionModel.from_pretrained(pipeline, subfolder="unet", torch_dtype=torch.float32)
    unet.eval()
    generator = torch.Generator().manual_seed(20)
    tensors = {"timestep": torch.tensor(TIMESTEP), "added_time_ids": torch.tensor([[6.0, 127.0, 0.02]])}

    def inputs(name, tokens, width, height):
        tensors[name + ".sample"] = draw(generator, 1, FRAMES, unet.config.in_channels, height, width)
        tensors[name + ".encoder_hidden_states"] = draw(generator, 1, tokens, unet.config.cross_attention_dim)

    def run(name):
        return unet(
            tensors[name + ".sample"],
            TIMESTEP,
            tensors[name + ".encoder_hidden_states"],
            tensors["added_time_ids"],
            return_dict=False,
        )[0]

    with torch.no_grad():
        inputs("tokens", 3, 8, 8)
        tensors["tokens.out"] = run("tokens")

        inputs("residuals", 1, 8, 8)
        shapes, mid_shape = residual_shapes(unet, 8, 8)
        down = [0.5 * draw(generator, *shape) for shape in shapes]
        mid = 0.5 * draw(generator, *mid_shape)
        tensors.update({f"residuals.down_{i}": residual for i, residual in enumerate(down)})
        tensors["residuals.mid"] = mid
        tensors["residuals.out"] = with_residuals(unet, down, mid, lambda: run("residuals"))

        for name, width, height in (("odd", 9, 7), ("flat", 10, 6)):
            inputs(name, 1, width, height)
            tensors[name + ".out"] = run(name)
    save_file({name: value.contiguous() for name, value in tensors.items()}, out)


if __name__ == "__main__":
    main(*sys.argv[1:])

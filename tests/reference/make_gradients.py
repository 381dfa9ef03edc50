"""Makes tests/data/svd/gradients.safetensors: the EDM loss of the small UNet and its gradients by PyTorch's autograd (5 s).

    python make_gradients.py PIPELINE OUT

PIPELINE is tests/data/svd-tiny/pipeline, whose weights are float16 and are computed with in float32 on the CPU. OUT gets
the inputs, the loss, and of the gradient of each input and each parameter the norm and at most 64 values, which lie
evenly in the flattened gradient: every stride-th from the first, with the smallest stride that leaves no more than 64.
Made with diffusers 0.42.1, torch 2.13.0 (CPU), safetensors.
"""

import math
import sys

import torch
from diffusers import UNetSpatioTemporalConditionModel
from safetensors.torch import save_file

SIGMA = 1.7
MOST_VALUES = 64


def edm_loss(unet, inputs):
    """Karras et al., arXiv 2206.00364, for a network that predicts v with sigma_data 1."""
    clean, noise = inputs["clean"], inputs["noise"]
    variance = SIGMA**2 + 1
    x = clean + SIGMA * noise
    sample = torch.cat([x / math.sqrt(variance), inputs["concat_latents"]], dim=2)
    velocity = unet(
        sample,
        torch.tensor(0.25 * math.log(SIGMA)),
        encoder_hidden_states=inputs["embeddings"],
        added_time_ids=inputs["added_time_ids"].expand(len(clean), -1),
    ).sample
    denoised = x / variance - SIGMA / math.sqrt(variance) * velocity
    return (variance / SIGMA**2 * (denoised - clean) ** 2).mean()


def main(pipeline, out):
    unet = UNetSpatioTemporalConditionModel.from_pretrained(pipeline, subfolder="unet", torch_dtype=torch.float32).eval()
    latent = unet.config.out_channels
    generator = torch.Generator().manual_seed(300)

    def randn(*shape):
        return torch.randn(*shape, generator=generator)

    # Two videos of three frames, with latents and an embedding of their own.
    inputs = {
        "clean": randn(2, 3, latent, 8, 12),
        "noise": randn(2, 3, latent, 8, 12),
        "concat_latents": randn(2, 3, latent, 8, 12),
        "embeddings": randn(2, 1, unet.config.cross_attention_dim),
    }
    for tensor in inputs.values():
        tensor.requires_grad_()
    inputs["added_time_ids"] = torch.tensor([[6.0, 127.0, 0.02]])

    loss = edm_loss(unet, inputs)
    loss.backward()
    tensors = {name: tensor.detach() for name, tensor in inputs.items()}
    tensors |= {"sigma": torch.tensor(SIGMA), "loss": loss.detach()}
    differentiated = {name: tensor for name, tensor in inputs.items() if tensor.requires_grad}
    for name, tensor in (differentiated | dict(unet.named_parameters())).items():
        gradient = tensor.grad.flatten()
        tensors["norm." + name] = gradient.norm()
        tensors["gradient." + name] = gradient[:: math.ceil(len(gradient) / MOST_VALUES)].clone()
    save_file(tensors, out)


if __name__ == "__main__":
    main(*sys.argv[1:3])

"""Stores each tensor of a safetensors file in float8 where that holds all of its values exactly: python pack_weights.py FILE"""

import sys

import torch
from safetensors.torch import load_file, save_file


def packed(tensor):
    """The tensor in the first float8 type that loses nothing, else as it is. Most of the starter's weights are zeros."""
    for dtype in (torch.float8_e4m3fn, torch.float8_e5m2):
        small = tensor.to(dtype)
        if torch.equal(small.to(tensor.dtype), tensor):
            return small.contiguous()
    return tensor


if __name__ == "__main__":
    path = sys.argv[1]
    save_file({name: packed(tensor) for name, tensor in load_file(path).items()}, path, metadata={"format": "pt"})

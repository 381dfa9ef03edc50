"""SRVGGNetCompact and RRDBNet in plain PyTorch, keys as in basicsr, for comparisons: make_upscaler_data.py and
tests/bench/plain_upscale.py."""

from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F


class Compact(nn.Module):
    """SRVGGNetCompact."""

    def __init__(self, feat=64, convs=16, scale=4):
        super().__init__()
        self.scale = scale
        layers = [nn.Conv2d(3, feat, 3, 1, 1), nn.PReLU(feat)]
        for _ in range(convs):
            layers += [nn.Conv2d(feat, feat, 3, 1, 1), nn.PReLU(feat)]
        self.body = nn.Sequential(*layers, nn.Conv2d(feat, 3 * scale * scale, 3, 1, 1))

    def forward(self, x):
        return F.pixel_shuffle(self.body(x), self.scale) + F.interpolate(x, scale_factor=self.scale, mode="nearest")


class Dense(nn.Module):
    def __init__(self, feat, grow):
        super().__init__()
        for i in range(5):
            setattr(self, f"conv{i + 1}", nn.Conv2d(feat + i * grow, feat if i == 4 else grow, 3, 1, 1))

    def forward(self, x):
        seen = x
        for conv in (self.conv1, self.conv2, self.conv3, self.conv4):
            seen = torch.cat((seen, F.leaky_relu(conv(seen), 0.2)), 1)
        return self.conv5(seen) * 0.2 + x


class Residual(nn.Module):
    def __init__(self, feat, grow):
        super().__init__()
        self.rdb1, self.rdb2, self.rdb3 = (Dense(feat, grow) for _ in range(3))

    def forward(self, x):
        return self.rdb3(self.rdb2(self.rdb1(x))) * 0.2 + x


class RRDBNet(nn.Module):
    def __init__(self, feat, blocks, grow, scale=4):
        super().__init__()
        self.shrink = 4 // scale
        self.conv_first = nn.Conv2d(3 * self.shrink**2, feat, 3, 1, 1)
        self.body = nn.Sequential(*[Residual(feat, grow) for _ in range(blocks)])
        for name in ("conv_body", "conv_up1", "conv_up2", "conv_hr"):
            setattr(self, name, nn.Conv2d(feat, feat, 3, 1, 1))
        self.conv_last = nn.Conv2d(feat, 3, 3, 1, 1)

    def forward(self, x):
        x = self.conv_first(F.pixel_unshuffle(x, self.shrink))
        x = x + self.conv_body(self.body(x))
        for conv in (self.conv_up1, self.conv_up2):
            x = F.leaky_relu(conv(F.interpolate(x, scale_factor=2, mode="nearest")), 0.2)
        return self.conv_last(F.leaky_relu(self.conv_hr(x), 0.2))


def read_ncnn(path, model):
    """Fills `model` from a .bin file in which convolutions are float16 and all else is float32, in the model's order."""
    data, at = Path(f"{path}.bin").read_bytes(), 0
    for tensor in model.state_dict().values():
        if tensor.dim() == 4:
            assert data[at : at + 4] == b"\x47\x6b\x30\x01"
            values = np.frombuffer(data, "<f2", tensor.numel(), at + 4)
            at += 4 + 2 * tensor.numel()
        else:
            values = np.frombuffer(data, "<f4", tensor.numel(), at)
            at += 4 * tensor.numel()
        tensor.copy_(torch.from_numpy(values.astype(np.float32)).view(tensor.shape))
    assert at == len(data)

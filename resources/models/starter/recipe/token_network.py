"""The two small networks that are fitted alone: residual GEGLU layers on one token, and a linear read-out.

With neutral norms the feed-forwards of a transformer compute exactly this, so that the fitted weights can be written
into the UNet as they are.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file, save_file


class GegluLayer(nn.Module):
    """h + output(value(h) * gelu(gate(h)))."""

    def __init__(self, state, hidden):
        super().__init__()
        self.value = nn.Linear(state, hidden)
        self.gate = nn.Linear(state, hidden)
        self.output = nn.Linear(hidden, state)

    def forward(self, h):
        return h + self.output(self.value(h) * F.gelu(self.gate(h)))


class TokenNetwork(nn.Module):
    """Inputs [tokens, inputs], filled up with zeros to the state [tokens, state], to outputs [tokens, outputs]."""

    def __init__(self, state, hidden, layers, outputs):
        super().__init__()
        self.state = state
        self.layers = nn.ModuleList([GegluLayer(state, hidden) for _ in range(layers)])
        self.read_out = nn.Linear(state, outputs)

    def forward(self, inputs):
        h = F.pad(inputs, (0, self.state - inputs.shape[1]))
        for layer in self.layers:
            h = layer(h)
        return self.read_out(h)

    def save(self, path):
        save_file(self.state_dict(), path)

    def load(self, path):
        self.load_state_dict(load_file(path))
        return self


class MovingAverage:
    """An exponential moving average of a network's parameters, which follows quickly at first."""

    def __init__(self, network, decay=0.99):
        self.network, self.decay, self.updates = network, decay, 0
        self.average = [parameter.detach().clone() for parameter in network.parameters()]

    @torch.no_grad()
    def update(self):
        self.updates += 1
        decay = min(self.decay, (self.updates + 1) / (self.updates + 10))
        for average, parameter in zip(self.average, self.network.parameters()):
            average.lerp_(parameter, 1 - decay)

    @torch.no_grad()
    def copy_to_network(self):
        for average, parameter in zip(self.average, self.network.parameters()):
            parameter.copy_(average)

"""The move network: from a code z to the coefficients of its move, in parts of their sizes."""

import math
import time

import numpy as np
import torch

from channels import CODE
from moves import relative_coefficients, shares_of
from token_network import TokenNetwork

STATE = 58  # the code, and 52 free
HIDDEN = 384
LAYERS = 5
LEARNING_RATE = 3e-3
CODES_PER_STEP = 768
CODE_SPREAD = 1.1  # somewhat wider than the noise is


def new_move_network():
    return TokenNetwork(STATE, HIDDEN, LAYERS, CODE)


def fit_move_network(minutes):
    """Fits a new network to random codes for some minutes of processor time."""
    torch.manual_seed(0)
    rng = np.random.default_rng(1)
    network = new_move_network()
    with torch.no_grad():
        for layer in network.layers:
            layer.output.weight.mul_(0.5)
    optimizer = torch.optim.AdamW(network.parameters(), lr=LEARNING_RATE, betas=(0.9, 0.98), weight_decay=0)
    step, start = 0, time.process_time()
    while (progress := (time.process_time() - start) / (60 * minutes)) < 1:
        decay = 0.5 * (1 + math.cos(math.pi * progress)) + 0.005
        for group in optimizer.param_groups:
            group["lr"] = LEARNING_RATE * min(1, (step + 1) / 100) * decay
        code = (rng.standard_normal((CODES_PER_STEP, CODE)) * CODE_SPREAD).astype(np.float32)
        error = network(torch.from_numpy(code)) - _targets(code)
        loss = (error * error + 1e-4).sqrt().mean()
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        step += 1
    return network


@torch.no_grad()
def move_network_error(network):
    """Root mean square error over random codes; the targets' own is about 0.38."""
    code = np.random.default_rng(2).standard_normal((4000, CODE)).astype(np.float32)
    return (network(torch.from_numpy(code)) - _targets(code)).square().mean().sqrt().item()


def _targets(code):
    return torch.from_numpy(relative_coefficients(shares_of(code)))

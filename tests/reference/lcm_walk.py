"""Walks a number through the few-step sampler of consistency models as the papers write it, for the numbers in
tests/svd/approximations_test.cpp:  python lcm_walk.py STEPS

Written from the formulas alone (float64): Karras et al., arXiv 2206.00364, eq. 5 for the 40 sigmas; Song et al., arXiv
2303.01469, algorithm 1 for the walk; v-prediction with a standard deviation of 1 for the clean value. AnimateLCM-SVD's
own settings: 40 sigmas from 700 to 0.002, of which each 40 // STEPS-th is taken.
"""

import math
import sys

steps = int(sys.argv[1])
high, low = 700 ** (1 / 7), 0.002 ** (1 / 7)
sigmas = [(high + k * (40 // steps) / 39 * (low - high)) ** 7 for k in range(steps)] + [0.0]
print("sigmas", [f"{sigma:.9g}" for sigma in sigmas])

x = 1.25 * math.sqrt(sigmas[0] ** 2 + 1)
print("start", f"{x:.9g}")
for k in range(steps):
    sigma = sigmas[k]
    # A smooth function of the network's two inputs stands for the network.
    v = math.sin(x / math.sqrt(sigma**2 + 1) + 0.25 * math.log(sigma))
    angle = math.atan(sigma)  # the angle between signal and noise, in which v-prediction is a rotation
    clean = math.cos(angle) * (x * math.cos(angle)) - math.sin(angle) * v
    x = clean + sigmas[k + 1] * (0.5 - 0.3 * k)
    print("step", k, f"clean {clean:.9g} next {x:.9g}")

"""The shipped upscaler in plain PyTorch, as its reference does it: the other side of compare_upscale.py.

    python plain_upscale.py FRAMES

Upscales FRAMES random frames of 256x144 one by one. Prints one JSON object with frames per second and the peak memory
in MiB.
"""

import json
import pathlib
import resource
import sys
import time

import torch

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "tests/reference"))
from upscaler_networks import Compact, read_ncnn


@torch.inference_mode()
def main(count):
    model = Compact()
    read_ncnn(REPOSITORY / "resources/models/realesr-animevideov3/realesr-animevideov3", model)
    model.eval()
    frames = torch.randint(0, 256, (count, 3, 144, 256), dtype=torch.uint8)

    def upscale():
        return [(model(f[None].float() / 255).clamp(0, 1) * 255).round().to(torch.uint8) for f in frames]

    upscale()
    started = time.perf_counter()
    upscale()
    seconds = time.perf_counter() - started
    peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"frames_per_second": count / seconds, "peak_mib": peak_mib}))


if __name__ == "__main__":
    main(int(sys.argv[1]))

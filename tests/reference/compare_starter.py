"""Animates a photo with the shipped starter model, once by diffusers and once by Stillwave, and compares the frames.

    python compare_starter.py STILLWAVE REPOSITORY

STILLWAVE is the command line program. Both sides compute in float32 on the processor. Exit status 1 where the mean
difference of a clip is above 2e-4, more than 1 of 50 cells of 8x8 pixels differ by more than 2e-3, or one by more than
0.3: the model chooses cells of the photo, and where a choice lies between two, other kernels mix them otherwise.
"""

import pathlib
import subprocess
import sys
import tempfile

import torch
from make_starter_frames import run_diffusers
from PIL import Image
from safetensors.torch import load_file

TOLERANCE, MEAN_TOLERANCE, LARGEST, OTHER_CELLS_SHARE = 2e-3, 2e-4, 0.3, 1 / 50
CELL = 8


def run_stillwave(program: str, repository: pathlib.Path, photo: pathlib.Path, seed: int) -> torch.Tensor:
    with tempfile.TemporaryDirectory() as folder:
        tensors = pathlib.Path(folder) / "tensors.safetensors"
        subprocess.run([program, "animate", photo, "--model", repository / "resources/models/starter", "--seed", str(seed),
                        "--detail", "model", "--device", "cpu", "--quiet", "-o", pathlib.Path(folder) / "clip.mp4",
                        "--dump-tensors", tensors], check=True)
        return load_file(tensors)["frames"]


def main(program: str, repository: pathlib.Path) -> int:
    photo = repository / "tests/data/starter/photo.png"
    failed = False
    for seed in (7, 8):
        reference = run_diffusers(repository, Image.open(photo), seed)
        difference = (run_stillwave(program, repository, photo, seed) - reference).abs()
        cells = torch.nn.functional.max_pool2d(difference.amax(1, keepdim=True), CELL)
        others = int((~(cells <= TOLERANCE)).sum())
        mean = float(difference.mean())
        print(f"seed {seed}: largest difference {float(difference.max()):.2e}, mean {mean:.2e}, "
              f"{others} of {cells.numel()} cells differ by more than {TOLERANCE}")
        failed = failed or not mean <= MEAN_TOLERANCE or others > OTHER_CELLS_SHARE * cells.numel() or \
            not float(difference.max()) <= LARGEST
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], pathlib.Path(sys.argv[2])))

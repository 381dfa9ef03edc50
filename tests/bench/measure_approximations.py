"""Measures each switch that trades exactness for time: its frames are compared with the exact run of the same seed.

    python tests/bench/measure_approximations.py STILLWAVE MODEL [PHOTO...] [-- FLAG...]

STILLWAVE is the command line program, MODEL a model's name or folder; every run gets the FLAGs (a size, a number of
steps). The script needs numpy, safetensors and scikit-image. It prints a Markdown table: PSNR and SSIM over all frames
(0..1), and the seconds of sampling divided by those of the exact run, which are rough because each runs once. "inf"
means the same frames.
"""

import json
import math
import pathlib
import subprocess
import sys
import tempfile

import numpy
import safetensors.numpy
import skimage.metrics

REPOSITORY = pathlib.Path(__file__).parents[2]
FREE_U = ["--freeu-b1", "1.1", "--freeu-b2", "1.2", "--freeu-s1", "0.9", "--freeu-s2", "0.2"]
VARIANTS = {
    "deep features every 2nd step": ["--deep-cache-interval", "2"],
    "deep features every 3rd step": ["--deep-cache-interval", "3"],
    "guidance for sigma 1 to 100 alone": ["--guidance-sigma-min", "1", "--guidance-sigma-max", "100"],
    "Align Your Steps, as many steps": ["--sigma-schedule", "align_your_steps"],
    "FreeU (1.1, 1.2, 0.9, 0.2)": FREE_U,
    "weights as float8": ["--weight-storage", "float8"],
    "preset draft": ["--preset", "draft"],
    "preset best": ["--preset", "best"],
}


def clip(program, model, photo, flags, folder):
    """Returns frames [frames, height, width, 3] and the seconds of sampling, or the text of a refusal."""
    tensors, report = folder / "tensors.safetensors", folder / "report.json"
    run = subprocess.run([program, "animate", photo, "--model", model, "--seed", "42", "--detail", "model", "--quiet", "--force",
                          "-o", folder / "clip.mp4", "--dump-tensors", tensors, "--report", report, *flags],
                         capture_output=True, text=True, check=False)
    if run.returncode != 0:
        return run.stderr.strip().splitlines()[-1]
    frames = safetensors.numpy.load_file(tensors)["frames"].transpose(0, 2, 3, 1)
    return frames, json.loads(report.read_text())["seconds"]["sample"]


def compare(exact, other):
    if numpy.array_equal(exact[0], other[0]):
        return math.inf, 1, exact[1] / other[1]
    psnr = skimage.metrics.peak_signal_noise_ratio(exact[0], other[0], data_range=1)
    ssim = numpy.mean([skimage.metrics.structural_similarity(a, b, channel_axis=2, data_range=1)
                       for a, b in zip(exact[0], other[0])])
    return psnr, ssim, exact[1] / other[1]


def main():
    split = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    (program, model, *photos), flags = sys.argv[1:split], sys.argv[split + 1:]
    photos = photos or sorted((REPOSITORY / "resources" / "samples").glob("*.png"))
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        exact = {photo: clip(program, model, photo, flags, folder) for photo in photos}
        if refused := [run for run in exact.values() if isinstance(run, str)]:
            raise SystemExit(refused[0])
        print("| switch | PSNR, dB | SSIM | sampling |\n|---|---|---|---|")
        for title, switches in VARIANTS.items():
            runs = {photo: clip(program, model, photo, [*flags, *switches], folder) for photo in photos}
            if refused := [run for run in runs.values() if isinstance(run, str)]:
                print(f"| {title} | | | {refused[0]} |", flush=True)
                continue
            psnr, ssim, speed = numpy.mean([compare(exact[photo], runs[photo]) for photo in photos], axis=0)
            print(f"| {title} | {psnr:.1f} | {ssim:.3f} | {speed:.2f} times as fast |", flush=True)


if __name__ == "__main__":
    main()

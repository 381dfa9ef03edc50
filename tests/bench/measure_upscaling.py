"""Measures flicker and likeness of upscaled clips against their truth, beside plain Lanczos enlarging.

    python measure_upscaling.py CLIP_FLICKER MODEL

CLIP_FLICKER is the binary of that name (-DSTILLWAVE_BENCHMARKS=ON), MODEL an upscaler of scale 4. The truth is a window
of 512x288 that pans and zooms over each photo of resources/samples in 8 frames. It is reduced to 128x72 by areas and
enlarged again. The script prints flicker scores (levels; of the truth, too), PSNR in dB and SSIM. It needs opencv and
scikit-image.
"""

import pathlib
import subprocess
import sys
import tempfile

import cv2
import numpy as np
from skimage.metrics import peak_signal_noise_ratio, structural_similarity

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
WIDTH, HEIGHT, SCALE, COUNT = 512, 288, 4, 8


def truth(photo):
    height, width = photo.shape[:2]
    # The window and its pan fit in the photo; the photo is reduced, so that its own noise is small.
    fit = 0.8 * min(width / WIDTH, height / HEIGHT)
    frames = []
    for i in range(COUNT):
        zoom = fit * (1 - 0.01 * i)
        left = width / 2 - zoom * WIDTH / 2 + fit * 2.3 * (i - COUNT / 2)
        top = height / 2 - zoom * HEIGHT / 2 + fit * 0.7 * (i - COUNT / 2)
        smooth = cv2.GaussianBlur(photo, (0, 0), 0.5 * zoom) if zoom > 1 else photo
        matrix = np.float32([[zoom, 0, left], [0, zoom, top]])
        frames.append(cv2.warpAffine(smooth, matrix, (WIDTH, HEIGHT), flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP))
    return np.stack(frames)


def main(binary, model):
    print("photo        flicker: truth  lanczos  network   PSNR: lanczos  network   SSIM: lanczos  network")
    with tempfile.TemporaryDirectory() as folder:
        small_file, big_file = f"{folder}/small.rgb", f"{folder}/big.rgb"

        def flicker(frames):
            frames.tofile(big_file)
            return float(subprocess.check_output([binary, str(WIDTH), str(HEIGHT), big_file]))

        for path in sorted((REPOSITORY / "resources/samples").glob("*.[pj][np]g")):
            frames = truth(cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB))
            small = np.stack([cv2.resize(f, (WIDTH // SCALE, HEIGHT // SCALE), interpolation=cv2.INTER_AREA) for f in frames])
            lanczos = np.stack([cv2.resize(f, (WIDTH, HEIGHT), interpolation=cv2.INTER_LANCZOS4) for f in small])
            scores = [flicker(frames), flicker(lanczos)]
            small.tofile(small_file)
            sizes = [str(WIDTH // SCALE), str(HEIGHT // SCALE)]
            scores.append(float(subprocess.check_output([binary, *sizes, small_file, model, str(SCALE), big_file])))
            network = np.fromfile(big_file, np.uint8).reshape(frames.shape)
            likeness = []
            for measure in (peak_signal_noise_ratio, lambda a, b: structural_similarity(a, b, channel_axis=2)):
                for made in (lanczos, network):
                    likeness.append(np.mean([measure(a, b) for a, b in zip(frames, made)]))
            row = [f"{value:8.2f}" for value in scores] + [f"{v:10.2f}" for v in likeness[:2]]
            print(f"{path.stem:14}", *row, *(f"{v:10.3f}" for v in likeness[2:]), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:3])

"""Measures a starter model's clips of held-out photos: prints a table and writes one JSON file."""

import argparse
import json
import time
from collections import Counter
from itertools import combinations
from pathlib import Path

import cv2
import numpy as np
import torch

import figures
from channels import CODE
from clips import FRAMES, ClipMaker, to_bytes
from moves import shares_of
from photos import load_photos, middle_window
from warp import Scene

WIDTH, HEIGHT = 256, 144
BUCKET = 127
BUCKETS = (20, 80, 127, 180, 240)
RATES_FPS = (5, 7, 14)
STEPS = (1, 2, 4)
FIRST_AND_LAST = (0, FRAMES - 1)


def size_px(text):
    width, height = (int(side) for side in text.split("x"))
    return width, height


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="folder of a starter model")
    parser.add_argument("photos", type=Path, help="folder of photos with licences.json")
    parser.add_argument("output", type=Path, help="JSON file to write")
    parser.add_argument("--held-out", type=int, default=6, help="the last so many photos are measured")
    parser.add_argument("--seeds", type=int, default=32, help="seeds for the kinds; a quarter of them for the buckets")
    parser.add_argument("--steps", type=int, help="sampling steps; the model's own where not given")
    parser.add_argument("--noise", type=float, help="noise augmentation; the model's own where not given")
    parser.add_argument("--sizes", type=size_px, nargs="*", default=[(144, 256), (192, 192), (264, 152), (512, 288)])
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


def measure_seeds(maker, photo, seeds):
    """One clip a seed: which kinds, how much flow, how different from each other. Also returns {seed: flow length}."""
    scene = Scene(middle_window(photo, WIDTH, HEIGHT))
    flows_of_kinds = figures.flow_of_kinds(scene)
    clips, flows = [], []
    for seed in range(seeds):
        first, last = maker.clip(scene.picture, seed, BUCKET, frames=FIRST_AND_LAST)
        flow = figures.flow_between(first, last)
        flows.append(flow)
        kind, fit = figures.kind_of_flow(flow, flows_of_kinds)
        code = maker.code(seed, WIDTH, HEIGHT)
        clip = {"seed": seed, "kind": kind, "fit": fit, "flow_px": figures.median_length(flow)}
        clip["asked_kind"] = None if code is None else figures.kind_of_code(shares_of(code))
        clip["sharpness_last"] = figures.sharpness(last, scene.picture)
        clips.append(clip)
        print("  seed {seed:2d} {kind:18} fit {fit:.2f} flow {flow_px:5.2f} px".format(**clip), flush=True)
    angles = [figures.angle_between(a, b) for a, b in combinations(flows, 2)]
    return {
        "clips": clips,
        "kinds": dict(Counter(clip["kind"] for clip in clips).most_common()),
        "asked_kinds": dict(Counter(clip["asked_kind"] for clip in clips if clip["asked_kind"]).most_common()),
        "median_flow_px": median(clips, "flow_px"),
        "median_fit": median(clips, "fit"),
        "median_sharpness_last": median(clips, "sharpness_last"),
        "mean_angle_between_seeds": float(np.mean(angles)) if angles else None,
    }


def measure_buckets(maker, photo, seeds):
    """Flow by motion bucket, and for how many seeds it grows with each bucket."""
    picture = middle_window(photo, WIDTH, HEIGHT)
    flow_px = np.zeros((seeds, len(BUCKETS)))
    for seed in range(seeds):
        for column, bucket in enumerate(BUCKETS):
            first, last = maker.clip(picture, seed, bucket, frames=FIRST_AND_LAST)
            flow_px[seed, column] = figures.median_length(figures.flow_between(first, last))
    return {
        "seeds": seeds,
        "median_flow_px": dict(zip(map(str, BUCKETS), np.median(flow_px, 0).tolist())),
        "monotonic": int((np.diff(flow_px, axis=1) > 0).all(1).sum()),
    }


def measure_rates(maker, photo, seed):
    """Flow a frame and a second by frame rate; a second's should be the same."""
    picture = middle_window(photo, WIDTH, HEIGHT)
    rates = {}
    for fps in RATES_FPS:
        step_px = figures.median_step(maker.clip(picture, seed, BUCKET, fps=fps))
        rates[str(fps)] = {"step_px": step_px, "px_per_second": step_px * fps}
    return rates


def measure_photos(maker, photos, seed):
    """Whole clips of each photo, beside reference clips: the true warp by the seed's code, or by a random one."""
    rows = []
    for photo in photos:
        scene = Scene(middle_window(photo, WIDTH, HEIGHT))
        code = maker.code(seed, WIDTH, HEIGHT)
        if code is None:
            code = np.random.default_rng(seed).standard_normal(CODE)
        start = time.time()
        frames = maker.clip(scene.picture, seed, BUCKET)
        row = {"photo": photo.name, "seconds": time.time() - start}
        row["first_frame_psnr_db"] = figures.psnr(frames[0], scene.picture)
        row["sharpness"] = [figures.sharpness(frames[frame], scene.picture) for frame in (0, FRAMES // 2, FRAMES - 1)]
        reference = to_bytes(scene.clip(code, BUCKET, 7, FRAMES))
        row["reference_sharpness_last"] = figures.sharpness(reference[-1], scene.picture)
        for name, clip in (("", frames), ("reference_", reference)):
            row[name + "flow_px"] = figures.median_length(figures.flow_between(clip[0], clip[-1]))
            row[name + "unsteadiness"] = figures.unsteadiness(clip)
            row[name + "flicker"] = figures.flicker(clip)
        rows.append(row)
    return rows


def measure_sizes(maker, photo, seed, sizes):
    """Flow, first frame and sharpness at other sizes."""
    rows = {}
    for width, height in sizes:
        picture = middle_window(photo, width, height)
        first, last = maker.clip(picture, seed, BUCKET, frames=FIRST_AND_LAST)
        rows[f"{width}x{height}"] = {
            "flow_px": figures.median_length(figures.flow_between(first, last)),
            "first_frame_psnr_db": figures.psnr(first, picture),
            "sharpness_last": figures.sharpness(last, picture),
        }
    return rows


def measure_steps(maker, photo, seed):
    """Mean difference in grey levels between the clip of some steps and that of the most steps."""
    picture = middle_window(photo, WIDTH, HEIGHT)
    clips = {steps: maker.clip(picture, seed, BUCKET, steps=steps).astype(float) for steps in STEPS}
    return {str(steps): float(np.abs(clip - clips[STEPS[-1]]).mean()) for steps, clip in clips.items()}


def median(rows, name):
    return float(np.median([row[name] for row in rows]))


def table(result):
    """The lines of the table."""
    seeds, buckets, photos = result["seeds"], result["buckets"], result["photos"]

    def listed(values, form="{}"):
        return ", ".join(f"{name} {form.format(value)}" for name, value in values.items())

    yield f"kinds seen, {len(seeds['clips'])} seeds at bucket {BUCKET}", listed(seeds["kinds"])
    if seeds["asked_kinds"]:
        yield "kinds that the seeds ask for", listed(seeds["asked_kinds"])
    yield "flow of the 14th frame, median", f"{seeds['median_flow_px']:.2f} px at a width of 256"
    yield "part of the flow that its kind explains", f"{seeds['median_fit']:.2f}"
    if seeds["mean_angle_between_seeds"] is not None:
        yield "mean angle between the flows of two seeds", f"{seeds['mean_angle_between_seeds']:.0f} degrees"
    yield "flow by bucket, px", listed(buckets["median_flow_px"], "{:.2f}")
    yield "flow grows with every bucket", f"{buckets['monotonic']} of {buckets['seeds']} seeds"
    for fps, rate in result["rates"].items():
        yield f"flow at {fps} fps", f"{rate['step_px']:.2f} px a frame, {rate['px_per_second']:.2f} px a second"
    yield "first frame", f"{median(photos, 'first_frame_psnr_db'):.1f} dB"
    sharpness = np.median([row["sharpness"] for row in photos], 0)
    reference = median(photos, "reference_sharpness_last")
    yield "sharpness first, middle, last", "{:.2f}, {:.2f}, {:.2f}".format(*sharpness) + f" (true warp {reference:.2f})"
    for name in ("unsteadiness", "flicker"):
        yield name, f"{median(photos, name):.2f} (true warp {median(photos, 'reference_' + name):.2f})"
    for size, row in result["sizes"].items():
        values = "flow {flow_px:.2f} px, first frame {first_frame_psnr_db:.1f} dB, sharpness {sharpness_last:.2f}"
        yield size, values.format(**row)
    yield f"grey levels beside {STEPS[-1]} steps", listed(result["step_difference"], "{:.2f}")
    yield "seconds a clip", f"{median(photos, 'seconds'):.1f}"


def main():
    args = arguments()
    torch.set_num_threads(args.threads)
    cv2.setNumThreads(args.threads)
    start = time.time()
    maker = ClipMaker(args.model, args.steps, args.noise)
    photos = load_photos(args.photos, args.held_out).held_out
    result = {"steps": maker.steps, "noise_aug_strength": maker.noise_aug_strength}
    result["seeds"] = measure_seeds(maker, photos[0], args.seeds)
    result["buckets"] = measure_buckets(maker, photos[0], max(1, args.seeds // 4))
    result["rates"] = measure_rates(maker, photos[0], seed=2)
    result["photos"] = measure_photos(maker, photos, seed=9)
    result["sizes"] = measure_sizes(maker, photos[0], 2, args.sizes)
    result["step_difference"] = measure_steps(maker, photos[0], seed=3)
    result["seconds"] = time.time() - start
    args.output.write_text(json.dumps(result, indent=1) + "\n")
    for name, value in table(result):
        print(f"{name:45} {value}")


if __name__ == "__main__":
    main()

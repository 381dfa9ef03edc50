"""The cases: what each side runs, and how the figures are told."""

import dataclasses
import pathlib
import subprocess
import typing

import pairs

HERE = pathlib.Path(__file__).parent


@dataclasses.dataclass
class Setting:
    build: pathlib.Path
    python: str
    weights: pathlib.Path
    scratch: pathlib.Path
    pairs: int
    steps: int

    def program(self, name):
        path = self.build / "tests" / "bench" / name
        if not path.exists():
            raise SystemExit(f"{path} is not built: configure with -DSTILLWAVE_BENCHMARKS=ON and build it.")
        return path

    def diffusers(self, *arguments):
        return [self.python, HERE / "diffusers_side.py", *arguments]

    def model(self, dtype, *parts):
        """A full-size model folder with these parts."""
        folder = self.weights / dtype
        subprocess.run([self.python, HERE / "random_weights.py", folder, dtype, *parts], check=True)
        return folder


@dataclasses.dataclass
class Case:
    title: str
    measure: typing.Callable[[Setting], dict]


def compare(setting, commands):
    """Runs both sides, which end by the names of the files that they write."""
    results = pairs.alternate(commands, setting.pairs)
    difference = pairs.run(setting.diffusers("difference", *(command[-1] for command in commands.values())))
    figures = pairs.summary(results)
    return {"figures": figures, "accuracy": difference, "runs": results}


def unet(frames, height, width):
    def measure(setting):
        model = setting.model("float32", "unet")
        inputs, ours, theirs = (setting.scratch / f"{name}.safetensors" for name in ("inputs", "ours", "theirs"))
        subprocess.run(setting.diffusers("inputs", inputs, *map(str, (frames, height, width, 1))), check=True)
        return compare(setting, {
            "stillwave": [setting.program("run_unet"), model, inputs, setting.steps, ours],
            "diffusers": setting.diffusers("unet", model, inputs, setting.steps, theirs),
        })

    return measure


CASES = {
    "C1": Case("UNet of full size, float32, 14 frames of 128x128, with guidance", unet(14, 128, 128)),
    "C2": Case("UNet of full size, float32, 14 frames of 256x256, with guidance", unet(14, 256, 256)),
}

SHOWN = {
    "seconds": ("seconds", 1),
    "cpu_s": ("processor seconds", 1),
    "peak_resident_bytes": ("peak resident MiB", 1 / (1 << 20)),
}


def text(result):
    lines = []
    for key, (name, unit) in SHOWN.items():
        if key in result["figures"]:
            figure = result["figures"][key]
            low, high = figure["ratio_range"]
            lines.append(f"  {name:18} stillwave {figure['stillwave'] * unit:9.2f}   diffusers "
                         f"{figure['diffusers'] * unit:9.2f}   ratio {figure['ratio']:.3f} ({low:.3f} to {high:.3f})")
    busy = [run["others_busy_processors"] for runs in result["runs"].values() for run in runs
            if "others_busy_processors" in run]
    if busy:
        lines.append(f"  processors kept busy by others: {min(busy):.2f} to {max(busy):.2f}")
    accuracy = result.get("accuracy")
    if accuracy:
        lines.append(f"  largest relative difference {accuracy['largest_relative_difference']:.1e} (standard deviation "
                     f"{accuracy['standard_deviation']:.2f}, finite: {accuracy['finite']})")
    return "\n".join(lines)

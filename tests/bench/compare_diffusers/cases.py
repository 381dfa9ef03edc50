"""The cases: the command that each side runs, and the words for its figures. `measure` returns comparisons by name."""

import dataclasses
import json
import pathlib
import subprocess
import typing

import pairs

HERE = pathlib.Path(__file__).parent
REPOSITORY = HERE.parents[2]
MIB = 1 << 20
CAPS_GB = (6, 8, 12, 16)


class Skipped(Exception):
    """Raised where a case cannot run on this machine; the text says why."""


@dataclasses.dataclass
class Setting:
    build: pathlib.Path
    python: str
    weights: pathlib.Path
    scratch: pathlib.Path
    pairs: int
    steps: int

    def program(self, name):
        path = self.build / name
        if not path.exists():
            raise Skipped(f"{path} is not built")
        return path

    def bench(self, name):
        return self.program(f"tests/bench/{name}")

    def diffusers(self, *arguments):
        return [self.python, HERE / "diffusers_side.py", *arguments]

    def model(self, dtype, *parts, width="full"):
        """Returns a folder of random weights that has these parts."""
        folder = self.weights / f"{width}-{dtype}"
        subprocess.run([self.python, HERE / "random_weights.py", folder, dtype, width, *parts], check=True)
        return folder

    def file(self, name):
        return self.scratch / f"{name}.safetensors"

    def inputs(self, frames, height, width):
        path = self.file("inputs")
        subprocess.run(self.diffusers("inputs", path, *map(str, (frames, height, width, 1))), check=True)
        return path


@dataclasses.dataclass
class Case:
    title: str
    measure: typing.Callable[[Setting], dict]


def compare(setting, commands, accuracy=True, **options):
    """Runs both sides in turns; each command ends by the name of the file that it writes."""
    results = pairs.alternate(commands, setting.pairs, **options)
    comparison = {"figures": pairs.summary(results), "runs": results}
    if accuracy:
        files = [command[-1] for command in commands.values()]
        comparison["accuracy"] = pairs.run(setting.diffusers("difference", *files))
    return comparison


def unet_commands(setting, model, frames, height, width):
    inputs = setting.inputs(frames, height, width)
    return {
        "stillwave": [setting.bench("run_unet"), model, inputs, setting.steps, setting.file("ours")],
        "diffusers": setting.diffusers("unet", model, inputs, setting.steps, setting.file("theirs")),
    }


def unet(frames, height, width, with_bound):
    def measure(setting):
        model = setting.model("float32", "unet")
        comparison = compare(setting, unet_commands(setting, model, frames, height, width))
        if with_bound:
            bound = pairs.run([setting.bench("unet_bound"), model, frames, height, width])
            # A step with guidance is two passes.
            seconds = [run["seconds"] / setting.steps / 2 for run in comparison["runs"]["stillwave"]]
            bound["share_of_bound"] = bound["bound_s"] / min(seconds)
            comparison["bound"] = bound
        return {"": comparison}

    return measure


def decoding(setting):
    model, inputs = setting.model("float32", "vae"), setting.inputs(14, 256, 256)
    return {"": compare(setting, {
        "stillwave": [setting.bench("decode_clip"), model / "vae", inputs, setting.file("ours")],
        "diffusers": setting.diffusers("decode", model, inputs, setting.file("theirs")),
    })}


def starter(setting):
    photo, model = REPOSITORY / "resources/samples/coffee.png", REPOSITORY / "resources/models/starter"
    ours, theirs = setting.scratch / "ours.mp4", setting.scratch / "theirs.mp4"
    stillwave = [setting.program("app/cli/stillwave"), "animate", photo, "--force", "--quiet", "--model", model]
    return {"": compare(setting, {
        "stillwave": [*stillwave, "--seed", "42", "--detail", "model", "-o", ours],
        "diffusers": [setting.python, HERE / "starter_side.py", model, photo, theirs],
    }, accuracy=False, warm_up=1)}


def run_clip(setting, model, device, dtype, inputs, steps, guidance, memory_bytes, out):
    return [setting.bench("run_clip"), model, device, dtype, inputs, steps, guidance, memory_bytes, setting.file(out)]


def clip_commands(setting, model, device, dtype, inputs, steps, guidance, mode):
    return {
        "stillwave": run_clip(setting, model, device, dtype, inputs, steps, guidance, 0, "ours"),
        "diffusers": setting.diffusers("clip", model, device, dtype, inputs, steps, guidance, mode,
                                       setting.file("theirs")),
    }


def loading(setting):
    """Compares the smallest clip, in which nearly all memory is the weights'. A run before the first pair puts the
    files into the page cache."""
    model = setting.model("float32", "unet", "vae", "image_encoder")
    commands = clip_commands(setting, model, "cpu", "float32", setting.inputs(2, 64, 64), 1, 1.0, "eager")
    comparison = compare(setting, commands, warm_up=1)
    weight_bytes = sum(path.stat().st_size for path in model.glob("*/*.safetensors"))
    peak = comparison["figures"]["peak_resident_bytes"]
    comparison["resident_share_of_weights"] = {side: peak[side] / weight_bytes for side in commands}
    return {"": comparison}


def needs_cuda(setting):
    code = "import torch; raise SystemExit(0 if torch.cuda.is_available() else 1)"
    if subprocess.run([setting.python, "-c", code], check=False).returncode != 0:
        raise Skipped("libtorch sees no CUDA device here")


def cuda_clip(frames, steps, guidance, modes=("eager", "compile")):
    def measure(setting):
        needs_cuda(setting)
        model, inputs = setting.model("float16", "unet", "vae", "image_encoder"), setting.inputs(frames, 576, 1024)
        return {mode: compare(setting, clip_commands(setting, model, "cuda", "float16", inputs, steps, guidance, mode))
                for mode in modes}

    return measure


def capped(setting):
    """Compares Stillwave with a part of the device's memory, beyond which the allocator refuses, and with all of it."""
    needs_cuda(setting)
    code = "import torch; print(torch.cuda.get_device_properties(0).total_memory)"
    total = int(subprocess.run([setting.python, "-c", code], check=True, capture_output=True, text=True).stdout)
    model, inputs = setting.model("float16", "unet", "vae", "image_encoder"), setting.inputs(25, 576, 1024)
    result = {}
    for gigabytes in CAPS_GB:
        if gigabytes * 1e9 >= total:
            continue
        limit, name = int(gigabytes * 1e9), f"{gigabytes} GB"
        commands = {side: run_clip(setting, model, "cuda", "float16", inputs, 25, 3.0, memory, out)
                    for side, memory, out in (("all memory", 0, "ours"), (name, limit, "capped"))}
        cap = {"PYTORCH_CUDA_ALLOC_CONF": f"per_process_memory_fraction:{limit / total:.6f}"}
        result[name] = compare(setting, commands, environments={name: cap})
    return result


CASES = {
    "C1": Case("UNet of full size, float32, 14 frames of 128x128: a step with guidance", unet(14, 128, 128, False)),
    "C2": Case("UNet of full size, float32, 14 frames of 256x256: a step with guidance", unet(14, 256, 256, True)),
    "C3": Case("VAE decode of full size, float32, 14 frames of 256x256", decoding),
    "C4": Case("starter model, cold start to finished file", starter),
    "C5": Case("full-size model, float32, from process start to the first operation; resident memory", loading),
    "G1": Case("CUDA, float16: 25 frames of 1024x576, 25 steps with guidance", cuda_clip(25, 25, 3.0)),
    "G2": Case("CUDA, float16: 14 frames of 1024x576, 25 steps with guidance", cuda_clip(14, 25, 3.0)),
    "G3": Case("CUDA, float16: decoding 25 frames of 1024x576 (decode_s)", cuda_clip(25, 1, 1.0, ("eager",))),
    "G4": Case("CUDA, float16: G1 with 6, 8, 12 and 16 GB of memory beside all of it", capped),
    "G5": Case("CUDA, float16: 25 frames of 1024x576, 4 steps without guidance", cuda_clip(25, 4, 1.0)),
}

SHOWN = {
    "seconds": ("seconds", 1),
    "sample_s": ("sampling, s", 1),
    "decode_s": ("decoding, s", 1),
    "first_kernel_s": ("first operation, s", 1),
    "cpu_s": ("processor s", 1),
    "process_s": ("process, s", 1),
    "process_cpu_s": ("process, processor s", 1),
    "peak_resident_bytes": ("peak resident, MiB", MIB),
    "process_peak_bytes": ("process peak, MiB", MIB),
    "peak_device_bytes": ("device peak, MiB", MIB),
}


def text(comparison):
    lines = []
    for key, (name, unit) in SHOWN.items():
        figure = comparison["figures"].get(key)
        if not figure or "ratio" not in figure:
            continue
        sides = "   ".join(f"{side} {value / unit:9.2f}" for side, value in figure.items() if not side.startswith("ratio"))
        low, high = figure["ratio_range"]
        lines.append(f"  {name:21} {sides}   ratio {figure['ratio']:.3f} ({low:.3f} to {high:.3f})")
    runs = [run for side in comparison["runs"].values() for run in side]
    busy = [run["others_busy_processors"] for run in runs if "others_busy_processors" in run]
    loads = [run["load_average_before"] for run in runs]
    lines.append(f"  {len(runs) // 2} pairs, load average {min(loads):.1f} to {max(loads):.1f}" +
                 (f", processors kept busy by others {min(busy):.2f} to {max(busy):.2f}" if busy else ""))
    if accuracy := comparison.get("accuracy"):
        lines.append(f"  largest relative difference {accuracy['largest_relative_difference']:.1e} (standard deviation "
                     f"{accuracy['standard_deviation']:.2f}, finite: {accuracy['finite']})")
    if bound := comparison.get("bound"):
        rates = ", ".join(f"{name.removeprefix('aten::')} {kind['flop_per_s'] / 1e9:.0f} GFLOP/s ({kind['seconds']:.2f} s)"
                          for name, kind in bound["kinds"].items())
        lines.append(f"  bound of a pass {bound['bound_s']:.2f} s for {bound['flop'] / 1e12:.3f} TFLOP: {rates}; the "
                     f"quickest run reached {bound['share_of_bound']:.2f} of it")
    if shares := comparison.get("resident_share_of_weights"):
        lines.append("  peak resident memory by the weights' bytes: " + json.dumps(shares))
    return "\n".join(lines)

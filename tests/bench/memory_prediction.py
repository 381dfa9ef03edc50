"""Measures whether clips take the memory that is predicted: the process's peak beside the estimate before its start.

    python tests/bench/memory_prediction.py STILLWAVE [PHOTO] [-- FLAG...]

STILLWAVE is the command line program; every run gets the FLAGs, a device for example. The script prints a Markdown
table and ends with an error where a clip took over 10 % more or less. The predicted seconds stand beside and are
rough.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

SAMPLES = pathlib.Path(__file__).parents[2] / "resources" / "samples"
CLIPS = {
    "256x144": [],
    "256x144, photo detail": ["--detail", "photo"],
    "256x144, 25 frames": ["--num-frames", "25"],
    "384x256": ["--width", "384", "--height", "256"],
    "512x512, 2 steps": ["--width", "512", "--height", "512", "--num-inference-steps", "2"],
    "256x144, at most 0.6 GB": ["--memory-budget", "0.6"],
}
ALLOWED = 0.1


def report(program, photo, flags, folder):
    path = folder / "report.json"
    subprocess.run([program, "animate", photo, "--seed", "42", "--detail", "model", "--quiet", "--force", "-o",
                    folder / "clip.mp4", "--report", path, *flags], check=True)
    return json.loads(path.read_text())


def main():
    split = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    (program, *photo), flags = sys.argv[1:split], sys.argv[split + 1:]
    far_off = []
    print("| clip | foreseen | measured | | seconds foreseen | taken | memory |\n|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        for title, own in CLIPS.items():
            told = report(program, photo[0] if photo else SAMPLES / "coffee.png", [*own, *flags], pathlib.Path(name))
            foreseen, measured = told["predicted"]["bytes"], told["peak_resident_bytes"]
            share = foreseen / measured
            if abs(share - 1) > ALLOWED:
                far_off.append(title)
            print(f"| {title} | {foreseen / 1e9:.2f} GB | {measured / 1e9:.2f} GB | {share:.2f} | "
                  f"{told['predicted']['seconds']:.0f} | {told['seconds']['total']:.0f} | {told['memory']} |", flush=True)
    if far_off:
        raise SystemExit("over 10 % off: " + "; ".join(far_off))


if __name__ == "__main__":
    main()

"""The same work by Stillwave and by diffusers, in turns, each run in a process of its own.

    python tests/bench/compare_diffusers BUILD [CASE...] [--scaling] [--environment DIR] [--json FILE] [--plot FILE]

BUILD is a build folder configured with -DSTILLWAVE_BENCHMARKS=ON (for a GPU machine also with
-DSTILLWAVE_MODEL_ONLY=ON, which lacks C4). Needed is a Python with diffusers 0.42.1 and torch 2.13: the one that runs
this, or one that --environment makes in DIR once, from the package index that pip is set to. Without a CASE all run:

"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import cases
import environment
import scaling


def arguments():
    titles = "\n".join(f"    {name}  {case.title}" for name, case in cases.CASES.items())
    parser = argparse.ArgumentParser(prog="compare_diffusers", description=__doc__ + titles,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("cases", nargs="*", metavar="CASE")
    parser.add_argument("--pairs", type=int, default=5, help="runs of each side (5)")
    parser.add_argument("--steps", type=int, default=1, help="sampling steps a run in C1, C2 and --scaling (1)")
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache"))
    parser.add_argument("--weights", type=pathlib.Path, default=cache / "stillwave" / "random-svd",
                        help="folder of the random weights, drawn at the first run (%(default)s): float32 9 GB, float16 "
                        "4.5 GB, of which a case makes what it needs")
    parser.add_argument("--scaling", action="store_true",
                        help="time over 4 to 50 frames and 256 to 1024 px, with fitted exponents; alone if no CASE is named")
    parser.add_argument("--environment", type=pathlib.Path, help="folder of diffusers' virtual environment")
    parser.add_argument("--json", type=pathlib.Path, help="where all figures go")
    parser.add_argument("--plot", type=pathlib.Path, help="a picture of them, .svg or .png (needs --json, matplotlib)")
    options = parser.parse_args()
    if options.plot and not options.json:
        parser.error("--plot needs --json")
    if unknown := [name for name in options.cases if name not in cases.CASES]:
        parser.error(f"no such case: {', '.join(unknown)}")
    if not options.cases and not options.scaling:
        options.cases = list(cases.CASES)
    return options


def measure(options, python, report):
    with tempfile.TemporaryDirectory() as folder:
        setting = cases.Setting(options.build, python, options.weights, pathlib.Path(folder), options.pairs,
                                options.steps)
        for name in options.cases:
            print(f"{name}: {cases.CASES[name].title}", flush=True)
            try:
                report["cases"][name] = cases.CASES[name].measure(setting)
            except cases.Skipped as reason:
                print(f"  skipped: {reason}", flush=True)
                continue
            for mode, comparison in report["cases"][name].items():
                print((f"  {mode}\n" if mode else "") + cases.text(comparison), flush=True)
        if options.scaling:
            print("scaling: a step of the narrow UNet with guidance", flush=True)
            report["scaling"] = scaling.measure(setting)
            print(scaling.text(report["scaling"]), flush=True)


def main():
    options = arguments()
    python = environment.interpreter(options.environment)
    report = {"machine": environment.machine(python), "cases": {}}
    print(json.dumps(report["machine"]))
    measure(options, python, report)
    if options.json:
        options.json.write_text(json.dumps(report, indent=1) + "\n")
    if options.plot and environment.has_matplotlib(python, options.environment):
        plot = pathlib.Path(__file__).with_name("plot.py")
        subprocess.run([python, plot, options.json, options.plot], check=True)


if __name__ == "__main__":
    sys.exit(main())

"""The same work by Stillwave and by diffusers, in turns, each run in a process of its own.

    python tests/bench/compare_diffusers BUILD CASE... [--pairs 5] [--weights DIR] [--environment DIR] [--json FILE]

BUILD is a build folder configured with -DSTILLWAVE_BENCHMARKS=ON. Needed is a Python with diffusers 0.42.1 and torch
2.13: the one that runs this, or one that --environment installs (once) into DIR. Cases:

    C1  UNet of full size, float32, 14 frames of 128x128: a step with guidance
    C2  the same at 256x256

Weights are drawn at random once into --weights (float32 9 GB, float16 4.5 GB; the parts that a case needs).
"""

import argparse
import json
import os
import pathlib
import sys
import tempfile

import cases
import environment


def arguments():
    parser = argparse.ArgumentParser(prog="compare_diffusers", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("cases", nargs="*", default=list(cases.CASES), choices=list(cases.CASES), metavar="CASE")
    parser.add_argument("--pairs", type=int, default=5, help="runs of each side (5)")
    parser.add_argument("--steps", type=int, default=1, help="sampling steps a run in C1 and C2 (1)")
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache"))
    parser.add_argument("--weights", type=pathlib.Path, default=cache / "stillwave" / "random-svd",
                        help="folder of the random weights (%(default)s)")
    parser.add_argument("--environment", type=pathlib.Path, help="folder of diffusers' virtual environment")
    parser.add_argument("--json", type=pathlib.Path, help="where all figures go")
    return parser.parse_args()


def main():
    options = arguments()
    python = environment.interpreter(options.environment)
    report = {"machine": environment.machine(python), "cases": {}}
    print(json.dumps(report["machine"]))
    with tempfile.TemporaryDirectory() as folder:
        for name in options.cases:
            setting = cases.Setting(options.build, python, options.weights, pathlib.Path(folder), options.pairs,
                                    options.steps)
            print(f"{name}: {cases.CASES[name].title}", flush=True)
            report["cases"][name] = cases.CASES[name].measure(setting)
            print(cases.text(report["cases"][name]), flush=True)
    if options.json:
        options.json.write_text(json.dumps(report, indent=1) + "\n")


if __name__ == "__main__":
    sys.exit(main())

"""The starter model from a cold start to a finished file: Stillwave beside a diffusers script, in turns.

    python compare_starter.py STILLWAVE PYTHON [RUNS]

STILLWAVE is the command line's binary; PYTHON an interpreter that has diffusers 0.42.1, transformers, torch 2.13.0 and
opencv. Both make 14 frames of resources/samples/coffee.png at 256x144, 4 steps, without guidance, photo detail off.
Each runs once to warm the file cache, then RUNS times (5) in turns; printed are the medians of wall and processor
seconds and of the peak resident memory as the operating system accounts them, and the ratios pair by pair.
"""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
PHOTO = str(REPOSITORY / "resources/samples/coffee.png")
MODEL = str(REPOSITORY / "resources/models/starter")


def measure(command):
    with tempfile.TemporaryFile() as output:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            output.seek(0)
            sys.exit(f"failed: {' '.join(command)}\n{output.read().decode(errors='replace')}")
    return {"wall_s": wall, "cpu_s": usage.ru_utime + usage.ru_stime, "peak_mib": usage.ru_maxrss / 1024}


def main(stillwave, python, runs):
    with tempfile.TemporaryDirectory() as folder:
        ours = [stillwave, "animate", PHOTO, "-o", f"{folder}/ours.mp4", "--force", "--quiet", "--model", MODEL]
        ours += ["--seed", "42", "--detail", "model"]
        theirs = [python, str(pathlib.Path(__file__).with_name("diffusers_starter.py")), MODEL, PHOTO]
        theirs += [f"{folder}/theirs.mp4"]
        commands = {"stillwave": ours, "diffusers": theirs}
        results = {name: [] for name in commands}
        for turn in range(runs + 1):
            for name, command in commands.items():
                figures = measure(command)
                if turn > 0:
                    results[name].append(figures)

    print(f"load average {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors, {runs} runs each")
    for figure in ("wall_s", "cpu_s", "peak_mib"):
        mine, other = ([run[figure] for run in results[name]] for name in commands)
        ratio = statistics.median(b / a for a, b in zip(mine, other))
        print(
            f"{figure:9} stillwave {statistics.median(mine):8.2f} ({min(mine):.2f} to {max(mine):.2f})   "
            f"diffusers {statistics.median(other):8.2f} ({min(other):.2f} to {max(other):.2f})   ratio {ratio:.2f}"
        )
    print(json.dumps(results))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 5)

"""Compares Stillwave with plain PyTorch at upscaling 256x144 to 1024x576 with the shipped model, in turns.

    python compare_upscale.py BENCH_UPSCALE PYTHON [RUNS]

BENCH_UPSCALE is the benchmark's binary (-DSTILLWAVE_BENCHMARKS=ON), PYTHON an interpreter that has torch 2.13.0 and
numpy. Both compute in float32 on the CPU with as many threads as there are processors. Each runs once to warm the file
cache, then RUNS times (5) in turns. The script prints the medians of frames per second and of the peak resident memory,
and the ratios pair by pair.
"""

import json
import os
import pathlib
import statistics
import subprocess
import sys


def stillwave(binary):
    command = [binary, "--benchmark_filter=^upscale/0/", "--benchmark_format=json", "--benchmark_min_time=4"]
    result = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)["benchmarks"][0]
    return {key: result[key] for key in ("frames_per_second", "peak_mib")}


def pytorch(python):
    script = pathlib.Path(__file__).with_name("plain_upscale.py")
    return json.loads(subprocess.run([python, str(script), "8"], check=True, capture_output=True).stdout)


def main(binary, python, runs):
    results = {"stillwave": [], "pytorch": []}
    for turn in range(runs + 1):
        pair = {"stillwave": stillwave(binary), "pytorch": pytorch(python)}
        if turn > 0:
            for name, figures in pair.items():
                results[name].append(figures)

    print(f"load average {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors, {runs} runs each")
    for figure in ("frames_per_second", "peak_mib"):
        mine, other = ([run[figure] for run in results[name]] for name in ("stillwave", "pytorch"))
        ratio = statistics.median(a / b for a, b in zip(mine, other))
        print(
            f"{figure:17} stillwave {statistics.median(mine):8.2f} ({min(mine):.2f} to {max(mine):.2f})   "
            f"pytorch {statistics.median(other):8.2f} ({min(other):.2f} to {max(other):.2f})   ratio {ratio:.2f}"
        )
    print(json.dumps(results))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 5)

"""Runs two programs in turns and sums up what they told of themselves."""

import json
import os
import statistics
import subprocess
import sys
import time


class Failed(Exception):
    """A side did not finish; the text is what it said."""


def busy_seconds():
    """Processor seconds spent by all programs since the machine started; None where the system does not tell."""
    try:
        with open("/proc/stat", encoding="ascii") as stat:
            user, nice, system, _, _, irq, softirq, steal = map(int, stat.readline().split()[1:9])
    except OSError:
        return None
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")


def run(command, environment=None):
    """Runs a program whose last line is a JSON object of figures. Adds wall and processor seconds of the whole
    process, and the processors that other programs kept busy meanwhile."""
    before, started = busy_seconds(), time.monotonic()
    process = subprocess.Popen(
        [str(part) for part in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **(environment or {}), "STARTED_MONOTONIC_S": f"{started:.6f}"},
    )
    output, errors = process.communicate()
    wall = time.monotonic() - started
    if process.returncode != 0:
        raise Failed(f"{' '.join(map(str, command))} ended with {process.returncode}:\n{output[-2000:]}{errors[-4000:]}")
    figures = json.loads(output.strip().splitlines()[-1])
    figures["process_s"] = wall
    if before is not None and "process_cpu_s" in figures:
        figures["others_busy_processors"] = (busy_seconds() - before - figures["process_cpu_s"]) / wall
    return figures


def alternate(commands, pairs, warm_up=0):
    """commands: {"stillwave": [...], "diffusers": [...]}, run in turns. Returns {side: [figures of each run]}."""
    results = {side: [] for side in commands}
    for turn in range(warm_up + pairs):
        for side, command in commands.items():
            load = os.getloadavg()[0]
            figures = run(command)
            figures["load_average_before"] = load
            if turn >= warm_up:
                results[side].append(figures)
                shown = {key: f"{figures[key]:.4g}" for key in figures if isinstance(figures[key], (int, float))}
                print(f"    {side} {shown}", file=sys.stderr, flush=True)
    return results


def summary(results):
    """Medians of both sides for each figure that all runs have, and the median of the ratios pair by pair
    (diffusers / stillwave: above 1 is better)."""
    ours, theirs = results["stillwave"], results["diffusers"]
    figures = {}
    for key in ours[0]:
        if not all(isinstance(run.get(key), (int, float)) for run in ours + theirs):
            continue
        mine, other = [run[key] for run in ours], [run[key] for run in theirs]
        figures[key] = {"stillwave": statistics.median(mine), "diffusers": statistics.median(other)}
        if all(value > 0 for value in mine):
            ratios = [b / a for a, b in zip(mine, other)]
            figures[key] |= {"ratio": statistics.median(ratios), "ratio_range": [min(ratios), max(ratios)]}
    return figures

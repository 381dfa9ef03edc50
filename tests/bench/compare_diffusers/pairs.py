"""Runs two programs in turns and sums up the figures that they print."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time


class Failed(Exception):
    """Raised where a side did not finish; the text is what that side printed."""


def busy_seconds():
    """Processor seconds spent by all programs since the machine started; None where the system does not tell."""
    try:
        with open("/proc/stat", encoding="ascii") as stat:
            user, nice, system, _, _, irq, softirq, steal = map(int, stat.readline().split()[1:9])
    except OSError:
        return None
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")


def run(command, environment=None):
    """Runs a program and returns its figures: the JSON object in its last line, if that is one; wall and processor
    seconds and peak memory of the whole process as the system accounts them; the processors that others kept busy."""
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        before, started = busy_seconds(), time.monotonic()
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            env={**os.environ, **(environment or {}), "STARTED_MONOTONIC_S": f"{started:.6f}"},
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall, after = time.monotonic() - started, busy_seconds()
        output.seek(0)
        errors.seek(0)
        told, complaints = output.read(), errors.read()
    if process.returncode != 0:
        raise Failed(f"{' '.join(map(str, command))} ended with {process.returncode}:\n{told[-2000:]}{complaints[-4000:]}")
    lines = told.strip().splitlines()
    figures = json.loads(lines[-1]) if lines and lines[-1].startswith("{") else {}
    processor = usage.ru_utime + usage.ru_stime
    figures |= {"process_s": wall, "process_cpu_s": processor, "process_peak_bytes": usage.ru_maxrss * 1024}
    if before is not None:
        figures["others_busy_processors"] = max(0.0, (after - before - processor) / wall)
    return figures


def alternate(commands, pairs, warm_up=0, environments=None):
    """Runs `commands`, {"stillwave": [...], "diffusers": [...]}, in turns. Returns {side: [figures of each run]}."""
    results = {side: [] for side in commands}
    for turn in range(warm_up + pairs):
        for side, command in commands.items():
            load = os.getloadavg()[0]
            figures = run(command, (environments or {}).get(side))
            figures["load_average_before"] = load
            if turn >= warm_up:
                results[side].append(figures)
                shown = {key: f"{figures[key]:.4g}" for key in figures if isinstance(figures[key], (int, float))}
                print(f"    {side} {shown}", file=sys.stderr, flush=True)
    return results


def summary(results):
    """Medians of both sides for each figure that all runs have, and the median of the ratios pair by pair
    (the second / the first: above 1 is better for the first)."""
    (first, ours), (second, theirs) = results.items()
    figures = {}
    for key in ours[0]:
        if not all(isinstance(run.get(key), (int, float)) for run in ours + theirs):
            continue
        mine, other = [run[key] for run in ours], [run[key] for run in theirs]
        figures[key] = {first: statistics.median(mine), second: statistics.median(other)}
        if all(value > 0 for value in mine):
            ratios = [b / a for a, b in zip(mine, other)]
            figures[key] |= {"ratio": statistics.median(ratios), "ratio_range": [min(ratios), max(ratios)]}
    return figures

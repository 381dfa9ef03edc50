"""A picture of compare_diffusers' report:  python plot.py REPORT.json OUT.svg|OUT.png

Run by an interpreter that has matplotlib.
"""

import json
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

OURS, THEIRS = "#2f6f8f", "#c9a66b"


def bars(axes, comparisons, key, title):
    chosen = {name: figures for name, figures in comparisons.items() if "ratio" in figures.get(key, {})}
    names, values = list(chosen), [figures[key]["ratio"] for figures in chosen.values()]
    axes.barh(names[::-1], values[::-1], color=OURS)
    axes.axvline(1, color="black", linewidth=0.8)
    axes.set_title(title, fontsize=10)


def lines(axes, scaling, axis, across, label):
    rows = scaling[axis]["rows"]
    for side, colour in (("stillwave", OURS), ("diffusers", THEIRS)):
        fit = scaling[axis]["exponents"][side]["seconds"]
        axes.loglog([across(row) for row in rows], [row[side]["seconds"] for row in rows], "o-", color=colour,
                    label=f"{side}, exponent {fit:.2f}")
    axes.set_xlabel(label)
    axes.set_ylabel("s")
    axes.legend(fontsize=8)


def main(report, out):
    with open(report, encoding="utf-8") as file:
        report = json.load(file)
    comparisons = {}
    for case, parts in report["cases"].items():
        for mode, comparison in parts.items():
            if "figures" in comparison:
                figures = comparison["figures"]
                main_key = "seconds" if "seconds" in figures else "process_s"
                memory = "peak_device_bytes" if "ratio" in figures.get("peak_device_bytes", {}) else "process_peak_bytes"
                comparisons[f"{case} {mode}".strip()] = {"time": figures[main_key], "memory": figures[memory]}
    panels = (2 if comparisons else 0) + (2 if "scaling" in report else 0)
    figure, axes = plt.subplots(1, panels, figsize=(4 * panels, 3.2), layout="constrained")
    axes = list(axes)
    if comparisons:
        bars(axes.pop(0), comparisons, "time", "times faster than diffusers")
        bars(axes.pop(0), comparisons, "memory", "times less memory")
    if "scaling" in report:
        lines(axes.pop(0), report["scaling"], "frames", lambda row: row["frames"], "frames")
        lines(axes.pop(0), report["scaling"], "side", lambda row: row["side"] ** 2, "pixels of a frame")
    figure.suptitle(f"{report['machine']['processor']}, {report['machine']['processors']} processors", fontsize=9)
    figure.savefig(out)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])

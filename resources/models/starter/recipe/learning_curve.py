"""Draws the learning curve of `stillwave train` as an SVG picture.

    python learning_curve.py trained/learning_curve.jsonl ../learning-curve.svg
"""

import argparse
import json
from pathlib import Path

WIDTH, HEIGHT = 720, 320
LEFT, TOP, RIGHT, BOTTOM = 64, 24, 16, 44
SMOOTHING = 10  # logged losses in each mean


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("curve", type=Path)
    parser.add_argument("output", type=Path)
    args = parser.parse_args()
    lines = [json.loads(line) for line in args.curve.read_text().splitlines()]
    args.output.write_text(picture(lines))


def picture(lines):
    losses = [line["loss"] for line in lines]
    smooth = [
        (lines[i]["step"], sum(losses[max(0, i - SMOOTHING + 1) : i + 1]) / min(SMOOTHING, i + 1))
        for i in range(len(lines))
    ]
    held_out = [(line["step"], line["validation_loss"]) for line in lines if "validation_loss" in line]
    last = max(step for step, _ in smooth)
    values = [value for _, value in smooth + held_out]
    low, high = 0.95 * min(values), 1.05 * max(values)

    def place(step, value):
        x = LEFT + step / last * (WIDTH - LEFT - RIGHT)
        return x, TOP + (high - value) / (high - low) * (HEIGHT - TOP - BOTTOM)

    def line(points, colour, width):
        places = " ".join(f"{x:.1f},{y:.1f}" for x, y in (place(*point) for point in points))
        return f'<polyline points="{places}" fill="none" stroke="{colour}" stroke-width="{width}"/>'

    def text(x, y, words, anchor="start", colour="#9aa0a6"):
        return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}" fill="{colour}">{words}</text>'

    marks = []
    for part in range(5):
        value, step = low + part / 4 * (high - low), round(part / 4 * last)
        y, x = place(0, value)[1], place(step, low)[0]
        marks.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#2c3036"/>')
        marks += [text(LEFT - 8, y + 4, f"{value:.4f}", "end"), text(x, HEIGHT - 22, step, "middle")]
    dots = [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#3fb8af"/>' for x, y in (place(*p) for p in held_out)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#15171c"/>',
            *marks,
            line(smooth, "#6b7178", 1.5),
            line(held_out, "#3fb8af", 2),
            *dots,
            text(LEFT, 16, f"loss of the training clips, mean of {SMOOTHING} logged steps"),
            text(LEFT + 330, 16, "loss of the held-out photos", colour="#3fb8af"),
            text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, "step", "middle"),
            "</svg>",
            "",
        ]
    )


if __name__ == "__main__":
    main()

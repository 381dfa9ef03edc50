"""How time grows with frames and with the picture, and the exponents that fit it."""

import math

import cases
import pairs

FRAMES = (4, 8, 14, 25, 50)
SIDES = (256, 384, 512, 768, 1024)
FIXED_FRAMES, FIXED_SIDE = 4, 256


def exponent(points):
    """Slope of the least-squares line through the logarithms of [(x, y)]."""
    xs, ys = zip(*((math.log(x), math.log(y)) for x, y in points))
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys)) / sum((x - mean_x) ** 2 for x in xs)


def measure(setting):
    """Times a step with guidance of the narrow UNet (the real one takes hours at 1024x1024 on a processor), once a
    point and side."""
    model = setting.model("float32", "unet", width="narrow")
    result = {}
    for axis, points in {"frames": [(frames, FIXED_SIDE) for frames in FRAMES],
                         "side": [(FIXED_FRAMES, side) for side in SIDES]}.items():
        rows = []
        for frames, side in points:
            runs = pairs.alternate(cases.unet_commands(setting, model, frames, side, side), 1)
            row = {"frames": frames, "side": side}
            row |= {name: {key: runs[name][0][key] for key in ("seconds", "cpu_s", "peak_resident_bytes")}
                    for name in runs}
            rows.append(row)
        across = {"frames": lambda row: row["frames"], "side": lambda row: row["side"] ** 2}[axis]
        exponents = {
            name: {key: exponent([(across(row), row[name][key]) for row in rows])
                   for key in ("seconds", "cpu_s", "peak_resident_bytes")}
            for name in ("stillwave", "diffusers")
        }
        result[axis] = {"rows": rows, "exponents": exponents}
    return result


def text(result):
    lines = []
    for axis, name in (("frames", "frames"), ("side", "pixels of a frame")):
        for row in result[axis]["rows"]:
            lines.append(f"  {row['frames']:3} frames of {row['side']:4}x{row['side']:<4} " + "   ".join(
                f"{side} {row[side]['seconds']:8.2f} s {row[side]['peak_resident_bytes'] / cases.MIB:7.0f} MiB"
                for side in ("stillwave", "diffusers")))
        fits = result[axis]["exponents"]
        lines.append(f"  time grows as {name} to the power of " + ", ".join(
            f"{fits[side]['seconds']:.2f} ({side}; processor time {fits[side]['cpu_s']:.2f}, memory "
            f"{fits[side]['peak_resident_bytes']:.2f})" for side in fits))
    return "\n".join(lines)

#!/usr/bin/env python3
"""Makes tests/data/media: small photos of every kind and what Pillow and LittleCMS make of them.

Run from the repository's root: python3 tests/reference/make_media_data.py
Needs Pillow (with LittleCMS) and numpy. Each `NAME.ext` has its upright sRGB truth beside it as `NAME.truth.png`.
"""

import io
import pathlib
import struct

import numpy as np
from PIL import Image, ImageCms, TiffImagePlugin

ROOT = pathlib.Path(__file__).resolve().parents[2]
OUT = ROOT / "tests" / "data" / "media"
RELATIVE = ImageCms.Intent.RELATIVE_COLORIMETRIC
BPC = ImageCms.Flags.BLACKPOINTCOMPENSATION


def chart():
    """96x64: a photo's detail on the left, saturated and pale patches on the right."""
    photo = Image.open(ROOT / "resources/samples/coffee.png").convert("RGB").resize((96, 64), Image.LANCZOS)
    pixels = np.asarray(photo).copy()
    colours = [(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0), (0, 255, 255), (255, 0, 255),
               (255, 255, 255), (0, 0, 0), (128, 128, 128), (200, 150, 120), (40, 80, 60), (250, 230, 200)]
    for i, colour in enumerate(colours):
        x, y = 48 + 16 * (i % 3), 16 * (i // 3)
        pixels[y:y + 16, x:x + 16] = colour
    return pixels


def s15f16(value):
    return struct.pack(">i", round(value * 65536))


def icc(colour_space, connection_space, tags):
    """A version 2 profile of the given tags."""
    table, body, offset = b"", b"", 128 + 4 + 12 * len(tags)
    for name, data in tags:
        data += b"\0" * (-len(data) % 4)
        table += struct.pack(">4sII", name, offset + len(body), len(data))
        body += data
    header = struct.pack(">I4sI4s4s4s12s4s4sIIIQI", offset + len(body), b"\0\0\0\0", 0x02400000,
                         b"prtr" if colour_space == b"CMYK" else b"mntr", colour_space, connection_space,
                         struct.pack(">6H", 2024, 1, 1, 0, 0, 0), b"acsp", b"\0\0\0\0", 0, 0, 0, 0, 1)
    header += s15f16(0.9642) + s15f16(1.0) + s15f16(0.8249) + b"\0" * 48
    return header[:128] + struct.pack(">I", len(tags)) + table + body


def text_tags(name):
    ascii_name = name.encode() + b"\0"
    description = b"desc\0\0\0\0" + struct.pack(">I", len(ascii_name)) + ascii_name + b"\0" * (4 + 4 + 2 + 1 + 67)
    white = b"XYZ \0\0\0\0" + s15f16(0.9642) + s15f16(1.0) + s15f16(0.8249)
    return [(b"desc", description), (b"cprt", b"text\0\0\0\0Public domain\0"), (b"wtpt", white)]


def matrix_profile(name, columns, gamma):
    """RGB by a matrix (D50 XYZ of red, green and blue) and one gamma."""
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256))
    tags = text_tags(name)
    for tag, column in zip((b"rXYZ", b"gXYZ", b"bXYZ"), columns):
        tags.append((tag, b"XYZ \0\0\0\0" + b"".join(s15f16(v) for v in column)))
    return icc(b"RGB ", b"XYZ ", tags + [(b"rTRC", curve), (b"gTRC", curve), (b"bTRC", curve)])


def grey_profile(gamma):
    return icc(b"GRAY", b"XYZ ", text_tags("Grey test") + [
        (b"kTRC", b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)))])


def cmyk_profile():
    """Inks that mix as filters do, with colours unlike any press, on a 5^4 grid to Lab."""
    inks = np.array([[0.1, 0.5, 0.7], [0.7, 0.1, 0.4], [0.9, 0.8, 0.1], [0.06, 0.06, 0.06]])  # linear RGB of full ink
    grid = 5
    steps = np.linspace(0, 1, grid)
    c, m, y, k = np.meshgrid(steps, steps, steps, steps, indexing="ij")
    rgb = np.ones(c.shape + (3,))
    for amount, ink in zip((c, m, y, k), inks):
        rgb *= 1 - amount[..., None] * (1 - ink)
    xyz = rgb @ np.array([[0.4360, 0.3851, 0.1431], [0.2225, 0.7169, 0.0606], [0.0139, 0.0971, 0.7141]]).T
    ratio = xyz / np.array([0.9642, 1.0, 0.8249])
    f = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    lab = np.stack([116 * f[..., 1] - 16, 500 * (f[..., 0] - f[..., 1]), 200 * (f[..., 1] - f[..., 2])], -1)
    coded = np.clip(np.round(np.stack([lab[..., 0] * 2.55, lab[..., 1] + 128, lab[..., 2] + 128], -1)), 0, 255)
    ramp = bytes(range(256))
    identity = b"".join(s15f16(v) for v in (1, 0, 0, 0, 1, 0, 0, 0, 1))
    lut = b"mft1\0\0\0\0" + bytes([4, 3, grid, 0]) + identity + ramp * 4 + coded.astype(np.uint8).tobytes() + ramp * 3
    return icc(b"CMYK", b"Lab ", text_tags("CMYK test") + [(b"A2B0", lut), (b"A2B1", lut)])


def to_srgb(image, profile):
    return ImageCms.profileToProfile(image, io.BytesIO(profile), ImageCms.createProfile("sRGB"), RELATIVE,
                                     outputMode="RGB", flags=BPC)


def truth(name, pixels):
    # The image passes through an array, so that no profile or date goes along.
    Image.fromarray(np.asarray(pixels)).save(OUT / f"{name}.truth.png", optimize=True)


def over(rgba, background):
    alpha = rgba[..., 3:].astype(float) / 255
    return np.round(rgba[..., :3] * alpha + np.array(background) * (1 - alpha)).astype(np.uint8)


def lanczos(image, size, box):
    """In float, so that nothing is rounded or clipped between Pillow's two passes."""
    channels = [channel.convert("F").resize(size, Image.LANCZOS, box=box) for channel in image.split()]
    return np.clip(np.round(np.stack([np.asarray(channel) for channel in channels], -1)), 0, 255).astype(np.uint8)


def save_16_bit_tiff(path, pixels, tile=0):
    """Pillow writes no 16-bit RGB: a plain little-endian TIFF by hand, in one strip or in tiles."""
    height, width, channels = pixels.shape
    parts = [pixels]
    if tile:
        padded = np.zeros((-(-height // tile) * tile, -(-width // tile) * tile, channels), np.uint16)
        padded[:height, :width] = pixels
        parts = [padded[y:y + tile, x:x + tile] for y in range(0, padded.shape[0], tile)
                 for x in range(0, padded.shape[1], tile)]
    data = [np.ascontiguousarray(part, "<u2").tobytes() for part in parts]
    entries = {256: [width], 257: [height], 258: [16] * channels, 259: [1], 262: [2], 277: [channels], 284: [1]}
    if channels == 4:
        entries[338] = [2]
    offsets, counts = (324, 325) if tile else (273, 279)
    if tile:
        entries.update({322: [tile], 323: [tile]})
    else:
        entries[278] = [height]
    position = 8
    entries[offsets], entries[counts] = [], [len(part) for part in data]
    for part in data:
        entries[offsets].append(position)
        position += len(part)
    directory_size = 2 + 12 * len(entries) + 4
    directory, outside = b"", b""
    for tag in sorted(entries):
        values = b"".join(struct.pack("<I", value) for value in entries[tag])
        if len(entries[tag]) == 1:
            field = values
        else:
            field = struct.pack("<I", position + directory_size + len(outside))
            outside += values
        directory += struct.pack("<HHI", tag, 4, len(entries[tag])) + field
    with open(path, "wb") as file:
        file.write(struct.pack("<2sHI", b"II", 42, position) + b"".join(data))
        file.write(struct.pack("<H", len(entries)) + directory + struct.pack("<I", 0) + outside)


def save_16_bit_png(path, pixels, colour_type):
    import zlib
    height, width = pixels.shape[:2]
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in pixels)

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 16, colour_type, 0, 0, 0)))
        file.write(chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    pixels = chart()
    image = Image.fromarray(pixels)
    truth("chart", pixels)

    # One upright image is stored in all eight ways; the truth is the upright one at the same JPEG quality.
    stored = {1: image, 2: image.transpose(Image.FLIP_LEFT_RIGHT), 3: image.transpose(Image.ROTATE_180),
              4: image.transpose(Image.FLIP_TOP_BOTTOM), 5: image.transpose(Image.TRANSPOSE),
              6: image.transpose(Image.ROTATE_90), 7: image.transpose(Image.TRANSVERSE),
              8: image.transpose(Image.ROTATE_270)}
    for orientation, turned in stored.items():
        exif = Image.Exif()
        exif[0x0112] = orientation
        turned.save(OUT / f"orientation_{orientation}.jpg", quality=95, subsampling=0, exif=exif)
    exif = Image.Exif()
    exif[0x0112] = 6
    stored[6].save(OUT / "orientation_6.webp", lossless=True, exif=exif)
    stored[6].save(OUT / "orientation_6.png", exif=exif)
    stored[6].save(OUT / "orientation_6.tif", tiffinfo={274: 6}, compression="tiff_lzw")

    # Plain files of every format.
    image.save(OUT / "plain.png", optimize=True)
    image.save(OUT / "plain.webp", lossless=True)
    image.save(OUT / "plain.bmp")
    image.save(OUT / "plain.tif", compression="tiff_lzw")
    image.save(OUT / "deflate.tif", compression="tiff_adobe_deflate")
    image.save(OUT / "progressive.jpg", quality=95, progressive=True)
    truth("progressive", Image.open(OUT / "progressive.jpg").convert("RGB"))
    grey = image.convert("L")
    truth("grey", grey.convert("RGB"))
    for extension in ("png", "tif", "bmp"):
        grey.save(OUT / f"grey.{extension}")
    grey.save(OUT / "grey_jpeg.jpg", quality=95)
    truth("grey_jpeg", Image.open(OUT / "grey_jpeg.jpg").convert("RGB"))

    # Palettes, one with a transparent entry; 1 bit.
    palette = image.quantize(64)
    palette.save(OUT / "palette.png", optimize=True)
    palette.save(OUT / "palette.bmp")
    truth("palette", palette.convert("RGB"))
    palette.save(OUT / "palette_alpha.png", transparency=int(np.asarray(palette)[0, 0]))
    truth("palette_alpha", over(np.asarray(Image.open(OUT / "palette_alpha.png").convert("RGBA")), (51, 102, 204)))
    bits = grey.convert("1")
    bits.save(OUT / "bits.png")
    bits.save(OUT / "bits.tif", compression="group4")
    truth("bits", bits.convert("RGB"))

    # Alpha over #3366cc.
    alpha = np.linspace(0, 255, 96).astype(np.uint8)[None].repeat(64, 0)
    rgba = np.dstack([pixels, alpha])
    truth("alpha", over(rgba, (51, 102, 204)))
    for extension, options in {"png": {}, "webp": {"lossless": True, "exact": True}, "tif": {}, "bmp": {}}.items():
        Image.fromarray(rgba).save(OUT / f"alpha.{extension}", **options)
    grey_alpha = np.dstack([np.asarray(grey), alpha])
    Image.fromarray(grey_alpha).save(OUT / "grey_alpha.png")
    truth("grey_alpha", over(np.dstack([np.asarray(grey)] * 3 + [alpha]), (51, 102, 204)))

    # 16 bits: values lie between the 8-bit levels, and the truth is rounded.
    rng = np.random.default_rng(1)
    wide = np.clip(pixels.astype(np.int64) * 257 + rng.integers(-128, 129, pixels.shape), 0, 65535).astype(np.uint16)
    truth("wide", np.round(wide / 257).astype(np.uint8))
    save_16_bit_png(OUT / "wide.png", wide[:, :, :], 2)
    save_16_bit_tiff(OUT / "wide.tif", wide)
    save_16_bit_tiff(OUT / "wide_tiled.tif", wide, tile=32)
    wide_grey = wide[..., :1]
    save_16_bit_png(OUT / "wide_grey.png", wide_grey[..., 0], 0)
    truth("wide_grey", np.round(wide_grey / 257).astype(np.uint8).repeat(3, 2))
    wide_alpha = np.dstack([wide, alpha.astype(np.uint16) * 257])
    save_16_bit_png(OUT / "wide_alpha.png", wide_alpha, 6)
    blend = wide / 257 * alpha[..., None] / 255 + np.array([51, 102, 204]) * (1 - alpha[..., None] / 255)
    truth("wide_alpha", np.round(blend).astype(np.uint8))

    # Profiles. Display P3's primaries; then red and blue swapped, so that ignoring it cannot pass.
    p3 = matrix_profile("P3 test", [(0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189),
                                    (0.15710, 0.06657, 0.78407)], 2.2)
    swapped = matrix_profile("Swapped test", [(0.14307, 0.06061, 0.71410), (0.38515, 0.71688, 0.09708),
                                              (0.43607, 0.22249, 0.01392)], 1.8)
    for name, profile in (("p3", p3), ("swapped", swapped)):
        image.save(OUT / f"{name}.png", icc_profile=profile)
        image.save(OUT / f"{name}.jpg", quality=95, subsampling=0, icc_profile=profile)
        truth(name, to_srgb(image, profile))
        truth(f"{name}_jpeg", to_srgb(Image.open(OUT / f"{name}.jpg"), profile))
    image.save(OUT / "p3.webp", lossless=True, icc_profile=p3)
    image.save(OUT / "p3.tif", icc_profile=p3, compression="tiff_lzw")
    dot = grey_profile(1.4)
    grey.save(OUT / "grey_profile.png", icc_profile=dot)
    truth("grey_profile", to_srgb(grey, dot))
    image.save(OUT / "broken_profile.png", icc_profile=p3[:200])

    # CMYK, with a profile and without; Pillow writes JPEGs inverted, as Adobe does.
    inks = np.zeros((64, 96, 4), np.uint8)
    inks[..., :3] = 255 - pixels
    inks[..., 3] = inks[..., :3].min(-1) // 2
    cmyk, profile = Image.fromarray(inks, "CMYK"), cmyk_profile()
    cmyk.save(OUT / "cmyk_profile.jpg", quality=95, subsampling=0, icc_profile=profile)
    cmyk.save(OUT / "cmyk_profile.tif", icc_profile=profile, compression="tiff_lzw")
    cmyk.save(OUT / "cmyk.jpg", quality=95, subsampling=0)
    cmyk.save(OUT / "cmyk.tif", compression="tiff_lzw")
    truth("cmyk_profile", to_srgb(cmyk, profile))
    truth("cmyk_profile_jpeg", to_srgb(Image.open(OUT / "cmyk_profile.jpg"), profile))

    # Resampling: a zone plate and a photo, and what Pillow's Lanczos makes of a box with fractions.
    y, x = np.mgrid[:300, :400]
    zone = 127.5 + 127.5 * np.cos(np.pi * ((x - 199.5) ** 2 + (y - 149.5) ** 2) / 400)
    zone = Image.fromarray(np.dstack([zone.round().astype(np.uint8)] * 3))
    coffee = Image.open(ROOT / "resources/samples/coffee.png").convert("RGB")
    for source, name, size, box in ((zone, "zone_128x96", (128, 96), None),
                                    (coffee, "coffee_128x72", (128, 72), (10.25, 31.5, 570.25, 346.5)),
                                    (image, "chart_200x150", (200, 150), (0.5, 1.25, 80.5, 61.25))):
        truth(name, lanczos(source, size, box))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Makes the AVIF and HEIC pictures of tests/data/media from the truths that make_media_data.py made there.

Run from the repository's root: python3 tests/reference/make_heif_data.py
Needs Pillow with AVIF, and libvips with libheif and its HEVC encoder. Each is nearly without loss: its truth is the
PNG named beside it in photo_reader_test.cpp.
"""

import ctypes
import pathlib

from PIL import Image

OUT = pathlib.Path(__file__).resolve().parents[2] / "tests" / "data" / "media"
HEVC = 1  # VIPS_FOREIGN_HEIF_COMPRESSION_HEVC


def save_heic(source, target):
    """Pillow writes no HEIC, so libvips does."""
    vips = ctypes.CDLL("libvips.so.42")
    vips.vips_init(b"make_heif_data")
    vips.vips_image_new_from_file.restype = ctypes.c_void_p
    image = ctypes.c_void_p(vips.vips_image_new_from_file(str(source).encode(), None))
    if vips.vips_heifsave(image, str(target).encode(), b"compression", HEVC, b"Q", 98, b"subsample_mode",
                          2, None) != 0:
        raise SystemExit(ctypes.string_at(vips.vips_error_buffer()).decode())


def main():
    best = {"quality": 100, "subsampling": "4:4:4"}
    chart = Image.open(OUT / "chart.truth.png").convert("RGB")
    chart.save(OUT / "plain.avif", **best)
    Image.open(OUT / "alpha.png").save(OUT / "alpha.avif", **best)
    p3 = Image.open(OUT / "p3.png")
    p3.save(OUT / "p3.avif", icc_profile=p3.info["icc_profile"], **best)
    # Pillow writes the turn as AVIF's own property, which alone counts.
    exif = Image.Exif()
    exif[0x0112] = 6
    chart.transpose(Image.ROTATE_90).save(OUT / "orientation_6.avif", exif=exif, **best)
    save_heic(OUT / "chart.truth.png", OUT / "plain.heic")


main()

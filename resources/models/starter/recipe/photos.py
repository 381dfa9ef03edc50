"""Photos of a folder, and the windows that are cut from them."""

import json
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

LICENCES = "licences.json"
LONG_SIDE_PX = 2048
MOST_ENLARGED = 2.5  # a random window is up to so much smaller than the largest that fits


@dataclass(frozen=True)
class Photo:
    """A photo: its file's name, its licence and uint8 pixels [height, width, 3] in red, green, blue."""

    name: str
    licence: str
    pixels: np.ndarray


@dataclass(frozen=True)
class PhotoSet:
    """Photos to learn from, and photos that are only looked at."""

    training: list
    held_out: list


def load_photos(folder, held_out):
    """Reads the photos of a folder in the order of their names; the last `held_out` of them are held out.

    licences.json in the folder names each photo's licence, author and source. A photo that it does not name is refused,
    as `stillwave train --pack` refuses it.
    """
    folder = Path(folder)
    licences = json.loads((folder / LICENCES).read_text())
    paths = sorted(path for path in folder.iterdir() if path.name != LICENCES and not path.name.startswith("."))
    unknown = [path.name for path in paths if path.name not in licences]
    if unknown:
        raise ValueError(f"{folder / LICENCES} says nothing of {', '.join(unknown)}.")
    if len(paths) <= held_out:
        raise ValueError(f"{folder} has {len(paths)} photos; more than the {held_out} that are held out are needed.")
    photos = [Photo(path.name, licences[path.name], _read(path)) for path in paths]
    return PhotoSet(photos[: len(photos) - held_out], photos[len(photos) - held_out :])


def middle_window(photo, width, height):
    """The largest window of a photo in the shape of width x height px, as float32 [height, width, 3] of 0..1."""
    photo_height, photo_width = photo.pixels.shape[:2]
    scale = min(photo_width / width, photo_height / height)
    left, top = (photo_width - width * scale) / 2, (photo_height - height * scale) / 2
    return _cut(photo, left, top, scale, width, height).astype(np.float32) / 255


def random_window(rng, photos, width, height):
    """A window of random place, size and colours of a random photo, as float32 [height, width, 3] of 0..1."""
    photo = photos[rng.integers(len(photos))]
    photo_height, photo_width = photo.pixels.shape[:2]
    largest = min(photo_width / width, photo_height / height)
    scale = max(largest / np.exp(rng.uniform(0, np.log(MOST_ENLARGED))), min(largest, 1.0))
    left = rng.uniform(0, photo_width - width * scale)
    top = rng.uniform(0, photo_height - height * scale)
    return _recoloured(rng, _cut(photo, left, top, scale, width, height))


def _read(path):
    pixels = cv2.imread(str(path), cv2.IMREAD_COLOR)
    if pixels is None:
        raise ValueError(f"{path} is not a picture that OpenCV reads.")
    scale = LONG_SIDE_PX / max(pixels.shape[:2])
    if scale < 1:
        size = round(pixels.shape[1] * scale), round(pixels.shape[0] * scale)
        pixels = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    return np.ascontiguousarray(pixels[..., ::-1])


def _cut(photo, left, top, scale, width, height):
    """The window at (left, top) px, `scale` photo pixels to a pixel of the window."""
    left, top = int(left), int(top)
    part = photo.pixels[top : top + round(height * scale), left : left + round(width * scale)]
    return cv2.resize(part, (width, height), interpolation=cv2.INTER_AREA if scale > 1 else cv2.INTER_CUBIC)


def _recoloured(rng, window):
    """A window as float32 of 0..1, mirrored at random, with random gamma, saturation and white balance."""
    if rng.random() < 0.5:
        window = window[:, ::-1]
    colours = window.astype(np.float32) / 255
    if rng.random() < 0.5:
        colours = np.clip(colours, 1e-4, 1) ** np.exp(rng.uniform(-0.3, 0.3))
    if rng.random() < 0.5:
        grey = colours.mean(2, keepdims=True)
        colours = grey + (colours - grey) * rng.uniform(0.6, 1.4)
    if rng.random() < 0.4:
        colours = colours * rng.uniform(0.85, 1.15, 3)
    if rng.random() < 0.15:
        colours = colours[:, :, rng.permutation(3)]
    return np.ascontiguousarray(np.clip(colours, 0, 1), dtype=np.float32)

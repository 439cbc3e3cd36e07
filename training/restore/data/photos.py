"""Photos and the pieces of them that stand for whole pictures."""

from pathlib import Path

import numpy as np
from PIL import Image

from ..degrade.light import luminance

SMALLEST_SIDE = 112
MONOCHROME_SHARE = 0.12
"""Grey and brown pieces: what lies in an album is seldom in colour."""


def read_photos(folders: list[Path]) -> list[np.ndarray]:
    """All photos of the folders in the order of their names, uint8 HxWx3."""
    files = sorted(file for folder in folders for file in folder.iterdir() if file.suffix in (".webp", ".png", ".jpg"))
    if not files:
        raise FileNotFoundError(f"No photos in {', '.join(map(str, folders))}.")
    return [np.asarray(Image.open(file).convert("RGB")) for file in files]


def random_piece(photos: list[np.ndarray], random: np.random.Generator) -> np.ndarray:
    """A piece of about 250 to 500 pixels a side, scaled, mirrored and slightly recoloured; float32 HxWx3 0..1.

    Scaling down by up to 0.6 removes what is left of the source's own noise and compression.
    """
    photo = photos[random.integers(len(photos))]
    height, width = photo.shape[:2]
    scale = random.uniform(0.6, 1.0)
    wanted = min(int(random.integers(256, 400) / scale), height, width)
    tall = min(height, int(wanted * random.uniform(1, 1.3)))
    wide = min(width, int(wanted * random.uniform(1, 1.3)))
    top, left = random.integers(height - tall + 1), random.integers(width - wide + 1)
    size = max(SMALLEST_SIDE, int(wide * scale)), max(SMALLEST_SIDE, int(tall * scale))
    piece = Image.fromarray(photo[top : top + tall, left : left + wide]).resize(size, Image.Resampling.LANCZOS)
    values = np.asarray(piece, np.float32) / 255
    if random.random() < 0.5:
        values = values[:, ::-1]
    if random.random() < 0.1:
        values = np.rot90(values, int(random.integers(4)))
    if random.random() < 0.3:
        values = values ** np.float32(random.uniform(0.8, 1.25))
    if random.random() < MONOCHROME_SHARE:
        toned = np.exp(random.normal(0, 0.12, 3) + random.uniform(0, 1) * np.array([0.06, 0.0, -0.16])).astype(np.float32)
        values = np.clip(luminance(values)[..., None] * toned, 0, 1)
    elif random.random() < 0.2:
        values = np.clip(values * np.exp(random.normal(0, 0.05, 3)).astype(np.float32), 0, 1)
    return np.ascontiguousarray(values)

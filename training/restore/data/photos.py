"""Photos and the pieces of them that stand for whole pictures."""

from pathlib import Path

import numpy as np
from PIL import Image

from ..degrade.field import smooth_field
from ..degrade.light import luminance

SMALLEST_SIDE = 144
SMALLEST_SCALE = 0.2
PIECE_SIDES = (256, 400)
MONOCHROME_SHARE = 0.1
"""Grey and brown pieces: what lies in an album is seldom in colour."""
BROWN_SHARE = 0.3
"""Of those; and no piece has a colour of its own beyond that, or the network learns that a cast is to be kept."""


def read_photos(folders: list[Path], longest: int | None = None) -> list[np.ndarray]:
    """All photos of the folders in the order of their names, no side longer than `longest` pixels, uint8 HxWx3."""
    files = sorted(file for folder in folders for file in folder.iterdir() if file.suffix in (".webp", ".png", ".jpg"))
    if not files:
        raise FileNotFoundError(f"No photos in {', '.join(map(str, folders))}.")
    photos = [Image.open(file).convert("RGB") for file in files]
    if longest is not None:
        for photo in photos:
            photo.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return [np.asarray(photo) for photo in photos]


def smooth_photos(count: int, random: np.random.Generator) -> list[np.ndarray]:
    """Skies, walls and studio backgrounds as mathematics has them: slow changes of tone and colour, uint8 600x800x3.

    Nothing is so hard on a network that writes two by two pixels at once: the eye finds a pattern of one level in them.
    Some have few tones, as a wall in the shade, which a network that is told to enhance stretches far; more are dark than light.
    """
    photos = []
    for _ in range(count):
        fields = [smooth_field(600, 800, random, random.uniform(0.7, 3)) for _ in range(3)]
        mixed = np.tensordot(random.dirichlet([1, 1, 1], 3), np.stack(fields), 1).transpose(1, 2, 0)
        span = np.exp(random.uniform(np.log(0.04), 0)) * random.uniform(0.6, 1, 3)
        low = (1 - span) * random.uniform(0, 1) ** 2
        photos.append(np.round(255 * np.clip(low + span * mixed, 0, 1)).astype(np.uint8))
    return photos


def random_piece(photos: list[np.ndarray], random: np.random.Generator, sides: tuple[int, int] = PIECE_SIDES) -> np.ndarray:
    """A piece whose shorter side lies within `sides` and up to 1.3 times that, scaled, mirrored and slightly recoloured; float32 HxWx3 0..1.

    It covers about half of its photo to all of it, as what is restored is mostly a whole photo: how bright and how
    colourful that may be expected to be, a small piece does not tell. Scaling down removes what is left of the source's
    own noise and compression.
    """
    photo = photos[random.integers(len(photos))]
    height, width = photo.shape[:2]
    side, covered = random.uniform(*sides), random.uniform(0.45, 1.0) * min(height, width)
    scale = float(np.clip(side / covered, SMALLEST_SCALE, 1.0))
    tall = min(height, int(side / scale * random.uniform(1, 1.3)))
    wide = min(width, int(side / scale * random.uniform(1, 1.3)))
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
        brown = random.uniform(0, 1) * np.array([0.06, 0.0, -0.16]) if random.random() < BROWN_SHARE else 0.0
        toned = np.exp(random.normal(0, 0.015, 3) + brown).astype(np.float32)
        values = np.clip(luminance(values)[..., None] * toned, 0, 1)
    elif random.random() < 0.2:
        values = np.clip(values * np.exp(random.normal(0, 0.03, 3)).astype(np.float32), 0, 1)
    return np.ascontiguousarray(values)

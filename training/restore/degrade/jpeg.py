"""JPEG artefacts by a real encoder, once or twice."""

import io

import numpy as np
from PIL import Image


def encode(image: np.ndarray, quality: int, subsampling: int) -> np.ndarray:
    """Through a JPEG file and back, HxWx3 float 0..1; subsampling 0 is 4:4:4, 2 is 4:2:0."""
    file = io.BytesIO()
    pixels = Image.fromarray(np.round(np.clip(image, 0, 1) * 255).astype(np.uint8))
    pixels.save(file, "JPEG", quality=quality, subsampling=subsampling)
    return np.asarray(Image.open(file), np.float32) / 255


def jpeg(image: np.ndarray, random: np.random.Generator, quality: int | None = None):
    """Save at a low quality (8..90, low ones drawn more often), some twice with shifted blocks."""
    if quality is None:
        quality = int(8 + 82 * random.random() ** 1.8)
    subsampling = 2 if random.random() < 0.7 else 0
    is_double = random.random() < 0.12
    if is_double:
        shift = int(random.integers(0, 8))
        first = int(random.integers(max(quality, 30), 96))
        padded = np.pad(image, ((shift, 0), (shift, 0), (0, 0)), mode="edge")
        image = encode(padded, first, subsampling)[shift:, shift:]
    return encode(image, quality, subsampling), {"quality": quality, "subsampling": subsampling, "double": is_double}

"""Too few pixels: made small with antialiasing and enlarged again bicubically."""

import numpy as np
from PIL import Image

KERNELS = (Image.Resampling.BICUBIC, Image.Resampling.LANCZOS, Image.Resampling.BOX, Image.Resampling.BILINEAR)


def resized(image: np.ndarray, height: int, width: int, kernel: Image.Resampling = Image.Resampling.BICUBIC) -> np.ndarray:
    """Resample HxWx3 float; shrinking widens the kernel (antialiasing), values clipped to 0..1."""
    channels = [np.asarray(Image.fromarray(image[..., c]).resize((width, height), kernel)) for c in range(3)]
    return np.clip(np.stack(channels, -1), 0, 1).astype(np.float32)


def small(image: np.ndarray, random: np.random.Generator, factor: float | None = None):
    """Shrink by `factor` (2, 3, 4 or between), round to 8 bit, enlarge to the old size by bicubic."""
    height, width, _ = image.shape
    if factor is None:
        factor = float(random.choice([2, 2, 2, 3, 4, 4])) if random.random() < 0.8 else float(random.uniform(1.5, 4))
    kernel = KERNELS[int(random.choice(4, p=[0.7, 0.1, 0.1, 0.1]))]
    tiny = resized(image, max(1, round(height / factor)), max(1, round(width / factor)), kernel)
    tiny = np.round(tiny * 255).astype(np.float32) / 255
    return resized(tiny, height, width), {"factor": factor, "kernel": kernel.name}

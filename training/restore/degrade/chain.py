"""Several faults on one picture, in the order in which they come about in reality.

Every step draws from a generator of its own, seeded by its name: leaving one step out leaves the
others exactly as they were, which gives the target of "remove only this one fault".
"""

import zlib

import numpy as np

from .blur import blur
from .enhance import enhance
from .haze import haze
from .jpeg import jpeg
from .lowlight import lowlight
from .noise import gaussian_noise, sensor_noise
from .rain import rain
from .resize import small
from .scratches import scratches

FAULTS = {
    "denoise": lambda image, random: (sensor_noise if random.random() < 0.6 else gaussian_noise)(image, random),
    "deblur": blur,
    "derain": rain,
    "dehaze": haze,
    "lowlight": lowlight,
    "dejpeg": jpeg,
    "descratch": scratches,
    "enhance": enhance,
    "upscale": small,
}
"""The fault that each task undoes."""

PHYSICAL_ORDER = ("dehaze", "derain", "lowlight", "deblur", "denoise", "upscale", "enhance", "descratch", "dejpeg")
"""Scene, then lens and sensor, then print, then file."""

MIXTURES = (
    ("derain", "dehaze"), ("dehaze", "denoise"), ("deblur", "denoise"), ("lowlight", "denoise", "dejpeg"),
    ("lowlight", "deblur"), ("denoise", "dejpeg"), ("deblur", "dejpeg"), ("upscale", "dejpeg"),
    ("enhance", "descratch"), ("enhance", "denoise"), ("descratch", "denoise"), ("enhance", "descratch", "dejpeg"),
    ("dehaze", "dejpeg"), ("upscale", "denoise"), ("derain", "dejpeg"), ("derain", "lowlight"),
    ("lowlight", "denoise"), ("derain", "denoise"),
)  # fmt: skip
"""Faults that are met together."""


def run_chain(image: np.ndarray, tasks: tuple[str, ...], seed: int, without: str | None = None):
    """Apply the faults of `tasks` in physical order, leaving out `without`; HxWx3 float32 0..1."""
    record = {}
    for name in PHYSICAL_ORDER:
        if name in tasks and name != without:
            random = np.random.default_rng([seed, zlib.crc32(name.encode())])
            image, record[name] = FAULTS[name](image, random)
    return image, record

"""Dull pictures: a flat rendition of a good photo, and the fading of old prints."""

import numpy as np

from .light import luminance, to_linear, to_srgb
from .noise import grain


def saturated(image: np.ndarray, amount: float) -> np.ndarray:
    """Mix with the grey picture: 0 is grey, 1 unchanged."""
    grey = luminance(image)[..., None]
    return grey + amount * (image - grey)


def dull(image: np.ndarray, random: np.random.Generator, severity: float | None = None):
    """Wrong exposure, low contrast, weak colour, slight cast; `severity` 0..1."""
    if severity is None:
        severity = float(random.uniform(0.15, 1))
    stops = random.uniform(-1.1, 0.7) * severity
    cast = np.exp(random.normal(0, 0.09, 3) * severity).astype(np.float32)
    contrast = 1 - random.uniform(0.05, 0.5) * severity
    saturation = 1 - random.uniform(0.05, 0.65) * severity
    lift = random.uniform(0, 0.1) * severity if random.random() < 0.5 else 0.0
    flat = to_srgb(to_linear(image) * 2**stops * cast)
    pivot = random.choice([0.5, float(flat.mean())])
    flat = pivot + contrast * (flat - pivot)
    flat = lift + (1 - lift) * saturated(flat, saturation)
    if random.random() < 0.3:
        flat = np.clip(flat, 0, 1) ** random.uniform(0.85, 1.2)
    return np.clip(flat, 0, 1).astype(np.float32), {"severity": severity, "stops": stops, "contrast": contrast}


def fade(image: np.ndarray, random: np.random.Generator, severity: float | None = None):
    """An old print: lifted blacks, dimmed whites, yellow or magenta cast, weak colour, grain."""
    if severity is None:
        severity = float(random.uniform(0.15, 1))
    lift = severity * random.uniform(0.08, 0.34)
    dim = severity * random.uniform(0.0, 0.22)
    strength = severity * random.uniform(0.3, 1.8)
    warm = np.array([0.05, 0.0, -0.16]) if random.random() < 0.75 else np.array([0.06, -0.06, 0.0])
    warm = (warm * random.uniform(0.5, 1.5)).astype(np.float32)
    faded = saturated(image, 1 - severity * random.uniform(0.1, 0.75))
    if random.random() < 0.15:
        faded = saturated(image, random.uniform(0.0, 0.3))
    faded = lift + (1 - lift - dim) * faded + strength * warm * (0.35 + 0.65 * faded)
    faded, record = grain(np.clip(faded, 0, 1), random, float(random.uniform(0, 10)), float(random.uniform(0.4, 1.1)))
    return faded.astype(np.float32), {"severity": severity, "lift": lift, "grain": record["sigma"]}


def enhance(image: np.ndarray, random: np.random.Generator, severity: float | None = None):
    """Either kind: the instruction `enhance` undoes both."""
    return (dull if random.random() < 0.5 else fade)(image, random, severity)

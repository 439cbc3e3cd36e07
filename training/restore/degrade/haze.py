"""Haze by the scattering law I = J t + A (1 - t), t = exp(-beta d) (Narasimhan and Nayar 2002)."""

import numpy as np
from scipy import ndimage

from .field import octave_field
from .light import luminance, to_linear, to_srgb


def guided(guide: np.ndarray, field: np.ndarray, radius: int, epsilon: float) -> np.ndarray:
    """Guided filter (He et al. 2013, equations 5 and 6): the field takes the edges of the guide."""

    def mean(values: np.ndarray) -> np.ndarray:
        return ndimage.uniform_filter(values, 2 * radius + 1, mode="nearest")

    mean_guide, mean_field = mean(guide), mean(field)
    slope = (mean(guide * field) - mean_guide * mean_field) / (mean(guide * guide) - mean_guide**2 + epsilon)
    return mean(slope) * guide + mean(mean_field - slope * mean_guide)


def pseudo_depth(image: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Plausible distance for a picture without depth: ground ramp, smooth shapes and brightness, 0..1, HxW."""
    height, width, _ = image.shape
    horizon = random.uniform(-0.1, 0.7)
    rows = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    columns = np.linspace(-0.5, 0.5, width, dtype=np.float32)[None]
    ramp = np.clip(1 - (rows + random.normal(0, 0.15) * columns - horizon) / (1 - horizon), 0, 1) ** random.uniform(0.6, 2)
    shapes = octave_field(height, width, random, random.uniform(1.5, 5))
    brightness = ndimage.gaussian_filter(image.min(2), 3)
    weights = random.dirichlet([1.4, 0.9, 0.7])
    depth = weights[0] * ramp + weights[1] * shapes + weights[2] * brightness
    if random.random() < 0.75:
        depth = guided(luminance(image), depth, int(random.integers(8, 40)), 10 ** random.uniform(-4, -2))
    depth = depth - depth.min()
    return (depth / max(float(depth.max()), 1e-6)).astype(np.float32)


def haze(image: np.ndarray, random: np.random.Generator, severity: float | None = None):
    """Mist over the whole picture; `severity` 0..1 goes from a breath of haze to thick fog."""
    if severity is None:
        severity = float(random.uniform(0, 1))
    beta = 0.35 + 2.0 * severity
    near = random.uniform(0.0, 0.45)
    depth = near + (1 - near) * pseudo_depth(image, random)
    if random.random() < 0.12:
        depth = np.full_like(depth, random.uniform(0.4, 0.8))
    transmission = np.exp(-beta * depth)[..., None]
    airlight = (random.uniform(0.6, 1.0) + random.normal(0, 0.025, 3)).clip(0.5, 1).astype(np.float32)
    if random.random() < 0.7:
        hazy = image * transmission + airlight * (1 - transmission)
    else:
        hazy = to_srgb(to_linear(image) * transmission + to_linear(airlight) * (1 - transmission))
    record = {"severity": severity, "beta": beta, "mean_transmission": float(transmission.mean())}
    return np.clip(hazy, 0, 1).astype(np.float32), record

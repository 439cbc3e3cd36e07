"""Noise: independent Gaussian noise, and the noise of a camera's sensor before demosaicing."""

import numpy as np
from scipy import ndimage

from .light import to_linear, to_srgb


def gaussian_noise(image: np.ndarray, random: np.random.Generator, sigma: float | None = None):
    """Add independent noise; `sigma` in 8-bit steps (drawn from 0..55 when not given)."""
    if sigma is None:
        sigma = float(random.uniform(0, 55))
    noisy = image + random.standard_normal(image.shape, dtype=np.float32) * (sigma / 255)
    return np.clip(noisy, 0, 1), {"sigma": sigma}


def bayer_demosaic(mosaic_source: np.ndarray) -> np.ndarray:
    """Keep one colour a pixel (RGGB) and fill in the others bilinearly, HxWx3 to HxWx3."""
    height, width, _ = mosaic_source.shape
    masks = np.zeros((height, width, 3), np.float32)
    masks[0::2, 0::2, 0] = 1
    masks[0::2, 1::2, 1] = 1
    masks[1::2, 0::2, 1] = 1
    masks[1::2, 1::2, 2] = 1
    wide = np.array([0.5, 1.0, 0.5], np.float32)
    cross = np.array([[0, 0.25, 0], [0.25, 1, 0.25], [0, 0.25, 0]], np.float32)
    sampled = mosaic_source * masks
    result = np.empty_like(sampled)
    for channel in (0, 2):
        rows = ndimage.correlate1d(sampled[..., channel], wide, axis=0, mode="mirror")
        result[..., channel] = ndimage.correlate1d(rows, wide, axis=1, mode="mirror")
    result[..., 1] = ndimage.correlate(sampled[..., 1], cross, mode="mirror")
    return result


def sensor_noise(image: np.ndarray, random: np.random.Generator, level: float | None = None):
    """Shot, read and row noise in linear light, usually through a Bayer mosaic.

    Variance is a*x + b with x the linear value (Foi et al. 2008); `level` 0..1 goes from a clean to
    a very noisy sensor. White-balance gains lie between the sensor and the picture, so that red and
    blue are noisier than green.
    """
    if level is None:
        level = float(random.uniform(0, 1))
    shot = 10 ** (-4.2 + 2.4 * level + random.normal(0, 0.15))
    read = 10 ** (-6.3 + 3.2 * level + random.normal(0, 0.25))
    row = random.choice([0.0, random.uniform(0, 0.35)]) * np.sqrt(read)
    gains = np.array([random.uniform(1.2, 2.4), 1.0, random.uniform(1.2, 2.2)], np.float32)
    raw = to_linear(image) / gains
    is_bayer = random.random() < 0.75
    variance = shot * raw + read
    raw = raw + np.sqrt(variance) * random.standard_normal(raw.shape, dtype=np.float32)
    raw = raw + row * random.standard_normal((raw.shape[0], 1, 1)).astype(np.float32)
    if is_bayer:
        raw = bayer_demosaic(raw)
    noisy = to_srgb(raw * gains)
    softness = float(random.uniform(0.3, 0.8)) if random.random() < 0.2 else 0.0
    if softness:
        noisy = ndimage.gaussian_filter(noisy, (softness, softness, 0))
    return noisy, {"level": level, "shot": shot, "read": read, "bayer": is_bayer, "softness": softness}


def grain(image: np.ndarray, random: np.random.Generator, sigma: float, size: float = 0.7):
    """Film grain: correlated brightness noise, strongest in the middle tones; `sigma` in 8-bit steps."""
    pattern = ndimage.gaussian_filter(random.standard_normal(image.shape[:2], dtype=np.float32), size)
    pattern /= max(float(pattern.std()), 1e-6)
    middle = 0.4 + 2.4 * image * (1 - image)
    return np.clip(image + pattern[..., None] * middle * (sigma / 255), 0, 1), {"sigma": sigma, "size": size}

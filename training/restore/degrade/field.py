"""Random fields that several faults share: smooth noise, ramps, and filtering by a kernel."""

import numpy as np
from PIL import Image
from scipy import fft


def smooth_field(height: int, width: int, random: np.random.Generator, cells: float) -> np.ndarray:
    """Smooth random field of about `cells` cells along the longer side, HxW, values 0..1."""
    step = max(height, width) / cells
    grid = random.random((int(height / step) + 3, int(width / step) + 3), dtype=np.float32)
    enlarged = Image.fromarray(grid).resize((width, height), Image.Resampling.BICUBIC)
    return np.clip(np.asarray(enlarged), 0.0, 1.0)


def octave_field(height: int, width: int, random: np.random.Generator, cells: float, octaves: int = 3) -> np.ndarray:
    """Sum of smooth fields, each twice as fine and half as strong, stretched to 0..1."""
    total = sum(0.5**k * smooth_field(height, width, random, cells * 2**k) for k in range(octaves))
    low, high = float(total.min()), float(total.max())
    return ((total - low) / max(high - low, 1e-6)).astype(np.float32)


def filtered(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """Convolve HxW or HxWxC with a small kernel, borders mirrored, same size out."""
    kh, kw = kernel.shape
    top, left = kh // 2, kw // 2
    pads = ((top, kh - 1 - top), (left, kw - 1 - left)) + ((0, 0),) * (image.ndim - 2)
    padded = np.pad(image, pads, mode="reflect")
    size = [fft.next_fast_len(padded.shape[0], real=True), fft.next_fast_len(padded.shape[1], real=True)]
    spectrum = fft.rfft2(padded, size, axes=(0, 1))
    response = fft.rfft2(kernel.astype(np.float32), size)
    response = response.reshape(response.shape + (1,) * (image.ndim - 2))
    full = fft.irfft2(spectrum * response, size, axes=(0, 1))
    return full[kh - 1 : kh - 1 + image.shape[0], kw - 1 : kw - 1 + image.shape[1]].astype(np.float32)


def line_kernel(length: float, width: float, degrees: float, taper: float = 0.0) -> np.ndarray:
    """Soft line of given length and width in pixels; angle from the vertical; sums to one."""
    radius = int(np.ceil(length / 2 + 2 * width)) + 1
    y, x = np.mgrid[-radius : radius + 1, -radius : radius + 1].astype(np.float32)
    angle = np.deg2rad(degrees)
    along = x * np.sin(angle) + y * np.cos(angle)
    across = x * np.cos(angle) - y * np.sin(angle)
    ends = np.clip(length / 2 + 0.5 - np.abs(along), 0.0, 1.0) * (1.0 - taper * np.abs(along) / (length / 2 + 1))
    kernel = ends * np.exp(-0.5 * (across / max(width / 2, 0.35)) ** 2)
    return (kernel / max(kernel.sum(), 1e-6)).astype(np.float32)

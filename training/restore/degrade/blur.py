"""Blur: camera shake, motion, defocus and soft lenses, in linear light."""

import numpy as np
from scipy import ndimage

from .field import filtered, line_kernel
from .light import to_linear, to_srgb
from .noise import gaussian_noise


def shake_kernel(random: np.random.Generator, extent: float) -> np.ndarray:
    """Trajectory of a hand-held camera: a path with inertia, spanning `extent` pixels, sums to one."""
    steps = 240
    inertia = random.uniform(0.9, 0.99)
    velocity = random.standard_normal(2)
    path = np.zeros((steps, 2))
    for k in range(1, steps):
        velocity = inertia * velocity + (1 - inertia) * 3 * random.standard_normal(2)
        if random.random() < 0.01:
            velocity = -velocity + random.standard_normal(2)
        path[k] = path[k - 1] + velocity
    path -= path.mean(0)
    path *= extent / max(np.ptp(path[:, 0]), np.ptp(path[:, 1]), 1e-6)
    radius = int(np.ceil(np.abs(path).max())) + 2
    kernel = np.zeros((2 * radius + 1, 2 * radius + 1), np.float32)
    base = np.floor(path).astype(int)
    part = path - base
    for dy in (0, 1):
        for dx in (0, 1):
            weight = np.abs(1 - dy - part[:, 0]) * np.abs(1 - dx - part[:, 1])
            np.add.at(kernel, (base[:, 0] + dy + radius, base[:, 1] + dx + radius), weight)
    kernel = ndimage.gaussian_filter(kernel, random.uniform(0.3, 0.6))
    return kernel / kernel.sum()


def disc_kernel(radius: float) -> np.ndarray:
    """Circle of confusion with a soft rim, radius in pixels, sums to one."""
    reach = int(np.ceil(radius)) + 1
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1].astype(np.float32)
    kernel = np.clip(radius + 0.5 - np.hypot(x, y), 0, 1)
    return kernel / kernel.sum()


def gaussian_kernel(random: np.random.Generator, sigma: float) -> np.ndarray:
    """Soft lens: a Gaussian, a little longer in one direction, sums to one."""
    other = sigma * random.uniform(0.6, 1.0)
    angle = random.uniform(0, np.pi)
    reach = int(np.ceil(3 * sigma)) + 1
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1].astype(np.float32)
    along, across = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
    kernel = np.exp(-0.5 * ((along / sigma) ** 2 + (across / other) ** 2))
    return (kernel / kernel.sum()).astype(np.float32)


def blur(image: np.ndarray, random: np.random.Generator, severity: float | None = None):
    """One random blur, `severity` 0..1, with a trace of noise as a camera adds after the lens."""
    if severity is None:
        severity = float(random.uniform(0, 1))
    kind = random.choice(["shake", "motion", "defocus", "soft"], p=[0.42, 0.16, 0.3, 0.12])
    if kind == "shake":
        kernel = shake_kernel(random, 4 + 24 * severity)
    elif kind == "motion":
        kernel = line_kernel(4 + 18 * severity, 1.0, random.uniform(0, 180))
    elif kind == "defocus":
        kernel = disc_kernel(1.0 + 4.2 * severity)
    else:
        kernel = gaussian_kernel(random, 0.6 + 2.2 * severity)
    blurred = to_srgb(filtered(to_linear(image), kernel))
    blurred, noise = gaussian_noise(blurred, random, float(random.uniform(0, 3)))
    return blurred, {"kind": str(kind), "severity": severity, **noise}

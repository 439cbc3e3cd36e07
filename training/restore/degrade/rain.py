"""Rain: streaks of very different width, length, brightness, transparency and density, and a light veil."""

import numpy as np
from PIL import Image, ImageDraw
from scipy import ndimage

from .field import filtered, line_kernel, octave_field


def field_layer(height: int, width: int, random: np.random.Generator, degrees: float) -> np.ndarray:
    """Many like streaks: sparse impulses smeared along one direction, HxW coverage 0..1."""
    length = float(np.exp(random.uniform(np.log(6), np.log(50))))
    thickness = float(np.exp(random.uniform(np.log(0.7), np.log(3.5))))
    density = 10 ** random.uniform(-3.6, -2.1) * (20 / length) / max(thickness, 1)
    impulses = (random.random((height, width)) < density).astype(np.float32)
    impulses *= random.uniform(0.3, 1.0, (height, width)).astype(np.float32)
    kernel = line_kernel(length, thickness, degrees + random.normal(0, 2), taper=random.uniform(0, 1))
    return np.clip(filtered(impulses, kernel / kernel.max()), 0, 1)


def drawn_layer(height: int, width: int, random: np.random.Generator, degrees: float) -> np.ndarray:
    """Streaks that differ from each other, drawn one by one at double size, HxW coverage 0..1."""
    canvas = Image.new("L", (2 * width, 2 * height))
    draw = ImageDraw.Draw(canvas)
    count = int(height * width / 1e4 * np.exp(random.uniform(np.log(1.5), np.log(30))))
    typical = np.exp(random.uniform(np.log(10), np.log(60)))
    widest = int(random.integers(1, 7))
    spread = random.uniform(0.5, 6)
    for _ in range(min(count, 700)):
        angle = np.deg2rad(degrees + random.normal(0, spread))
        half = typical * random.uniform(0.4, 1.6)
        x, y = random.uniform(0, 2 * width), random.uniform(0, 2 * height)
        dx, dy = np.sin(angle) * half, np.cos(angle) * half
        brightness = int(255 * random.uniform(0.25, 1.0))
        draw.line((x - dx, y - dy, x + dx, y + dy), fill=brightness, width=int(random.integers(1, widest + 1)))
    layer = np.asarray(canvas.resize((width, height), Image.Resampling.BOX), np.float32) / 255
    return ndimage.gaussian_filter(layer, random.uniform(0.2, 0.9))


def rain(image: np.ndarray, random: np.random.Generator, severity: float | None = None):
    """One to four layers of streaks over the picture; `severity` 0..1 scales how opaque they are."""
    if severity is None:
        severity = float(random.uniform(0, 1))
    height, width, _ = image.shape
    degrees = float(random.normal(0, 18))
    layers = int(random.integers(1, 5))
    rainy = image
    for _ in range(layers):
        make = field_layer if random.random() < 0.6 else drawn_layer
        cover = make(height, width, random, degrees)
        if random.random() < 0.3:
            cover = cover * (0.3 + 0.7 * octave_field(height, width, random, 3, 2))
        opacity = (0.15 + 0.65 * severity) * random.uniform(0.6, 1.1)
        light = random.uniform(0.65, 1.0) + random.normal(0, 0.015, 3).astype(np.float32)
        cover = np.clip(cover * opacity, 0, 0.95)[..., None]
        if random.random() < 0.6:
            rainy = rainy + cover * (light - rainy)
        else:
            rainy = rainy + cover * light * random.uniform(0.5, 0.9)
        rainy = np.clip(rainy, 0, 1)
    veil = float(random.uniform(0, 0.16)) if random.random() < 0.5 else 0.0
    if veil:
        density = veil * (0.5 + 0.5 * octave_field(height, width, random, 2, 2))[..., None]
        rainy = rainy + density * (random.uniform(0.6, 0.95) - rainy)
    return np.clip(rainy, 0, 1).astype(np.float32), {"severity": severity, "layers": layers, "degrees": degrees, "veil": veil}

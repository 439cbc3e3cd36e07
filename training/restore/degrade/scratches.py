"""Damage of prints and negatives: scratches, creases, hairs, dust and stains."""

import numpy as np
from PIL import Image, ImageDraw
from scipy import ndimage

from .field import octave_field

SCALE = 2


def wandering(random: np.random.Generator, height: int, width: int) -> list[tuple[float, float]]:
    """Points of a nearly straight, slightly wavering line across part of the picture (doubled pixels)."""
    start = random.uniform((0, 0), (SCALE * width, SCALE * height))
    angle = random.uniform(0, np.pi) if random.random() < 0.6 else np.pi / 2 + random.normal(0, 0.08)
    length = SCALE * max(height, width) * np.exp(random.uniform(np.log(0.1), np.log(1.4)))
    count = 24
    bend = random.normal(0, 0.9) / count
    points, position = [], np.array(start)
    for _ in range(count + 1):
        points.append((float(position[0]), float(position[1])))
        angle += bend + random.normal(0, 0.03)
        position = position + length / count * np.array([np.cos(angle), np.sin(angle)])
    return points


def drawn_mask(height: int, width: int, draw_on, softness: float) -> np.ndarray:
    """Coverage 0..1 of what `draw_on(draw)` paints at double size, softened, HxW."""
    canvas = Image.new("L", (SCALE * width, SCALE * height))
    draw_on(ImageDraw.Draw(canvas))
    mask = np.asarray(canvas.resize((width, height), Image.Resampling.BOX), np.float32) / 255
    return ndimage.gaussian_filter(mask, softness) if softness > 0.2 else mask


def paint(image: np.ndarray, mask: np.ndarray, random: np.random.Generator, is_bright: bool, opacity: float) -> np.ndarray:
    """Lay a nearly grey tone over the picture where the mask is."""
    tone = random.uniform(0.72, 1.0) if is_bright else random.uniform(0.0, 0.28)
    colour = np.clip(tone + random.normal(0, 0.04, 3), 0, 1).astype(np.float32)
    return image + (opacity * mask)[..., None] * (colour - image)


def scratch(image: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Broken lines of varying width."""
    height, width, _ = image.shape
    points = wandering(random, height, width)
    thickest = 2 + int(random.exponential(3))
    gaps = random.uniform(0, 0.35)

    def draw_on(draw: ImageDraw.ImageDraw) -> None:
        for first, second in zip(points, points[1:]):
            if random.random() > gaps:
                draw.line((*first, *second), fill=int(255 * random.uniform(0.5, 1)), width=int(random.integers(1, thickest + 1)))

    mask = drawn_mask(height, width, draw_on, random.uniform(0, 0.8))
    return paint(image, mask, random, random.random() < 0.7, random.uniform(0.6, 1))


def crease(image: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """A fold: a light line with a dark flank and uneven rubbing along it."""
    height, width, _ = image.shape
    points = wandering(random, height, width)
    thickness = int(random.integers(2, 9))
    core = drawn_mask(height, width, lambda draw: draw.line(points, fill=255, width=thickness), random.uniform(0.3, 1.2))
    flank = ndimage.gaussian_filter(np.roll(core, random.integers(-4, 5, 2), (0, 1)), 2.5)
    rubbed = core * (0.4 + 0.6 * octave_field(height, width, random, 30, 2))
    image = image * (1 - random.uniform(0.1, 0.4) * flank)[..., None]
    return paint(image, rubbed, random, True, random.uniform(0.5, 1))


def dust(image: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Specks and short hairs."""
    height, width, _ = image.shape
    count = int(np.exp(random.uniform(np.log(4), np.log(90))))
    largest = random.uniform(1.5, 6)
    hairs = int(random.integers(0, 5))

    def draw_on(draw: ImageDraw.ImageDraw) -> None:
        for _ in range(count):
            x, y = random.uniform(0, SCALE * width), random.uniform(0, SCALE * height)
            a, b = random.uniform(0.5, largest, 2)
            draw.ellipse((x - a, y - b, x + a, y + b), fill=int(255 * random.uniform(0.4, 1)))
        for _ in range(hairs):
            x, y = random.uniform(0, SCALE * width), random.uniform(0, SCALE * height)
            a, b = random.uniform(8, 60, 2)
            begin = random.uniform(0, 360)
            draw.arc((x - a, y - b, x + a, y + b), begin, begin + random.uniform(30, 180), fill=255, width=int(random.integers(1, 4)))

    mask = drawn_mask(height, width, draw_on, random.uniform(0, 0.7))
    return paint(image, mask, random, random.random() < 0.65, random.uniform(0.5, 1))


def stain(image: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """A brownish or pale blot with an uneven rim, half transparent."""
    height, width, _ = image.shape
    y, x = np.mgrid[:height, :width].astype(np.float32)
    cx, cy = random.uniform(0, width), random.uniform(0, height)
    radius = min(height, width) * random.uniform(0.02, 0.2)
    uneven = 0.7 + 0.6 * octave_field(height, width, random, 8, 2)
    distance = np.hypot((x - cx) * random.uniform(0.6, 1.6), y - cy) / (radius * uneven)
    body = np.clip((1 - distance) * random.uniform(3, 12), 0, 1)
    rim = np.exp(-(((distance - 1) / 0.08) ** 2)) * random.uniform(0, 0.7)
    strength = random.uniform(0.08, 0.45) * np.clip(0.7 * body + rim, 0, 1)
    tint = np.array([0.62, 0.48, 0.3]) * random.uniform(0.5, 1.3) if random.random() < 0.7 else np.full(3, random.uniform(0.7, 0.95))
    return (image + strength[..., None] * (np.clip(tint, 0, 1) - image)).astype(np.float32)


def scratches(image: np.ndarray, random: np.random.Generator, severity: float | None = None):
    """A mixture of the damages; `severity` 0..1 scales how many of each."""
    if severity is None:
        severity = float(random.uniform(0, 1))
    most = 5 + 25 * severity
    counts = {
        "scratch": int(random.poisson(most)),
        "crease": int(random.poisson(1.2 * severity + 0.3)),
        "dust": int(random.integers(0, 4)),
        "stain": int(random.poisson(0.5 * severity)),
    }
    if sum(counts.values()) == 0:
        counts["scratch"] = 1
    makers = {"stain": stain, "crease": crease, "scratch": scratch, "dust": dust}
    for name, make in makers.items():
        for _ in range(counts[name]):
            image = np.clip(make(image, random), 0, 1)
    return image.astype(np.float32), {"severity": severity, **counts}

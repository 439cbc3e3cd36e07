"""Damage of prints and negatives: scratches, creases, cracks, lost emulsion, hairs, dust and stains."""

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
        thickness, tone = float(random.uniform(1, thickest)), float(random.uniform(0.5, 1))
        for first, second in zip(points, points[1:]):
            thickness = float(np.clip(thickness + random.normal(0, 0.8), 1, thickest))
            tone = float(np.clip(tone + random.normal(0, 0.12), 0.3, 1))
            if random.random() > gaps:
                draw.line((*first, *second), fill=int(255 * tone), width=round(thickness))

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


def jagged(random: np.random.Generator, height: int, width: int) -> list[tuple[float, float]]:
    """Points of a line that turns sharply at uneven distances, as paper breaks (doubled pixels)."""
    position = random.uniform((0, 0), (SCALE * width, SCALE * height))
    angle, sharpness = random.uniform(0, 2 * np.pi), random.uniform(0.15, 0.6)
    points = [(float(position[0]), float(position[1]))]
    for _ in range(int(random.integers(3, 16))):
        heading = angle + random.normal(0, sharpness)
        position = position + random.uniform(8, 60) * np.array([np.cos(heading), np.sin(heading)])
        points.append((float(position[0]), float(position[1])))
    return points


def paper(random: np.random.Generator) -> np.ndarray:
    """The colour of what lies under a picture that is gone: cream or nearly white."""
    return np.clip(random.uniform(0.7, 1.0) * np.array([1.0, random.uniform(0.92, 1.0), random.uniform(0.75, 1.0)]), 0, 1)


def crack(image: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Broken paper: a jagged line of uneven width with branches, through which the paper shows."""
    height, width, _ = image.shape
    line = jagged(random, height, width)
    thickest = int(random.integers(2, 13))

    def draw_on(draw: ImageDraw.ImageDraw) -> None:
        for first, second in zip(line, line[1:]):
            draw.line((*first, *second), fill=255, width=int(random.integers(1 + thickest // 2, thickest + 1)), joint="curve")
            if random.random() < 0.25:
                end = np.array(first) + random.normal(0, 30, 2)
                draw.line((*first, float(end[0]), float(end[1])), fill=255, width=max(1, thickest // 3))

    mask = drawn_mask(height, width, draw_on, random.uniform(0.2, 1.2))[..., None] * random.uniform(0.45, 1)
    return (image + mask * (paper(random) - image)).astype(np.float32)


def lost_emulsion(image: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """A few ragged spots where the picture has flaked off."""
    height, width, _ = image.shape

    def draw_on(draw: ImageDraw.ImageDraw) -> None:
        for _ in range(int(random.integers(1, 6))):
            x, y = random.uniform(0, SCALE * width), random.uniform(0, SCALE * height)
            radius = np.exp(random.uniform(np.log(3), np.log(26)))
            turns = np.sort(random.uniform(0, 2 * np.pi, 14))
            reach = radius * random.uniform(0.5, 1.3, 14)
            draw.polygon([(float(x + r * np.cos(t)), float(y + r * np.sin(t))) for t, r in zip(turns, reach)], fill=255)

    mask = drawn_mask(height, width, draw_on, random.uniform(0.2, 0.9))[..., None] * random.uniform(0.7, 1)
    return (image + mask * (paper(random) - image)).astype(np.float32)


def dust(image: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Specks and short hairs."""
    height, width, _ = image.shape
    largest = float(np.exp(random.uniform(np.log(1.5), np.log(12))))
    count = int(np.exp(random.uniform(np.log(8), np.log(300 / largest))))
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


def damp(image: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """A soft darkening or yellowing without a rim, as damp and glue leave."""
    height, width, _ = image.shape
    y, x = np.mgrid[:height, :width].astype(np.float32)
    centre, radius = random.uniform((0, 0), (height, width)), min(height, width) * random.uniform(0.03, 0.18)
    body = np.exp(-0.5 * (np.hypot((x - centre[1]) * random.uniform(0.7, 1.4), y - centre[0]) / radius) ** 2)
    kept = 1 - random.uniform(0.1, 0.6) * np.clip(random.uniform((0.3, 0.4, 0.6), (1.0, 1.0, 1.3)), 0, 1)
    return (image * (1 - body[..., None] * (1 - kept))).astype(np.float32)


def scratches(image: np.ndarray, random: np.random.Generator, severity: float | None = None):
    """A mixture of the damages; `severity` 0..1 scales how many of each."""
    if severity is None:
        severity = float(random.uniform(0, 1))
    counts = {
        "damp": int(random.poisson(1.5 * severity)),
        "stain": int(random.poisson(0.8 * severity)),
        "crease": int(random.poisson(2 * severity + 0.3)),
        "crack": int(random.poisson(5 * severity**2)),
        "lost": int(random.poisson(0.8 * severity)),
        "scratch": int(random.poisson(4 + 12 * severity)),
        "dust": int(random.integers(0, 4)),
    }
    if sum(counts.values()) == 0:
        counts["scratch"] = 1
    makers = {
        "damp": damp, "stain": stain, "crease": crease, "crack": crack,
        "lost": lost_emulsion, "scratch": scratch, "dust": dust,
    }  # fmt: skip
    for name, make in makers.items():
        for _ in range(counts[name]):
            image = np.clip(make(image, random), 0, 1)
    return image.astype(np.float32), {"severity": severity, **counts}

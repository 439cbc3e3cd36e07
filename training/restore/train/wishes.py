"""What a training sample asks for, and what the right answer is.

The same degraded crop is asked for in many ways: remove the one fault, remove it in part, remove all, find the
fault yourself, do nothing, remove a fault that is not there. The last two must give the input back, so that a
wrong or idle instruction is harmless by training, not by luck.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import torch
from torch import Tensor

from ..tasks import DIRECTIONS, TASKS, directions

AUTO, NOTHING = DIRECTIONS.index("auto"), DIRECTIONS.index("nothing")
DEHAZE = TASKS.index("dehaze")
TEXTURE_FAULTS = frozenset(TASKS.index(task) for task in ("denoise", "derain", "dejpeg", "descratch"))
"""Asked to remove one of these where it is absent, the network must return its input. Light and sharpness are a
matter of taste, and whoever asks to enlarge has enlarged: a network that must not sharpen a sharp photo learns not to
sharpen at all (measured: enlargements stayed at +0.0 dB over bicubic for 98 k crops)."""
DENOISE, DEJPEG, UPSCALE = (TASKS.index(task) for task in ("denoise", "dejpeg", "upscale"))
NOISY = frozenset(TASKS.index(task) for task in ("lowlight", "enhance", "deblur", "descratch"))
"""Degradations that bring noise or grain of their own."""

DARKEST_EVENING = 0.02
"""What is left of the light at the darkest."""


@dataclass(frozen=True)
class Wish:
    """Weights over `DIRECTIONS` (0..1), which picture is wanted, how much of the way to it, and a name for the log."""

    weights: np.ndarray
    aim: Literal["given", "clean", "without"]
    """The input itself, the clean picture, or the input without the one fault that is named."""
    kind: str
    strength: float = 1.0

    def target(self, given: Tensor, clean: Tensor, without: Tensor) -> Tensor:
        """What is wanted of a picture, or of its thumbnail; all of one shape."""
        aim = {"given": given, "clean": clean, "without": without}[self.aim]
        return given + self.strength * (aim - given)


def one(index: int, strength: float = 1.0) -> np.ndarray:
    """Weights that ask for one thing."""
    weights = np.zeros(len(DIRECTIONS), np.float32)
    weights[index] = strength
    return weights


def partial_strength(random: np.random.Generator) -> float:
    """Mostly the whole, sometimes a part."""
    return 1.0 if random.random() < 0.85 else float(random.uniform(0.3, 1))


def absent_faults(faults: list[int]) -> list[int]:
    """Texture faults that are surely not in a crop with these faults."""
    absent = set(TEXTURE_FAULTS) - set(faults)
    if NOISY & set(faults):
        absent -= {DENOISE}
    if UPSCALE in faults:
        absent -= {DEJPEG}
    return sorted(absent)


def wish_for_clean(clean: Tensor, random: np.random.Generator) -> tuple[Tensor, Wish]:
    """A clean crop, most often with fresh Gaussian noise: input and wish."""
    draw = random.random()
    if random.random() < 0.75:
        sigma = float(random.uniform(0, 55)) if random.random() < 0.7 else float(random.choice([15, 25, 50]))
        noisy = torch.round((clean + torch.randn_like(clean) * (sigma / 255)).clamp(0, 1) * 255) / 255
        if draw < 0.1:
            return noisy, Wish(one(AUTO), "clean", "gauss, auto")
        strength = partial_strength(random)
        return noisy, Wish(one(DENOISE, strength), "clean", "gauss", strength)
    if draw < 0.45:
        return clean, Wish(one(AUTO), "given", "clean, auto")
    if draw < 0.6:
        return clean, Wish(one(NOTHING), "given", "clean, nothing")
    asked = DENOISE if draw < 0.75 else int(random.choice(sorted(TEXTURE_FAULTS)))
    return clean, Wish(one(asked), "given", "clean, told")


def dimmed(pictures: list[Tensor], random: np.random.Generator) -> tuple[list[Tensor], Wish]:
    """Pictures of one photo as on a clear evening, in 8 bit, from which haze is to be taken that is not there.

    Haze hides the dark tones, so one who only sees hazy photos learns to stretch what is dark, and writes a pattern into a
    wall at night.
    """
    share = float(np.exp(random.uniform(np.log(DARKEST_EVENING), 0)))
    return [torch.round(picture * share * 255) / 255 for picture in pictures], Wish(one(DEHAZE), "given", "evening, dehaze")


def wish_for_faulty(faults: list[int], told: int, random: np.random.Generator) -> Wish:
    """A wish for a crop with `faults`, of which one is `told`."""
    draw = random.random()
    if draw < 0.1:
        return Wish(one(AUTO), "clean", "auto")
    if draw < 0.13:
        return Wish(one(NOTHING), "given", "idle")
    if draw < 0.17:
        return Wish(one(int(random.choice(absent_faults(faults)))), "given", "idle")
    if len(faults) > 1 and draw < 0.4:
        weights = np.zeros(len(DIRECTIONS), np.float32)
        weights[faults] = 1
        return Wish(weights, "clean", "all")
    strength = partial_strength(random)
    kind = TASKS[told] if len(faults) == 1 else "one of several"
    return Wish(one(told, strength), "without", kind, strength)


class Sentences:
    """Turns weights over directions into embeddings: real sentences where there are some, else a blurred direction."""

    def __init__(self, bank: dict[str, np.ndarray] | None, random: np.random.Generator) -> None:
        self.axes = torch.from_numpy(directions())
        self.bank = None if bank is None else [torch.from_numpy(bank[name]) for name in DIRECTIONS]
        self.random = random

    def embed(self, weights: np.ndarray) -> Tensor:
        """A unit vector [256] for a wish; what a sentence asks for, not how strongly."""
        asked = np.flatnonzero(weights)
        if self.bank is not None and len(asked) == 1 and self.random.random() < 0.6:
            sentences = self.bank[int(asked[0])]
            return sentences[self.random.integers(len(sentences))]
        embedding = torch.nn.functional.normalize(self.axes[torch.from_numpy(asked)].sum(0), dim=0)
        blur = torch.nn.functional.normalize(torch.randn_like(embedding), dim=0)
        return torch.nn.functional.normalize(embedding + blur * float(self.random.uniform(0, 0.7)), dim=0)

"""What is done to a picture of the pool on top of what it has, so that no fault is a sign that another is absent.

The network learned else that a noisy picture is never hazy (measured: of twelve hazy and noisy pictures the haze of three
was found), and a faded one never scratched.
"""

from collections.abc import Callable

import numpy as np
import torch
import torch.nn.functional as F
from scipy.ndimage import gaussian_filter
from torch import Tensor

from ..data.pool import to_bytes
from ..degrade.enhance import fade
from ..degrade.jpeg import jpeg
from ..degrade.rain import rain
from ..degrade.scratches import scratches
from ..models.diagnoser import PLACES
from ..tasks import TASKS
from ..train.wishes import DEJPEG, DENOISE, NOISY, UPSCALE
from .severity import severity, severity_of_places

DEBLUR, DERAIN, DESCRATCH, ENHANCE = (TASKS.index(task) for task in ("deblur", "derain", "descratch", "enhance"))
RAIN, SCRATCHES, NOISE, COMPRESSION = 0.06, 0.15, 0.25, 0.2
"""Shares of the pictures that get each of them."""
MONOCHROME = 0.05
"""Share of the pictures that lose their colour: it must not be a sign of any one fault."""
FADED_PRINTS, SOFT_PRINTS, SCRATCHED_PRINTS, COMPRESSED_PRINTS = 0.6, 0.5, 0.6, 0.5
"""Shares of the old prints: without colour, and what else people scan. Scanning softens the scratches with the print."""
FINER = 4
"""How much larger a thumbnail is made before grain is laid on it."""

Degrade = Callable[[np.ndarray, np.random.Generator], tuple[np.ndarray, dict]]


class Judged:
    """A picture as it gets worse: `pieces` [K,3,96,96], `thumbnail` [3,96,96], and what is known of each fault:
    `severities` and `weights` [9] (weight 0: not known), `places` [K,9,12,12]."""

    def __init__(self, pieces: Tensor, thumbnail: Tensor) -> None:
        self.pieces, self.thumbnail = pieces, thumbnail
        self.severities, self.weights = torch.zeros(len(TASKS)), torch.ones(len(TASKS))
        self.places = torch.zeros(len(pieces), len(TASKS), PLACES, PLACES)

    def has(self, fault: int, brought: list[int], after: Tensor, before: Tensor) -> None:
        """Writes down a fault by what it did; of what it brought along nothing is known."""
        self.weights[brought] = 0
        self.weights[fault] = 1
        self.severities[fault], self.places[:, fault] = severity(after, before), severity_of_places(after, before)

    def lacks(self, fault: int) -> bool:
        """True where the fault is surely not there."""
        return bool(self.weights[fault] == 1 and self.severities[fault] == 0)


def unknown(present: set[int]) -> list[int]:
    """Faults of which nobody wrote down how bad they are: those of a mixture, and what others bring along."""
    brought = {DENOISE} if NOISY & present else set()
    return sorted(present | brought | ({DEJPEG} if UPSCALE in present else set()))


def worsen(judged: Judged, is_print: bool, random: np.random.Generator) -> None:
    """In the order in which it happens to a photo: faded, rained on, scratched, scanned, noisy, compressed."""
    softness = float(random.uniform(0.4, 1.2)) if is_print and random.random() < SOFT_PRINTS else 0.0
    if is_print and random.random() < FADED_PRINTS:
        faded, judged.thumbnail = alike(judged.pieces, judged.thumbnail, fade, random)
        judged.has(ENHANCE, [DENOISE], faded, judged.pieces)
        judged.pieces = faded
    scratched = SCRATCHED_PRINTS if is_print else SCRATCHES
    faults: list[tuple[int, float, Degrade]] = [(DERAIN, RAIN, rain), (DESCRATCH, scratched, scratches)]
    for fault, share, degrade in faults:
        if judged.lacks(fault) and random.random() < share:
            worse = side_by_side(judged.pieces, degrade, random)
            judged.has(fault, unknown({fault}), blurred(worse, softness), blurred(judged.pieces, softness))
            judged.pieces = worse
    if softness:
        judged.pieces = blurred(judged.pieces, softness)
        judged.weights[[DEBLUR, UPSCALE]] = 0
    if judged.lacks(DENOISE) and random.random() < NOISE:
        noise = torch.randn_like(judged.pieces) * (float(random.uniform(0, 40)) / 255)
        noisy = torch.round((judged.pieces + noise).clamp(0, 1) * 255) / 255
        judged.has(DENOISE, [], noisy, judged.pieces)
        judged.pieces = noisy
    if judged.lacks(DEJPEG) and random.random() < (COMPRESSED_PRINTS if is_print else COMPRESSION):
        compressed = coded(judged.pieces, random)
        judged.has(DEJPEG, [], compressed, judged.pieces)
        judged.pieces = compressed


def tint_of(random: np.random.Generator) -> Tensor:
    """The colour [3] of a picture without colours: grey, or sepia."""
    return torch.tensor([1, random.uniform(0.8, 1), random.uniform(0.55, 1)] if random.random() < 0.5 else [1, 1, 1]).float()


def monochrome(x: Tensor, tint: Tensor) -> Tensor:
    """[...,3,H,W] in shades of one colour [3]."""
    return x.mean(-3, keepdim=True) * tint[:, None, None]


def alike(pieces: Tensor, thumbnail: Tensor, degrade: Degrade, random: np.random.Generator) -> tuple[Tensor, Tensor]:
    """Pieces and thumbnail with the same tones; the grain of the thumbnail is averaged, as a real one's is."""
    seed = int(random.integers(2**62))
    large = thumbnail.repeat_interleave(FINER, 1).repeat_interleave(FINER, 2)[None]
    small = F.avg_pool2d(side_by_side(large, degrade, np.random.default_rng(seed)), FINER)[0]
    return side_by_side(pieces, degrade, np.random.default_rng(seed)), small


def side_by_side(pieces: Tensor, degrade: Degrade, random: np.random.Generator) -> Tensor:
    """[K,3,S,S] degraded as one picture of pieces in a row, in steps of a file."""
    row = torch.cat(list(pieces), 2).permute(1, 2, 0).numpy()
    worse = torch.from_numpy(to_bytes(degrade(row, random)[0])).permute(2, 0, 1).float() / 255
    return torch.stack(list(worse.split(pieces.shape[-1], 2)))


def blurred(pieces: Tensor, sigma: float) -> Tensor:
    """[K,3,S,S] a little out of focus, in steps of a file."""
    return torch.from_numpy(to_bytes(gaussian_filter(pieces.numpy(), (0, 0, sigma, sigma)))).float() / 255


def coded(pieces: Tensor, random: np.random.Generator) -> Tensor:
    """Each piece through a JPEG codec at the same quality."""
    seed = int(random.integers(2**62))
    return torch.stack(
        [torch.from_numpy(jpeg(piece.permute(1, 2, 0).numpy(), np.random.default_rng(seed))[0]).permute(2, 0, 1) for piece in pieces]
    )

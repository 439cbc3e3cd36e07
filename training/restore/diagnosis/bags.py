"""Bags: several pieces of one degraded picture with its thumbnail, and how bad each fault is.

Severity is how far a fault moves the picture: 0 at a PSNR of 46 dB or above (nobody sees it), 1 at 18 dB or below,
straight in between. What is not known (the size of the other faults of a mixture) is not taught: weight 0.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from scipy.ndimage import gaussian_filter
from torch import Tensor
from torch.utils.data import DataLoader, IterableDataset

from ..data.pool import CROPS_PER_PIECE, to_bytes
from ..degrade.enhance import fade
from ..degrade.jpeg import jpeg
from ..degrade.rain import rain
from ..degrade.scratches import scratches
from ..models.diagnoser import PLACES
from ..tasks import TASKS
from ..train.batches import planes
from ..train.wishes import DEJPEG, DENOISE, NOISY, UPSCALE

DEBLUR, DERAIN, DESCRATCH, ENHANCE = (TASKS.index(task) for task in ("deblur", "derain", "descratch", "enhance"))
FINER = 4
"""How much larger a thumbnail is made before grain is laid on it."""
UNSEEN_DECIBELS = 46.0
WORST_DECIBELS = 18.0
FRESH_NOISE = 0.25
FRESH_JPEG = 0.2
FRESH_SCRATCHES = 0.15
FRESH_RAIN = 0.06
"""Shares of the pictures that are given something new on top of what they have: else the network learns that a noisy
picture is never hazy (measured: of twelve hazy and noisy pictures the haze of three was found), and a faded one never
scratched."""

SOUND_SHARE = 0.4
"""Of the pictures, how many have no fault; the others have each fault equally often, whatever the pool has most of."""
MONOCHROME_SHARE = 0.05
PRINT_SHARE = 0.5
"""Of the sound pictures, how many are made old prints: without colour, soft, and often faded. Those are what people have
scratches in, and neither grey nor soft is to be a sign of any one fault."""
FADED_PRINTS = 0.6
SOFT_PRINTS = 0.5
SCRATCHED_PRINTS = 0.6
CODED_PRINTS = 0.5
"""A print is scratched before it is scanned: scanning softens its scratches with it, and the scan is kept as JPEG."""


@dataclass(frozen=True)
class Bag:
    """`thumbnail` [3,96,96], `pieces` [K,3,96,96], `severities` and `weights` [9], `places` [K,9,12,12]: severities of
    each place by itself."""

    thumbnail: Tensor
    pieces: Tensor
    severities: Tensor
    weights: Tensor
    places: Tensor


def severity(degraded: Tensor, clean: Tensor) -> float:
    """0..1 from the mean squared difference of two stacks of pieces in 0..1."""
    return float(from_error(((degraded - clean) ** 2).mean()))


def severity_of_places(degraded: Tensor, clean: Tensor) -> Tensor:
    """[K,3,96,96] twice to the severity of each place by itself, [K,12,12]."""
    error = ((degraded - clean) ** 2).mean(1, keepdim=True)
    return from_error(F.avg_pool2d(error, error.shape[-1] // PLACES))[:, 0]


def from_error(error: Tensor) -> Tensor:
    """Severity 0..1 of mean squared differences."""
    decibels = -10 * torch.log10(error + 1e-9)
    return ((UNSEEN_DECIBELS - decibels) / (UNSEEN_DECIBELS - WORST_DECIBELS)).clamp(0, 1)


class Shards:
    """The shards of a pool as bags."""

    def __init__(self, folder: Path) -> None:
        self.shards = [
            tuple(np.load(folder / f"{file.name.removesuffix('.pixels.npy')}.{part}.npy", mmap_mode="r") for part in ("pixels", "thumbnails", "faults"))
            for file in sorted(folder.glob("*.pixels.npy"))
        ]
        if not self.shards:
            raise FileNotFoundError(f"No shards in {folder}; write some with python -m restore.data.")
        self.of_fault: dict[int, list[tuple[int, int]]] = {}
        for shard, (_, thumbnails, faults) in enumerate(self.shards):
            for index in range(len(thumbnails)):
                self.of_fault.setdefault(int(faults[index * CROPS_PER_PIECE, -1]), []).append((shard, index))

    def __len__(self) -> int:
        return sum(len(thumbnails) for _, thumbnails, _ in self.shards)

    def any_bag(self, count: int, random: np.random.Generator) -> Bag:
        """A sound picture or one of any fault."""
        faulty = [told for told in self.of_fault if told >= 0]
        told = -1 if -1 in self.of_fault and (not faulty or random.random() < SOUND_SHARE) else int(random.choice(faulty))
        shard, index = self.of_fault[told][int(random.integers(len(self.of_fault[told])))]
        return self.bag(shard, index, count, random)

    def bag(self, shard: int, index: int, count: int, random: np.random.Generator) -> Bag:
        """The picture `index` of a shard by `count` of its pieces."""
        pixels, thumbnails, faults = self.shards[shard]
        first = index * CROPS_PER_PIECE
        chosen = first + random.permutation(CROPS_PER_PIECE)[:count]
        degraded, without = (torch.stack([planes(pixels[at, part]) for at in chosen]) for part in (0, 2))
        thumbnail = planes(thumbnails[index])
        is_print = faults[first, -1] < 0 and random.random() < PRINT_SHARE
        if is_print or random.random() < MONOCHROME_SHARE:
            tint = torch.tensor([1, random.uniform(0.8, 1), random.uniform(0.55, 1)] if random.random() < 0.5 else [1, 1, 1]).float()
            degraded, without, thumbnail = (monochrome(each, tint) for each in (degraded, without, thumbnail))
        present, told = np.flatnonzero(faults[first, : len(TASKS)]), int(faults[first, -1])
        severities, weights = torch.zeros(len(TASKS)), torch.ones(len(TASKS))
        places = torch.zeros(count, len(TASKS), PLACES, PLACES)

        def damaged(task: int, after: Tensor, before: Tensor) -> None:
            severities[task], places[:, task] = severity(after, before), severity_of_places(after, before)

        if told >= 0:
            weights[unknown(set(present.tolist()))] = 0
            weights[told] = 1
            damaged(told, degraded, without)
        softness = float(random.uniform(0.4, 1.2)) if is_print and random.random() < SOFT_PRINTS else 0.0
        if is_print and random.random() < FADED_PRINTS:
            faded, thumbnail = alike(degraded, thumbnail, fade, random)
            damaged(ENHANCE, faded, degraded)
            degraded = faded
            weights[DENOISE] = 0
        scratched = SCRATCHED_PRINTS if is_print else FRESH_SCRATCHES
        for task, share, degrade in ((DERAIN, FRESH_RAIN, rain), (DESCRATCH, scratched, scratches)):
            if weights[task] and severities[task] == 0 and random.random() < share:
                worse = side_by_side(degraded, degrade, random)
                damaged(task, blurred(worse, softness), blurred(degraded, softness))
                degraded = worse
                weights[unknown({task})] = 0
                weights[task] = 1
        if softness:
            degraded = blurred(degraded, softness)
            weights[[DEBLUR, UPSCALE]] = 0
        if weights[DENOISE] and severities[DENOISE] == 0 and random.random() < FRESH_NOISE:
            noisy = (degraded + torch.randn_like(degraded) * (float(random.uniform(0, 40)) / 255)).clamp(0, 1)
            damaged(DENOISE, noisy, degraded)
            degraded = torch.round(noisy * 255) / 255
        if weights[DEJPEG] and severities[DEJPEG] == 0 and random.random() < (CODED_PRINTS if is_print else FRESH_JPEG):
            coded = compressed(degraded, random)
            damaged(DEJPEG, coded, degraded)
            degraded = coded
        if random.random() < 0.5:
            degraded, thumbnail, places = degraded.flip(3), thumbnail.flip(2), places.flip(3)
        return Bag(thumbnail, degraded, severities, weights, places)


def blurred(pieces: Tensor, sigma: float) -> Tensor:
    """[K,3,S,S] a little out of focus, in steps of a file."""
    return torch.from_numpy(to_bytes(gaussian_filter(pieces.numpy(), (0, 0, sigma, sigma)))).float() / 255


def alike(pieces: Tensor, thumbnail: Tensor, degrade: Callable, random: np.random.Generator) -> tuple[Tensor, Tensor]:
    """Pieces and thumbnail with the same tones; the grain of the thumbnail is averaged, as a real one's is."""
    seed = int(random.integers(2**62))
    large = thumbnail.repeat_interleave(FINER, 1).repeat_interleave(FINER, 2)[None]
    small = F.avg_pool2d(side_by_side(large, degrade, np.random.default_rng(seed)), FINER)[0]
    return side_by_side(pieces, degrade, np.random.default_rng(seed)), small


def side_by_side(pieces: Tensor, degrade: Callable, random: np.random.Generator) -> Tensor:
    """[K,3,S,S] degraded as one picture of pieces in a row, in steps of a file."""
    row = torch.cat(list(pieces), 2).permute(1, 2, 0).numpy()
    worse = torch.from_numpy(to_bytes(degrade(row, random)[0])).permute(2, 0, 1).float() / 255
    return torch.stack(list(worse.split(pieces.shape[-1], 2)))


def monochrome(x: Tensor, tint: Tensor) -> Tensor:
    """[...,3,H,W] in shades of one colour [3]."""
    return x.mean(-3, keepdim=True) * tint[:, None, None]


def compressed(pieces: Tensor, random: np.random.Generator) -> Tensor:
    """Each piece through a JPEG codec at the same quality."""
    seed = int(random.integers(2**62))
    return torch.stack(
        [torch.from_numpy(jpeg(piece.permute(1, 2, 0).numpy(), np.random.default_rng(seed))[0]).permute(2, 0, 1) for piece in pieces]
    )


def unknown(present: set[int]) -> list[int]:
    """Faults of which nobody wrote down how bad they are: those of a mixture, and what others bring along."""
    brought = {DENOISE} if NOISY & present else set()
    return sorted(present | brought | ({DEJPEG} if UPSCALE in present else set()))


class Stream(IterableDataset):
    """Endless batches of bags with the same number of pieces, drawn in a process of their own."""

    def __init__(self, folder: Path, size: int, seed: int) -> None:
        self.folder, self.size, self.seed = folder, size, seed

    def __iter__(self) -> Iterator[list[Tensor]]:
        torch.set_num_threads(1)
        torch.manual_seed(self.seed)
        random, shards = np.random.default_rng(self.seed), Shards(self.folder)
        while True:
            count = int(random.integers(1, CROPS_PER_PIECE + 1))
            yield stacked([shards.any_bag(count, random) for _ in range(self.size)])


def stacked(bags: list[Bag]) -> list[Tensor]:
    """Thumbnails, pieces, severities, weights and places of bags with equally many pieces."""
    fields = ("thumbnail", "pieces", "severities", "weights", "places")
    return [torch.stack([getattr(bag, field) for bag in bags]) for field in fields]


def batches(folder: Path, size: int, seed: int) -> DataLoader:
    """Batches prepared by a process beside the training."""
    return DataLoader(Stream(folder, size, seed), batch_size=None, num_workers=1, prefetch_factor=6)

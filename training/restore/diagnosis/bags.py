"""Bags: several pieces of one degraded picture with its thumbnail, and how bad each fault is.

Severity is how far a fault moves the picture: 0 at a PSNR of 46 dB or above (nobody sees it), 1 at 18 dB or below,
straight in between. What is not known (the size of the other faults of a mixture) is not taught: weight 0.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader, IterableDataset

from ..data.pool import CROPS_PER_PIECE
from ..degrade.jpeg import jpeg
from ..models.diagnoser import CROP_SIZE
from ..tasks import TASKS
from ..train.batches import planes
from ..train.wishes import DEJPEG, DENOISE, NOISY, UPSCALE

UNSEEN_DECIBELS = 46.0
WORST_DECIBELS = 18.0
FRESH_NOISE = 0.4
FRESH_JPEG = 0.2
"""Shares of the pictures that are given new noise and new compression on top of what they have: else the network learns
that a noisy picture is never hazy (measured: of twelve hazy and noisy pictures the haze of three was found)."""


@dataclass(frozen=True)
class Bag:
    """`thumbnail` [3,96,96], `pieces` [K,3,96,96], `severities` and `weights` [9]."""

    thumbnail: Tensor
    pieces: Tensor
    severities: Tensor
    weights: Tensor


def severity(degraded: Tensor, clean: Tensor) -> float:
    """0..1 from the mean squared difference of two stacks of pieces in 0..1."""
    error = float(((degraded - clean) ** 2).mean())
    decibels = -10 * math.log10(error + 1e-9)
    return min(1.0, max(0.0, (UNSEEN_DECIBELS - decibels) / (UNSEEN_DECIBELS - WORST_DECIBELS)))


class Shards:
    """The shards of a pool as bags."""

    def __init__(self, folder: Path) -> None:
        self.shards = [
            tuple(np.load(folder / f"{file.name.removesuffix('.pixels.npy')}.{part}.npy", mmap_mode="r") for part in ("pixels", "thumbnails", "faults"))
            for file in sorted(folder.glob("*.pixels.npy"))
        ]
        if not self.shards:
            raise FileNotFoundError(f"No shards in {folder}; write some with python -m restore.data.")

    def __len__(self) -> int:
        return sum(len(thumbnails) for _, thumbnails, _ in self.shards)

    def bag(self, shard: int, index: int, count: int, random: np.random.Generator) -> Bag:
        """The picture `index` of a shard by `count` of its pieces."""
        pixels, thumbnails, faults = self.shards[shard]
        first = index * CROPS_PER_PIECE
        chosen = first + random.permutation(CROPS_PER_PIECE)[:count]
        degraded, clean, without = (torch.stack([planes(pixels[at, part, :CROP_SIZE, :CROP_SIZE]) for at in chosen]) for part in range(3))
        thumbnail = planes(thumbnails[index, 0])
        present, told = np.flatnonzero(faults[first, : len(TASKS)]), int(faults[first, -1])
        severities, weights = torch.zeros(len(TASKS)), torch.ones(len(TASKS))
        if told >= 0:
            weights[unknown(set(present.tolist()))] = 0
            weights[told] = 1
            severities[told] = severity(degraded, without)
        if weights[DENOISE] and severities[DENOISE] == 0 and random.random() < FRESH_NOISE:
            noisy = (degraded + torch.randn_like(degraded) * (float(random.uniform(0, 40)) / 255)).clamp(0, 1)
            severities[DENOISE], degraded = severity(noisy, degraded), torch.round(noisy * 255) / 255
        if weights[DEJPEG] and severities[DEJPEG] == 0 and random.random() < FRESH_JPEG:
            coded = compressed(degraded, random)
            severities[DEJPEG], degraded = severity(coded, degraded), coded
        if random.random() < 0.5:
            degraded, thumbnail = degraded.flip(3), thumbnail.flip(2)
        return Bag(thumbnail, degraded, severities, weights)


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
            bags, count = [], int(random.integers(1, CROPS_PER_PIECE + 1))
            for _ in range(self.size):
                shard = int(random.integers(len(shards.shards)))
                bags.append(shards.bag(shard, int(random.integers(len(shards.shards[shard][1]))), count, random))
            yield stacked(bags)


def stacked(bags: list[Bag]) -> list[Tensor]:
    """Thumbnails, pieces, severities and weights of bags with equally many pieces."""
    fields = ("thumbnail", "pieces", "severities", "weights")
    return [torch.stack([getattr(bag, field) for bag in bags]) for field in fields]


def batches(folder: Path, size: int, seed: int) -> DataLoader:
    """Batches prepared by a process beside the training."""
    return DataLoader(Stream(folder, size, seed), batch_size=None, num_workers=1, prefetch_factor=6)

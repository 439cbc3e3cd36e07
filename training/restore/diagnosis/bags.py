"""Bags: several pieces of one degraded picture with its thumbnail, and how bad each fault is.

What is not known (the size of the other faults of a mixture) is not taught: weight 0.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader, IterableDataset

from ..data.pool import CROPS_PER_PIECE
from ..tasks import TASKS
from ..train.batches import planes
from .worsen import MONOCHROME, Judged, monochrome, tint_of, unknown, worsen

SOUND_SHARE = 0.4
"""Of the pictures, how many have no fault; the others have each fault equally often, whatever the pool has most of."""
PRINT_SHARE = 0.5
"""Of the sound pictures, how many are made old prints: those are what people have scratches in."""


@dataclass(frozen=True)
class Bag:
    """`thumbnail` [3,96,96], `pieces` [K,3,96,96], `severities` and `weights` [9], `places` [K,9,12,12]: severities of
    each place by itself."""

    thumbnail: Tensor
    pieces: Tensor
    severities: Tensor
    weights: Tensor
    places: Tensor


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
        present, told = np.flatnonzero(faults[first, : len(TASKS)]), int(faults[first, -1])
        is_print = told < 0 and random.random() < PRINT_SHARE
        if is_print or random.random() < MONOCHROME:
            tint = tint_of(random)
            degraded, without, thumbnail = (monochrome(each, tint) for each in (degraded, without, thumbnail))
        judged = Judged(degraded, thumbnail)
        if told >= 0:
            judged.has(told, unknown(set(present.tolist())), degraded, without)
        worsen(judged, is_print, random)
        pictures = judged.thumbnail, judged.pieces, judged.places
        if random.random() < 0.5:
            pictures = tuple(each.flip(-1) for each in pictures)
        thumbnail, pieces, places = pictures
        return Bag(thumbnail, pieces, judged.severities, judged.weights, places)


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

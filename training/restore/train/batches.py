"""Batches drawn at random from the pool, prepared in a process beside the training."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader, IterableDataset

from ..data.pool import CROPS_PER_PIECE
from ..precision import learning_layout
from ..tasks import TASKS
from .wishes import Sentences, dimmed, wish_for_clean, wish_for_faulty

REFRESH_EVERY = 200
"""Batches between two looks for new shards."""
FAINT_ERROR = 2e-4
FAINT_SHARE = 0.2
"""Crops whose fault is hardly there (no scratch in this corner, a flat sky in a JPEG) teach little: most are passed over."""

EVENING_SHARE = 0.07
"""Clean crops that are dimmed."""


@dataclass(frozen=True)
class Batch:
    """`picture` and `target` [N,3,128,128], both of the whole picture as thumbnails [N,3,96,96], `embedding` [N,256],
    `strengths` [N,9], all float32.
    """

    picture: Tensor
    target: Tensor
    thumbnail: Tensor
    target_thumbnail: Tensor
    embedding: Tensor
    strengths: Tensor
    kinds: list[str]


def planes(pixels: np.ndarray) -> Tensor:
    """uint8 HxWx3 to float32 3xHxW, 0..1."""
    return torch.from_numpy(np.array(pixels)).permute(2, 0, 1).float() / 255


class Pool:
    """The shards that are finished so far; `refresh` finds new ones."""

    def __init__(self, folder: Path, sentences: Sentences, random: np.random.Generator) -> None:
        self.folder, self.sentences, self.random = folder, sentences, random
        self.shards: dict[str, tuple[np.ndarray, np.ndarray, np.ndarray]] = {}
        self.refresh()
        if not self.shards:
            raise FileNotFoundError(f"No shards in {folder}; write some with python -m restore.data.")

    def refresh(self) -> None:
        """Map shards that were finished since the last look."""
        for file in self.folder.glob("*.pixels.npy"):
            stem = file.name.removesuffix(".pixels.npy")
            if stem not in self.shards:
                thumbnails, faults = (np.load(self.folder / f"{stem}.{part}.npy") for part in ("thumbnails", "faults"))
                self.shards = {**self.shards, stem: (np.load(file, mmap_mode="r"), thumbnails, faults)}

    def draw(self, size: int) -> Batch:
        """A batch of `size` samples, each from a random shard."""
        samples = [self.sample() for _ in range(size)]
        stacked = [torch.stack(list(parts)) for parts in list(zip(*samples, strict=True))[:6]]
        stacked[0] = stacked[0].contiguous(memory_format=learning_layout())
        return Batch(*stacked, [sample[6] for sample in samples])

    def sample(self) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, str]:
        """Picture, target, both as thumbnails, embedding, strengths, kind."""
        pixels, thumbnails, faults, index = self.choose()
        picture, clean, without = (planes(part) for part in pixels[index])
        whole = [planes(part) for part in thumbnails[index // CROPS_PER_PIECE]]
        told = int(faults[index, -1])
        present = [int(fault) for fault in np.flatnonzero(faults[index, : len(TASKS)])]
        if present:
            wish = wish_for_faulty(present, told, self.random)
        elif self.random.random() < EVENING_SHARE:
            (picture, *whole), wish = dimmed([clean, *whole], self.random)
        else:
            picture, wish = wish_for_clean(clean, self.random)
        target = wish.target(picture, clean, without)
        if self.random.random() < 0.5:
            picture, target = picture.flip(2), target.flip(2)
        strengths = torch.from_numpy(wish.weights[: len(TASKS)].copy())
        embedding = self.sentences.embed(wish.weights)
        return picture, target, whole[0], wish.target(*whole), embedding, strengths, wish.kind

    def choose(self) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
        """A shard's arrays and the index of a crop in it from which there is something to learn."""
        shards = list(self.shards.values())
        while True:
            pixels, thumbnails, faults = shards[self.random.integers(len(shards))]
            index = int(self.random.integers(len(pixels)))
            told = int(faults[index, -1])
            if told >= 0 and self.random.random() > FAINT_SHARE:
                degraded, clean = (pixels[index, part].astype(np.float32) / 255 for part in range(2))
                if float(np.mean((degraded - clean) ** 2)) < FAINT_ERROR:
                    continue
            return pixels, thumbnails, faults, index


class Stream(IterableDataset):
    """Endless batches; the worker process opens the pool itself, by `opened(sentences, random)`, and draws by a seed."""

    def __init__(self, opened: Callable, bank: dict[str, np.ndarray] | None, size: int, seed: int) -> None:
        self.opened, self.bank, self.size, self.seed = opened, bank, size, seed

    def __iter__(self) -> Iterator[Batch]:
        os.nice(10)  # It works in the gaps of the training, which waits for its slowest thread (23 to 33 crops a second).
        torch.set_num_threads(1)
        torch.manual_seed(self.seed)
        random = np.random.default_rng(self.seed)
        pool = self.opened(Sentences(self.bank, random), random)
        for drawn in count(1):
            yield pool.draw(self.size)
            if drawn % REFRESH_EVERY == 0:
                pool.refresh()


def batches(folder: Path, bank: dict[str, np.ndarray] | None, size: int, seed: int) -> DataLoader:
    """Batches prepared by a process beside the training: a thread would take the interpreter away from it."""
    return loader(partial(Pool, folder), bank, size, seed)


def loader(opened: Callable, bank: dict[str, np.ndarray] | None, size: int, seed: int) -> DataLoader:
    """One process that prepares batches."""
    return DataLoader(Stream(opened, bank, size, seed), batch_size=None, num_workers=1, prefetch_factor=6)

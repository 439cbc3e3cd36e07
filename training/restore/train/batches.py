"""Batches drawn at random from the pool, prepared in a process beside the training."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader, IterableDataset

from ..data.pool import CROPS_PER_PIECE
from ..tasks import TASKS
from .wishes import Sentences, wish_for_clean, wish_for_faulty

REFRESH_EVERY = 200
"""Batches between two looks for new shards."""
KEPT_SHARE = {
    "clean": 0.2, "denoise": 0.4, "deblur": 0.2, "derain": 0.45, "dehaze": 0.12,
    "lowlight": 0.22, "descratch": 0.35, "enhance": 0.3, "upscale": 0.3,
}  # fmt: skip
"""How often a drawn crop of a fault is kept: light and noise are learned soon, scratches and enlargement late."""
FAINT_ERROR = 2e-4
FAINT_SHARE = 0.2
"""Crops whose fault is hardly there (no scratch in this corner, a flat sky in a JPEG) teach little: most are passed over."""


@dataclass(frozen=True)
class Batch:
    """`picture` and `target` [N,3,96,96], `thumbnail` [N,3,96,96], `embedding` [N,256], `strengths` [N,9], all float32."""

    picture: Tensor
    target: Tensor
    thumbnail: Tensor
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
        stacked = [torch.stack(list(parts)) for parts in list(zip(*samples, strict=True))[:5]]
        stacked[0] = stacked[0].contiguous(memory_format=torch.channels_last)
        return Batch(*stacked, [sample[5] for sample in samples])

    def sample(self) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, str]:
        """Picture, target, thumbnail, embedding, strengths, kind."""
        pixels, thumbnails, faults, index = self.choose()
        picture, clean, without = (planes(pixels[index, part]) for part in range(3))
        told = int(faults[index, -1])
        present = [int(fault) for fault in np.flatnonzero(faults[index, : len(TASKS)])]
        if present:
            wish = wish_for_faulty(picture, clean, without, present, told, self.random)
        else:
            picture, wish = wish_for_clean(clean, self.random)
        target = wish.target
        if self.random.random() < 0.5:
            picture, target = picture.flip(2), target.flip(2)
        thumbnail = planes(thumbnails[index // CROPS_PER_PIECE])
        strengths = torch.from_numpy(wish.weights[: len(TASKS)].copy())
        return picture, target, thumbnail, self.sentences.embed(wish.weights), strengths, wish.kind

    def choose(self) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
        """A shard's arrays and the index of a crop in it, kept by how much there is to learn from it."""
        shards = list(self.shards.values())
        while True:
            pixels, thumbnails, faults = shards[self.random.integers(len(shards))]
            index = int(self.random.integers(len(pixels)))
            told = int(faults[index, -1])
            if self.random.random() > KEPT_SHARE.get("clean" if told < 0 else TASKS[told], 1.0):
                continue
            if told >= 0 and self.random.random() > FAINT_SHARE:
                degraded, clean = (pixels[index, part].astype(np.float32) / 255 for part in range(2))
                if float(np.mean((degraded - clean) ** 2)) < FAINT_ERROR:
                    continue
            return pixels, thumbnails, faults, index


class Stream(IterableDataset):
    """Endless batches; each worker process opens the pool itself and draws with a seed of its own."""

    def __init__(self, folder: Path, bank: dict[str, np.ndarray] | None, size: int, seed: int) -> None:
        self.folder, self.bank, self.size, self.seed = folder, bank, size, seed

    def __iter__(self) -> Iterator[Batch]:
        torch.set_num_threads(1)
        torch.manual_seed(self.seed)
        random = np.random.default_rng(self.seed)
        pool = Pool(self.folder, Sentences(self.bank, random), random)
        for drawn in count(1):
            yield pool.draw(self.size)
            if drawn % REFRESH_EVERY == 0:
                pool.refresh()


def batches(folder: Path, bank: dict[str, np.ndarray] | None, size: int, seed: int) -> DataLoader:
    """Batches prepared by a process beside the training: a thread would take the interpreter away from it."""
    return DataLoader(Stream(folder, bank, size, seed), batch_size=None, num_workers=1, prefetch_factor=6)

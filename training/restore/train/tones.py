"""Thumbnails of whole photos, darkened, veiled and faded: what the guide learns of beside the pool."""

from functools import partial
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader

from ..data.photos import random_piece, read_photos
from ..data.pool import thumbnail, to_bytes
from ..degrade.chain import run_chain
from ..tasks import TASKS
from .batches import Batch, loader, planes
from .wishes import AUTO, NOTHING, TEXTURE_FAULTS, Sentences, Wish, one, wish_for_faulty

TONE_FAULTS = ("dehaze", "lowlight", "enhance", "enhance")
TONE_PHOTO_SIDE = 320
TONE_SIDES = (144, 216)
SOUND_SHARE = 0.08
"""Of the thumbnails for the guide alone: the faults of light, the longest side of their photos, the shorter side of the
pieces, and how many are sound.
"""


class TonePool:
    """Photos made worse as they are drawn, as thumbnails alone.

    Nothing is met twice, which a network that sees the whole of a picture needs more than one that sees its texture.
    """

    def __init__(self, folder: Path, sentences: Sentences, random: np.random.Generator) -> None:
        self.photos = read_photos([folder / name for name in ("train", "train_extra")], longest=TONE_PHOTO_SIDE)
        self.sentences, self.random = sentences, random

    def refresh(self) -> None:
        """There is nothing to look for."""

    def draw(self, size: int) -> Batch:
        """A batch whose pictures are the thumbnails themselves."""
        samples = [self.sample() for _ in range(size)]
        given, target, embedding, strengths = (torch.stack(part) for part in list(zip(*samples, strict=True))[:4])
        return Batch(given, target, given, target, embedding, strengths, [sample[4] for sample in samples])

    def sample(self) -> tuple[Tensor, Tensor, Tensor, Tensor, str]:
        """Thumbnail, target, embedding, strengths, kind."""
        piece = random_piece(self.photos, self.random, TONE_SIDES)
        told = TASKS.index(str(self.random.choice(TONE_FAULTS)))
        degraded, _ = run_chain(piece, (TASKS[told],), int(self.random.integers(2**62)))
        given, clean = (planes(thumbnail(to_bytes(picture))) for picture in (degraded, piece))
        if self.random.random() < SOUND_SHARE:
            given, wish = clean, Wish(one(int(self.random.choice([AUTO, NOTHING, *TEXTURE_FAULTS]))), "given", "clean")
        else:
            wish = wish_for_faulty([told], told, self.random)
        strengths = torch.from_numpy(wish.weights[: len(TASKS)].copy())
        return given, wish.target(given, clean, clean), self.sentences.embed(wish.weights), strengths, wish.kind


def tone_batches(data: Path, bank: dict[str, np.ndarray] | None, size: int, seed: int) -> DataLoader:
    """Batches for the guide alone, made of the photos in `data`/train and `data`/train_extra as they are drawn."""
    return loader(partial(TonePool, data), bank, size, seed)

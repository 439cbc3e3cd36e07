"""The pool: shards of degraded crops on disk, written once by cheap processes, read at random by training.

A shard is three files: `<seed>.pixels.npy` uint8 [crops, 3, 128, 128, 3] (input, clean, target without the told
fault), `<seed>.thumbnails.npy` uint8 [pieces, 3, 96, 96, 3] of the same three of the pieces, `<seed>.faults.npy` int64
[crops, 10]: nine flags of the faults that are there, then the index of the told one, or -1 for a clean piece.
"""

import os
from pathlib import Path

import numpy as np
from PIL import Image

from ..degrade.chain import MIXTURES, run_chain
from ..models.guide import THUMBNAIL_SIZE
from ..tasks import TASKS
from .photos import random_piece

CROP = 128
CROPS_PER_SHARD = 1500
CROPS_PER_PIECE = 5
CLEAN_SHARE = 0.2
"""Clean pieces: training adds Gaussian noise to most of them itself, endlessly varied, and keeps the rest clean."""
MIXTURE_SHARE = 0.17
TASK_SHARES = {
    "denoise": 0.11, "deblur": 0.22, "derain": 0.09, "dehaze": 0.09, "lowlight": 0.05,
    "dejpeg": 0.13, "descratch": 0.14, "enhance": 0.06, "upscale": 0.11,
}  # fmt: skip


def to_bytes(values: np.ndarray) -> np.ndarray:
    """Float 0..1 to the 8-bit values of a file."""
    return np.round(np.clip(values, 0, 1) * 255).astype(np.uint8)


def thumbnail(picture: np.ndarray) -> np.ndarray:
    """The whole picture as the guide sees it: area-averaged, uint8 96x96x3."""
    return np.asarray(Image.fromarray(picture).resize((THUMBNAIL_SIZE, THUMBNAIL_SIZE), Image.Resampling.BOX))


def choose_faults(random: np.random.Generator) -> tuple[str, ...]:
    """Faults of one piece: none, one, or a mixture that is met in practice."""
    if random.random() < CLEAN_SHARE:
        return ()
    if random.random() < MIXTURE_SHARE:
        return MIXTURES[random.integers(len(MIXTURES))]
    return (str(random.choice(TASKS, p=[TASK_SHARES[task] for task in TASKS])),)


def write_shard(photos: list[np.ndarray], folder: Path, seed: int, only: str | None = None) -> Path:
    """Degrade pieces, all by the fault `only` where one is named, and cut crops; returns the file of pixels.

    The same seed and photos give the same shard.
    """
    random = np.random.default_rng(seed)
    pieces = CROPS_PER_SHARD // CROPS_PER_PIECE
    pixels = np.empty((CROPS_PER_SHARD, 3, CROP, CROP, 3), np.uint8)
    thumbnails = np.empty((pieces, 3, THUMBNAIL_SIZE, THUMBNAIL_SIZE, 3), np.uint8)
    faults = np.zeros((CROPS_PER_SHARD, len(TASKS) + 1), np.int64)
    for piece in range(pieces):
        clean = to_bytes(random_piece(photos, random))
        values = clean.astype(np.float32) / 255
        chosen, chain_seed = (only,) if only else choose_faults(random), int(random.integers(2**62))
        told = str(random.choice(chosen)) if chosen else None
        degraded = to_bytes(run_chain(values, chosen, chain_seed)[0])
        without = to_bytes(run_chain(values, chosen, chain_seed, without=told)[0]) if len(chosen) > 1 else clean
        thumbnails[piece] = [thumbnail(picture) for picture in (degraded, clean, without)]
        for crop in range(piece * CROPS_PER_PIECE, (piece + 1) * CROPS_PER_PIECE):
            top, left = (random.integers(side - CROP + 1) for side in clean.shape[:2])
            window = slice(top, top + CROP), slice(left, left + CROP)
            pixels[crop] = degraded[window], clean[window], without[window]
            faults[crop, [TASKS.index(task) for task in chosen]] = 1
            faults[crop, -1] = TASKS.index(told) if told else -1
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / f"{seed:06d}.thumbnails.npy", thumbnails)
    np.save(folder / f"{seed:06d}.faults.npy", faults)
    unfinished = folder / f"{seed:06d}.unfinished.npy"
    np.save(unfinished, pixels)
    finished = folder / f"{seed:06d}.pixels.npy"
    os.replace(unfinished, finished)
    return finished

"""Does the file compute what the module computes? PSNR of ONNX Runtime against PyTorch, task by task."""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch

from ..degrade.chain import run_chain
from ..models.guide import Guide
from ..models.tile import Tile
from ..tasks import TASKS, directions
from .golden import session

SIDE = 192
LEAST_PARITY = 60.0


class Case(NamedTuple):
    """A degraded test pattern and what is asked for, as the networks take them."""

    task: str
    picture: torch.Tensor
    thumbnail: torch.Tensor
    embedding: torch.Tensor
    strengths: torch.Tensor


def cases() -> Iterator[Case]:
    """One case for every task."""
    for index, task in enumerate(TASKS):
        degraded, _ = run_chain(pattern(), (task,), seed=index)
        picture = torch.from_numpy(degraded).permute(2, 0, 1)[None].contiguous()
        thumbnail = torch.nn.functional.adaptive_avg_pool2d(picture, 96)
        embedding = torch.from_numpy(directions()[index : index + 1])
        strengths = torch.zeros(1, len(TASKS))
        strengths[0, index] = 1
        yield Case(task, picture, thumbnail, embedding, strengths)


def parity(guide: Guide, tile: Tile, guide_file: Path, tile_file: Path) -> dict[str, float]:
    """dB per task on a degraded test pattern; above 60 is required."""
    guide_session, tile_session = session(guide_file), session(tile_file)
    result = {}
    for task, picture, thumbnail, embedding, strengths in cases():
        with torch.no_grad():
            state = guide(thumbnail, embedding, strengths)
            expected = tile(picture, embedding, strengths, state).numpy()
        wish = {"embedding": embedding.numpy(), "strengths": strengths.numpy()}
        (state,) = guide_session.run(None, {"thumbnail": thumbnail.numpy(), **wish})
        (received,) = tile_session.run(None, {"picture": picture.numpy(), **wish, "state": state})
        result[task] = decibels(received, expected)
    return result


def decibels(one: np.ndarray, other: np.ndarray) -> float:
    """PSNR of values whose peak is 1."""
    return -10 * math.log10(float(np.mean((one.astype(np.float64) - other) ** 2)) + 1e-20)


def pattern() -> np.ndarray:
    """A picture with gradients, edges and texture, SIDE x SIDE x 3, float32 0..1."""
    y, x = np.mgrid[0 : 1 : SIDE * 1j, 0 : 1 : SIDE * 1j].astype(np.float32)
    waves = 0.5 + 0.25 * np.sin(40 * x * y) + 0.15 * np.cos(90 * (x - y))
    return np.clip(np.stack([0.3 + 0.5 * x, waves, 0.8 - 0.5 * y], -1), 0, 1).astype(np.float32)

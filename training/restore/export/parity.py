"""Does the file compute what the module computes? PSNR of ONNX Runtime against PyTorch, task by task."""

import math
from pathlib import Path

import numpy as np
import torch

from ..degrade.chain import run_chain
from ..models.guide import Guide
from ..models.tile import Tile
from ..tasks import TASKS, directions
from .golden import session

SIDE = 192


def parity(guide: Guide, tile: Tile, guide_file: Path, tile_file: Path) -> dict[str, float]:
    """dB per task on a degraded test pattern; above 60 is required."""
    guide_session, tile_session = session(guide_file), session(tile_file)
    result = {}
    for index, task in enumerate(TASKS):
        degraded, _ = run_chain(pattern(), (task,), seed=index)
        picture = torch.from_numpy(degraded).permute(2, 0, 1)[None].contiguous()
        thumbnail = torch.nn.functional.adaptive_avg_pool2d(picture, 96)
        embedding = torch.from_numpy(directions()[index : index + 1])
        strengths = torch.zeros(1, len(TASKS))
        strengths[0, index] = 1
        with torch.no_grad():
            state = guide(thumbnail, embedding, strengths)
            expected = tile(picture, embedding, strengths, state).numpy()
        wish = {"embedding": embedding.numpy(), "strengths": strengths.numpy()}
        (state,) = guide_session.run(None, {"thumbnail": thumbnail.numpy(), **wish})
        (received,) = tile_session.run(None, {"picture": picture.numpy(), **wish, "state": state})
        error = float(np.mean((received.astype(np.float64) - expected) ** 2))
        result[task] = -10 * math.log10(error + 1e-20)
    return result


def pattern() -> np.ndarray:
    """A picture with gradients, edges and texture, SIDE x SIDE x 3, float32 0..1."""
    y, x = np.mgrid[0 : 1 : SIDE * 1j, 0 : 1 : SIDE * 1j].astype(np.float32)
    waves = 0.5 + 0.25 * np.sin(40 * x * y) + 0.15 * np.cos(90 * (x - y))
    return np.clip(np.stack([0.3 + 0.5 * x, waves, 0.8 - 0.5 * y], -1), 0, 1).astype(np.float32)

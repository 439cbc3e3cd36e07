"""The two graphs of a restoration pack with their inputs, outputs and dynamic shapes."""

from pathlib import Path

import torch
from torch.export import Dim

from ..models.guide import THUMBNAIL_SIZE, Guide
from ..models.tile import ALIGNMENT, Tile
from ..tasks import EMBEDDING_SIZE, TASKS
from .onnx_file import write_onnx


def example_inputs(height: int = 64, width: int = 96, seed: int = 1) -> dict[str, torch.Tensor]:
    """Inputs of plausible range for one tile and its thumbnail."""
    random = torch.Generator().manual_seed(seed)
    strengths = torch.zeros(1, len(TASKS))
    strengths[0, 0] = 1
    return {
        "picture": torch.rand(1, 3, height, width, generator=random),
        "thumbnail": torch.rand(1, 3, THUMBNAIL_SIZE, THUMBNAIL_SIZE, generator=random),
        "embedding": torch.nn.functional.normalize(torch.randn(1, EMBEDDING_SIZE, generator=random)),
        "strengths": strengths,
    }


def write_guide(guide: Guide, path: Path) -> None:
    """`thumbnail`, `embedding`, `strengths` to `state`; fixed shapes."""
    given = example_inputs()
    names = ["thumbnail", "embedding", "strengths"]
    write_onnx(guide, path, tuple(given[name] for name in names), names, "state", {name: None for name in names})


def write_tile(tile: Tile, guide: Guide, path: Path) -> None:
    """`picture`, `embedding`, `strengths`, `state` to `restored`; number, height and width of pictures are free."""
    given = example_inputs()
    with torch.no_grad():
        state = guide(given["thumbnail"], given["embedding"], given["strengths"])
    names = ["picture", "embedding", "strengths", "state"]
    example = (given["picture"].repeat(2, 1, 1, 1), given["embedding"], given["strengths"], state)
    height, width = Dim("height", min=2, max=1024) * ALIGNMENT, Dim("width", min=2, max=1024) * ALIGNMENT
    dynamic = {"picture": {0: Dim("pictures", min=1, max=64), 2: height, 3: width}}
    write_onnx(tile, path, example, names, "restored", {**dynamic, "embedding": None, "strengths": None, "state": None})

"""How exact the files are: `python -m restore.export.exactness --pack FOLDER --edition instruct`.

Writes into the manifest of a pack that is there what the export writes into that of every new one: ONNX Runtime against
PyTorch, and half against single precision, the least of all tasks in dB. Half precision is computed in PyTorch on the
processor, where the result of every operation is rounded to 16 bits, as on a graphics card; ONNX Runtime's own kernels for
processors would compute it in single precision.
"""

import argparse
import json
import math
from pathlib import Path

import torch

from ..models.guide import Guide
from ..models.tile import EDITIONS, Tile
from .half import in_half_precision
from .pack import read_networks
from .parity import cases, decibels, parity

PARITY_KEY = "ONNX Runtime against PyTorch"
HALF_KEY = "half against single precision"
LARGEST_KEY = "largest value in half precision"
"""Of what a module puts out; from 65,504 on it is infinite."""


def half_exactness(guide: Guide, tile: Tile) -> tuple[dict[str, float], float]:
    """dB per task between half and single precision, and the largest value that any module of the half network put out."""
    half = in_half_precision(tile)
    largest = 0.0

    def see(_module: torch.nn.Module, _given: tuple, result: torch.Tensor) -> None:
        nonlocal largest
        value = float(result.abs().max())
        largest = math.inf if math.isnan(value) else max(largest, value)

    for module in half.modules():
        module.register_forward_hook(see)
    result = {}
    with torch.no_grad():
        for task, picture, thumbnail, embedding, strengths in cases():
            wish = (embedding, strengths, guide(thumbnail, embedding, strengths))
            result[task] = decibels(half(picture, *wish).numpy(), tile(picture, *wish).numpy())
    return result, largest


def exactness(guide: Guide, tile: Tile, equal: dict[str, float]) -> dict[str, float]:
    """What the manifest says; `equal` is the parity of the files. Prints all tasks."""
    half, largest = half_exactness(guide, tile)
    for title, by_task in ((PARITY_KEY, equal), (HALF_KEY, half)):
        print(f"{title}, dB: " + ", ".join(f"{task} {value:.0f}" for task, value in by_task.items()))
    print(f"{LARGEST_KEY}: {largest:.1f}")
    if not math.isfinite(largest):
        raise SystemExit("Values grow beyond 65,504 in half precision: graphics cards would compute infinity.")
    return {
        PARITY_KEY: round(min(equal.values()), 1),
        HALF_KEY: round(min(half.values()), 1),
        LARGEST_KEY: round(largest, 1),
    }


def main() -> None:
    """Read the weights of a pack into the modules, compare, and write the figures into its manifest."""
    parser = argparse.ArgumentParser(prog="restore.export.exactness", description=__doc__)
    parser.add_argument("--pack", type=Path, required=True)
    parser.add_argument("--edition", choices=EDITIONS, required=True)
    given = parser.parse_args()
    torch.set_num_threads(1)
    guide, tile = read_networks(given.pack, given.edition)
    files = [given.pack / f"{name}.onnx" for name in ("guide", "tile")]
    manifest_file = given.pack / "manifest.json"
    manifest = json.loads(manifest_file.read_text())
    manifest["measured"] |= exactness(guide, tile, parity(guide, tile, *files))
    manifest_file.write_text(json.dumps(manifest, indent=2) + "\n")


if __name__ == "__main__":
    main()

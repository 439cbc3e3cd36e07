"""The tile network computed in half precision, for graphics cards: `python -m restore.export.half --pack FOLDER`.

Adds `tile-half.onnx` to a pack that has none, from the pack's own weights. The exporter writes it with every new pack.
"""

import argparse
import copy
import json
from pathlib import Path

import torch

from ..models.guide import Guide
from ..models.tile import EDITIONS, Tile
from .graphs import write_tile
from .onnx_file import described
from .pack import read_networks
from .parity import LEAST_PARITY, parity

FILE = "tile-half.onnx"


def in_half_precision(tile: Tile) -> Tile:
    """A copy that computes its convolutions in half precision; tone law, control, prompts and the last sum stay in single."""
    half = copy.deepcopy(tile).half()
    half.control.float()
    if half.prompts is not None:
        half.prompts.float()
    return half


def write_half(guide: Guide, tile: Tile, pack: Path) -> Path:
    """Write the file beside the pack's others and compare it with the module; inputs and output are single precision.

    ONNX Runtime's processor kernels compute it in single precision: this shows that the file is the same network. How
    exact half precision is on a graphics card is found there, by the trial of the device.
    """
    path = pack / FILE
    write_tile(in_half_precision(tile), guide, path)
    least = min(parity(guide, tile, pack / "guide.onnx", path).values())
    if least < LEAST_PARITY:
        raise SystemExit(f"Expected at least {LEAST_PARITY} dB between {path} and PyTorch but found {least:.0f}.")
    return path


def main() -> None:
    """Read the weights of a pack, write the file, name it in the manifest."""
    parser = argparse.ArgumentParser(prog="restore.export.half", description=__doc__)
    parser.add_argument("--pack", type=Path, required=True)
    parser.add_argument("--edition", choices=EDITIONS, required=True)
    given = parser.parse_args()
    torch.set_num_threads(1)
    guide, tile = read_networks(given.pack, given.edition)
    manifest_file = given.pack / "manifest.json"
    manifest = json.loads(manifest_file.read_text())
    manifest["files"]["tileHalf"] = described(write_half(guide, tile, given.pack))
    manifest_file.write_text(json.dumps(manifest, indent=2) + "\n")


if __name__ == "__main__":
    main()

"""What is each instruction worth on each fault: `python -m restore.evaluate --checkpoint FILE --data ../../shared/data`.

Prints a matrix in dB: rows are faults on validation photos, columns what the network is told. The diagonal
should be the best of its row, and `nothing` close to the input.
"""

import argparse
import math
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from ..data.photos import read_photos
from ..data.pool import to_bytes
from ..degrade.chain import run_chain
from ..models.guide import THUMBNAIL_SIZE
from ..tasks import DIRECTIONS, TASKS, directions
from ..train.checkpoint import Checkpoint

SIDE = 256


def restore(networks, degraded: np.ndarray, direction: int) -> np.ndarray:
    """uint8 HxWx3 restored as one tile, told one direction."""
    guide, tile = networks
    picture = torch.from_numpy(degraded).permute(2, 0, 1)[None].float() / 255
    square = Image.fromarray(degraded).resize((THUMBNAIL_SIZE, THUMBNAIL_SIZE), Image.Resampling.BOX)
    thumbnail = torch.from_numpy(np.array(square)).permute(2, 0, 1)[None].float() / 255
    embedding = torch.from_numpy(directions()[direction : direction + 1])
    strengths = torch.zeros(1, len(TASKS))
    if direction < len(TASKS):
        strengths[0, direction] = 1
    with torch.no_grad():
        state = guide(thumbnail, embedding, strengths)
        restored = tile(picture, embedding, strengths, state)
    return to_bytes(restored[0].permute(1, 2, 0).numpy())


def decibels(first: np.ndarray, second: np.ndarray) -> float:
    """PSNR of two uint8 pictures; 60 where they are equal."""
    error = float(np.mean((first.astype(np.float64) - second) ** 2))
    return min(60.0, 10 * math.log10(255**2 / max(error, 1e-9)))


def main() -> None:
    """Degrade the middle of each validation photo by each fault, try each instruction."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=Path("../../shared/data"))
    parser.add_argument("--photos", type=int, default=8)
    arguments = parser.parse_args()
    torch.set_num_threads(2)
    networks = Checkpoint.read(arguments.checkpoint).averaged()
    photos = read_photos([arguments.data / "val"])[: arguments.photos]
    print("fault".ljust(10) + "input".rjust(8) + "".join(name.rjust(10) for name in DIRECTIONS))
    for fault in (*TASKS, "clean"):
        rows = []
        for seed, photo in enumerate(photos):
            top, left = (photo.shape[0] - SIDE) // 2, (photo.shape[1] - SIDE) // 2
            clean = photo[top : top + SIDE, left : left + SIDE]
            tasks = () if fault == "clean" else (fault,)
            degraded = to_bytes(run_chain(clean.astype(np.float32) / 255, tasks, seed)[0])
            told = [decibels(restore(networks, degraded, index), clean) for index in range(len(DIRECTIONS))]
            rows.append([decibels(degraded, clean), *told])
        means = np.mean(rows, 0)
        print(fault.ljust(10) + f"{means[0]:8.2f}" + "".join(f"{value:10.2f}" for value in means[1:]), flush=True)


if __name__ == "__main__":
    main()

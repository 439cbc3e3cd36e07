"""How much context does a tile need: `python -m restore.evaluate.halo --checkpoint FILE --data ../../shared/data`.

Prints, per task and halo, the largest difference in 8-bit steps between a tile computed with that halo and the
same pixels computed as part of the whole picture. The export's HALOS are the smallest below one step.
"""

import argparse
from pathlib import Path

import torch

from ..data.photos import read_photos
from ..degrade.chain import run_chain
from ..models.guide import THUMBNAIL_SIZE
from ..tasks import TASKS, directions
from ..train.checkpoint import Checkpoint

HALOS = (16, 24, 32, 40, 48, 64)
SIDE = 384
TILE = 128


def main() -> None:
    """Degrade the middle of one validation photo by each fault and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=Path("../../shared/data"))
    arguments = parser.parse_args()
    torch.set_num_threads(2)
    guide, tile = Checkpoint.read(arguments.checkpoint).averaged()
    photo = read_photos([arguments.data / "val"])[0][:SIDE, :SIDE].astype("float32") / 255
    start = (SIDE - TILE) // 2
    for index, task in enumerate(TASKS):
        picture = torch.from_numpy(run_chain(photo, (task,), index)[0]).permute(2, 0, 1)[None].contiguous()
        thumbnail = torch.nn.functional.adaptive_avg_pool2d(picture, THUMBNAIL_SIZE)
        wish = torch.from_numpy(directions()[index : index + 1]), torch.eye(len(TASKS))[index : index + 1]
        with torch.no_grad():
            wish = (*wish, guide(thumbnail, *wish))
            whole = tile(picture, *wish)[..., start : start + TILE, start : start + TILE]
            differences = []
            for halo in HALOS:
                reach = slice(start - halo, start + TILE + halo)
                alone = tile(picture[..., reach, reach], *wish)[..., halo : halo + TILE, halo : halo + TILE]
                differences.append(f"{halo}: {(alone - whole).abs().max() * 255:.2f}")
        print(task.ljust(10), "  ".join(differences), flush=True)


if __name__ == "__main__":
    main()

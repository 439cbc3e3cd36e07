"""How much context does a tile need: `python -m restore.evaluate.halo --checkpoint FILE --data ../../shared/data`.

Prints, per task and halo, the largest difference in 8-bit steps between a tile computed with that halo and the
same pixels computed as part of the whole picture, on several validation photos; and the smallest halo from which on it
stays below one step. The export's HALOS are those.
"""

import argparse
from pathlib import Path

import torch

from ..data.photos import read_photos
from ..degrade.chain import run_chain
from ..models.guide import THUMBNAIL_SIZE, Guide
from ..models.tile import Tile
from ..tasks import TASKS, directions
from ..train.checkpoint import Checkpoint

HALOS = (16, 24, 32, 40, 48, 56, 64)
PHOTOS = 4
SIDE = 384
TILE = 128


def main() -> None:
    """Degrade the middle of some validation photos by each fault and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=Path("../../shared/data"))
    arguments = parser.parse_args()
    torch.set_num_threads(2)
    networks = Checkpoint.read(arguments.checkpoint).averaged()
    photos = [photo[:SIDE, :SIDE].astype("float32") / 255 for photo in read_photos([arguments.data / "val"])]
    photos = [photo for photo in photos if photo.shape[:2] == (SIDE, SIDE)][:PHOTOS]
    for index, task in enumerate(TASKS):
        pictures = [run_chain(photo, (task,), 10 * place + index)[0] for place, photo in enumerate(photos)]
        each = [differences(networks, torch.from_numpy(picture), index) for picture in pictures]
        worst = [max(values) for values in zip(*each, strict=True)]
        enough = next(halo for at, halo in enumerate(HALOS) if max(worst[at:]) < 1 or halo == HALOS[-1])
        print(task.ljust(10), "  ".join(f"{halo}: {value:.2f}" for halo, value in zip(HALOS, worst, strict=True)), f"  -> {enough}", flush=True)


@torch.no_grad()
def differences(networks: tuple[Guide, Tile], picture: torch.Tensor, task: int) -> list[float]:
    """Of a picture [SIDE,SIDE,3] 0..1, per halo of HALOS: the largest difference of its middle, in 8-bit steps."""
    guide, tile = networks
    picture = picture.permute(2, 0, 1)[None].contiguous()
    thumbnail = torch.nn.functional.adaptive_avg_pool2d(picture, THUMBNAIL_SIZE)
    wish = torch.from_numpy(directions()[task : task + 1]), torch.eye(len(TASKS))[task : task + 1]
    wish = (*wish, guide(thumbnail, *wish))
    start = (SIDE - TILE) // 2
    whole = tile(picture, *wish)[..., start : start + TILE, start : start + TILE]
    found = []
    for halo in HALOS:
        reach = slice(start - halo, start + TILE + halo)
        alone = tile(picture[..., reach, reach], *wish)[..., halo : halo + TILE, halo : halo + TILE]
        found.append(float((alone - whole).abs().max() * 255))
    return found


if __name__ == "__main__":
    main()

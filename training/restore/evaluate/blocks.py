"""What each block of a shipped network is worth: `python -m restore.evaluate.blocks --pack ../resources/models/fast --held-out POOL2`.

Takes one block away at a time, without training on, and measures the same held-out crops: PSNR in dB by what was asked, and
what is lost with each block. A block that nothing is lost with costs time and does nothing; networks can be grown by blocks that begin
as the identity, and some never become anything else.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from ..models.block import Block
from ..models.tile import EDITIONS, Tile
from ..train.checkpoint import Checkpoint
from ..train.loop import Training
from .ablation import held_out, measured


class Passed(nn.Module):
    """In place of a block: the features as they are."""

    def forward(self, x: Tensor, _control: Tensor) -> Tensor:
        """`x` of any shape; the same out."""
        return x


def lost_without(training: Training, drawn: list, of_whole: dict[str, float]) -> dict[str, dict[str, float]]:
    """By the name of a block, what is lost in dB by each kind of wish when that block alone is taken away."""
    lost = {}
    for name, block in [(name, block) for name, block in training.tile.named_modules() if isinstance(block, Block)]:
        replace(training.tile, name, Passed())
        figures = reached(training, drawn)
        replace(training.tile, name, block)
        lost[name] = {kind: of_whole[kind] - figures[kind] for kind in of_whole}
    return lost


def reached(training: Training, drawn: list) -> dict[str, float]:
    """Mean PSNR in dB by kind of wish."""
    return {kind: restored for kind, (_, restored) in measured(training, frozenset(), drawn).items()}


def replace(tile: Tile, name: str, module: nn.Module) -> None:
    """Put `module` in the place of the block called `name`, e.g. `deep.3`."""
    stage, place = name.split(".")
    tile.get_submodule(stage)[int(place)] = module


def main() -> None:
    """Measure the whole, then without each block, and print a row for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pack", type=Path, required=True)
    parser.add_argument("--edition", choices=EDITIONS, help="the pack's name where nothing is said")
    parser.add_argument("--held-out", type=Path, required=True, help="pool of photos that were not trained on")
    parser.add_argument("--sentences", type=Path, help="embeddings of real sentences (python -m restore.instruction.embeddings)")
    parser.add_argument("--measured", type=int, default=480, help="crops that are measured")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    edition = arguments.edition or arguments.pack.resolve().name
    training = Training(Checkpoint.of_pack(arguments.pack, edition), edition)
    bank = dict(np.load(arguments.sentences)) if arguments.sentences else None
    drawn = held_out(arguments.held_out, bank, arguments.measured)
    whole = reached(training, drawn)
    kinds = sorted(whole)
    print(f"| block | {' | '.join(kinds)} |\n|{'---|' * (len(kinds) + 1)}")
    print(f"| all, dB | {' | '.join(f'{whole[kind]:.2f}' for kind in kinds)} |")
    for name, lost in lost_without(training, drawn, whole).items():
        print(f"| without {name} | {' | '.join(f'{-lost[kind]:+.2f}' for kind in kinds)} |", flush=True)


if __name__ == "__main__":
    main()

"""Everything a training needs to go on where it stopped, in one file that is replaced in one step."""

import json
import os
from dataclasses import dataclass, field
from pathlib import Path

import torch

from ..export.pack import read_networks
from ..models.family import networks
from ..models.guide import Guide
from ..models.tile import Tile


@dataclass
class Checkpoint:
    """Weights of both networks, their running averages, the optimiser's state, and what was spent so far."""

    guide: dict
    tile: dict
    averaged_guide: dict
    averaged_tile: dict
    optimiser: dict | None = None
    crops: int = 0
    hours: float = 0.0
    log: list[str] = field(default_factory=list)
    edition: str = "instruct"

    @staticmethod
    def read(path: Path) -> "Checkpoint":
        """Load a checkpoint that `write` left."""
        return Checkpoint(**torch.load(path, weights_only=True))

    @staticmethod
    def of_pack(pack: Path, edition: str) -> "Checkpoint":
        """The weights of a shipped model pack, and what its manifest says was spent on them."""
        networks = [network.state_dict() for network in read_networks(pack, edition)]
        training = json.loads((pack / "manifest.json").read_text("utf-8"))["training"]
        return Checkpoint(*networks, *networks, crops=training["crops"], hours=training["hours"], edition=edition)

    def write(self, path: Path) -> None:
        """Replace `path` in one step: an interrupted run leaves the last whole checkpoint."""
        beside = path.with_suffix(".writing")
        torch.save(self.__dict__, beside)
        os.replace(beside, path)

    def averaged(self) -> tuple[Guide, Tile]:
        """The networks with their averaged weights, ready to evaluate."""
        guide, tile = (network.eval() for network in networks(self.edition))
        guide.load_state_dict(self.averaged_guide)
        tile.load_state_dict(self.averaged_tile)
        return guide, tile

"""The networks of a pack that is there."""

from pathlib import Path

from ..models.family import networks
from ..models.guide import Guide
from ..models.tile import Tile
from .onnx_file import read_weights


def read_networks(pack: Path, edition: str) -> tuple[Guide, Tile]:
    """Guide and tile network with the weights of the pack's files, ready to evaluate; raises ValueError for another network."""
    guide, tile = (network.eval() for network in networks(edition))
    read_weights(pack / "guide.onnx", guide)
    read_weights(pack / "tile.onnx", tile)
    return guide, tile

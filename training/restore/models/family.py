"""The networks of an edition, made together: what the tile network expects of the guide is part of the edition."""

from .guide import Guide
from .tile import EDITIONS, Tile


def networks(edition: str) -> tuple[Guide, Tile]:
    """Guide and tile network of `edition`, with fresh weights."""
    return Guide(EDITIONS[edition].locked), Tile(edition)

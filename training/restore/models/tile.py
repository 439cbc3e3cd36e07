"""The tile network: a small U-Net at half resolution, steered by sentence, strengths and global state."""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ..tasks import EMBEDDING_SIZE, TASKS
from .block import Bend, Block
from .guide import STATE_SIZE
from .tone import apply_tone

ALIGNMENT = 8
"""Height and width of a tile are multiples of this: a factor 2 at the stem and two halvings."""


@dataclass(frozen=True)
class Edition:
    """Channels at a half, a quarter and an eighth of the resolution, and the bend of the blocks."""

    widths: tuple[int, int, int]
    bend: Bend


EDITIONS = {"instruct": Edition((32, 64, 128), F.gelu), "fast": Edition((16, 32, 64), F.relu)}
"""The family: `instruct` restores best, `fast` takes 0.3 of its time on a processor."""


class Tile(nn.Module):
    """Restores one tile; as `instruct` 1.96 M parameters and about 0.4 G multiply-adds for 96 x 96 pixels."""

    def __init__(self, edition: str = "instruct", control: int = 96) -> None:
        super().__init__()
        (wide, middle, deep), bend = EDITIONS[edition].widths, EDITIONS[edition].bend

        def blocks(count: int, width: int) -> nn.ModuleList:
            return nn.ModuleList(Block(width, control, bend) for _ in range(count))

        self.control = nn.Sequential(
            nn.Linear(EMBEDDING_SIZE + len(TASKS) + STATE_SIZE, 128), nn.GELU(), nn.Linear(128, control), nn.GELU()
        )
        self.stem = nn.Conv2d(24, wide, 3, 1, 1)
        self.encoder_wide = blocks(2, wide)
        self.down_middle = nn.Conv2d(wide, middle, 2, 2)
        self.encoder_middle = blocks(2, middle)
        self.down_deep = nn.Conv2d(middle, deep, 2, 2)
        self.deep = blocks(4, deep)
        self.up_middle = nn.Conv2d(deep, middle * 4, 1, bias=False)
        self.decoder_middle = blocks(2, middle)
        self.up_wide = nn.Conv2d(middle, wide * 4, 1, bias=False)
        self.decoder_wide = blocks(2, wide)
        self.out = nn.Conv2d(wide, 12, 3, 1, 1)
        with torch.no_grad():
            self.out.weight.mul_(0.1)
        nn.init.zeros_(self.out.bias)

    def forward(self, picture: Tensor, embedding: Tensor, strengths: Tensor, state: Tensor) -> Tensor:
        """Restore a tile.

        `picture` [N,3,H,W] sRGB 0..1 with H and W multiples of 8; `embedding` [1 or N,256] unit length,
        `strengths` [1 or N,9] 0..1, `state` [1 or N,64] of the guide. Returns [N,3,H,W], about 0..1, unclipped.
        All in single precision; the convolutions are computed in that of their weights.
        """
        toned = apply_tone(picture, state)
        precision = self.stem.weight.dtype
        control = self.control(torch.cat([embedding, strengths, state], 1)).to(precision)
        x = self.stem(F.pixel_unshuffle(torch.cat([picture, toned], 1) - 0.5, 2).to(precision))
        for block in self.encoder_wide:
            x = block(x, control)
        wide = x
        x = self.down_middle(x)
        for block in self.encoder_middle:
            x = block(x, control)
        middle = x
        x = self.down_deep(x)
        for block in self.deep:
            x = block(x, control)
        x = F.pixel_shuffle(self.up_middle(x), 2) + middle
        for block in self.decoder_middle:
            x = block(x, control)
        x = F.pixel_shuffle(self.up_wide(x), 2) + wide
        for block in self.decoder_wide:
            x = block(x, control)
        return toned + F.pixel_shuffle(self.out(x), 2).float()

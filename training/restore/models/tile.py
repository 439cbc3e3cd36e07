"""The tile network: a small U-Net at half resolution, steered by sentence, strengths and global state."""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ..tasks import EMBEDDING_SIZE, TASKS
from .block import Bend, Block
from .guide import STATE_SIZE
from .prompt import PromptInjection, PromptWeights
from .tone import apply_tone

ALIGNMENT = 8
"""Height and width of a tile are multiples of this: a factor 2 at the stem and two halvings."""


@dataclass(frozen=True)
class Edition:
    """A member of the family: channels at a half, a quarter and an eighth of the resolution, and blocks at each place."""

    widths: tuple[int, int, int]
    bend: Bend
    encoder: tuple[int, int]
    deep: int
    decoder: tuple[int, int]
    """At a half and at a quarter, as `encoder`."""
    prompted: bool = True
    """Whether prompts are put into the skips."""
    locked: bool = True
    """Whether the guide's tone law is the identity by structure where no fault of light is told."""


EDITIONS = {
    "instruct": Edition((32, 64, 128), F.gelu, encoder=(3, 2), deep=4, decoder=(4, 3)),
    "fast": Edition((16, 32, 64), F.relu, encoder=(2, 2), deep=1, decoder=(2, 2), prompted=False, locked=False),
}
"""The family: `instruct` restores best, `fast` takes about a fifth of its time on a processor.

Four of twenty blocks of `instruct`, three of twelve of `fast` and the prompts of `fast` were left out after training: they
did nothing.
"""


class Tile(nn.Module):
    """Restores one tile; as `instruct` 2.1 M parameters and about 0.7 G multiply-adds for 96 x 96 pixels."""

    def __init__(self, edition: str = "instruct", control: int = 96) -> None:
        super().__init__()
        member = EDITIONS[edition]
        wide, middle, deep = member.widths

        def blocks(count: int, width: int) -> nn.ModuleList:
            return nn.ModuleList(Block(width, control, member.bend) for _ in range(count))

        self.control = nn.Sequential(
            nn.Linear(EMBEDDING_SIZE + len(TASKS) + STATE_SIZE, 128), nn.GELU(), nn.Linear(128, control), nn.GELU()
        )
        self.prompts = PromptWeights() if member.prompted else None
        self.stem = nn.Conv2d(6, wide, 6, 2, 2)
        self.encoder_wide = blocks(member.encoder[0], wide)
        self.down_middle = nn.Conv2d(wide, middle, 2, 2)
        self.encoder_middle = blocks(member.encoder[1], middle)
        self.down_deep = nn.Conv2d(middle, deep, 2, 2)
        self.deep = blocks(member.deep, deep)
        self.up_middle = nn.Conv2d(deep, middle * 4, 1, bias=False)
        self.inject_middle = PromptInjection(middle) if member.prompted else None
        self.decoder_middle = blocks(member.decoder[1], middle)
        self.up_wide = nn.Conv2d(middle, wide * 4, 1, bias=False)
        self.inject_wide = PromptInjection(wide) if member.prompted else None
        self.decoder_wide = blocks(member.decoder[0], wide)
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
        prompts = None if self.prompts is None else self.prompts(strengths, state).to(precision)
        x = self.stem((torch.cat([picture, toned], 1) - 0.5).to(precision))
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
        x = F.pixel_shuffle(self.up_middle(x), 2) + injected(self.inject_middle, middle, prompts)
        for block in self.decoder_middle:
            x = block(x, control)
        x = F.pixel_shuffle(self.up_wide(x), 2) + injected(self.inject_wide, wide, prompts)
        for block in self.decoder_wide:
            x = block(x, control)
        return toned + F.pixel_shuffle(self.out(x), 2).float()


def injected(injection: PromptInjection | None, skip: Tensor, prompts: Tensor | None) -> Tensor:
    """The skip with what its pixels take of the prompts, where the edition has some."""
    return skip if injection is None else injection(skip, prompts)

"""The guide: one cheap pass over a thumbnail, whose result every tile of the picture is given.

A picture's darkness, haze and cast are properties of the whole picture. Computed per tile they differ
from tile to tile and show as seams; computed once and handed on they cannot.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ..tasks import EMBEDDING_SIZE, TASKS
from .tonality import TONALITY_SIZE, tonality
from .tone import TONE_SIZE

STATE_SIZE = 64
"""Numbers that the guide hands to every tile; the first 18 are the tone law (see `tone.py`)."""

LIGHT_TASKS = tuple(TASKS.index(task) for task in ("dehaze", "lowlight", "enhance"))
"""The faults of light: told another one and none of these, the tone law is the identity by structure."""

THUMBNAIL_SIZE = 96
"""Side of the square thumbnail, area-averaged from the whole picture whatever its shape."""

WIDTH = 384


class Guide(nn.Module):
    """Thumbnail, wish and strengths to the picture's global state; 0.67 M parameters."""

    def __init__(self, locked: bool = True) -> None:
        """`locked`: the tone law is the identity by structure where no fault of light is told."""
        super().__init__()
        self.locked = locked
        widths = (3, 24, 48, 64, 96)
        self.convolutions = nn.ModuleList(
            nn.Conv2d(before, after, 3, 2, 1) for before, after in zip(widths, widths[1:], strict=False)
        )
        self.wish = nn.Linear(EMBEDDING_SIZE + len(TASKS), 64)
        self.join = nn.Linear(4 * 96 + 6 + 64 + TONALITY_SIZE, WIDTH)
        self.think = nn.ModuleList(nn.Linear(WIDTH, WIDTH) for _ in range(2))
        self.out = nn.Linear(WIDTH, STATE_SIZE)
        for layer in (*self.think, self.out):
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)

    def forward(self, thumbnail: Tensor, embedding: Tensor, strengths: Tensor) -> Tensor:
        """`thumbnail` [N,3,96,96] sRGB 0..1, `embedding` [N,256] unit, `strengths` [N,9] 0..1 to `state` [N,64]."""
        x = thumbnail - 0.5
        for convolution in self.convolutions:
            x = F.gelu(convolution(x))
        upper_half = x[:, :, : x.shape[2] // 2]
        pooled = [x.mean((2, 3)), x.amax((2, 3)), x.amin((2, 3)), upper_half.mean((2, 3))]
        seen = torch.cat([*pooled, thumbnail.mean((2, 3)), thumbnail.std((2, 3)), tonality(thumbnail)], 1)
        wished = F.gelu(self.wish(torch.cat([embedding, strengths], 1)))
        y = F.gelu(self.join(torch.cat([seen, wished], 1)))
        for layer in self.think:
            y = y + F.gelu(layer(y))
        state = self.out(y)
        if not self.locked:
            return state
        return torch.cat([state[:, :TONE_SIZE] * may_tone(strengths), state[:, TONE_SIZE:]], 1)


def may_tone(strengths: Tensor) -> Tensor:
    """1 where a fault of light is told, or nothing at all (`auto` finds for itself), else 0: [N,9] to [N,1].

    A lens out of focus brightens edges, for light adds up where bytes do not. A guide that may answer with the tones darkens
    every such picture by the mean of what it saw in training, 1.5 levels, flat skies too.
    """
    light = torch.stack([strengths[:, task] for task in LIGHT_TASKS], 1).amax(1, True)
    return torch.sign(light) + 1 - torch.sign(strengths.amax(1, True))

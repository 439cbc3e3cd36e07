"""The diagnoser: what is wrong with a picture, from its thumbnail and a few pieces at full resolution.

Noise, compression and blur cannot be seen in a thumbnail; haze, darkness and faded colour not in a piece.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ..tasks import TASKS

CROP_SIZE = 96
"""Side of a piece at full resolution; of the thumbnail too."""
PLACES = 12
"""Places along each side of a piece, 8 pixels wide, of which training says how bad they are."""
FEATURES = 96
STATISTICS = 9
DETAIL_GAIN = 8.0
LOCAL = tuple(TASKS.index(task) for task in ("derain", "descratch"))
"""Faults that are in some places and not in others: what the places say counts by itself, whatever the whole looks like."""


class Residual(nn.Module):
    """x + two 3x3 convolutions, each normalised over the batch, which the export folds into it."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.first, self.second = convolution(width, width, 1), convolution(width, width, 1)

    def forward(self, x: Tensor) -> Tensor:
        """[N,width,H,W] to the same."""
        return F.relu(x + self.second(F.relu(self.first(x))))


class Diagnoser(nn.Module):
    """Thumbnail and pieces to nine severities; 0.5 M parameters."""

    def __init__(self) -> None:
        super().__init__()
        self.near = nn.Sequential(
            *(convolution(24, 40, 1), nn.ReLU()),
            *(convolution(40, 64, 2), nn.ReLU(), Residual(64)),
            *(convolution(64, FEATURES, 2), nn.ReLU(), Residual(FEATURES)),
        )
        self.far = nn.Sequential(
            *(convolution(12, 32, 1), nn.ReLU()),
            *(convolution(32, 48, 2), nn.ReLU(), Residual(48)),
            *(convolution(48, FEATURES, 2), nn.ReLU()),
        )
        self.place = nn.Conv2d(FEATURES, len(TASKS), 1)
        self.piece = nn.Sequential(nn.Linear(3 * FEATURES + STATISTICS, 96), nn.BatchNorm1d(96), nn.ReLU())
        self.whole = nn.Sequential(nn.Linear(3 * FEATURES + STATISTICS + 6, 96), nn.BatchNorm1d(96), nn.ReLU())
        self.local = nn.ModuleList(nn.Sequential(nn.Linear(3, 16), nn.ReLU(), nn.Linear(16, 1)) for _ in LOCAL)
        self.join = nn.Sequential(nn.Linear(3 * 96, 128), nn.ReLU(), nn.Linear(128, len(TASKS)))

    def forward(self, thumbnail: Tensor, pieces: Tensor) -> Tensor:
        """`thumbnail` [N,3,96,96], `pieces` [N,K,3,96,96], both sRGB 0..1, any K >= 1; logits [N,9] of the severities."""
        return self.judged(thumbnail, pieces, self.looked_at(pieces))

    def with_places(self, thumbnail: Tensor, pieces: Tensor) -> tuple[Tensor, Tensor]:
        """The logits, and those of every place [N,K,9,12,12]: streaks and scratches are learned where they are."""
        near = self.looked_at(pieces)
        return self.judged(thumbnail, pieces, near), self.place(near).unflatten(0, pieces.shape[:2])

    def looked_at(self, pieces: Tensor) -> Tensor:
        """Features of all places of all pieces, [N*K,FEATURES,12,12]."""
        flat = pieces.flatten(0, 1)
        return self.near(F.pixel_unshuffle(torch.cat([flat - 0.5, detail(flat)], 1), 2))

    def judged(self, thumbnail: Tensor, pieces: Tensor, near: Tensor) -> Tensor:
        """Logits [N,9] from features of the places."""
        seen = self.piece(torch.cat([pooled(near), statistics(pieces.flatten(0, 1))], 1)).unflatten(0, (-1, pieces.shape[1]))
        lightness = [thumbnail.mean((2, 3)), thumbnail.std((2, 3)), statistics(thumbnail)]
        whole = self.whole(torch.cat([pooled(self.far(F.pixel_unshuffle(thumbnail - 0.5, 2))), *lightness], 1))
        logits = list(self.join(torch.cat([seen.mean(1), seen.amax(1), whole], 1)).unbind(1))
        places = torch.sigmoid(self.place(near)).flatten(2).unflatten(0, (-1, pieces.shape[1]))
        for task, judge in zip(LOCAL, self.local, strict=True):
            said = places[:, :, task]
            of_picture = torch.stack([said.mean((1, 2)), said.amax(2).mean(1), said.mean(2).amax(1)], 1)
            logits[task] = torch.maximum(logits[task], judge(of_picture)[:, 0])
        return torch.stack(logits, 1)


def convolution(before: int, after: int, stride: int) -> nn.Sequential:
    """3x3, normalised over the batch."""
    return nn.Sequential(nn.Conv2d(before, after, 3, stride, 1, bias=False), nn.BatchNorm2d(after))


def detail(x: Tensor) -> Tensor:
    """What differs from the neighbours' mean, enlarged: noise and blocks are faint beside the picture itself."""
    return DETAIL_GAIN * (x - F.avg_pool2d(x, 3, 1, 1, count_include_pad=False))


def statistics(x: Tensor) -> Tensor:
    """Darkest, lightest and most colourful place of [N,3,H,W], [N,9]: a faded print has no black and little colour."""
    calm = F.avg_pool2d(x, 4)
    colour = (calm - calm.mean(1, keepdim=True)).abs()
    return torch.cat([calm.amin((2, 3)), calm.amax((2, 3)), colour.mean((2, 3))], 1)


def pooled(x: Tensor) -> Tensor:
    """[N,C,H,W] to mean, largest and mean deviation of each channel, [N,3C]."""
    mean = x.mean((2, 3))
    return torch.cat([mean, x.amax((2, 3)), (x - mean[:, :, None, None]).abs().mean((2, 3))], 1)


class Severities(nn.Module):
    """What is exported: one picture's thumbnail and pieces to severities 0..1."""

    def __init__(self, diagnoser: Diagnoser) -> None:
        super().__init__()
        self.diagnoser = diagnoser

    def forward(self, thumbnail: Tensor, pieces: Tensor) -> Tensor:
        """`thumbnail` [1,3,96,96], `pieces` [K,3,96,96] to `severities` [1,9]."""
        return torch.sigmoid(self.diagnoser(thumbnail, pieces[None]))

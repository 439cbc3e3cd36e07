"""The diagnoser: what is wrong with a picture, from its thumbnail and a few pieces at full resolution.

Noise, compression and blur cannot be seen in a thumbnail; haze, darkness and faded colour not in a piece.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ..tasks import TASKS

CROP_SIZE = 96
"""Side of a piece at full resolution; of the thumbnail too."""
FEATURES = 96
DETAIL_GAIN = 8.0


class Diagnoser(nn.Module):
    """Thumbnail and pieces to nine severities; 0.3 M parameters."""

    def __init__(self) -> None:
        super().__init__()
        self.near = layers((24, 32, 48, 64, FEATURES), strides=(1, 2, 2, 1))
        self.far = layers((12, 32, 48, 64, FEATURES), strides=(1, 2, 2, 1))
        self.piece = nn.Sequential(nn.Linear(3 * FEATURES, 96), nn.BatchNorm1d(96), nn.ReLU())
        self.whole = nn.Sequential(nn.Linear(3 * FEATURES + 6, 96), nn.BatchNorm1d(96), nn.ReLU())
        self.join = nn.Sequential(nn.Linear(3 * 96, 128), nn.ReLU(), nn.Linear(128, len(TASKS)))

    def forward(self, thumbnail: Tensor, pieces: Tensor) -> Tensor:
        """`thumbnail` [N,3,96,96], `pieces` [N,K,3,96,96], both sRGB 0..1, any K >= 1; logits [N,9] of the severities."""
        count = pieces.shape[1]
        flat = pieces.flatten(0, 1)
        seen = self.piece(pooled(self.near(F.pixel_unshuffle(torch.cat([flat - 0.5, detail(flat)], 1), 2))))
        seen = seen.unflatten(0, (-1, count))
        tones = [thumbnail.mean((2, 3)), thumbnail.std((2, 3))]
        whole = self.whole(torch.cat([pooled(self.far(F.pixel_unshuffle(thumbnail - 0.5, 2))), *tones], 1))
        return self.join(torch.cat([seen.mean(1), seen.amax(1), whole], 1))


def layers(widths: tuple[int, ...], strides: tuple[int, ...]) -> nn.Sequential:
    """3x3 convolutions from width to width, each normalised over the batch, which the export folds into it."""
    made: list[nn.Module] = []
    for before, after, stride in zip(widths, widths[1:], strides, strict=False):
        made += [nn.Conv2d(before, after, 3, stride, 1, bias=False), nn.BatchNorm2d(after), nn.ReLU()]
    return nn.Sequential(*made)


def detail(x: Tensor) -> Tensor:
    """What differs from the neighbours' mean, enlarged: noise and blocks are faint beside the picture itself."""
    return DETAIL_GAIN * (x - F.avg_pool2d(x, 3, 1, 1, count_include_pad=False))


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

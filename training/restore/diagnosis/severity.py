"""How bad a fault is, from what it does to a picture.

Severity is how far a fault moves the picture: 0 at a PSNR of 46 dB or above (nobody sees it), 1 at 18 dB or below,
straight in between.
"""

import torch
import torch.nn.functional as F
from torch import Tensor

from ..models.diagnoser import PLACES

UNSEEN_DECIBELS = 46.0
WORST_DECIBELS = 18.0


def severity(degraded: Tensor, clean: Tensor) -> float:
    """0..1 from the mean squared difference of two stacks of pieces in 0..1."""
    return float(from_error(((degraded - clean) ** 2).mean()))


def severity_of_places(degraded: Tensor, clean: Tensor) -> Tensor:
    """[K,3,96,96] twice to the severity of each place by itself, [K,12,12]."""
    error = ((degraded - clean) ** 2).mean(1, keepdim=True)
    return from_error(F.avg_pool2d(error, error.shape[-1] // PLACES))[:, 0]


def from_error(error: Tensor) -> Tensor:
    """Severity 0..1 of mean squared differences."""
    decibels = -10 * torch.log10(error + 1e-9)
    return ((UNSEEN_DECIBELS - decibels) / (UNSEEN_DECIBELS - WORST_DECIBELS)).clamp(0, 1)

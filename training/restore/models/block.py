"""The instruction condition block: what a feature map does depends on what was asked for."""

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor, nn

Bend = Callable[[Tensor], Tensor]
"""What lies between the two convolutions: GELU learns better, ReLU is part of the convolution before it on a processor."""


class Block(nn.Module):
    """x + gate(c) * conv(bend(conv(x * (1 + scale(c)) + shift(c)))), plain 3x3 convolutions, no normalisation.

    InstructIR's condition block (ECCV 2024, equation 2) gates channels by sigmoid(W e); here the gate sits
    on the block's own result and a scale and shift come before, all starting at the identity. No pooling:
    nothing may depend on the statistics of a tile.
    """

    def __init__(self, width: int, control: int, bend: Bend = F.gelu) -> None:
        super().__init__()
        self.bend = bend
        self.first = nn.Conv2d(width, width, 3, 1, 1)
        self.second = nn.Conv2d(width, width, 3, 1, 1)
        self.gate = nn.Linear(control, width)
        self.scale = nn.Linear(control, width)
        self.shift = nn.Linear(control, width)
        for layer in (self.gate, self.scale, self.shift):
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)
        with torch.no_grad():
            self.second.weight.mul_(0.3)
        nn.init.zeros_(self.second.bias)

    def forward(self, x: Tensor, control: Tensor) -> Tensor:
        """`x` [N,width,H,W], `control` [1 or N, control size]; same shape as `x` out."""
        steered = x * (1 + self.scale(control))[:, :, None, None] + self.shift(control)[:, :, None, None]
        change = self.second(self.bend(self.first(steered)))
        return x + change * (2 * torch.sigmoid(self.gate(control)))[:, :, None, None]

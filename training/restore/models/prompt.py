"""Prompts: what the network has learned of each fault, put into the picture's features where it is of use.

PIP (arXiv 2312.05038) joins a degradation-aware prompt with a basic restoration prompt and injects the result into the
skips; PromptIR (NeurIPS 2023) finds the weights of its prompts in the picture itself, so that no words are needed. Both
take attention over the features at hand, which in a tile would be attention over that tile alone. Here the weights
come from what is told and from the guide's state, once for the whole picture, and each pixel chooses among the prompts.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ..tasks import TASKS
from .guide import STATE_SIZE

BASIC = 7
"""Prompts that belong to no fault: PIP's basic restoration prompt."""
PROMPTS = 2 * len(TASKS) + BASIC
"""Per fault one that is told and one that is found, and the basic ones."""


class PromptWeights(nn.Module):
    """How much each prompt counts in this picture: strengths as told (PIP), a softmax of what the guide saw (PromptIR)."""

    def __init__(self) -> None:
        super().__init__()
        self.found = nn.Linear(STATE_SIZE, len(TASKS))
        self.fuse = nn.Linear(PROMPTS, PROMPTS)
        nn.init.zeros_(self.fuse.weight)
        nn.init.zeros_(self.fuse.bias)

    def forward(self, strengths: Tensor, state: Tensor) -> Tensor:
        """`strengths` [1 or N,9] 0..1 and `state` [1 or N,64] to weights [1 or N,25], fused prompt to prompt."""
        found = torch.softmax(self.found(state), 1)
        weights = torch.cat([strengths, found, torch.ones_like(strengths[:, :1]).repeat(1, BASIC)], 1)
        return weights + self.fuse(weights)


class PromptInjection(nn.Module):
    """x + V (w * relu(K x + b)): each pixel takes what answers to it among the prompts; starts at the identity.

    PIP's selective injection keeps the strongest half of an attention's entries; here the bias of a rectifier is the
    threshold, which is learned, needs no sorting, and looks at one pixel alone.
    """

    def __init__(self, width: int) -> None:
        super().__init__()
        self.keys = nn.Conv2d(width, PROMPTS, 1)
        self.values = nn.Conv2d(PROMPTS, width, 1, bias=False)
        nn.init.zeros_(self.values.weight)

    def forward(self, x: Tensor, weights: Tensor) -> Tensor:
        """`x` [N,width,H,W], `weights` [1 or N,25]; same shape as `x` out."""
        return x + self.values(F.relu(self.keys(x)) * weights[:, :, None, None])

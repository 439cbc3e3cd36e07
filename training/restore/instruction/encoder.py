"""The sentence encoder: hashed words, two transformer layers, an embedding and a verdict per operation."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from restore.tasks import EMBEDDING_SIZE

from .labels import LABELS
from .tokenizer import BUCKETS, MAXIMUM_TOKENS

WIDTH = 96
HEADS = 4
LAYERS = 2


class Block(nn.Module):
    """Pre-norm attention and feed-forward, written out so that it exports to plain ONNX operators."""

    def __init__(self) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.mixed = nn.Linear(WIDTH, 3 * WIDTH)
        self.joined = nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, 2 * WIDTH), nn.Linear(2 * WIDTH, WIDTH)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        count, length, _ = x.shape
        parts = self.mixed(self.norm1(x)).reshape(count, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        scores = parts[0] @ parts[1].transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + bias
        attended = (scores.softmax(-1) @ parts[2]).transpose(1, 2).reshape(count, length, WIDTH)
        x = x + self.joined(attended)
        return x + self.down(functional.gelu(self.up(self.norm2(x)), approximate="tanh"))


class TextEncoder(nn.Module):
    """Bucket ids [N, T, K] to `embedding` [N, 256] of unit length and `operations` [N, C] logits."""

    def __init__(self) -> None:
        super().__init__()
        self.table = nn.Embedding(BUCKETS, WIDTH, padding_idx=0)
        nn.init.normal_(self.table.weight, std=0.1)
        self.table.weight.data[0] = 0
        self.place = nn.Parameter(torch.randn(MAXIMUM_TOKENS, WIDTH) * 0.02)
        self.first = nn.LayerNorm(WIDTH)
        self.blocks = nn.ModuleList(Block() for _ in range(LAYERS))
        self.last = nn.LayerNorm(WIDTH)
        self.operations = nn.Linear(WIDTH, len(LABELS))
        self.embedding = nn.Linear(WIDTH, EMBEDDING_SIZE)

    def forward(self, buckets: Tensor) -> tuple[Tensor, Tensor]:
        count, length, hashes = buckets.shape
        summed = functional.embedding_bag(buckets.reshape(count * length, hashes), self.table.weight, mode="sum", padding_idx=0)
        return self.from_words(summed.reshape(count, length, WIDTH), (buckets[:, :, 0] > 0).to(summed.dtype))

    def from_words(self, summed: Tensor, present: Tensor) -> tuple[Tensor, Tensor]:
        """From the sum of hash vectors per word; `present` [N, T] is 1 for a word and 0 for padding."""
        x = self.first(summed) + self.place[: summed.shape[1]]
        bias = (present - 1)[:, None, None, :] * 10_000.0
        for block in self.blocks:
            x = block(x, bias)
        weight = present[:, :, None]
        pooled = (self.last(x) * weight).sum(1) / weight.sum(1).clamp(min=1)
        vector = self.embedding(pooled)
        return vector / vector.norm(dim=-1, keepdim=True).clamp(min=1e-6), self.operations(pooled)

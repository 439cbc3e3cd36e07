"""The image network of InstructIR (ECCV 2024, arXiv 2401.16468), built from its description; its weights are not here.

A U-Net of NAFNet blocks (ECCV 2022, arXiv 2204.04676) whose stages end in an instruction condition block (section 3.3).
"""

import torch
from torch import nn

EMBEDDING_SIZE = 256
ALIGNMENT = 16


class ChannelNorm(nn.Module):
    """Layer normalisation over the channels of each pixel."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        centred = x - x.mean(1, keepdim=True)
        scaled = centred / (centred.square().mean(1, keepdim=True) + 1e-6).sqrt()
        return scaled * self.weight[None, :, None, None] + self.bias[None, :, None, None]


def simple_gate(x: torch.Tensor) -> torch.Tensor:
    """The first half of the channels times the second."""
    first, second = x.chunk(2, dim=1)
    return first * second


class NafBlock(nn.Module):
    """NAFNet's block: depthwise convolution with gate and channel attention, then a gated feed-forward part."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(channels, 2 * channels, 1)
        self.conv2 = nn.Conv2d(2 * channels, 2 * channels, 3, padding=1, groups=2 * channels)
        self.attention = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Conv2d(channels, channels, 1))
        self.conv3 = nn.Conv2d(channels, channels, 1)
        self.conv4 = nn.Conv2d(channels, 2 * channels, 1)
        self.conv5 = nn.Conv2d(channels, channels, 1)
        self.norm1 = ChannelNorm(channels)
        self.norm2 = ChannelNorm(channels)
        self.beta = nn.Parameter(torch.zeros(1, channels, 1, 1))
        self.gamma = nn.Parameter(torch.zeros(1, channels, 1, 1))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        inner = simple_gate(self.conv2(self.conv1(self.norm1(x))))
        y = x + self.conv3(inner * self.attention(inner)) * self.beta
        return y + self.conv5(simple_gate(self.conv4(self.norm2(y)))) * self.gamma


class InstructionConditionBlock(nn.Module):
    """Channels are scaled, shifted, and gated by the sentence (equation 2), then pass a block of their own."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.fc = nn.Linear(EMBEDDING_SIZE, channels)
        self.block = NafBlock(channels)
        self.beta = nn.Parameter(torch.zeros(1, channels, 1, 1))
        self.gamma = nn.Parameter(torch.zeros(1, channels, 1, 1))

    def forward(self, x: torch.Tensor, embedding: torch.Tensor) -> torch.Tensor:
        gate = torch.sigmoid(self.fc(embedding))[:, :, None, None]
        return self.block((x * self.gamma + self.beta) * gate) + x


class InstructIr(nn.Module):
    """Picture (N x 3 x H x W, sides multiples of 16) and unit sentence embedding (N x 256) to the restored picture.

    Widths and depths are those of the published configuration: 15.8 M parameters.
    """

    def __init__(self, width: int = 32, encoder=(2, 2, 4, 8), middle: int = 4, decoder=(2, 2, 2, 2)) -> None:
        super().__init__()
        widths = [width * 2**level for level in range(len(encoder) + 1)]
        self.intro = nn.Conv2d(3, width, 3, padding=1)
        self.ending = nn.Conv2d(width, 3, 3, padding=1)
        self.encoders = nn.ModuleList(blocks(each, count) for each, count in zip(widths, encoder))
        self.enc_cond = nn.ModuleList(InstructionConditionBlock(each) for each in widths[:-1])
        self.downs = nn.ModuleList(nn.Conv2d(each, 2 * each, 2, 2) for each in widths[:-1])
        self.middle_blks = blocks(widths[-1], middle)
        rising = widths[:0:-1]
        self.ups = nn.ModuleList(
            nn.Sequential(nn.Conv2d(each, 2 * each, 1, bias=False), nn.PixelShuffle(2)) for each in rising
        )
        self.decoders = nn.ModuleList(blocks(each // 2, count) for each, count in zip(rising, decoder))
        self.dec_cond = nn.ModuleList(InstructionConditionBlock(each // 2) for each in rising)

    def forward(self, picture: torch.Tensor, embedding: torch.Tensor) -> torch.Tensor:
        x = self.intro(picture)
        skips = []
        for stage, condition, down in zip(self.encoders, self.enc_cond, self.downs):
            x = condition(stage(x), embedding)
            skips.append(x)
            x = down(x)
        x = self.middle_blks(x)
        for up, stage, condition, skip in zip(self.ups, self.decoders, self.dec_cond, reversed(skips)):
            x = condition(stage(up(x) + skip), embedding)
        return self.ending(x) + picture


def blocks(channels: int, count: int) -> nn.Sequential:
    """A stage of NAFNet blocks."""
    return nn.Sequential(*(NafBlock(channels) for _ in range(count)))

"""PromptIR (NeurIPS 2023, arXiv 2306.13090), built from its description; its weights are not here.

A Restormer (CVPR 2022, arXiv 2111.09881) whose decoder is given prompts that it generates from its own features
(section 3.2). The parameters are named as in the published checkpoint.
"""

import torch
import torch.nn.functional as F
from torch import nn

ALIGNMENT = 8
PROMPTS = 5
GROWTH = 2.66


class ChannelNorm(nn.Module):
    """Layer normalisation over the channels of each pixel."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.body = nn.LayerNorm(channels)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.body(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


class ChannelAttention(nn.Module):
    """Attention between the channels of each head instead of between pixels (MDTA)."""

    def __init__(self, channels: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.temperature = nn.Parameter(torch.ones(heads, 1, 1))
        self.qkv = nn.Conv2d(channels, 3 * channels, 1, bias=False)
        self.qkv_dwconv = nn.Conv2d(3 * channels, 3 * channels, 3, padding=1, groups=3 * channels, bias=False)
        self.project_out = nn.Conv2d(channels, channels, 1, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        shape = x.shape
        each = shape[1] // self.heads
        query, key, value = (
            part.reshape(shape[0], self.heads, each, -1) for part in self.qkv_dwconv(self.qkv(x)).chunk(3, dim=1)
        )
        query, key = F.normalize(query, dim=-1), F.normalize(key, dim=-1)
        weights = (query @ key.transpose(-2, -1) * self.temperature).softmax(dim=-1)
        return self.project_out((weights @ value).reshape(shape))


class FeedForward(nn.Module):
    """A gated feed-forward part with a depthwise convolution (GDFN)."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        hidden = int(channels * GROWTH)
        self.project_in = nn.Conv2d(channels, 2 * hidden, 1, bias=False)
        self.dwconv = nn.Conv2d(2 * hidden, 2 * hidden, 3, padding=1, groups=2 * hidden, bias=False)
        self.project_out = nn.Conv2d(hidden, channels, 1, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        gate, passed = self.dwconv(self.project_in(x)).chunk(2, dim=1)
        return self.project_out(F.gelu(gate) * passed)


class TransformerBlock(nn.Module):
    """Restormer's block."""

    def __init__(self, channels: int, heads: int) -> None:
        super().__init__()
        self.norm1, self.norm2 = ChannelNorm(channels), ChannelNorm(channels)
        self.attn, self.ffn = ChannelAttention(channels, heads), FeedForward(channels)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = x + self.attn(self.norm1(x))
        return x + self.ffn(self.norm2(x))


class PromptGeneration(nn.Module):
    """A mixture of learned prompt maps, weighted by what the features are like (equation 2)."""

    def __init__(self, seen: int, channels: int, side: int) -> None:
        super().__init__()
        self.prompt_param = nn.Parameter(torch.rand(1, PROMPTS, channels, side, side))
        self.linear_layer = nn.Linear(seen, PROMPTS)
        self.conv3x3 = nn.Conv2d(channels, channels, 3, padding=1, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        weights = self.linear_layer(x.mean((2, 3))).softmax(dim=1)
        mixed = (weights[:, :, None, None, None] * self.prompt_param).sum(1)
        return self.conv3x3(F.interpolate(mixed, x.shape[2:], mode="bilinear"))


class Resampling(nn.Module):
    """Half or double the size by a convolution and a rearrangement of pixels."""

    def __init__(self, channels: int, *, up: bool) -> None:
        super().__init__()
        shuffle = nn.PixelShuffle(2) if up else nn.PixelUnshuffle(2)
        self.body = nn.Sequential(nn.Conv2d(channels, 2 * channels if up else channels // 2, 3, padding=1, bias=False), shuffle)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.body(x)


class PromptIr(nn.Module):
    """Picture (N x 3 x H x W, sides multiples of 8) to the restored picture.

    The published configuration has 35.4 M parameters that are used; its file holds 0.2 M more that never are.
    """

    def __init__(self, width: int = 48, depths=(4, 6, 6, 8), refinement: int = 4, heads=(1, 2, 4, 8), prompts=(64, 128, 320)) -> None:
        super().__init__()
        one, two, three, four = (width * 2**level for level in range(4))
        small, middle, large = prompts
        self.patch_embed = nn.ModuleDict({"proj": nn.Conv2d(3, one, 3, padding=1, bias=False)})
        self.encoder_level1 = blocks(one, heads[0], depths[0])
        self.down1_2 = Resampling(one, up=False)
        self.encoder_level2 = blocks(two, heads[1], depths[1])
        self.down2_3 = Resampling(two, up=False)
        self.encoder_level3 = blocks(three, heads[2], depths[2])
        self.down3_4 = Resampling(three, up=False)
        self.latent = blocks(four, heads[3], depths[3])
        self.prompt3 = PromptGeneration(four, large, 16)
        self.noise_level3 = TransformerBlock(four + large, heads[2])
        self.reduce_noise_level3 = nn.Conv2d(four + large, three, 1, bias=False)
        self.up4_3 = Resampling(three, up=True)
        self.reduce_chan_level3 = nn.Conv2d(two + three, three, 1, bias=False)
        self.decoder_level3 = blocks(three, heads[2], depths[2])
        self.prompt2 = PromptGeneration(three, middle, 32)
        self.noise_level2 = TransformerBlock(three + middle, heads[2])
        self.reduce_noise_level2 = nn.Conv2d(three + middle, three, 1, bias=False)
        self.up3_2 = Resampling(three, up=True)
        self.reduce_chan_level2 = nn.Conv2d(two + two, two, 1, bias=False)
        self.decoder_level2 = blocks(two, heads[1], depths[1])
        self.prompt1 = PromptGeneration(two, small, 64)
        self.noise_level1 = TransformerBlock(two + small, heads[2])
        self.reduce_noise_level1 = nn.Conv2d(two + small, two, 1, bias=False)
        self.up2_1 = Resampling(two, up=True)
        self.decoder_level1 = blocks(two, heads[0], depths[0])
        self.refinement = blocks(two, heads[0], refinement)
        self.output = nn.Conv2d(two, 3, 3, padding=1, bias=False)

    def forward(self, picture: torch.Tensor) -> torch.Tensor:
        first = self.encoder_level1(self.patch_embed["proj"](picture))
        second = self.encoder_level2(self.down1_2(first))
        third = self.encoder_level3(self.down2_3(second))
        x = self.latent(self.down3_4(third))
        x = self.reduce_noise_level3(self.noise_level3(torch.cat([x, self.prompt3(x)], 1)))
        x = self.decoder_level3(self.reduce_chan_level3(torch.cat([self.up4_3(x), third], 1)))
        x = self.reduce_noise_level2(self.noise_level2(torch.cat([x, self.prompt2(x)], 1)))
        x = self.decoder_level2(self.reduce_chan_level2(torch.cat([self.up3_2(x), second], 1)))
        x = self.reduce_noise_level1(self.noise_level1(torch.cat([x, self.prompt1(x)], 1)))
        x = self.decoder_level1(torch.cat([self.up2_1(x), first], 1))
        return self.output(self.refinement(x)) + picture


def blocks(channels: int, heads: int, count: int) -> nn.Sequential:
    """A stage of transformer blocks."""
    return nn.Sequential(*(TransformerBlock(channels, heads) for _ in range(count)))

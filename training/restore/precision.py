"""In which precision and order of values networks are computed while they learn."""

from contextlib import AbstractContextManager

import torch

HALF_PRODUCTS = ("avx512_bf16", "amx_bf16")
"""What a processor that multiplies in bfloat16 calls itself."""


def multiplies_in_half() -> bool:
    """Whether this processor multiplies in bfloat16 by itself."""
    capabilities = torch.cpu.get_capabilities()
    return any(capabilities.get(name, False) for name in HALF_PRODUCTS)


def learning_precision() -> AbstractContextManager:
    """Convolutions and products in bfloat16 where the processor has it, in single precision elsewhere.

    Where it is imitated, a step of `instruct` takes ten times as long as in single precision (AVX2, PyTorch 2.13: 26
    instead of 2.7 seconds for eight crops on one core).
    """
    return torch.autocast("cpu", torch.bfloat16, enabled=multiplies_in_half())


def learning_layout() -> torch.memory_format:
    """Channels last where products are in bfloat16, planes elsewhere (`fast` on AVX2: 28 instead of 42 ms a crop)."""
    return torch.channels_last if multiplies_in_half() else torch.contiguous_format

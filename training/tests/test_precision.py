"""Networks learn in half precision only where the processor has it."""

import pytest
import torch

from restore.precision import learning_layout, learning_precision


@pytest.mark.parametrize(
    ("capabilities", "dtype", "layout"),
    [
        ({"avx2": True}, torch.float32, torch.contiguous_format),
        ({"avx2": True, "avx512_bf16": True}, torch.bfloat16, torch.channels_last),
        ({"avx512_bf16": False, "amx_bf16": True}, torch.bfloat16, torch.channels_last),
    ],
)
def test_half_precision_where_it_is_not_imitated(
    monkeypatch: pytest.MonkeyPatch, capabilities: dict, dtype: torch.dtype, layout: torch.memory_format
) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: capabilities)
    with learning_precision():
        assert (torch.rand(2, 2) @ torch.rand(2, 2)).dtype == dtype
    assert learning_layout() == layout

"""What a block is worth is what is lost without it."""

from pathlib import Path

import numpy as np
import pytest
import torch

import restore.data.pool as pool_module
from restore.data.pool import write_shard
from restore.evaluate.ablation import held_out
from restore.evaluate.blocks import lost_without, reached
from restore.train.loop import Training


def test_a_block_that_does_nothing_is_worth_nothing_and_all_are_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_module, "CROPS_PER_SHARD", 20)
    write_shard([np.random.default_rng(3).integers(0, 255, (300, 320, 3), dtype=np.uint8)], tmp_path, 0, "denoise")
    torch.manual_seed(1)
    training = Training(None, "fast")
    with torch.no_grad():
        training.tile.deep[0].second.weight.zero_()
        training.tile.decoder_wide[1].second.weight.mul_(20)
    drawn = held_out(tmp_path, None, 16)
    whole = reached(training, drawn)
    lost = lost_without(training, drawn, whole)
    assert len(lost) == 9 and set(lost["deep.0"].values()) == {0.0}
    assert any(abs(value) > 0.01 for value in lost["decoder_wide.1"].values())
    assert reached(training, drawn) == whole

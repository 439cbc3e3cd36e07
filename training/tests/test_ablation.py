"""A part that is taken away is really away, and all else is equal."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

import restore.data.pool as pool_module
from restore.data.pool import write_shard
from restore.evaluate.ablation import VARIANTS, held_out, measured, trained, without
from restore.train.loop import Training


@pytest.fixture
def pool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(pool_module, "CROPS_PER_SHARD", 20)
    write_shard([np.random.default_rng(3).integers(0, 255, (300, 320, 3), dtype=np.uint8)], tmp_path, 0, "denoise")
    return tmp_path


def test_the_same_crops_are_measured_every_time(pool: Path) -> None:
    first, again = (held_out(pool, None, 32) for _ in range(2))
    assert len(first) == 2 and all(torch.equal(a.picture, b.picture) for a, b in zip(first, again, strict=True))


def test_a_part_that_is_taken_away_changes_nothing_any_more(pool: Path) -> None:
    training = trained(frozenset({"sentence", "strengths", "guide", "prompts"}), None, "instruct", pool, None, 2)
    (batch,) = held_out(pool, None, 16)
    before = training.restored(without(batch, VARIANTS["the picture alone"]))[0]
    batch.embedding.neg_()
    batch.strengths.fill_(1)
    batch.thumbnail.zero_()
    assert torch.equal(training.restored(without(batch, VARIANTS["the picture alone"]))[0], before)


def test_measures_before_and_after_for_each_kind_of_wish(pool: Path) -> None:
    figures = measured(Training(None, "fast"), frozenset(), held_out(pool, None, 32))
    assert figures and all(10 < decibels <= 70 for reached in figures.values() for decibels in reached)


def test_goes_on_from_shipped_weights_without_a_part(pool: Path) -> None:
    whole = Training(None, "instruct")
    start = whole.checkpoint(0)
    training = trained(VARIANTS["no prompts"], replace(start, optimiser=None), "instruct", pool, None, 1)
    assert training.tile.state_dict().keys() < whole.tile.state_dict().keys()
    for name, value in training.tile.state_dict().items():
        assert torch.allclose(value, start.tile[name], atol=1e-3)

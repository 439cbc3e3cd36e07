"""The diagnoser learns what the pool knows, and nothing that it does not."""

from pathlib import Path

import numpy as np
import pytest
import torch

import restore.data.pool as pool_module
from restore.data.pool import write_shard
from restore.diagnosis.bags import Shards, severity, stacked, unknown
from restore.diagnosis.measure import SEEN_SEVERITY, measured
from restore.models.diagnoser import Diagnoser, Severities
from restore.tasks import TASKS
from restore.train.wishes import DEJPEG, DENOISE, UPSCALE


def test_severity_falls_with_the_distance_from_the_clean_picture() -> None:
    clean = torch.full((1, 3, 8, 8), 0.5)
    assert severity(clean, clean) == 0
    assert severity(clean + 1, clean) == 1
    assert 0 < severity(clean + 0.02, clean) < severity(clean + 0.1, clean) < 1


def test_what_a_fault_brings_along_is_not_taught_as_absent() -> None:
    assert DENOISE in unknown({TASKS.index("lowlight")})
    assert DEJPEG in unknown({UPSCALE})
    assert unknown(set()) == []


@pytest.mark.parametrize("fault", ["denoise", "dehaze"])
def test_bags_say_which_fault_there_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    monkeypatch.setattr(pool_module, "CROPS_PER_SHARD", 10)
    photos = [np.random.default_rng(3).integers(0, 255, (300, 320, 3), dtype=np.uint8)]
    write_shard(photos, tmp_path, 0, fault)
    bag = Shards(tmp_path).bag(0, 1, 3, np.random.default_rng(1))
    assert bag.pieces.shape == (3, 3, 96, 96)
    assert bag.severities[TASKS.index(fault)] > 0
    assert bag.severities.sum() == bag.severities[TASKS.index(fault)]
    thumbnail, pieces, _, _ = stacked([bag, bag])
    assert Diagnoser()(thumbnail, pieces).shape == (2, len(TASKS))


def test_one_picture_is_judged_alone() -> None:
    module = Severities(Diagnoser()).eval()
    said = module(torch.rand(1, 3, 96, 96), torch.rand(4, 3, 96, 96))
    assert said.shape == (1, len(TASKS)) and bool(((said >= 0) & (said <= 1)).all())


def test_the_threshold_accuses_hardly_anybody() -> None:
    random = np.random.default_rng(5)
    true = np.concatenate([np.zeros(500), np.full(100, 0.8)])
    figures, threshold = measured(np.clip(true + random.normal(0, 0.1, 600), 0, 1), true)
    assert figures.accused <= 0.011 and figures.found > 0.95 and threshold < SEEN_SEVERITY + 0.1

"""The diagnoser learns what the pool knows, and nothing that it does not."""

from pathlib import Path

import numpy as np
import pytest
import torch

import restore.data.pool as pool_module
from restore.data.pool import write_shard
from restore.diagnosis.bags import Shards, stacked
from restore.diagnosis.measure import SEEN_SEVERITY, measured
from restore.diagnosis.severity import severity, severity_of_places
from restore.diagnosis.worsen import Judged, alike, fade, unknown, worsen
from restore.models.diagnoser import PLACES, Diagnoser, Severities
from restore.tasks import TASKS
from restore.train.wishes import DEJPEG, DENOISE, UPSCALE


def test_severity_falls_with_the_distance_from_the_clean_picture() -> None:
    clean = torch.full((1, 3, 8, 8), 0.5)
    assert severity(clean, clean) == 0
    assert severity(clean + 1, clean) == 1
    assert 0 < severity(clean + 0.02, clean) < severity(clean + 0.1, clean) < 1


def test_severity_is_where_the_fault_is() -> None:
    clean = torch.full((1, 3, 96, 96), 0.5)
    degraded = clean.clone()
    degraded[:, :, 16:24, 40:48] += 0.3
    places = severity_of_places(degraded, clean)[0]
    assert places[2, 5] > 0.9 and places.sum() == places[2, 5]


def test_a_picture_gets_worse_by_what_is_written_down_of_it() -> None:
    random = np.random.default_rng(4)
    clean = torch.randint(0, 256, (2, 3, 96, 96)) / 255
    changes = 0
    for is_print in (True, False) * 10:
        judged = Judged(clean, clean[0])
        worsen(judged, is_print, random)
        is_changed = bool(((judged.pieces - clean) ** 2).mean() > 3e-5)  # 45 dB
        is_bad = bool((judged.severities > 0).any())
        assert is_bad or bool((judged.weights == 0).any()) or not is_changed
        changes += is_changed
    assert 0 < changes < 20


def test_thumbnail_and_pieces_fade_alike() -> None:
    grey = torch.full((2, 3, 96, 96), 0.5)
    pieces, thumbnail = alike(grey, grey[0], fade, np.random.default_rng(2))
    assert torch.allclose(pieces.mean((0, 2, 3)), thumbnail.mean((1, 2)), atol=0.01)
    assert bool((thumbnail.mean((1, 2)) - 0.5).abs().max() > 0.02)


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
    thumbnail, pieces, _, _, places = stacked([bag, bag])
    assert places.shape == (2, 3, len(TASKS), PLACES, PLACES)
    assert bool((places.sum((0, 1, 3, 4)) > 0)[TASKS.index(fault)]) and places.sum() == places[:, :, TASKS.index(fault)].sum()
    assert Diagnoser()(thumbnail, pieces).shape == (2, len(TASKS))


def test_every_fault_comes_equally_often(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_module, "CROPS_PER_SHARD", 10)
    photos = [np.random.default_rng(3).integers(0, 255, (300, 320, 3), dtype=np.uint8)]
    for seed, fault in enumerate(["denoise", *["descratch"] * 4]):
        write_shard(photos, tmp_path, seed, fault)
    random = np.random.default_rng(1)
    bags = [Shards(tmp_path).any_bag(1, random) for _ in range(100)]
    noisy = sum(bool(bag.severities[TASKS.index("denoise")] > bag.severities[TASKS.index("descratch")]) for bag in bags)
    assert 35 < noisy < 65


def test_one_picture_is_judged_alone() -> None:
    module = Severities(Diagnoser()).eval()
    said = module(torch.rand(1, 3, 96, 96), torch.rand(4, 3, 96, 96))
    assert said.shape == (1, len(TASKS)) and bool(((said >= 0) & (said <= 1)).all())


def test_the_threshold_accuses_hardly_anybody() -> None:
    random = np.random.default_rng(5)
    true = np.concatenate([np.zeros(500), np.full(100, 0.8)])
    figures, threshold = measured(np.clip(true + random.normal(0, 0.1, 600), 0, 1), true)
    assert figures.accused <= 0.011 and figures.found > 0.95 and threshold < SEEN_SEVERITY + 0.1

"""Training resumes where it stopped, and every wish has the target that it says."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from restore.data.pool import CROPS_PER_SHARD, write_shard
from restore.tasks import DIRECTIONS, TASKS, directions
from restore.train.batches import Pool
from restore.train.checkpoint import Checkpoint
from restore.train.loop import PERIOD, Schedule, Training, loss_of, unevenness_of
from restore.train.tones import TonePool
from restore.train.wishes import AUTO, DEHAZE, NOTHING, Sentences, absent_faults, dimmed, wish_for_clean, wish_for_faulty


def test_directions_are_orthonormal() -> None:
    axes = directions()
    assert np.allclose(axes @ axes.T, np.eye(len(DIRECTIONS)), atol=1e-6)


def test_targets_follow_the_wish() -> None:
    random = np.random.default_rng(1)
    degraded, clean, without = (torch.full((3, 4, 4), value) for value in (0.2, 0.8, 0.5))
    kinds = set()
    for _ in range(400):
        wish = wish_for_faulty([0, 3], 3, random)
        target = wish.target(degraded, clean, without)
        kinds.add(wish.kind)
        if wish.weights[AUTO] or wish.kind == "all":
            assert torch.equal(target, clean)
        elif wish.weights[NOTHING] or wish.kind == "idle":
            assert torch.equal(target, degraded)
        else:
            strength = float(wish.weights[3])
            assert torch.allclose(target, degraded + strength * (without - degraded))
    assert kinds == {"auto", "idle", "all", "one of several"}


def test_clean_crops_stay_what_they_are() -> None:
    random, clean = np.random.default_rng(2), torch.rand(3, 8, 8)
    for _ in range(200):
        given, wish = wish_for_clean(clean, random)
        if not wish.kind.startswith("gauss"):
            assert torch.equal(given, clean) and torch.equal(wish.target(given, clean, clean), clean)


def test_an_evening_is_no_haze() -> None:
    random, photo = np.random.default_rng(3), [torch.rand(3, 8, 8), torch.rand(3, 4, 4)]
    for _ in range(50):
        (given, whole), wish = dimmed(photo, random)
        assert wish.weights[DEHAZE] == 1 and torch.equal(wish.target(given, photo[0], photo[0]), given)
        assert torch.allclose(given.mean() / photo[0].mean(), whole.mean() / photo[1].mean(), atol=0.02)
        assert given.max() <= 1 and torch.equal(torch.round(given * 255) / 255, given)


def test_nothing_is_called_absent_that_is_there() -> None:
    for fault in range(len(TASKS)):
        assert fault not in absent_faults([fault])
    assert TASKS.index("denoise") not in absent_faults([TASKS.index("lowlight")])


def test_the_guide_learns_of_thumbnails_alone(tmp_path: Path) -> None:
    random = np.random.default_rng(6)
    for name in ("train", "train_extra"):
        (tmp_path / name).mkdir()
        Image.fromarray(random.integers(0, 255, (300, 480, 3), dtype=np.uint8)).save(tmp_path / name / "photo.png")
    pool = TonePool(tmp_path, Sentences(None, random), random)
    assert [photo.shape for photo in pool.photos] == [(200, 320, 3)] * 2
    batch = pool.draw(6)
    assert batch.thumbnail.shape == (6, 3, 96, 96) and torch.equal(batch.picture, batch.thumbnail)
    training = Training(None)
    untold = replace(batch, picture=batch.thumbnail * 0, target=batch.thumbnail * 0)
    training.step(untold, 1e-2, 1e-3, tones=batch)
    state, toned = training.guided(batch)
    assert state.abs().max() > 0 and toned.shape == batch.thumbnail.shape and training.crops == 6


def test_training_goes_on_where_it_stopped(tmp_path: Path) -> None:
    photos = [np.random.default_rng(3).integers(0, 255, (300, 320, 3), dtype=np.uint8)]
    import restore.data.pool as pool_module

    assert CROPS_PER_SHARD % pool_module.CROPS_PER_PIECE == 0
    pool_module.CROPS_PER_SHARD = 10
    write_shard(photos, tmp_path, 0)
    random = np.random.default_rng(4)
    pool = Pool(tmp_path, Sentences(None, random), random)
    training = Training(None)
    for _ in range(2):
        training.step(pool.draw(2), 1e-3, 1e-3)
    training.checkpoint(0.5).write(tmp_path / "checkpoint.pt")
    again = Training(Checkpoint.read(tmp_path / "checkpoint.pt"))
    assert again.crops == 4 and again.hours == 0.5
    batch = pool.draw(2)
    torch.manual_seed(0)
    first = training.step(batch, 1e-3, 1e-3)
    torch.manual_seed(0)
    assert np.allclose(again.step(batch, 1e-3, 1e-3), first, atol=1e-4)


def test_schedule_falls_and_the_loss_knows_the_error() -> None:
    schedule = Schedule(10)
    assert schedule.rate_at(0.1, 1000) > schedule.rate_at(0.9, 1000) > 0
    assert schedule.knee_at(0) > schedule.knee_at(1)
    _, error = loss_of(torch.zeros(2, 3, 32, 32), torch.full((2, 3, 32, 32), 0.1), 1e-3)
    assert torch.allclose(error, torch.full((2,), 0.01))


def test_a_pattern_and_a_shift_count_however_large_the_error_is() -> None:
    torch.manual_seed(0)
    target = torch.full((1, 3, 64, 64), 0.5)
    noise = torch.randn_like(target) * 0.1
    noise = noise - torch.nn.functional.avg_pool2d(noise, 16).repeat_interleave(16, 2).repeat_interleave(16, 3)
    cell = torch.randn(1, 3, PERIOD, PERIOD)
    pattern = ((cell - cell.mean((2, 3), keepdim=True)) * 0.02).repeat(1, 1, 64 // PERIOD, 64 // PERIOD)
    even = unevenness_of(target + noise, target)
    for flaw in (pattern, torch.full_like(target, 0.01)):
        assert unevenness_of(target + noise + flaw, target) > even + 0.02
        assert loss_of(target + noise + flaw, target, 1e-4)[1] < loss_of(target + noise, target, 1e-4)[1] * 1.1

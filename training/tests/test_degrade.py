"""Every degradation is pure, seeded, keeps size and range, and really degrades."""

import numpy as np
import pytest

from restore.degrade.chain import FAULTS, MIXTURES, PHYSICAL_ORDER, run_chain
from restore.tasks import TASKS


@pytest.mark.parametrize("task", TASKS)
def test_same_seed_same_result_and_input_untouched(task: str, picture: np.ndarray) -> None:
    before = picture.copy()
    first, record = FAULTS[task](picture, np.random.default_rng(7))
    second, _ = FAULTS[task](picture, np.random.default_rng(7))
    assert np.array_equal(first, second)
    assert np.array_equal(picture, before)
    assert first.shape == picture.shape
    assert first.min() >= 0 and first.max() <= 1
    assert not np.array_equal(first, picture)
    assert record


@pytest.mark.parametrize("task", TASKS)
def test_other_seed_other_result(task: str, picture: np.ndarray) -> None:
    results = [FAULTS[task](picture, np.random.default_rng(seed))[0] for seed in range(3)]
    assert not all(np.array_equal(results[0], other) for other in results[1:])


def test_every_task_has_its_place_in_the_physical_order() -> None:
    assert sorted(PHYSICAL_ORDER) == sorted(TASKS) == sorted(FAULTS)
    assert all(set(mixture) <= set(TASKS) for mixture in MIXTURES)


def test_leaving_one_fault_out_leaves_the_others_as_they_were(picture: np.ndarray) -> None:
    without, record = run_chain(picture, ("dehaze", "denoise"), 3, without="denoise")
    alone, expected = run_chain(picture, ("dehaze",), 3)
    assert np.array_equal(without, alone)
    assert record == expected

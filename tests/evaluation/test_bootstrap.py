"""Intervals from resampling: the same for the same seed, and what a slow version gives."""

import random
import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.evaluation.bootstrap import bootstrap_mean

VALUES = st.lists(st.floats(0, 100), min_size=1, max_size=30)


def obvious_interval(values: list[float], resamples: int) -> tuple[float, float]:
    """Give back the interval by drawing one value after the other, with another generator."""
    chance = random.Random(5)
    means = sorted(statistics.fmean(chance.choice(values) for _ in values) for _ in range(resamples))
    return means[round(0.025 * (resamples - 1))], means[round(0.975 * (resamples - 1))]


def test_the_interval_is_that_of_the_obvious_way() -> None:
    values = [float(value) for value in range(0, 100, 3)]
    found = bootstrap_mean(values, np.random.default_rng(3), resamples=4000)
    low, high = obvious_interval(values, 4000)
    assert found.low == pytest.approx(low, abs=1)
    assert found.high == pytest.approx(high, abs=1)
    assert found.mean == statistics.fmean(values)


@given(VALUES, st.integers(0, 9))
def test_the_mean_is_exact_and_the_interval_lies_within_the_values(values: list[float], seed: int) -> None:
    found = bootstrap_mean(values, np.random.default_rng(seed), resamples=50)
    assert found.mean == pytest.approx(statistics.fmean(values))
    assert min(values) - 1e-9 <= found.low <= found.high <= max(values) + 1e-9


def test_the_same_seed_gives_the_same_interval_and_another_seed_another() -> None:
    values = [1.0, 5.0, 7.0, 30.0]
    one, again, other = (bootstrap_mean(values, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert one == again
    assert one != other


def test_more_values_give_a_narrower_interval() -> None:
    few = bootstrap_mean([10.0, 90.0] * 5, np.random.default_rng(1))
    many = bootstrap_mean([10.0, 90.0] * 500, np.random.default_rng(1))
    assert many.high - many.low < (few.high - few.low) / 5


def test_no_values_have_no_mean() -> None:
    with pytest.raises(ValueError, match="no values"):
        bootstrap_mean([], np.random.default_rng(1))

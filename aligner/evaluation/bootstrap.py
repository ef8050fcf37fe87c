"""How sure a mean is: intervals from resampling (Efron 1979), with a generator passed in."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

RESAMPLES = 1000
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and the interval that holds it at LEVEL."""

    mean: float
    low: float
    high: float


def bootstrap_mean(
    values: Sequence[float],
    generator: np.random.Generator,
    *,
    resamples: int = RESAMPLES,
    level: float = LEVEL,
) -> Interval:
    """Give back the mean of the values and its percentile interval. Raises ValueError for no values.

    >>> bootstrap_mean([4.0, 4.0, 4.0], np.random.default_rng(1))
    Interval(mean=4.0, low=4.0, high=4.0)
    """
    if not len(values):
        raise ValueError("no values, no mean")
    sample = np.asarray(values, dtype=np.float64)
    # One resample at a time: all at once would be resamples x values in memory.
    means = np.array(
        [sample[generator.integers(0, len(sample), len(sample))].mean() for _ in range(resamples)]
    )
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(sample.mean()), float(low), float(high))

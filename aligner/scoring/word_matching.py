"""How the words of one side cover those of the other, and whether their order agrees."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

UNMATCHED = 0.35
"""A word whose best cosine lies below this has no counterpart (median of chance pairs' best: 0.33)."""

WINDOW = 5
"""Words in a row that are looked at together: a clause that is missing leaves such a hole."""

SOFTENING = 0.3
"""Added to a window's weight: five common words in a row are no hole."""

NAMES = (
    "coverage", "coverage_min", "uncovered", "hole", "first_third", "last_third", "mutual", "mutual_hole",
)  # fmt: skip
"""What is known of the cover of one side, see `cover`."""


@dataclass(frozen=True, slots=True)
class Matching:
    """Cosines between the words of both sides, and each word's best."""

    cosines: Floats
    best_of_source: Floats
    best_of_target: Floats
    partner: NDArray[np.intp]
    mutual: NDArray[np.bool_]

    @classmethod
    def of(cls, source: Floats, target: Floats) -> "Matching":
        """Give back the matching of two sides' word vectors, one word or more each."""
        cosines = source @ target.T
        partner = cosines.argmax(axis=1)
        back = cosines.argmax(axis=0)
        rows = np.arange(len(source))
        return cls(
            cosines,
            cosines[rows, partner],
            cosines[back, np.arange(len(target))],
            partner,
            back[partner] == rows,
        )


def cover(best: Floats, mutual: NDArray[np.bool_], weights: Floats) -> list[float]:
    """Give back how one side is covered, a number for each of NAMES.

    ``best``: each word's best cosine with the other side, ``mutual``: whether that is mutual,
    ``weights``: 1 for rare words. ``hole`` is the lowest mean over WINDOW words in a row.
    """
    # Sides are short: plain numbers are faster than arrays.
    rarities, values = weights.tolist(), (best * weights).tolist()
    bests = best.tolist()
    shared = [value if agreed else 0.0 for value, agreed in zip(values, mutual.tolist(), strict=True)]
    total, third = sum(rarities), max(1, len(values) // 3)
    rare = [value for value, rarity in zip(bests, rarities, strict=True) if rarity >= 0.5]
    unmatched = sum(rarity for value, rarity in zip(bests, rarities, strict=True) if value < UNMATCHED)
    return [
        sum(values) / total,
        min(rare or bests),
        unmatched / total,
        _lowest_window(values, rarities),
        sum(values[:third]) / sum(rarities[:third]),
        sum(values[-third:]) / sum(rarities[-third:]),
        sum(shared) / total,
        _lowest_window(shared, rarities),
    ]


def _lowest_window(values: list[float], weights: list[float]) -> float:
    if len(values) <= WINDOW:
        return sum(values) / sum(weights)
    value, weight = sum(values[:WINDOW]), sum(weights[:WINDOW])
    lowest = value / (weight + SOFTENING)
    for place in range(WINDOW, len(values)):
        value += values[place] - values[place - WINDOW]
        weight += weights[place] - weights[place - WINDOW]
        lowest = min(lowest, value / (weight + SOFTENING))
    return lowest


def order(matching: Matching, weights: Floats) -> tuple[float, float, float]:
    """Give back how far the order of matched words agrees.

    The correlation of places over mutual matches, the share of neighbouring matches that go
    forward on the target side, and of those that go forward by at most three words.
    """
    sure = np.flatnonzero(matching.mutual & (matching.best_of_source > UNMATCHED) & (weights > 0.2))
    if len(sure) < 3:
        return 0.5, 0.5, 0.5
    places = matching.partner[sure].astype(np.float64)
    one, other = sure - sure.mean(), places - places.mean()
    norm = np.sqrt((one * one).sum() * (other * other).sum())
    steps = np.diff(places)
    return (
        float((one * other).sum() / norm) if norm else 0.0,
        float((steps > 0).mean()),
        float(((steps > 0) & (steps <= 3)).mean()),
    )

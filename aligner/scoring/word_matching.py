"""How the words of one side cover those of the other, and whether their order agrees."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.scoring.side_block import SideBlock

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Numbers = NDArray[np.int64]

UNMATCHED = 0.35
"""A word whose best cosine lies below this has no counterpart (median of chance pairs' best: 0.33)."""

WINDOW = 5
"""Words in a row that are looked at together: a clause that is missing leaves such a hole."""

SOFTENING = 0.3
"""Added to a window's weight: five common words in a row are no hole."""

RARE = 0.5
"""Weight from which a word counts as rare."""

NAMES = (
    "coverage", "coverage_min", "uncovered", "hole", "first_third", "last_third", "mutual", "mutual_hole",
)  # fmt: skip
"""What is known of the cover of one side, see `cover`."""


@dataclass(frozen=True, slots=True)
class Cover:
    """For each word of a block: its best cosine with the other side's words, whether that is mutual,
    the rank of that word on its side, and the word's own weight: 1 if it is rare.
    """

    best: Doubles
    mutual: NDArray[np.bool_]
    partner: Numbers
    weights: Doubles


def match(
    source: SideBlock, target: SideBlock, vectors: tuple[Floats, Floats], weights: Floats
) -> tuple[Cover, Cover]:
    """Give back how the words of the sources are covered by those of the targets, and the reverse.

    ``vectors``: of each block float32 (its words, dim), rows of length 1. ``weights``: of the rows of
    `WordRarity`. Where a pair has words on one side only, their best cosine is 0 and not mutual.
    """
    cells = source.counts * target.counts
    firsts = np.cumsum(cells) - cells
    cosines = np.empty(int(cells.sum()), dtype=np.float32)
    partner = np.zeros(len(source.words), dtype=np.int64)
    back = np.zeros(len(target.words), dtype=np.int64)
    ones, others = vectors
    # One product a pair: what its cosines are to the last bit can't hang on other pairs.
    for at, rows, columns, first, second in zip(
        firsts.tolist(),
        source.counts.tolist(),
        target.counts.tolist(),
        source.word_starts.tolist(),
        target.word_starts.tolist(),
        strict=True,
    ):
        if rows and columns:
            between = cosines[at : at + rows * columns].reshape(rows, columns)
            np.dot(ones[first : first + rows], others[second : second + columns].T, out=between)
            between.argmax(axis=1, out=partner[first : first + rows])
            between.argmax(axis=0, out=back[second : second + columns])
    matched = np.minimum(source.counts, target.counts) > 0
    known, known_back = matched[source.word_owners], matched[target.word_owners]
    if not len(cosines):
        cosines = np.zeros(1, dtype=np.float32)
    width = target.counts[source.word_owners]
    cell = np.where(known, firsts[source.word_owners] + source.ranks * width + partner, 0)
    cell_back = np.where(
        known_back, firsts[target.word_owners] + back * target.counts[target.word_owners] + target.ranks, 0
    )
    facing = np.where(known, target.word_starts[source.word_owners] + partner, 0)
    facing_back = np.where(known_back, source.word_starts[target.word_owners] + back, 0)
    return (
        Cover(
            np.where(known, cosines[cell], 0.0).astype(np.float64),
            known & (_taken(back, facing) == source.ranks),
            partner,
            weights[source.word_rows].astype(np.float64),
        ),
        Cover(
            np.where(known_back, cosines[cell_back], 0.0).astype(np.float64),
            known_back & (_taken(partner, facing_back) == target.ranks),
            back,
            weights[target.word_rows].astype(np.float64),
        ),
    )


def _taken(values: Numbers, places: Numbers) -> Numbers:
    return values[places] if len(values) else np.zeros_like(places)


def cover(block: SideBlock, found: Cover) -> Doubles:
    """Give back float64 (sides, NAMES): how each side is covered.

    ``hole`` is the lowest mean over WINDOW words in a row. A side without words has nothing but 0.
    """
    weights = found.weights
    values = found.best * weights
    shared = np.where(found.mutual, values, 0.0)
    total = np.maximum(block.sum(weights), 1e-9)
    thirds = np.maximum(1, block.counts // 3)
    first = block.ranks < thirds[block.word_owners]
    last = block.ranks >= (block.counts - thirds)[block.word_owners]
    rarest = block.lowest(found.best, weights >= RARE)
    made = np.stack(
        (
            block.sum(values) / total,
            np.where(np.isinf(rarest), block.lowest(found.best), rarest),
            block.sum(np.where(found.best < UNMATCHED, weights, 0.0)) / total,
            _lowest_window(block, values, weights, total),
            block.sum(values * first) / np.maximum(block.sum(weights * first), 1e-9),
            block.sum(values * last) / np.maximum(block.sum(weights * last), 1e-9),
            block.sum(shared) / total,
            _lowest_window(block, shared, weights, total),
        ),
        axis=1,
    )
    made[block.counts == 0] = 0.0
    return made


def _lowest_window(block: SideBlock, values: Doubles, weights: Doubles, total: Doubles) -> Doubles:
    whole = block.sum(values) / total
    if len(values) <= WINDOW:
        return whole
    stop = len(values) - WINDOW + 1
    value, weight = (
        np.sum([of[step : stop + step] for step in range(WINDOW)], axis=0) for of in (values, weights)
    )
    inside = np.flatnonzero(block.word_owners[:stop] == block.word_owners[WINDOW - 1 :])
    lowest = np.full(len(block), np.inf)
    np.minimum.at(lowest, block.word_owners[inside], (value / (weight + SOFTENING))[inside])
    return np.where(block.counts > WINDOW, lowest, whole)


def order(block: SideBlock, found: Cover) -> Doubles:
    """Give back float64 (sides, 3): how far the order of matched words agrees.

    The correlation of places over mutual matches, the share of neighbouring matches that go
    forward on the target side, and of those that go forward by at most three words; 0.5 each where
    fewer than three words are matched.
    """
    sure = np.flatnonzero(found.mutual & (found.best > UNMATCHED) & (found.weights > 0.2))
    owners, one, other = block.word_owners[sure], block.ranks[sure], found.partner[sure]
    count = np.bincount(owners, minlength=len(block))
    # Sums of whole numbers: exact in any order.
    x, y, xx, yy, xy = (
        np.bincount(owners, values, len(block))
        for values in (one, other, one * one, other * other, one * other)
    )
    norm = np.sqrt(np.maximum(count * xx - x * x, 0) * np.maximum(count * yy - y * y, 0))
    steps = np.diff(other)
    within = np.flatnonzero(np.diff(owners) == 0)
    step_owners, steps = owners[within], steps[within]
    forward = np.bincount(step_owners, steps > 0, len(block))
    near = np.bincount(step_owners, (steps > 0) & (steps <= 3), len(block))
    some = np.maximum(count - 1, 1)
    made = np.stack(
        (np.where(norm > 0, (count * xy - x * y) / np.maximum(norm, 1e-9), 0.0), forward / some, near / some),
        axis=1,
    )
    made[count < 3] = 0.5
    return made

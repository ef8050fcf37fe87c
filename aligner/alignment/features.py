"""What a bead or a null looks like, as numbers for the learned score."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.alignment.context import Context
from aligner.alignment.sides import LONGEST_RUN, Floats, Side
from aligner.alignment.similarity import BEAD_TYPES, BlockBatch
from aligner.alignment.support import supports

LOWEST_COSINE = 0.1
"""A bead under this cosine isn't considered: over 99.9 % of the dev gold beads lie above."""

TYPE_GROUPS = ("1-1", "1-2", "1-3", "1-4", "1-n", "2-2", "n-m")

BEAD_FEATURES: tuple[str, ...] = (
    *(f"type {group}" for group in TYPE_GROUPS),
    "cosine",
    "cosine over .4",
    "cosine over .7",
    "document cosine",
    "document nulls",
    "local cosine",
    "local nulls",
    "squared log length ratio",
    "length deviation",
    "weakest edge",
    "weakest edge, negative part",
    "best extension",
    "source inside",
    "source outside",
    "source uncovered",
    "target inside",
    "target outside",
    "target uncovered",
    "log length",
    "cosine by log length",
    "sentences",
)

NULL_FEATURES: tuple[str, ...] = (
    "best cosine",
    "best cosine over .5",
    "claim",
    "log length",
    "document cosine",
    "document nulls",
    "local cosine",
    "local nulls",
    "best cosine by log length",
)


@dataclass(frozen=True, slots=True)
class Candidates:
    """The beads of one type worth scoring in a batch of blocks.

    ``kind``: index into BEAD_TYPES. ``block``, ``row``, ``column``: int, (candidates,): the
    block and the end position inside it. ``values``: float32, (candidates, features).
    """

    kind: int
    block: NDArray[np.int64]
    row: NDArray[np.int64]
    column: NDArray[np.int64]
    values: Floats


def type_group(n: int, m: int) -> int:
    """Give back the group of a bead type; both directions count as one."""
    small, large = min(n, m), max(n, m)
    if small == 1:
        return min(large, 5) - 1
    return 5 if (small, large) == (2, 2) else 6


def bead_candidates(
    batch: BlockBatch,
    cosines: dict[tuple[int, int], Floats],
    source: Side,
    target: Side,
    context: Context,
) -> Iterator[Candidates]:
    """Give back the beads worth scoring with their features, one bead type after the other."""
    source_support = supports(batch.source_parts, source, batch.source_at, range(1, LONGEST_RUN + 1))
    target_support = supports(batch.target_parts, target, batch.target_at, range(1, LONGEST_RUN + 1))
    for kind, (n, m) in enumerate(BEAD_TYPES):
        block, row, column = np.nonzero(cosines[n, m] > LOWEST_COSINE)
        support = (
            *source_support[m].means(block, row, n, column),
            *target_support[n].means(block, column, m, row),
        )
        values = _bead_values((n, m), block, row, column, batch, cosines, support, source, target, context)
        yield Candidates(kind, block, row, column, values)


def _bead_values(
    size: tuple[int, int],
    block: NDArray[np.int64],
    row: NDArray[np.int64],
    column: NDArray[np.int64],
    batch: BlockBatch,
    cosines: dict[tuple[int, int], Floats],
    support: tuple[Floats, ...],
    source: Side,
    target: Side,
    context: Context,
) -> Floats:
    n, m = size
    cosine = cosines[n, m][block, row, column]
    i, j = batch.source_at[block, row], batch.target_at[block, column]
    source_length = (source.cumulative[i] - source.cumulative[i - n]).astype(np.float32)
    target_length = (target.cumulative[j] - target.cumulative[j - m]).astype(np.float32)
    ratio = np.log(np.maximum(target_length, 1) / np.maximum(source_length, 1))
    expected = np.float32(context.length_ratio) * source_length
    deviation = (target_length - expected) ** 2 / (3 * (target_length + expected) + 20)
    edge = _weakest_edge(n, m, cosine, cosines, block, row, column)
    log_length = np.log(np.minimum(source_length, target_length) + 5) - 4
    local_cosine = (context.source_cosine[i] + context.target_cosine[j]) / 2
    local_nulls = (context.source_nulls[i] + context.target_nulls[j]) / 2
    # a feature a row while they are written, which is what memory likes; turned at the end
    values = np.zeros((len(BEAD_FEATURES), len(block)), dtype=np.float32)
    values[type_group(n, m)] = 1
    columns = (
        cosine,
        np.maximum(cosine - 0.4, 0),
        np.maximum(cosine - 0.7, 0),
        context.cosine,
        context.nulls,
        local_cosine,
        local_nulls,
        np.minimum(ratio**2, 2.5),
        np.minimum(deviation, 12) / 4,
        np.clip(edge, -0.3, 0.15),
        np.clip(edge, -0.3, 0),
        np.clip(_best_extension(n, m, cosine, cosines, block, row, column), -0.2, 0.2),
        *support,
        log_length,
        cosine * log_length,
        n + m - 2,
    )
    for number, value in enumerate(columns, start=len(TYPE_GROUPS)):
        values[number] = value
    return values.T


def _weakest_edge(
    n: int,
    m: int,
    cosine: Floats,
    cosines: dict[tuple[int, int], Floats],
    block: NDArray[np.int64],
    row: NDArray[np.int64],
    column: NDArray[np.int64],
) -> Floats:
    """Give back the least that an edge sentence adds to the bead's cosine; 0 for 1-1."""
    without = [(n - 1, m, 1, 0), (n - 1, m, 0, 0)] if n > 1 else []
    without += [(n, m - 1, 0, 1), (n, m - 1, 0, 0)] if m > 1 else []
    gains = [
        cosine - cosines[n2, m2][block, row - up, column - left]
        for n2, m2, up, left in without
        if (n2, m2) in cosines
    ]
    return np.minimum.reduce(gains) if gains else np.zeros_like(cosine)


def _best_extension(
    n: int,
    m: int,
    cosine: Floats,
    cosines: dict[tuple[int, int], Floats],
    block: NDArray[np.int64],
    row: NDArray[np.int64],
    column: NDArray[np.int64],
) -> Floats:
    """Give back the most that one more sentence at an end would add to the bead's cosine."""
    last_row = cosines[1, 1].shape[1] - 1
    last_column = cosines[1, 1].shape[2] - 1
    best = np.full_like(cosine, -0.2)
    for n2, m2, down, right in ((n + 1, m, 1, 0), (n + 1, m, 0, 0), (n, m + 1, 0, 1), (n, m + 1, 0, 0)):
        if (n2, m2) in cosines:
            longer = cosines[n2, m2][
                block, np.minimum(row + down, last_row), np.minimum(column + right, last_column)
            ]
            beyond = (row + down > last_row) | (column + right > last_column)
            np.maximum(best, np.where(beyond, -1, longer) - cosine, out=best)
    return best


def null_values(batch: BlockBatch, side: Side, at: NDArray[np.int64], axis: int, context: Context) -> Floats:
    """Give back features of leaving each sentence alone: float32, (blocks, sentences, features).

    ``axis``: 1 for the source, whose sentences are the rows, 2 for the target.
    """
    products = batch.products if axis == 1 else batch.products.transpose(0, 2, 1)
    best_at = products.argmax(axis=2)
    best = np.take_along_axis(products, best_at[:, :, None], axis=2)[:, :, 0]
    claim = best - _best_other_claim(products, best_at)
    length = side.lengths[np.minimum(at[:, :-1], len(side) - 1)]
    log_length = np.log(length + 5) - 4
    local_cosine = context.source_cosine if axis == 1 else context.target_cosine
    local_nulls = context.source_nulls if axis == 1 else context.target_nulls
    best = np.maximum(best, 0)
    columns = (
        best,
        np.maximum(best - 0.5, 0),
        np.clip(claim, -0.5, 0.5),
        log_length,
        context.cosine,
        context.nulls,
        local_cosine[at[:, 1:]],
        local_nulls[at[:, 1:]],
        best * log_length,
    )
    values = np.empty((*best.shape, len(NULL_FEATURES)), dtype=np.float32)
    for number, value in enumerate(columns):
        values[:, :, number] = value
    return values


def _best_other_claim(products: Floats, best_at: NDArray[np.int64]) -> Floats:
    """Give back, for each row, the best cosine that any other row has with the row's best column."""
    top = products.max(axis=1)
    count, rows, columns = products.shape
    holder = products.argmax(axis=1)
    if rows > 1:
        second = np.partition(products, rows - 2, axis=1)[:, rows - 2]
    else:
        second = np.zeros((count, columns), dtype=np.float32)
    own = np.take_along_axis(holder, best_at, axis=1) == np.arange(rows)[None, :]
    best, runner_up = (np.take_along_axis(values, best_at, axis=1) for values in (top, second))
    return np.where(own, runner_up, best)

"""Sentence pairs that surely belong together, found without comparing all with all.

Long texts are first compared chunk by chunk; each source sentence is then compared with
the target sentences in the window where its chunk's counterpart lies.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.alignment.sides import Floats, Side

DIRECT_CELLS = 4_000_000
"""Up to here all sentences are compared with all: a tenth of a second."""

CHUNKS = 3000
"""About so many chunks a side at most: their comparison stays small at any length."""

SMALLEST_CHUNK = 16

WINDOW_ROWS = 128
"""Source sentences that share a window of the target: a narrow window compares less in vain."""

ROWS_AT_ONCE = 512


@dataclass(frozen=True, slots=True)
class Anchors:
    """Mutual best pairs in both texts' order.

    ``source``, ``target``: int, (anchors,), both rising. ``cosine``: float32, less a little for a place
    off the diagonal. ``margin``: how far the pair is above the better of its two runners-up.
    """

    source: NDArray[np.int64]
    target: NDArray[np.int64]
    cosine: Floats
    margin: Floats

    def __len__(self) -> int:
        return len(self.source)


@dataclass(frozen=True, slots=True)
class Window:
    """Source sentences [i0, i1) to be compared with target sentences [j0, j1)."""

    i0: int
    i1: int
    j0: int
    j1: int


def find_anchors(source: Side, target: Side) -> Anchors:
    """Give back the heaviest chain of mutual best pairs that rises on both sides."""
    return chain(*mutual_best(source.vectors, target.vectors, list(windows(source, target))))


def windows(source: Side, target: Side) -> Iterator[Window]:
    """Give back the windows that together hold each source sentence once."""
    if len(source) * len(target) <= DIRECT_CELLS:
        yield Window(0, len(source), 0, len(target))
        return
    size = max(SMALLEST_CHUNK, max(len(source), len(target)) // CHUNKS)
    stride = size // 2
    one, other = _chunk_vectors(source, stride), _chunk_vectors(target, stride)
    whole = Window(0, len(one), 0, len(other))
    found = chain(*mutual_best(one, other, [whole]))
    knots_i = [0, *(int(i) * stride for i in found.source), len(source)]
    knots_j = [0, *(int(j) * stride for j in found.target), len(target)]
    for start in range(0, len(source), WINDOW_ROWS):
        stop = min(start + WINDOW_ROWS, len(source))
        # a knot is a chunk that starts there: the true place is within one chunk of it
        before = max(0, bisect_left(knots_i, max(0, start - size)) - 1)
        after = min(len(knots_i) - 1, bisect_left(knots_i, stop + size))
        first, last = knots_j[before] - 2 * size, knots_j[after] + 3 * size
        yield Window(start, stop, max(0, first), min(len(target), last))


def _chunk_vectors(side: Side, stride: int) -> Floats:
    """Give back the vectors of chunks of two strides that start every stride."""
    starts = range(0, len(side), stride)
    sums = np.empty((len(starts), side.vectors.shape[1]), dtype=np.float32)
    for number, start in enumerate(starts):
        part = np.asarray(side.vectors[start : start + stride], dtype=np.float32)
        sums[number] = side.weights[start : start + stride] @ part
    result = sums.copy()
    result[:-1] += sums[1:]
    result -= result.mean(axis=0)  # chunks are long: what they share says nothing
    result /= np.maximum(np.linalg.norm(result, axis=1, keepdims=True), 1e-9)
    return result


class _SinglePrecision:
    """Rows of an array as float32; rows asked for again, as windows slide on, aren't widened again."""

    def __init__(self, vectors: NDArray[np.float32] | NDArray[np.float16]) -> None:
        self.vectors = vectors
        self.start = 0
        self.held = np.empty((0, vectors.shape[1]), dtype=np.float32)

    def rows(self, start: int, stop: int) -> Floats:
        if self.vectors.dtype == np.float32:
            return np.asarray(self.vectors[start:stop], dtype=np.float32)
        end = self.start + len(self.held)
        if self.start <= start <= end:
            kept = self.held[start - self.start : stop - self.start]
            new = np.asarray(self.vectors[start + len(kept) : stop], dtype=np.float32)
            self.held = np.concatenate([kept, new])
        else:
            self.held = np.asarray(self.vectors[start:stop], dtype=np.float32)
        self.start = start
        return self.held


OFF_THE_DIAGONAL = 0.02
"""Taken from a cosine for the square of the distance between two places, each from 0 to 1: of a sentence
that stands many times, a song's or a form's, the copy at the same place of the text is the one. See
docs/decisions/search.md."""


def _with_rows(vectors: Floats, first: int, count: int) -> Floats:
    """Give back the vectors with three numbers more each; multiplied with those of `_with_columns` they
    give the cosines less OFF_THE_DIAGONAL (x - y)².
    """
    x = (first + np.arange(len(vectors), dtype=np.float32)) / max(1, count)
    more = OFF_THE_DIAGONAL * np.stack((-x * x, 2 * x, -np.ones_like(x)), axis=1)
    return np.concatenate((vectors, more), axis=1, dtype=np.float32)


def _with_columns(vectors: Floats, first: int, count: int) -> Floats:
    y = (first + np.arange(len(vectors), dtype=np.float32)) / max(1, count)
    return np.concatenate((vectors, np.stack((np.ones_like(y), y, y * y), axis=1)), axis=1, dtype=np.float32)


def mutual_best(
    one: NDArray[np.float32] | NDArray[np.float16],
    other: NDArray[np.float32] | NDArray[np.float16],
    parts: list[Window],
) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats, Floats]:
    """Give back the pairs that are each other's best within the windows, their cosines and margins."""
    best = np.full(len(one), -1, dtype=np.float32)
    second = best.copy()
    best_at = np.zeros(len(one), dtype=np.int64)
    column_best = np.full(len(other), -1, dtype=np.float32)
    column_second = column_best.copy()
    column_at = np.full(len(other), -1, dtype=np.int64)
    others = _SinglePrecision(other)
    for window in parts:
        targets = _with_columns(others.rows(window.j0, window.j1), window.j0, len(other))
        for i0 in range(window.i0, window.i1, ROWS_AT_ONCE):
            i1 = min(i0 + ROWS_AT_ONCE, window.i1)
            products = _with_rows(np.asarray(one[i0:i1], dtype=np.float32), i0, len(one)) @ targets.T
            rows = np.arange(i1 - i0)
            columns = np.arange(window.j1 - window.j0)
            top_row = products.argmax(axis=0)
            top = products[top_row, columns]
            at = products.argmax(axis=1)
            best[i0:i1] = products[rows, at]
            best_at[i0:i1] = at + window.j0
            products[rows, at] = -1
            second[i0:i1] = products.max(axis=1)
            products[rows, at] = best[i0:i1]
            products[top_row, columns] = -1
            runner_up = products.max(axis=0)
            held = column_best[window.j0 : window.j1]
            held_second = column_second[window.j0 : window.j1]
            higher = top > held
            lower = np.where(higher, np.maximum(held, runner_up), top)
            np.maximum(held_second, lower, out=held_second)
            column_at[window.j0 : window.j1][higher] = top_row[higher] + i0
            np.copyto(held, top, where=higher)
    source = np.flatnonzero(column_at[best_at] == np.arange(len(one)))
    target = best_at[source]
    margin = best[source] - np.maximum(second[source], column_second[target])
    return source, target, best[source], margin


LEAST_COSINE = 0.3
"""A mutual best pair under this cosine is likelier chance than translation."""


def chain(source: NDArray[np.int64], target: NDArray[np.int64], cosine: Floats, margin: Floats) -> Anchors:
    """Give back the pairs of the heaviest subset that rises on both sides.

    ``source`` is rising. A pair weighs its cosine less LEAST_COSINE, and its margin. The
    heaviest rising subsequence by a Fenwick tree of running maxima: O(n log n).
    """
    kept = cosine > LEAST_COSINE
    source, target, cosine, margin = source[kept], target[kept], cosine[kept], margin[kept]
    size = int(target.max()) + 2 if len(target) else 1
    tree_weight = [0.0] * (size + 1)
    tree_pair = [-1] * (size + 1)
    previous = [-1] * len(source)
    weights = (cosine - LEAST_COSINE + np.maximum(margin, 0)).tolist()
    last, heaviest = -1, 0.0
    for number, column in enumerate(target.tolist()):
        at, weight, before = column, 0.0, -1
        while at > 0:  # the heaviest chain that ends left of the column
            if tree_weight[at] > weight:
                weight, before = tree_weight[at], tree_pair[at]
            at -= at & -at
        previous[number] = before
        weight += weights[number]
        if weight > heaviest:
            heaviest, last = weight, number
        at = column + 1
        while at <= size:
            if weight > tree_weight[at]:
                tree_weight[at], tree_pair[at] = weight, number
            at += at & -at
    picked = []
    while last >= 0:
        picked.append(last)
        last = previous[last]
    order = np.array(picked[::-1], dtype=np.int64)
    return Anchors(source[order], target[order], cosine[order], margin[order])

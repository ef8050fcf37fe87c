"""The nearest neighbours of many vectors among many others, without ever holding all products."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]

ROWS = 1024
COLUMNS = 4096
"""Sides of a block of similarities: 16 MB, large enough for the matrix product to run at full speed."""

PARTS = 4
"""Parts of a first block for each neighbour wanted."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The k nearest on the other side: ``scores`` float32 (n, k), falling, and their ``numbers``.

    Of equal scores the lower number comes first. k is smaller where the other side has fewer.
    """

    scores: Floats
    numbers: Numbers


def nearest(source: Floats, target: Floats, k: int) -> tuple[Neighbours, Neighbours]:
    """Give back the k nearest targets of each source and the k nearest sources of each target.

    Vectors are float32 (n, dim) and (m, dim); near means a large dot product. Exact: every
    product is computed once, block by block, and only what may still be among the k nearest
    leaves the block.

    >>> one, other = np.eye(3, dtype=np.float32), np.eye(3, dtype=np.float32)[::-1]
    >>> nearest(one, other, 1)[0].numbers.ravel().tolist()
    [2, 1, 0]
    """
    rows = _Best(len(source), min(k, len(target)))
    columns = _Best(len(target), min(k, len(source)))
    if not len(source) or not len(target):
        return rows.result(), columns.result()
    for top in range(0, len(source), ROWS):
        part = source[top : top + ROWS]
        for left in range(0, len(target), COLUMNS):
            block = part @ target[left : left + COLUMNS].T
            rows.see(block, top, left)
            columns.see_turned(block, top, left)
    return rows.result(), columns.result()


class _Best:
    """The k largest values seen so far in each of n rows."""

    def __init__(self, n: int, k: int) -> None:
        self._k = k
        self._scores = np.full((n, k), -np.inf, dtype=np.float32)
        self._numbers = np.full((n, k), -1, dtype=np.int64)

    def result(self) -> Neighbours:
        return Neighbours(self._scores, self._numbers)

    def see(self, block: Floats, top: int, left: int) -> None:
        """Take notice of a block whose first row is ``top`` and first column ``left``."""
        worst = self._worst(block, top, 1)
        rows, columns = np.divmod(np.flatnonzero(block > worst[:, None]), block.shape[1])
        self._merge(top + rows, block[rows, columns], left + columns)

    def see_turned(self, block: Floats, top: int, left: int) -> None:
        """Take notice of a block whose columns are our rows."""
        worst = self._worst(block, left, 0)
        rows, columns = np.divmod(np.flatnonzero(block > worst), block.shape[1])
        self._merge(left + columns, block[rows, columns], top + rows)

    def _worst(self, block: Floats, first: int, axis: int) -> Floats:
        """Give back what a product along the axis has to beat to be among the k largest.

        Blocks that don't come first hold few that do, so that one comparison a product is
        nearly all the work. For the first, of several parts the largest of each are a bound.
        """
        length = block.shape[axis]
        worst = self._scores[first : first + block.shape[1 - axis], -1]
        if length < self._k * PARTS or not np.isneginf(worst).any():
            return worst
        starts = np.arange(0, length, -(-length // (self._k * PARTS)))
        largest = np.maximum.reduceat(block, starts, axis=axis)
        bound = np.partition(largest, -self._k, axis=axis).take(-self._k, axis=axis)
        beaten: Floats = np.maximum(worst, np.nextafter(bound, np.float32(-np.inf)))
        return beaten

    def _merge(self, rows: Numbers, scores: Floats, numbers: Numbers) -> None:
        if not len(rows):
            return
        touched = np.unique(rows)
        rows = np.concatenate([rows, np.repeat(touched, self._k)])
        scores = np.concatenate([scores, self._scores[touched].ravel()])
        numbers = np.concatenate([numbers, self._numbers[touched].ravel()])
        order = np.lexsort((numbers, -scores, rows))
        rows, scores, numbers = rows[order], scores[order], numbers[order]
        starts = np.flatnonzero(np.diff(rows, prepend=-1))
        rank = np.arange(len(rows)) - np.repeat(starts, np.diff(starts, append=len(rows)))
        kept = rank < self._k
        self._scores[touched] = scores[kept].reshape(len(touched), self._k)
        self._numbers[touched] = numbers[kept].reshape(len(touched), self._k)

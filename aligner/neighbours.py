"""The nearest neighbours of many vectors among many others, without ever holding all products."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]

ROWS = 1024
COLUMNS = 4096
"""Sides of a block of similarities: 16 MB, large enough for the matrix product to run at full speed."""


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
            columns.see(block.T, left, top)
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
        stop = top + len(block)
        if np.isneginf(self._scores[top:stop, -1]).any():
            self._see_first(block, top, left)
            return
        # Blocks that don't come first hold few values that beat the worst kept one, so that one
        # comparison a value is nearly all the work.
        rows, columns = np.nonzero(block > self._scores[top:stop, -1:])
        if len(rows):
            self._merge(top + rows, block[rows, columns], left + columns)

    def _see_first(self, block: Floats, top: int, left: int) -> None:
        k = min(self._k, block.shape[1])
        columns = np.argpartition(-block, k - 1, axis=1)[:, :k].copy()
        rows = np.repeat(np.arange(len(block)), k)
        self._merge(top + rows, block[rows, columns.ravel()], left + columns.ravel())

    def _merge(self, rows: Numbers, scores: Floats, numbers: Numbers) -> None:
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

"""Matrix products that give a row the same bits whatever other rows come with it.

A product of few rows takes another way through BLAS than one of many (OpenBLAS takes the first below
a million multiplications), and rows left over from the blocks of a kernel yet another. So the
rows are always made a multiple of a kernel's, by repeating them.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

EVEN = 64
"""Rows at a time: with the smallest matrix here, 512 × 64, that makes two million multiplications."""


def product(rows: NDArray[Any], matrix: NDArray[Any]) -> NDArray[Any]:
    """Give back ``rows @ matrix``, each row as if it were alone; one row or more.

    >>> product(np.ones((3, 2)), np.ones((2, 5))).shape
    (3, 5)
    """
    missing = -len(rows) % EVEN
    even = np.resize(rows, (len(rows) + missing, rows.shape[1])) if missing else rows
    made: NDArray[Any] = (even @ matrix)[: len(rows)]
    return made

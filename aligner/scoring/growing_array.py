"""An array that rows are added to, without all of it being copied each time."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

_FIRST = 1024


class GrowingArray:
    """Rows of one dtype and shape; ``rows`` are those added so far."""

    def __init__(self, dtype: type[np.generic], *shape: int) -> None:
        self._room: NDArray[Any] = np.empty((_FIRST, *shape), dtype=dtype)
        self._size = 0

    @property
    def rows(self) -> NDArray[Any]:
        """Give back all rows; they aren't to be changed."""
        return self._room[: self._size]

    def add(self, rows: NDArray[Any]) -> None:
        """Add rows at the end. Room is doubled where it ends."""
        size = self._size + len(rows)
        if size > len(self._room):
            room = np.empty((max(size, 2 * len(self._room)), *self._room.shape[1:]), dtype=self._room.dtype)
            room[: self._size] = self.rows
            self._room = room
        self._room[self._size : size] = rows
        self._size = size

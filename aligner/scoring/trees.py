"""Boosted regression trees in numpy: what LightGBM trained, evaluated without it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

BATCH = 256
"""Rows evaluated at a time: nodes of all trees for them stay in the processor's cache."""


DECIMALS = 5
"""Features are rounded so: 0 and 0.0000001 are the same, and no leaf hangs on the order of a sum."""


@dataclass(frozen=True, slots=True)
class Trees:
    """All nodes of all trees in flat arrays; a leaf is a node that points to itself.

    ``feature``, ``threshold``, ``left``, ``right``, ``value``: one entry per node. A row goes
    left where its feature is at most the threshold. ``roots``: the first node of each tree.
    ``depth``: steps from the root to the deepest leaf.
    """

    feature: NDArray[np.intp]
    threshold: Floats
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: Floats
    roots: NDArray[np.int32]
    depth: int
    base: float = 0.0

    @classmethod
    def read(cls, arrays: Mapping[str, NDArray[np.generic]], name: str) -> "Trees":
        """Give back the trees stored under this name: ``NAME_feature`` and so on."""
        sizes = arrays[f"{name}_sizes"].astype(np.int64)
        starts = np.cumsum(sizes) - sizes
        shift = np.repeat(starts, sizes)
        own = np.arange(int(sizes.sum()))
        steps = [arrays[f"{name}_{side}"].astype(np.int64) for side in ("left", "right")]
        left, right = (np.where(step < 0, own, step + shift).astype(np.int32) for step in steps)
        return cls(
            arrays[f"{name}_feature"].astype(np.intp),
            arrays[f"{name}_threshold"].astype(np.float32),
            left,
            right,
            arrays[f"{name}_value"].astype(np.float32),
            starts.astype(np.int32),
            int(arrays[f"{name}_depth"]),
            float(arrays[f"{name}_base"]),
        )

    def predict(self, rows: Floats) -> Floats:
        """Give back the sum of the leaves that each row of float32 (rows, features) reaches."""
        result = np.empty(len(rows), dtype=np.float32)
        for start in range(0, len(rows), BATCH):
            batch = rows[start : start + BATCH]
            result[start : start + BATCH] = self._predict(batch)
        return result

    def _predict(self, rows: Floats) -> Floats:
        width = rows.shape[1]
        flat = np.round(rows, DECIMALS).astype(np.float32).ravel()
        offsets = (np.arange(len(rows)) * width)[:, None]
        nodes = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        for _ in range(self.depth):
            seen = flat.take(self.feature.take(nodes) + offsets)
            nodes = np.where(
                seen <= self.threshold.take(nodes), self.left.take(nodes), self.right.take(nodes)
            )
        total: Floats = self.value.take(nodes).sum(axis=1, dtype=np.float64).astype(np.float32)
        return total + np.float32(self.base)

"""Boosted regression trees in numpy: what LightGBM trained, evaluated without it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]

BATCH = 256
"""Rows evaluated at a time: nodes of all trees for them stay in the processor's cache."""


DECIMALS = 5
"""Features are rounded so: 0 and 0.0000001 are the same, and no leaf hangs on the order of a sum."""


@dataclass(frozen=True, slots=True)
class Trees:
    """All nodes of all trees in flat arrays; a leaf is a node that points to itself.

    ``feature``, ``threshold``, ``left``, ``value``: one entry per node. A row goes to the node
    ``left`` where its feature is at most the threshold, else to the one after it; a leaf's
    threshold is infinite. ``roots``: the first node of each tree. ``depth``: steps from the root
    to the deepest leaf.
    """

    feature: NDArray[np.int32]
    threshold: Floats
    left: NDArray[np.int32]
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
        left, right = (arrays[f"{name}_{side}"].astype(np.int64) for side in ("left", "right"))
        leaf = left < 0
        order = _twins_side_by_side(left + shift, right + shift, leaf, starts)
        place = np.empty_like(order)
        place[order] = np.arange(len(order))
        threshold = np.where(leaf, np.inf, arrays[f"{name}_threshold"].astype(np.float32))
        return cls(
            arrays[f"{name}_feature"].astype(np.int32)[order],
            threshold.astype(np.float32)[order],
            np.where(leaf, place, place[np.where(leaf, 0, left + shift)])[order].astype(np.int32),
            arrays[f"{name}_value"].astype(np.float32)[order],
            place[starts].astype(np.int32),
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
        offsets = (np.arange(len(rows), dtype=np.int32) * width)[:, None]
        nodes = np.tile(self.roots, (len(rows), 1))
        for _ in range(self.depth):
            seen = flat.take(self.feature.take(nodes) + offsets)
            nodes = self.left.take(nodes) + (seen > self.threshold.take(nodes))
        total: Floats = self.value.take(nodes).sum(axis=1, dtype=np.float64).astype(np.float32)
        return total + np.float32(self.base)


def _twins_side_by_side(left: Numbers, right: Numbers, leaf: NDArray[np.bool_], roots: Numbers) -> Numbers:
    """Give back an order of the nodes, level by level, in which a right child follows the left one."""
    levels = [roots]
    while len(levels[-1]):
        inner = levels[-1][~leaf[levels[-1]]]
        levels.append(np.stack((left[inner], right[inner]), axis=1).ravel())
    return np.concatenate(levels)

"""One-to-one assignment of the largest total weight, over the pairs that come into question."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

LARGEST = 16_000_000
"""Cells of the largest table that is solved at once: 128 MB."""


def assign(rows: Numbers, columns: Numbers, weights: Floats) -> Numbers:
    """Give back which candidates to choose so that no row or column is chosen twice, rising.

    Candidates are (n,) rows and columns, each pair at most once, with weights above 0. The
    total weight is the largest there is. Candidates that share no row or column, even
    through others, are solved apart; should such a group be larger than LARGEST, its weakest
    candidates are left out until it falls apart.

    >>> assign(np.array([0, 0, 1]), np.array([0, 1, 0]), np.array([3.0, 2.0, 2.0])).tolist()
    [1, 2]
    """
    chosen = [
        group[_solve(rows[group], columns[group], weights[group])]
        for group in _groups(rows, columns, weights, np.arange(len(rows)))
    ]
    return np.sort(np.concatenate(chosen)) if chosen else np.empty(0, dtype=np.int64)


def _groups(rows: Numbers, columns: Numbers, weights: Floats, which: Numbers) -> list[Numbers]:
    labels = _connected(rows[which], columns[which])
    order = np.argsort(labels, kind="stable")
    borders = np.flatnonzero(np.diff(labels[order])) + 1
    groups = []
    for group in np.split(which[order], borders) if len(which) else []:
        if len(np.unique(rows[group])) * len(np.unique(columns[group])) <= LARGEST:
            groups.append(group)
            continue
        stronger = group[np.argsort(-weights[group], kind="stable")[: len(group) * 9 // 10]]
        groups += _groups(rows, columns, weights, np.sort(stronger))
    return groups


def _connected(rows: Numbers, columns: Numbers) -> Numbers:
    """Give back a label for each candidate, the same for all that hang together."""
    _, one = np.unique(rows, return_inverse=True)
    _, other = np.unique(columns, return_inverse=True)
    parents = list(range(int(one.max(initial=-1)) + int(other.max(initial=-1)) + 2))
    shift = int(one.max(initial=-1)) + 1

    def root(node: int) -> int:
        while parents[node] != node:
            parents[node] = parents[parents[node]]
            node = parents[node]
        return node

    for row, column in zip(one.tolist(), (other + shift).tolist(), strict=True):
        parents[root(row)] = root(column)
    return np.array([root(row) for row in one.tolist()], dtype=np.int64)


def _solve(rows: Numbers, columns: Numbers, weights: Floats) -> Numbers:
    row_names, one = np.unique(rows, return_inverse=True)
    column_names, other = np.unique(columns, return_inverse=True)
    if len(row_names) > len(column_names):
        one, other = other, one
        row_names, column_names = column_names, row_names
    costs = np.zeros((len(row_names), len(column_names)))
    costs[one, other] = -weights
    partners = _hungarian(costs)
    return np.flatnonzero((partners[one] == other) & (weights > 0))


def _hungarian(costs: Floats) -> Numbers:
    """Give back the column of each row at the least total cost; rows don't outnumber columns.

    Shortest augmenting paths with potentials: Jonker and Volgenant (1987), one row at a time;
    the inner loop over columns is numpy's.
    """
    n, m = costs.shape
    potentials, prices = np.zeros(n), np.zeros(m + 1)
    owners = np.full(m + 1, -1, dtype=np.int64)  # column m stands for the row being placed
    for row in range(n):
        owners[m] = row
        column = m
        slack = np.full(m, np.inf)
        before = np.full(m, m, dtype=np.int64)
        seen = np.zeros(m + 1, dtype=bool)
        while owners[column] >= 0:
            seen[column] = True
            reduced = costs[owners[column]] - potentials[owners[column]] - prices[:m]
            better = ~seen[:m] & (reduced < slack)
            slack[better], before[better] = reduced[better], column
            nearest = int(np.argmin(np.where(seen[:m], np.inf, slack)))
            step = slack[nearest]
            potentials[owners[seen]] += step
            prices[seen] -= step
            slack[~seen[:m]] -= step
            column = nearest
        while column != m:
            owners[column], column = owners[before[column]], before[column]
    partners = np.empty(n, dtype=np.int64)
    placed = np.flatnonzero(owners[:m] >= 0)
    partners[owners[placed]] = placed
    return partners

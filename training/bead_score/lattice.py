"""Forward and backward sums over all alignments of a document (semi-Markov CRF), compiled."""

import numba
import numpy as np

IMPOSSIBLE = -1e9


@numba.njit(cache=True)
def _add(a, b):  # type: ignore[no-untyped-def]
    if a < b:
        a, b = b, a
    if b - a < -40:
        return a
    return a + np.log1p(np.exp(b - a))


@numba.njit(cache=True)
def expectations(s, rows, columns, source_nulls, target_nulls, opening):  # type: ignore[no-untyped-def]
    """Give back log Z, bead and null marginals, and the expected number of openings.

    ``s``: (types, S + 1, T + 1) log-odds by end position, IMPOSSIBLE where there is none;
    ``rows``, ``columns``: sentences each type takes. States as in aligner.alignment.dp.
    """
    kinds, height, width = s.shape[0], s.shape[1] - 1, s.shape[2] - 1
    low = IMPOSSIBLE / 2
    bead_sum = np.full((height + 1, width + 1), IMPOSSIBLE)
    source_sum = bead_sum.copy()
    target_sum = bead_sum.copy()
    any_sum = bead_sum.copy()
    bead_sum[0, 0] = 0
    for i in range(height + 1):
        for j in range(width + 1):
            value = bead_sum[i, j]
            for k in range(kinds):
                n, m = rows[k], columns[k]
                if i >= n and j >= m and s[k, i, j] > low and any_sum[i - n, j - m] > low:
                    value = _add(value, any_sum[i - n, j - m] + s[k, i, j])
            bead_sum[i, j] = value
            if i > 0 and source_nulls[i - 1] > low:
                source_sum[i, j] = (
                    _add(source_sum[i - 1, j], bead_sum[i - 1, j] + opening) + source_nulls[i - 1]
                )
            if j > 0 and target_nulls[j - 1] > low:
                target_sum[i, j] = (
                    _add(_add(bead_sum[i, j - 1] + opening, source_sum[i, j - 1]), target_sum[i, j - 1])
                    + target_nulls[j - 1]
                )
            any_sum[i, j] = _add(_add(value, source_sum[i, j]), target_sum[i, j])
    total = any_sum[height, width]
    bead_share = np.zeros(s.shape)
    source_share = np.zeros(height)
    target_share = np.zeros(width)
    opened = 0.0
    if low > total:
        return total, bead_share, source_share, target_share, opened
    bead_rest = np.full((height + 1, width + 1), IMPOSSIBLE)
    source_rest = bead_rest.copy()
    target_rest = bead_rest.copy()
    for i in range(height, -1, -1):
        for j in range(width, -1, -1):
            if any_sum[i, j] < low:
                continue
            onward = 0.0 if i == height and j == width else IMPOSSIBLE
            for k in range(kinds):
                n, m = rows[k], columns[k]
                if (
                    i + n <= height
                    and j + m <= width
                    and s[k, i + n, j + m] > low
                    and bead_rest[i + n, j + m] > low
                ):
                    value = s[k, i + n, j + m] + bead_rest[i + n, j + m]
                    onward = _add(onward, value)
                    bead_share[k, i + n, j + m] = np.exp(min(any_sum[i, j] + value - total, 0.0))
            to_source = to_target = IMPOSSIBLE
            if i < height and source_nulls[i] > low:
                to_source = source_nulls[i] + source_rest[i + 1, j]
            if j < width and target_nulls[j] > low:
                to_target = target_nulls[j] + target_rest[i, j + 1]
            target_rest[i, j] = _add(onward, to_target)
            source_rest[i, j] = _add(_add(onward, to_source), to_target)
            bead_rest[i, j] = _add(_add(onward, opening + to_source), opening + to_target)
            if to_source > low:
                fresh = np.exp(min(bead_sum[i, j] + opening + to_source - total, 0.0))
                source_share[i] += np.exp(min(source_sum[i, j] + to_source - total, 0.0)) + fresh
                opened += fresh
            if to_target > low:
                fresh = np.exp(min(bead_sum[i, j] + opening + to_target - total, 0.0))
                target_share[j] += (
                    np.exp(min(source_sum[i, j] + to_target - total, 0.0))
                    + np.exp(min(target_sum[i, j] + to_target - total, 0.0))
                    + fresh
                )
                opened += fresh
    return total, bead_share, source_share, target_share, opened

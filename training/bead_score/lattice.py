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
    kinds, S, T = s.shape[0], s.shape[1] - 1, s.shape[2] - 1
    low = IMPOSSIBLE / 2
    M = np.full((S + 1, T + 1), IMPOSSIBLE)
    N1 = M.copy()
    N2 = M.copy()
    B = M.copy()
    M[0, 0] = 0
    for i in range(S + 1):
        for j in range(T + 1):
            v = M[i, j]
            for k in range(kinds):
                n, m = rows[k], columns[k]
                if i >= n and j >= m and s[k, i, j] > low and B[i - n, j - m] > low:
                    v = _add(v, B[i - n, j - m] + s[k, i, j])
            M[i, j] = v
            if i > 0 and source_nulls[i - 1] > low:
                N1[i, j] = _add(N1[i - 1, j], M[i - 1, j] + opening) + source_nulls[i - 1]
            if j > 0 and target_nulls[j - 1] > low:
                N2[i, j] = _add(_add(M[i, j - 1] + opening, N1[i, j - 1]), N2[i, j - 1]) + target_nulls[j - 1]
            B[i, j] = _add(_add(v, N1[i, j]), N2[i, j])
    Z = B[S, T]
    P = np.zeros(s.shape)
    p1 = np.zeros(S)
    p2 = np.zeros(T)
    opened = 0.0
    if low > Z:
        return Z, P, p1, p2, opened
    bM = np.full((S + 1, T + 1), IMPOSSIBLE)
    b1 = bM.copy()
    b2 = bM.copy()
    for i in range(S, -1, -1):
        for j in range(T, -1, -1):
            if B[i, j] < low:
                continue
            G = 0.0 if i == S and j == T else IMPOSSIBLE
            for k in range(kinds):
                n, m = rows[k], columns[k]
                if i + n <= S and j + m <= T and s[k, i + n, j + m] > low and bM[i + n, j + m] > low:
                    v = s[k, i + n, j + m] + bM[i + n, j + m]
                    G = _add(G, v)
                    P[k, i + n, j + m] = np.exp(min(B[i, j] + v - Z, 0.0))
            x1 = x2 = IMPOSSIBLE
            if i < S and source_nulls[i] > low:
                x1 = source_nulls[i] + b1[i + 1, j]
            if j < T and target_nulls[j] > low:
                x2 = target_nulls[j] + b2[i, j + 1]
            b2[i, j] = _add(G, x2)
            b1[i, j] = _add(_add(G, x1), x2)
            bM[i, j] = _add(_add(G, opening + x1), opening + x2)
            if x1 > low:
                e = np.exp(min(M[i, j] + opening + x1 - Z, 0.0))
                p1[i] += np.exp(min(N1[i, j] + x1 - Z, 0.0)) + e
                opened += e
            if x2 > low:
                e = np.exp(min(M[i, j] + opening + x2 - Z, 0.0))
                p2[j] += np.exp(min(N1[i, j] + x2 - Z, 0.0)) + np.exp(min(N2[i, j] + x2 - Z, 0.0)) + e
                opened += e
    return Z, P, p1, p2, opened

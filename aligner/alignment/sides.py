"""What the aligner sees of a text: arrays, no text."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

LONGEST_RUN = 6
"""Most sentences that one side of a bead may hold; Bible verses and story paragraphs need 6."""


@dataclass(frozen=True, slots=True)
class InnerSentences:
    """The sentences inside the units of a side whose units may hold several.

    ``vectors``: (inner sentences, dim), rows of length 1. ``lengths``: float32, characters of
    each. ``starts``: int, (units + 1,): unit n holds inner sentences starts[n] to
    starts[n + 1], at least one.
    """

    vectors: NDArray[np.float32] | NDArray[np.float16]
    lengths: Floats
    starts: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a bitext as arrays.

    ``vectors``: float32 or float16, (sentences, dim), rows of length 1 or zero (no text).
    ``lengths``: float32, (sentences,), characters. ``furniture``: bool, (sentences,), what
    looks like a menu, feed or caption. ``run_norms``: float32, (LONGEST_RUN + 1, sentences
    + 1): the length of the weighted sum of the n sentences that end before i.
    """

    vectors: NDArray[np.float32] | NDArray[np.float16]
    lengths: Floats
    furniture: NDArray[np.bool_]
    weights: Floats
    run_norms: Floats
    cumulative: NDArray[np.float64]
    inner: InnerSentences

    def __len__(self) -> int:
        return len(self.lengths)


CENTRING = 0.5
"""Share of the side's mean taken off each vector: whole centring hurts documents of a few
sentences and free prose, none hurts noisy pages (benchmarks/results)."""


def mean_vector(vectors: NDArray[np.float32] | NDArray[np.float16]) -> Floats:
    """Give back the mean of the vectors that aren't zero: float32, (dim,)."""
    texts = max(1, int(vectors.any(axis=1).sum()))
    mean: Floats = (vectors.sum(axis=0, dtype=np.float64) / texts).astype(np.float32)
    return mean


def centred(
    vectors: NDArray[np.float32] | NDArray[np.float16], mean: Floats
) -> NDArray[np.float32] | NDArray[np.float16]:
    """Give back unit vectors with part of the mean taken off; zero rows stay zero."""
    result = np.empty_like(vectors)
    step = 16384  # rows at a time: keeps the float32 working copy of a long text small
    for start in range(0, len(vectors), step):
        rows = vectors[start : start + step]
        part = rows.astype(np.float32) - np.float32(CENTRING) * mean
        part /= np.maximum(np.linalg.norm(part, axis=1, keepdims=True), 1e-9)
        part[~rows.any(axis=1)] = 0
        result[start : start + step] = part
    return result


def make_side(
    vectors: NDArray[np.float32] | NDArray[np.float16],
    lengths: NDArray[np.generic],
    furniture: NDArray[np.bool_] | None = None,
    inner: InnerSentences | None = None,
) -> Side:
    """Give back the arrays of one side, ready for the search.

    ``inner``: the sentences inside the units, where a unit may hold several.

    Merged sentences need no new encoding: their vector is the sum of the sentences'
    vectors, each weighted with the square root of its length. Only the sum's length has
    to be known beforehand; it follows from the products of near neighbours.
    """
    count = len(vectors)
    mean = mean_vector(vectors)
    vectors = centred(vectors, mean)
    characters: Floats = np.asarray(lengths, dtype=np.float32)
    weights = np.sqrt(np.maximum(characters, 1)).astype(np.float32)
    norms = np.zeros((LONGEST_RUN + 1, count + 1), dtype=np.float32)
    squares = np.zeros(count + 1)
    products = _lagged_products(vectors, weights, min(LONGEST_RUN, count))
    for run in range(1, min(LONGEST_RUN, count) + 1):
        first = np.arange(count - run + 1)
        grown = squares[first + run].copy() + products[0][first]
        for lag in range(1, run):
            grown += 2 * products[lag][first]
        squares = np.zeros(count + 1)
        squares[first + run] = grown
        norms[run, run:] = np.sqrt(np.maximum(grown, 0))
    return Side(
        vectors=vectors,
        lengths=characters,
        furniture=np.zeros(count, dtype=bool) if furniture is None else furniture,
        weights=weights,
        run_norms=norms,
        cumulative=np.concatenate([[0.0], np.cumsum(characters, dtype=np.float64)]),
        inner=InnerSentences(vectors, characters, np.arange(count + 1))
        if inner is None
        else InnerSentences(centred(inner.vectors, mean), inner.lengths, inner.starts),
    )


def _lagged_products(
    vectors: NDArray[np.float32] | NDArray[np.float16], weights: Floats, lags: int
) -> list[NDArray[np.float64]]:
    """Give back, for each lag, the weighted dot product of each sentence with the one so much further on."""
    count = len(vectors)
    result = [np.empty(count - lag) for lag in range(lags)]
    step = 4096
    for start in range(0, count, step):
        rows = np.asarray(vectors[start : start + step + lags], dtype=np.float32)
        for lag, products in enumerate(result):
            stop = min(start + step, count - lag)
            if stop > start:
                one, other = rows[: stop - start], rows[lag : lag + stop - start]
                products[start:stop] = np.einsum("ij,ij->i", one, other)
    for lag, products in enumerate(result):
        products *= weights[: count - lag] * weights[lag:]
    return result

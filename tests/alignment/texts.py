"""Made-up texts as arrays: sentences are random directions, translations are near them."""

import numpy as np
from numpy.typing import NDArray

from aligner.alignment.sides import Side, make_side

Floats = NDArray[np.float32]

DIM = 64


def unit(rows: NDArray[np.float64]) -> Floats:
    """Give back the rows with length 1, float32."""
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def sentences(count: int, seed: int) -> Floats:
    """Give back vectors of unrelated sentences."""
    return unit(np.random.default_rng(seed).normal(size=(count, DIM)))


def translated(vectors: Floats, seed: int, noise: float = 0.6) -> Floats:
    """Give back vectors near these, as translations are: cosine about 0.85 at noise 0.6."""
    random = np.random.default_rng(seed)
    return unit(vectors + random.normal(scale=noise / DIM**0.5, size=vectors.shape))


def joined(vectors: Floats, start: int, stop: int) -> Floats:
    """Give back the vectors with those of [start, stop) made one, as a merged sentence's."""
    middle = unit(vectors[start:stop].sum(axis=0, keepdims=True).astype(np.float64))
    return np.concatenate([vectors[:start], middle, vectors[stop:]])


def lengths(count: int) -> Floats:
    return np.full(count, 80, dtype=np.float32)


def side(vectors: Floats) -> Side:
    return make_side(vectors, lengths(len(vectors)))

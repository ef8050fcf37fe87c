"""What the other pairs of a document say of each pair: are most right, and is it translated freely?"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

TRAINED_PRIOR = 0.5
"""Share of right pairs that ``parallel`` is calibrated for."""

LOWEST, HIGHEST = 0.05, 0.88
"""Bounds of the share. 0.88 is what lets free literary translations pass (97 % of the gold pairs at
0.5, out of fold); more would let wrong names and numbers in good documents pass as well."""

DOUBT = 6.0
"""Pairs' worth of belief in TRAINED_PRIOR, so that two or three pairs don't decide."""

FREEDOM = 4.0
"""Log-odds that a document's median cosine takes away for each 1.0 it lies above NEUTRAL_COSINE.

Machine translations of news lie at 0.69 to 0.85, free literary ones at 0.60 to 0.69: a doubtful pair
is likelier to be right where all are free, and likelier to be wrong where all are close. Fitted to
documents out of fold (training/document_freedom.py).
"""

NEUTRAL_COSINE = 0.72
"""The median cosine that changes nothing: chosen so that no more wrong pairs pass than without."""

ROUNDS = 50


def prior_of(parallel: Floats) -> float:
    """Give back the share of right pairs among these, which come from one document pair.

    Expectation maximisation over the prior alone (Saerens, Latinne & Decaestecker 2002, Neural
    Computation 14). Scores of None don't belong here.

    >>> prior_of(np.full(100, 0.9, dtype=np.float32)) == HIGHEST
    True
    """
    prior = TRAINED_PRIOR
    for _ in range(ROUNDS):
        expected = float(with_prior(parallel, prior).sum()) + DOUBT * TRAINED_PRIOR
        before, prior = prior, expected / (len(parallel) + DOUBT)
        if abs(prior - before) < 1e-4:
            break
    return float(np.clip(prior, LOWEST, HIGHEST))


def with_prior(parallel: Floats, prior: float) -> Floats:
    """Give back what the probabilities are where this share of pairs is right, float32.

    >>> with_prior(np.array([0.5], dtype=np.float32), 0.8).round(3).tolist()
    [0.800000011920929]
    """
    right = parallel.astype(np.float64) * (prior / TRAINED_PRIOR)
    wrong = (1 - parallel.astype(np.float64)) * ((1 - prior) / (1 - TRAINED_PRIOR))
    return (right / (right + wrong)).astype(np.float32)


def freedom_of(cosines: Floats) -> float:
    """Give back by how much a document's freedom of translation raises the log-odds of its pairs.

    ``cosines``: of the bundled encoder, one a pair. Below 0 where it is closer than usual; DOUBT pairs'
    worth of belief in NEUTRAL_COSINE keeps few pairs from deciding.
    """
    if not len(cosines):
        return 0.0
    trust = len(cosines) / (len(cosines) + DOUBT)
    return float(FREEDOM * trust * (NEUTRAL_COSINE - np.median(cosines)))


def in_document(parallel: Floats, cosines: Floats) -> Floats:
    """Give back the probabilities of all pairs of one document pair, each knowing of the others.

    ``cosines``: of the bundled encoder, one a pair.
    """
    if not len(parallel):
        return parallel
    prior = prior_of(parallel)
    odds = prior / (1 - prior) * np.exp(freedom_of(cosines))
    return with_prior(parallel, float(odds / (1 + odds)))

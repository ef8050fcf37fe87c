"""Pairs to score, and a scorer loaded once for all tests."""

import functools
from pathlib import Path

import numpy as np

from aligner.embedding import get_encoder
from aligner.protocols import Encoder
from aligner.scoring.pair_scorer import PairScorer, PairScores

CASES = Path(__file__).parents[1] / "cases" / "scoring"


@functools.cache
def encoder() -> Encoder:
    """Give back the bundled encoder."""
    return get_encoder()


@functools.cache
def scorer() -> PairScorer:
    """Give back the shipped models."""
    return PairScorer.load()


def score(pairs: list[tuple[str, str]]) -> PairScores:
    """Give back the scores of pairs of texts."""
    vectors = encoder().encode([one for one, _ in pairs] + [other for _, other in pairs])
    sources, targets = zip(*pairs, strict=True)
    return scorer().score(sources, targets, vectors[: len(pairs)], vectors[len(pairs) :])


def labelled() -> list[tuple[str, str, str]]:
    """Give back (label, source, target) of each case."""
    lines = (CASES / "pairs.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(label, source, target) for label, source, target in rows]


def unit(vectors: np.ndarray) -> np.ndarray:
    """Give back the rows at length 1."""
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

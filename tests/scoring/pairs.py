"""Pairs to score, and a scorer loaded once for all tests."""

import functools
from pathlib import Path

import numpy as np

from aligner.config import DEFAULT_ENCODER
from aligner.embedding import load_token_encoder
from aligner.protocols import TokenEncoder
from aligner.scoring.pair_scorer import PairScorer, PairScores
from aligner.token_vectors import Encoded

CASES = Path(__file__).parents[1] / "cases" / "scoring"


@functools.cache
def encoder() -> TokenEncoder:
    """Give back the bundled encoder."""
    return load_token_encoder(DEFAULT_ENCODER)


@functools.cache
def scorer() -> PairScorer:
    """Give back the shipped models."""
    return PairScorer.load()


def score(pairs: list[tuple[str, str]]) -> PairScores:
    """Give back the scores of pairs of texts."""
    sources, targets = zip(*pairs, strict=True)
    return scorer().score(sources, targets, *encoded(pairs))


def encoded(pairs: list[tuple[str, str]]) -> tuple[Encoded, Encoded]:
    """Give back both sides of pairs encoded."""
    texts = [one for one, _ in pairs] + [other for _, other in pairs]
    return encoder().encode_with_tokens(texts).halves()


def labelled() -> list[tuple[str, str, str]]:
    """Give back (label, source, target) of each case."""
    lines = (CASES / "pairs.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(label, source, target) for label, source, target in rows]


def unit(vectors: np.ndarray) -> np.ndarray:
    """Give back the rows at length 1."""
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

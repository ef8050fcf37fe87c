"""The prior of a document: found from its pairs, bounded, keeping their order."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from aligner.scoring.document_prior import (
    HIGHEST,
    LOWEST,
    NEUTRAL_COSINE,
    TRAINED_PRIOR,
    freedom_of,
    in_document,
    prior_of,
    with_prior,
)

SCORES = st.lists(st.floats(0.0, 1.0, width=32), min_size=1, max_size=50).map(
    lambda values: np.array(values, dtype=np.float32)
)


def alike(scores: np.ndarray, cosine: float) -> np.ndarray:
    """Give back as many equal cosines as there are scores."""
    return np.full(len(scores), cosine, dtype=np.float32)


@given(SCORES, st.floats(-1.0, 1.0))
def test_the_order_of_the_pairs_stays(scores: np.ndarray, cosine: float) -> None:
    order = np.argsort(scores, kind="stable")
    assert (np.diff(in_document(scores, alike(scores, cosine))[order]) >= 0).all()


@given(SCORES, st.floats(0.3, 0.8))
def test_a_free_translation_is_doubted_less_than_a_close_one(scores: np.ndarray, cosine: float) -> None:
    free, close = (in_document(scores, alike(scores, c)) for c in (cosine, cosine + 0.2))
    assert (free >= close).all()
    doubtful = (scores > 0.01) & (scores < 0.99)
    assert (free > close)[doubtful].all()


@given(SCORES)
def test_a_document_of_neutral_cosines_has_its_prior_alone(scores: np.ndarray) -> None:
    expected = with_prior(scores, prior_of(scores))
    np.testing.assert_allclose(in_document(scores, alike(scores, NEUTRAL_COSINE)), expected, rtol=1e-4)


def test_one_pair_alone_is_hardly_a_free_document() -> None:
    assert freedom_of(np.array([0.5], dtype=np.float32)) < 0.15
    assert freedom_of(np.full(100, 0.5, dtype=np.float32)) > 0.8
    assert freedom_of(np.zeros(0, dtype=np.float32)) == 0.0


@given(SCORES)
def test_the_prior_stays_within_its_bounds(scores: np.ndarray) -> None:
    assert LOWEST <= prior_of(scores) <= HIGHEST


@given(SCORES)
def test_the_prior_of_the_training_changes_nothing(scores: np.ndarray) -> None:
    np.testing.assert_allclose(with_prior(scores, TRAINED_PRIOR), scores, rtol=1e-5)


def test_the_share_of_right_pairs_is_found_again() -> None:
    rng = np.random.default_rng(1)
    right = rng.random(4000) < 0.3
    # Scores as a calibrated model gives them where half of the pairs are right.
    odds = rng.normal(np.where(right, 2.0, -2.0), 2.0)
    assert abs(prior_of((1 / (1 + np.exp(-odds))).astype(np.float32)) - 0.3) < 0.03


def test_one_pair_alone_hardly_moves_the_prior() -> None:
    assert abs(prior_of(np.array([0.99], dtype=np.float32)) - TRAINED_PRIOR) < 0.1


def test_no_pairs_stay_no_pairs() -> None:
    none = np.zeros(0, dtype=np.float32)
    assert in_document(none, none).shape == (0,)

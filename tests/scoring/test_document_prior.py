"""The prior of a document: found from its pairs, bounded, keeping their order."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from aligner.scoring.document_prior import HIGHEST, LOWEST, TRAINED_PRIOR, in_document, prior_of, with_prior

SCORES = st.lists(st.floats(0.0, 1.0, width=32), min_size=1, max_size=50).map(
    lambda values: np.array(values, dtype=np.float32)
)


@given(SCORES)
def test_the_order_of_the_pairs_stays(scores: np.ndarray) -> None:
    order = np.argsort(scores, kind="stable")
    assert (np.diff(in_document(scores)[order]) >= 0).all()


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
    assert in_document(np.zeros(0, dtype=np.float32)).shape == (0,)

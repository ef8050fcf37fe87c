"""The classifier behind ``parallel``: boosted trees, calibrated out of fold."""

from collections.abc import Sequence

import lightgbm
import numpy as np

from aligner.scoring.pair_features import FEATURES
from training.pair_scores.data import Pair
from training.pair_scores.export import calibrate, tree_arrays
from training.pair_scores.features import FOLDS, fold_of
from training.pair_scores.measures import area_under_curve, calibration_error
from training.pair_scores.negatives import Wrong

ROUNDS = 650
PARAMETERS = {
    "objective": "binary",
    "num_leaves": 31,
    "max_depth": 7,
    "learning_rate": 0.05,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 10.0,
    "verbose": -1,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "seed": 1,
}
FAMILY_WEIGHTS = {"C_bible_sent": 2.0, "A_techdoc": 2.0}
LITERARY_WEIGHT = 10.0
"""For right pairs of literature, of which there are few and all translated freely."""

EDGE = 0.001


def fit_parallel(
    right: Sequence[Pair], wrong: Sequence[Wrong], right_features: np.ndarray, wrong_features: np.ndarray
) -> tuple[dict[str, np.ndarray], dict[str, float], lightgbm.Booster]:
    """Give back the arrays of the model, what cross-validation by document says of it, and the trees."""
    pairs = [*right, *(one.pair for one in wrong)]
    rows = np.concatenate((right_features, wrong_features))
    labels = np.repeat([1.0, 0.0], [len(right), len(wrong)])
    weights = balanced(len(right), len(wrong))
    emphasis = _emphasised(pairs, labels, weights)
    raw = out_of_fold(pairs, rows, labels, weights)
    model = _train(rows, labels, emphasis)
    knots = calibrate(raw, labels, weights, EDGE, 1 - EDGE)
    scores = np.interp(raw, *knots)
    kept = np.array([True] * len(right) + [one.kept for one in wrong])
    literary = np.array([pair.family == "A_literary" for pair in pairs])
    report = {
        "auc": area_under_curve(scores, labels, weights),
        "auc_kept": area_under_curve(scores[kept], labels[kept], weights[kept]),
        "ece": calibration_error(scores, labels, weights),
        "recall": float((scores[labels == 1] >= 0.5).mean()),
        "recall_literary": float((scores[literary & (labels == 1)] >= 0.5).mean()),
        "passing_literary": float((scores[literary & (labels == 0)] >= 0.5).mean()),
    }
    arrays = tree_arrays(model, "trees")
    arrays.update(raw=knots[0], value=knots[1])
    return arrays, report, model


def out_of_fold(
    pairs: Sequence[Pair], rows: np.ndarray, labels: np.ndarray, weights: np.ndarray
) -> np.ndarray:
    """Give back what trees that didn't see a pair's document say of it: the sum of their leaves."""
    emphasis = _emphasised(pairs, labels, weights)
    folds = np.array([fold_of(pair) for pair in pairs])
    raw = np.zeros(len(rows))
    for fold in range(FOLDS):
        kept = folds != fold
        raw[~kept] = _train(rows[kept], labels[kept], emphasis[kept]).predict(rows[~kept], raw_score=True)
    return raw


def _emphasised(pairs: Sequence[Pair], labels: np.ndarray, weights: np.ndarray) -> np.ndarray:
    emphasis = weights * [FAMILY_WEIGHTS.get(pair.family, 1.0) for pair in pairs]
    literary = np.array([pair.family == "A_literary" for pair in pairs])
    emphasis[literary & (labels == 1)] *= LITERARY_WEIGHT
    return emphasis


def balanced(right: int, wrong: int) -> np.ndarray:
    """Give back weights by which all wrong pairs together weigh as much as all right ones."""
    return np.repeat([1.0, right / wrong], [right, wrong])


def _train(rows: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> lightgbm.Booster:
    data = lightgbm.Dataset(rows, labels, weight=weights, feature_name=list(FEATURES))
    return lightgbm.train(PARAMETERS, data, ROUNDS)

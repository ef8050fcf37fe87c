"""What is measured of a probability and of an estimate."""

import numpy as np

BINS = 15


def calibration_error(
    probabilities: np.ndarray, happened: np.ndarray, weights: np.ndarray | None = None
) -> float:
    """Give back the expected calibration error over BINS bins of equal width."""
    weights = np.ones(len(probabilities)) if weights is None else weights
    bins = np.minimum((probabilities * BINS).astype(int), BINS - 1)
    error = 0.0
    for number in range(BINS):
        inside = bins == number
        if inside.any():
            error += abs((weights[inside] * (probabilities[inside] - happened[inside])).sum())
    return float(error / weights.sum())


def area_under_curve(scores: np.ndarray, positive: np.ndarray, weights: np.ndarray | None = None) -> float:
    """Give back the area under the ROC curve: how often a positive scores above a negative."""
    weights = np.ones(len(scores)) if weights is None else weights
    order = np.argsort(scores, kind="stable")
    scores, positive, weights = scores[order], positive[order].astype(bool), weights[order]
    _, ties = np.unique(scores, return_inverse=True)
    below = np.bincount(ties, weights=weights * ~positive)
    counted = np.cumsum(below) - below / 2
    good = weights * positive
    return float((good * counted[ties]).sum() / (good.sum() * (weights * ~positive).sum()))


def correlation(one: np.ndarray, other: np.ndarray) -> float:
    """Give back Pearson's correlation."""
    return float(np.corrcoef(one, other)[0, 1])

"""The estimate behind ``quality``: kernel ridge on vectors and features, and boosted trees."""

from collections.abc import Sequence

import lightgbm
import numpy as np
from scipy.optimize import nnls
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import Ridge

from aligner.scoring.ngrams import BITS, hashed
from aligner.scoring.quality import TREE_DIM, Inputs, Kernel
from aligner.scoring.trees import DECIMALS
from training.pair_scores.data import Judged
from training.pair_scores.export import calibrate, tree_arrays
from training.pair_scores.features import Vectors
from training.pair_scores.measures import area_under_curve, calibration_error, correlation

FOLDS = 5
KERNEL_DIM = 96
LANDMARKS = 900
GAMMA = 0.5
RIDGE = 0.5
NGRAM_RIDGE = 2.0
SEED = 5
ROUNDS = 700
PARAMETERS = {
    "objective": "l2",
    "num_leaves": 12,
    "max_depth": 6,
    "learning_rate": 0.03,
    "min_data_in_leaf": 25,
    "feature_fraction": 0.15,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 20.0,
    "verbose": -1,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "seed": 1,
}
GOOD = 70.0


def fit_quality(
    judged: Sequence[Judged], rows: np.ndarray, vectors: Vectors
) -> tuple[dict[str, np.ndarray], dict[str, object], lightgbm.Booster]:
    """Give back the arrays of the model, what cross-validation says of it, and the trees."""
    source, target = (vectors[[getattr(one, side) for one in judged]] for side in ("source", "target"))
    z_means, means = (np.array([getattr(one, name) for one in judged]) for name in ("z_mean", "mean"))
    folds = np.random.default_rng(SEED).permutation(np.arange(len(judged)) % FOLDS)
    sources, targets = [one.source for one in judged], [one.target for one in judged]
    parts = np.zeros((len(judged), 3))
    for fold in range(FOLDS):
        kept = folds != fold
        arrays, trees = _fit(rows[kept], source[kept], target[kept], z_means[kept])
        for_kernel, for_trees = Inputs.read(arrays)(rows[~kept], source[~kept], target[~kept])
        parts[~kept, 0] = Kernel.read(arrays)(for_kernel)
        parts[~kept, 1] = trees.predict(np.round(for_trees, DECIMALS))
        parts[~kept, 2] = _fit_ngrams(sources, targets, z_means, kept)[1][~kept]
    arrays, trees = _fit(rows, source, target, z_means)
    arrays.update(_fit_ngrams(sources, targets, z_means, np.ones(len(judged), dtype=bool))[0])
    mixture = nnls(parts, z_means)[0]
    arrays["mixture"] = mixture.astype(np.float32)
    raw = parts @ mixture
    good = (means >= GOOD).astype(float)
    curves = {
        "score": calibrate(raw, means, None, 0.0, 100.0),
        "good": calibrate(raw, good, None, 0.005, 0.995),
    }
    probability = np.interp(raw, *curves["good"])
    report = {
        "pearson_z": correlation(raw, z_means),
        "pearson_mean": correlation(raw, means),
        "pearson_z_kernel": correlation(parts[:, 0], z_means),
        "pearson_z_trees": correlation(parts[:, 1], z_means),
        "pearson_z_ngrams": correlation(parts[:, 2], z_means),
        "mixture": mixture.round(3).tolist(),
        "auc_good": area_under_curve(probability, good),
        "ece_good": _cross_calibrated(raw, good, folds),
    }
    arrays.update(tree_arrays(trees, "trees"))
    for name, (knots, values) in curves.items():
        arrays[f"{name}_raw"], arrays[f"{name}_value"] = knots, values
    return arrays, report, trees


def _cross_calibrated(raw: np.ndarray, good: np.ndarray, folds: np.ndarray) -> float:
    """Give back the calibration error of curves that were fitted without the pairs they are tried on."""
    probability = np.zeros(len(raw))
    for fold in range(FOLDS):
        kept = folds != fold
        probability[~kept] = np.interp(raw[~kept], *calibrate(raw[kept], good[kept], None, 0.005, 0.995))
    return calibration_error(probability, good)


def _fit(
    rows: np.ndarray, source: np.ndarray, target: np.ndarray, goal: np.ndarray
) -> tuple[dict[str, np.ndarray], lightgbm.Booster]:
    arrays = _fit_inputs(rows, source, target)
    for_kernel, for_trees = Inputs.read(arrays)(rows, source, target)
    arrays.update(_fit_kernel(for_kernel, goal))
    return arrays, lightgbm.train(PARAMETERS, lightgbm.Dataset(np.round(for_trees, DECIMALS), goal), ROUNDS)


def _fit_ngrams(
    sources: Sequence[str], targets: Sequence[str], goal: np.ndarray, kept: np.ndarray
) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Give back the weights of a ridge on the kept pairs, and its predictions for all."""
    sides = []
    for texts in (sources, targets):
        owners, hashes = hashed(texts)
        values = 1 / np.sqrt(np.bincount(owners, minlength=len(texts)))[owners]
        sides.append(csr_matrix((values, (owners, hashes)), shape=(len(texts), 1 << BITS)))
    matrix = hstack(sides).tocsr()
    model = Ridge(alpha=NGRAM_RIDGE, solver="sag", random_state=SEED).fit(matrix[kept], goal[kept])
    weights = model.coef_.astype(np.float16)
    arrays = {
        "source_ngrams": weights[: 1 << BITS],
        "target_ngrams": weights[1 << BITS :],
        "ngram_bias": np.array(model.intercept_, dtype=np.float32),
    }
    return arrays, model.predict(matrix)


def _fit_inputs(rows: np.ndarray, source: np.ndarray, target: np.ndarray) -> dict[str, np.ndarray]:
    both = np.concatenate((source, target))
    product = source * target
    arrays = {
        "centre": both.mean(axis=0),
        "basis": _components(both, KERNEL_DIM),
        "product_centre": product.mean(axis=0),
        "product_basis": _components(product, TREE_DIM),
        "mean": rows.mean(axis=0),
        "scale": rows.std(axis=0) + 1e-3,
    }
    return {name: array.astype(np.float16) for name, array in arrays.items()}


def _components(vectors: np.ndarray, dim: int) -> np.ndarray:
    centred = (vectors - vectors.mean(axis=0)).astype(np.float64)
    _, directions = np.linalg.eigh(centred.T @ centred)
    directions = directions[:, ::-1][:, :dim]
    # The sign of a component is arbitrary: make its largest entry positive, on every machine.
    return directions * np.sign(directions[np.abs(directions).argmax(axis=0), np.arange(dim)])


def _fit_kernel(inputs: np.ndarray, goal: np.ndarray) -> dict[str, np.ndarray]:
    chosen = np.random.default_rng(SEED).choice(len(inputs), size=LANDMARKS, replace=False)
    scale = np.abs(inputs[chosen]).max(axis=0) / 127 + 1e-9
    landmarks = np.round(inputs[chosen] / scale).astype(np.int8)
    arrays = {
        "landmarks": landmarks,
        "landmark_scale": scale.astype(np.float32),
        "weights": np.zeros(LANDMARKS, dtype=np.float32),
        "gamma": np.array(GAMMA, dtype=np.float32),
        "bias": np.array(goal.mean(), dtype=np.float32),
    }
    kernel = Kernel.read(arrays)
    likeness = kernel.likeness(inputs).astype(np.float64)
    between = kernel.likeness(kernel.landmarks).astype(np.float64)
    left = likeness.T @ likeness + RIDGE * between + 1e-3 * np.eye(LANDMARKS)
    arrays["weights"] = np.linalg.solve(left, likeness.T @ (goal - goal.mean())).astype(np.float32)
    return arrays

"""The estimate behind ``quality``: a network taught by a kernel regression, boosted trees, n-grams."""

from collections.abc import Sequence
from dataclasses import dataclass

import lightgbm
import numpy as np
from scipy.optimize import nnls
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import Ridge

from aligner.scoring.ngrams import BITS, hashed
from aligner.scoring.quality import TREE_DIM, Inputs, Network
from aligner.scoring.trees import DECIMALS
from training.pair_scores.data import DOMAINS, Judged, Pair, domain_of
from training.pair_scores.export import calibrate, tree_arrays
from training.pair_scores.features import Vectors
from training.pair_scores.measures import area_under_curve, calibration_error, correlation
from training.pair_scores.student import JUDGED_WEIGHT, learn, teach

FOLDS = 5
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


@dataclass(frozen=True)
class Described:
    """Pairs with their features and the vectors of their sides, float32 (pairs, .) each."""

    pairs: Sequence[Judged | Pair]
    rows: np.ndarray
    source: np.ndarray
    target: np.ndarray

    @classmethod
    def of(cls, pairs: Sequence[Judged | Pair], rows: np.ndarray, vectors: Vectors) -> "Described":
        """Give back pairs whose features are known and whose texts are encoded."""
        sides = (vectors[[getattr(one, side) for one in pairs]] for side in ("source", "target"))
        return cls(pairs, rows, *sides)

    def take(self, which: np.ndarray) -> "Described":
        """Give back some of the pairs."""
        numbers = np.arange(len(self.pairs))[which]
        pairs = [self.pairs[number] for number in numbers]
        return Described(pairs, self.rows[which], self.source[which], self.target[which])

    @property
    def sides(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Give back features and vectors, as the model takes them."""
        return self.rows, self.source, self.target


def fit_quality(
    judged: Described, others: Described
) -> tuple[dict[str, np.ndarray], dict[str, object], lightgbm.Booster]:
    """Give back the arrays of the model, what cross-validation says of it, and the trees.

    ``others``: pairs that nobody judged, which the kernel answers for where it teaches the network.
    """
    z_means, means = (np.array([getattr(one, name) for one in judged.pairs]) for name in ("z_mean", "mean"))
    folds = np.random.default_rng(SEED).permutation(np.arange(len(means)) % FOLDS)
    fold_of_source = {one.source: fold for one, fold in zip(judged.pairs, folds, strict=True)}
    other_folds = np.array([fold_of_source.get(one.source, -1) for one in others.pairs])
    sources, targets = ([getattr(one, side) for one in judged.pairs] for side in ("source", "target"))
    parts, alone = np.zeros((len(means), 3)), np.zeros(len(means))
    for fold in range(FOLDS):
        kept = folds != fold
        rest = judged.take(~kept)
        arrays, trees = _fit(judged.take(kept), others.take(other_folds != fold), z_means[kept])
        inputs = Inputs.read(arrays)
        parts[~kept, 0] = Network.read(arrays)(inputs.for_network(*rest.sides))
        parts[~kept, 1] = trees.predict(np.round(inputs.for_trees(*rest.sides), DECIMALS))
        parts[~kept, 2] = _fit_ngrams(sources, targets, z_means, kept)[1][~kept]
        alone[~kept] = Ridge(1.0).fit(judged.source[kept], z_means[kept]).predict(rest.source)
    arrays, trees = _fit(judged, others, z_means)
    arrays.update(_fit_ngrams(sources, targets, z_means, np.ones(len(means), dtype=bool))[0])
    mixture = nnls(parts, z_means)[0]
    arrays["mixture"] = mixture.astype(np.float32)
    raw = parts @ mixture
    good = (means >= GOOD).astype(float)
    curves = {
        "score": calibrate(raw, means, None, 0.0, 100.0),
        "good": calibrate(raw, good, None, 0.005, 0.995),
    }
    probability = np.interp(raw, *curves["good"])
    domains = np.array([domain_of(one.source) for one in judged.pairs])
    report = {
        "pearson_z": correlation(raw, z_means),
        "pearson_mean": correlation(raw, means),
        "pearson_z_network": correlation(parts[:, 0], z_means),
        "pearson_z_trees": correlation(parts[:, 1], z_means),
        "pearson_z_ngrams": correlation(parts[:, 2], z_means),
        "pearson_z_source_only": correlation(alone, z_means),
        **{
            f"pearson_z_{domain}": correlation(raw[domains == domain], z_means[domains == domain])
            for domain in DOMAINS
        },
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
    judged: Described, others: Described, goal: np.ndarray
) -> tuple[dict[str, np.ndarray], lightgbm.Booster]:
    arrays = _fit_inputs(judged)
    inputs = Inputs.read(arrays)
    arrays.update(_fit_network(inputs, judged, others, goal))
    for_trees = np.round(inputs.for_trees(*judged.sides), DECIMALS)
    return arrays, lightgbm.train(PARAMETERS, lightgbm.Dataset(for_trees, goal), ROUNDS)


def _fit_network(
    inputs: Inputs, judged: Described, others: Described, goal: np.ndarray
) -> dict[str, np.ndarray]:
    """Give back a network that a kernel regression on the judged pairs has taught."""
    known = inputs.for_network(*judged.sides)
    rows = np.concatenate((known, inputs.for_network(*others.sides)))
    dim = 2 * judged.source.shape[1]
    answers = teach(known, goal, dim)(rows)
    weights = np.repeat([JUDGED_WEIGHT, 1.0], [len(known), len(rows) - len(known)])
    layers = learn(rows, answers, weights, SEED)
    scale = np.abs(layers.hidden[:dim]).max(axis=0) / 127 + 1e-9
    return {
        "vector_weights": np.round(layers.hidden[:dim] / scale).astype(np.int8),
        "vector_scale": scale.astype(np.float32),
        "feature_weights": layers.hidden[dim:].astype(np.float16),
        "hidden_bias": layers.hidden_bias,
        "output": layers.output,
        "bias": layers.bias[0],
    }


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


def _fit_inputs(judged: Described) -> dict[str, np.ndarray]:
    both = np.concatenate((judged.source, judged.target))
    product = judged.source * judged.target
    arrays = {
        "centre": both.mean(axis=0),
        "basis": _components(both, TREE_DIM),
        "product_centre": product.mean(axis=0),
        "product_basis": _components(product, TREE_DIM),
        "mean": judged.rows.mean(axis=0),
        "scale": judged.rows.std(axis=0) + 1e-3,
    }
    return {name: array.astype(np.float16) for name, array in arrays.items()}


def _components(vectors: np.ndarray, dim: int) -> np.ndarray:
    centred = (vectors - vectors.mean(axis=0)).astype(np.float64)
    _, directions = np.linalg.eigh(centred.T @ centred)
    directions = directions[:, ::-1][:, :dim]
    # The sign of a component is arbitrary: make its largest entry positive, on every machine.
    return directions * np.sign(directions[np.abs(directions).argmax(axis=0), np.arange(dim)])

"""Fits the probability of aligner/mining.py on half of the mining sets; the other half is the test.

python -m training.mined_pairs FOLDER      # NAME.ru.txt NAME.en.txt NAME.gold.tsv
"""

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aligner.config import DEFAULT_ENCODER
from aligner.embedding import load_token_encoder
from aligner.mining import _CERTAIN, _JUDGEMENT, _SHORTEST, _USUAL_RATIO, NEIGHBOURS
from aligner.neighbours import nearest
from aligner.scoring.pair_scorer import PairScorer

Floats = NDArray[np.float64]

POOL_SEED = 5
"""Of the large pool a random half of the sentences; of the small sets those of even number."""


def main(folder: Path) -> None:
    """Print the coefficients: cosine, margin, length, shortness, bias; margin, bias."""
    features, labels = [], []
    for gold in sorted(folder.glob("*.gold.tsv")):
        name = gold.name.removesuffix(".gold.tsv")
        rows, truths = examples(folder, name)
        if name.startswith("pool"):
            half = np.random.default_rng(POOL_SEED).random(len(rows)) < 0.5
            rows, truths = rows[half], truths[half]
        elif int(name[-2:]) % 2:
            continue
        features.append(rows)
        labels.append(truths)
    rows, truths = np.concatenate(features), np.concatenate(labels)
    print("first estimate:", np.round(fit(rows[:, :4], truths), 2).tolist())
    print("with the judge:", np.round(fit(rows[:, [1]], truths, _JUDGEMENT * rows[:, 4]), 2).tolist())


def examples(folder: Path, name: str) -> tuple[Floats, Floats]:
    """Give back the features of the mutual best pairs (n, 5), and 1 for those in the gold."""
    source, target = (
        (folder / f"{name}.{language}.txt").read_text(encoding="utf-8").splitlines()
        for language in ("ru", "en")
    )
    gold = {
        tuple(map(int, line.split("\t")[:2]))
        for line in (folder / f"{name}.gold.tsv").read_text(encoding="utf-8").splitlines()
    }
    encoder = load_token_encoder(DEFAULT_ENCODER)
    known, known_other = (encoder.encode_with_tokens(side) for side in (source, target))
    one, other = known.vectors, known_other.vectors
    forward, backward = nearest(one, other, NEIGHBOURS)
    cosines = (one @ other.T).astype(np.float64)
    margins = cosines - (forward.scores.mean(axis=1)[:, None] + backward.scores.mean(axis=1)) / 2
    best = margins.argmax(axis=1)
    rows = np.flatnonzero(margins.argmax(axis=0)[best] == np.arange(len(one)))
    columns = best[rows]
    lengths = np.array(
        [[len(source[row]), len(target[column])] for row, column in zip(rows, columns, strict=True)]
    )
    ratios = np.abs(np.log((lengths[:, 1] + 10) / (lengths[:, 0] + 10)))
    sides = [source[row] for row in rows], [target[column] for column in columns]
    parallel = (
        PairScorer.load(encoder.name).score(*sides, known.take(rows), known_other.take(columns)).parallel
    )
    parallel = np.clip(parallel.astype(np.float64), _CERTAIN, 1 - _CERTAIN)
    features = np.stack(
        [
            cosines[rows, columns],
            margins[rows, columns],
            np.maximum(ratios - _USUAL_RATIO, 0),
            np.log(np.maximum(lengths.min(axis=1), _SHORTEST)),
            np.log(parallel / (1 - parallel)),
        ],
        axis=1,
    )
    truths = np.array(
        [pair in gold for pair in zip(rows.tolist(), columns.tolist(), strict=True)], dtype=np.float64
    )
    return features, truths


def fit(features: Floats, labels: Floats, known: Floats | float = 0.0) -> Floats:
    """Give back the weights of a logistic regression and its bias, by Newton's method.

    ``known`` is what is part of the sum already.
    """
    inputs = np.c_[features, np.ones(len(features))]
    weights = np.zeros(inputs.shape[1])
    for _ in range(50):
        predicted = 1 / (1 + np.exp(-inputs @ weights - known))
        gradient = inputs.T @ (predicted - labels) + 1e-3 * weights
        curvature = (inputs.T * (predicted * (1 - predicted))) @ inputs + 1e-3 * np.eye(len(weights))
        weights = weights - np.linalg.solve(curvature, gradient)
    return np.asarray(weights)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

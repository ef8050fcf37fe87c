"""What people would give a translation, estimated without a reference.

Good for sorting the sentences of one kind of text, worst first. It doesn't rank systems of
machine translation: half of what it knows is how hard the source is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.scoring.calibration import Calibration
from aligner.scoring.ngrams import NGrams
from aligner.scoring.products import product
from aligner.scoring.trees import Trees

Floats = NDArray[np.float32]

LIMIT = 3.0
"""Standard deviations beyond which a feature counts as no further away."""

TREE_DIM = 64
"""Leading components of each side's vector, and of their product, that the trees see."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Turns features and vectors into what network and trees take."""

    centre: Floats
    basis: Floats
    product_centre: Floats
    product_basis: Floats
    mean: Floats
    scale: Floats

    @classmethod
    def read(cls, arrays: Mapping[str, NDArray[np.generic]]) -> "Inputs":
        """Give back the inputs stored in these arrays."""
        names = ("centre", "basis", "product_centre", "product_basis", "mean", "scale")
        return cls(*(arrays[name].astype(np.float32) for name in names))

    def for_network(self, rows: Floats, source: Floats, target: Floats) -> Floats:
        """Give back float32 (pairs, 2 * dim + features): centred vectors, standardised features."""
        standard = np.clip((rows - self.mean) / self.scale, -LIMIT, LIMIT)
        return np.concatenate((source - self.centre, target - self.centre, standard), axis=1)

    def for_trees(self, rows: Floats, source: Floats, target: Floats) -> Floats:
        """Give back float32 (pairs, features + 3 * TREE_DIM)."""
        one, other = (product(vectors - self.centre, self.basis) for vectors in (source, target))
        both = product(source * target - self.product_centre, self.product_basis)
        return np.concatenate((rows, one, other, both), axis=1)


@dataclass(frozen=True, slots=True)
class Network:
    """One hidden layer that has learnt to answer as a kernel regression on all training pairs does.

    The kernel itself would take 30 MB: its answers to many more pairs than people judged teach the
    network (Hinton, Vinyals & Dean 2015, https://arxiv.org/abs/1503.02531).
    """

    hidden: Floats
    hidden_bias: Floats
    output: Floats
    bias: float

    @classmethod
    def read(cls, arrays: Mapping[str, NDArray[np.generic]]) -> "Network":
        """Give back the network stored in these arrays.

        Weights of the vectors are int8 with a scale for each hidden unit, those of features float16.
        """
        of_vectors = arrays["vector_weights"].astype(np.float32) * arrays["vector_scale"].astype(np.float32)
        hidden = np.concatenate((of_vectors, arrays["feature_weights"].astype(np.float32)))
        hidden_bias, output = (arrays[name].astype(np.float32) for name in ("hidden_bias", "output"))
        return cls(hidden, hidden_bias, output, float(arrays["bias"]))

    def __call__(self, inputs: Floats) -> Floats:
        """Give back float32 (pairs,): z-scores."""
        values = product(inputs, self.hidden) + self.hidden_bias
        # SiLU (Elfwing, Uchibe & Doya 2018); limited, lest the exponential overflow.
        active = values / (1 + np.exp(-np.maximum(values, np.float32(-80))))
        result: Floats = np.einsum("ij,j->i", active, self.output)
        return result + np.float32(self.bias)


@dataclass(frozen=True, slots=True)
class QualityModel:
    """A mixture of a network on vectors and features, boosted trees and n-grams, calibrated twice.

    ``mixture``: the three's weights.
    """

    inputs: Inputs
    network: Network
    trees: Trees
    ngrams: NGrams
    mixture: Floats
    score: Calibration
    good: Calibration

    @classmethod
    def read(cls, arrays: Mapping[str, NDArray[np.generic]]) -> "QualityModel":
        """Give back the model stored in these arrays."""
        curves = [
            Calibration(arrays[f"{name}_raw"].astype(np.float32), arrays[f"{name}_value"].astype(np.float32))
            for name in ("score", "good")
        ]
        source, target = (arrays[f"{side}_ngrams"].astype(np.float32) for side in ("source", "target"))
        ngrams = NGrams(source, target, float(arrays["ngram_bias"]))
        mixture = arrays["mixture"].astype(np.float32)
        trees = Trees.read(arrays, "trees")
        return cls(Inputs.read(arrays), Network.read(arrays), trees, ngrams, mixture, *curves)

    def raw(
        self,
        rows: Floats,
        sources: Sequence[str],
        targets: Sequence[str],
        source_vectors: Floats,
        target_vectors: Floats,
    ) -> Floats:
        """Give back float32 (pairs,): the estimated z-score.

        ``rows``: FEATURES; vectors float32 (pairs, dim), unit length. One pair or more.
        """
        sides = rows, source_vectors, target_vectors
        parts = (
            self.network(self.inputs.for_network(*sides)),
            self.trees.predict(self.inputs.for_trees(*sides)),
            self.ngrams(sources, targets),
        )
        mixed: Floats = np.einsum("ij,j->i", np.stack(parts, axis=1), self.mixture)
        return mixed

    def __call__(self, raw: Floats) -> tuple[Floats, Floats]:
        """Give back the score, 0 to 100, and the probability of 70 or more for estimates of `raw`."""
        return self.score(raw), self.good(raw)

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
from aligner.scoring.trees import Trees

Floats = NDArray[np.float32]

HAND = 0.1
"""Weight of a standardised feature beside the vectors in the kernel (cross-validated)."""

LIMIT = 3.0
"""Standard deviations beyond which a feature counts as no further away."""

TREE_DIM = 64
"""Leading components of each side's vector, and of their product, that the trees see."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Turns features and vectors into what the two halves of the model take."""

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

    def __call__(self, rows: Floats, source: Floats, target: Floats) -> tuple[Floats, Floats]:
        """Give back float32 (pairs, .) for the kernel and for the trees."""
        one, other = ((vectors - self.centre) @ self.basis for vectors in (source, target))
        standard = HAND * np.clip((rows - self.mean) / self.scale, -LIMIT, LIMIT)
        product = (source * target - self.product_centre) @ self.product_basis
        return (
            np.concatenate((one, other, standard), axis=1),
            np.concatenate((rows, one[:, :TREE_DIM], other[:, :TREE_DIM], product), axis=1),
        )


@dataclass(frozen=True, slots=True)
class Kernel:
    """Ridge regression on likeness to landmarks (Nyström's method, Williams & Seeger 2001)."""

    landmarks: Floats
    weights: Floats
    gamma: float
    bias: float

    @classmethod
    def read(cls, arrays: Mapping[str, NDArray[np.generic]]) -> "Kernel":
        """Give back the kernel stored in these arrays; landmarks are int8 with a scale per column."""
        landmarks = arrays["landmarks"].astype(np.float32) * arrays["landmark_scale"].astype(np.float32)
        weights = arrays["weights"].astype(np.float32)
        return cls(landmarks, weights, float(arrays["gamma"]), float(arrays["bias"]))

    def likeness(self, inputs: Floats) -> Floats:
        """Give back float32 (pairs, landmarks), 1 for the same place, 0 for far away."""
        squares = np.einsum("ij,ij->i", inputs, inputs)[:, None]
        distances = squares + np.einsum("ij,ij->i", self.landmarks, self.landmarks)
        distances -= 2 * (inputs @ self.landmarks.T)
        likeness: Floats = np.exp(-np.float32(self.gamma) * np.maximum(distances, 0))
        return likeness

    def __call__(self, inputs: Floats) -> Floats:
        """Give back float32 (pairs,): z-scores."""
        result: Floats = self.likeness(inputs) @ self.weights
        return result + np.float32(self.bias)


@dataclass(frozen=True, slots=True)
class QualityModel:
    """A mixture of a kernel regression on vectors, boosted trees and n-grams, calibrated twice.

    ``mixture``: the three's weights.
    """

    inputs: Inputs
    kernel: Kernel
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
        return cls(Inputs.read(arrays), Kernel.read(arrays), trees, ngrams, mixture, *curves)

    def raw(
        self,
        rows: Floats,
        sources: Sequence[str],
        targets: Sequence[str],
        source_vectors: Floats,
        target_vectors: Floats,
    ) -> Floats:
        """Give back float32 (pairs,): the estimated z-score.

        ``rows``: FEATURES; vectors float32 (pairs, dim), unit length.
        """
        for_kernel, for_trees = self.inputs(rows, source_vectors, target_vectors)
        parts = (self.kernel(for_kernel), self.trees.predict(for_trees), self.ngrams(sources, targets))
        return np.stack(parts, axis=1) @ self.mixture

    def __call__(self, raw: Floats) -> tuple[Floats, Floats]:
        """Give back the score, 0 to 100, and the probability of 70 or more for estimates of `raw`."""
        return self.score(raw), self.good(raw)

"""The two learned scores of a pair: does it say the same, and how good is it?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.scoring.pairs import pair_score

Floats = NDArray[np.float32]

TRAINED_ON = "use-multilingual"
"""The encoder whose vectors the shipped models were trained on."""


@dataclass(frozen=True, slots=True)
class PairScores:
    """What the models say of n pairs; float32 (n,) each.

    ``parallel``: calibrated probability that both sides say the same. ``quality``: calibrated
    estimate of what people would give the translation, 0 to 100. ``good``: calibrated
    probability that they would give it 70 or more.
    """

    parallel: Floats
    quality: Floats
    good: Floats


@dataclass(frozen=True, slots=True)
class PairScorer:
    """Scores pairs from their texts and their vectors; loaded once, used for any number.

    ``needs`` is the encoder whose vectors it takes, whatever encoder aligned the texts.
    """

    needs: str = TRAINED_ON

    @classmethod
    def load(cls, encoder_name: str = TRAINED_ON) -> "PairScorer":
        """Give back the scorer for texts that were aligned with this encoder.

        Models exist for vectors of TRAINED_ON only. For any other encoder the scorer says in
        ``needs`` that the pairs have to be encoded with that one for scoring.
        """
        return cls()

    def score(
        self,
        sources: Sequence[str],
        targets: Sequence[str],
        source_vectors: Floats,
        target_vectors: Floats,
    ) -> PairScores:
        """Give back the scores of the pairs.

        Vectors are float32 (pairs, dim), rows of length 1, of the whole side: of its joined
        text, or the sum of its sentences' vectors, weighted with the root of their lengths.
        Zeros for a blank side, whose ``parallel`` and ``quality`` are then near 0. Raises
        ValueError where the lengths differ.
        """
        if not len(sources) == len(targets) == len(source_vectors) == len(target_vectors):
            raise ValueError("sources, targets and their vectors differ in number")
        cosines = np.einsum("ij,ij->i", source_vectors, target_vectors)
        parallel = np.array(
            [
                pair_score(float(cosine), len(one), len(other))
                for cosine, one, other in zip(cosines, sources, targets, strict=True)
            ],
            dtype=np.float32,
        )
        quality = np.clip(100 * cosines, 0, 100).astype(np.float32)
        return PairScores(parallel, quality, parallel)

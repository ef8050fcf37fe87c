"""The two learned scores of a pair: does it say the same, and how good is it?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.blas import one_thread
from aligner.scoring.direction import RUSSIAN_TO_ENGLISH, are_turned
from aligner.scoring.model_files import read_feature_maker, read_model
from aligner.scoring.pair_features import FeatureMaker
from aligner.scoring.parallel import UNTRANSLATED, ParallelModel
from aligner.scoring.quality import QualityModel
from aligner.token_vectors import Encoded

Floats = NDArray[np.float32]

TRAINED_ON = "use-multilingual"
"""The encoder whose vectors the shipped models were trained on."""

LONGEST = 100_000
"""Characters of a side that are looked at: a line of 6 MB took 2 GB, and is no sentence."""

BATCH = 2048
"""Pairs scored at a time: bounds the memory at some 50 MB."""


@dataclass(frozen=True, slots=True)
class PairScores:
    """What the models say of n pairs; float32 (n,) each.

    ``parallel``: calibrated probability that both sides say the same, where half of the pairs
    are right; `aligner.scoring.document_prior` adapts it to a document. ``quality``: calibrated
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

    features: FeatureMaker
    parallel: ParallelModel
    quality: QualityModel
    needs: str = TRAINED_ON

    @classmethod
    def load(cls, encoder_name: str = TRAINED_ON) -> "PairScorer":
        """Give back the scorer for texts that were aligned with this encoder.

        Models exist for vectors of TRAINED_ON only: scores of other vectors through them would be
        numbers without a meaning. For any other encoder the scorer says in ``needs`` that the
        pairs have to be encoded with that one for scoring. Raises ModelError where a model or the
        bundled encoder is missing.
        """
        return cls(
            read_feature_maker(),
            ParallelModel.read(read_model("parallel")),
            QualityModel.read(read_model("quality")),
        )

    def score(
        self,
        sources: Sequence[str],
        targets: Sequence[str],
        source: Encoded,
        target: Encoded,
        *,
        languages: tuple[str, str] = RUSSIAN_TO_ENGLISH,
    ) -> PairScores:
        """Give back the scores of the pairs; each pair's are its own, whatever it comes with.

        The models know Russian on the first side and English on the second; with ``languages``
        the other way round the pairs are scored as if turned. `quality` then tells how people would
        judge the English for the Russian.

        Each side encoded with tokens, one text a pair. The vectors, rows of length 1, are of the whole
        side: of its joined text, or the sum of its sentences' vectors, weighted with the root of
        their lengths; the tokens are those of the joined text, or of its sentences one after the other.
        A pair with a blank side gets 0 in all three. Raises ValueError where the lengths differ.
        """
        counts = {len(of) for side in (source, target) for of in side}
        if counts != {len(sources)} or len(sources) != len(targets):
            raise ValueError("sources, targets and their vectors differ in number")
        scores = np.zeros((3, len(sources)), dtype=np.float32)
        full = np.array(
            [bool(one.strip() and other.strip()) for one, other in zip(sources, targets, strict=True)],
            dtype=bool,
        )
        places = np.flatnonzero(full)
        if are_turned(languages):
            sources, targets, source, target = targets, sources, target, source
        with one_thread():
            for start in range(0, len(places), BATCH):
                batch = places[start : start + BATCH]
                scores[:, batch] = self._score(
                    [_cut(sources[place]) for place in batch],
                    [_cut(targets[place]) for place in batch],
                    source.take(batch),
                    target.take(batch),
                )
        return PairScores(*scores)

    def _score(
        self, sources: list[str], targets: list[str], source: Encoded, target: Encoded
    ) -> tuple[Floats, Floats, Floats]:
        rows = self.features.features(sources, targets, source, target)
        parallel = self.parallel(rows, sources, targets)
        raw = self.quality.raw(rows, sources, targets, source.vectors, target.vectors)
        quality, good = self.quality(raw)
        # Nobody judged copies: what the model says of them is about the source alone.
        quality[parallel <= UNTRANSLATED] = good[parallel <= UNTRANSLATED] = 0.0
        return parallel, quality, good


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text.lstrip()[:LONGEST]

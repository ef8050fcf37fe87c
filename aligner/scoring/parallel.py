"""The calibrated probability that both sides of a pair say the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.scoring.calibration import Calibration
from aligner.scoring.pair_features import FEATURES
from aligner.scoring.trees import Trees

Floats = NDArray[np.float32]

_PLACE = {name: place for place, name in enumerate(FEATURES)}

UNTRANSLATED = 0.001
"""What a copy gets: no training is needed to know that a source in the target's place is wrong."""

MOSTLY = 0.5
"""Share of Cyrillic letters from which a target counts as Russian."""

SAME_WORDS = 0.8
"""Share of common words from which two sides in one script count as copies."""

ENGLISH = 0.25
"""Share of common English words and signs from which a text is a sentence, not a line of code."""

NOTHING_TO_TRANSLATE = 0.95
"""What two equal sides without a word of either language get: a number, an address, code."""


@dataclass(frozen=True, slots=True)
class ParallelModel:
    """Trees and their calibration, for a mixture in which half of the pairs are right."""

    trees: Trees
    calibration: Calibration

    @classmethod
    def read(cls, arrays: Mapping[str, NDArray[np.generic]]) -> "ParallelModel":
        """Give back the model stored in these arrays."""
        knots = Calibration(arrays["raw"].astype(np.float32), arrays["value"].astype(np.float32))
        return cls(Trees.read(arrays, "trees"), knots)

    def __call__(self, rows: Floats, sources: Sequence[str], targets: Sequence[str]) -> Floats:
        """Give back float32 (pairs,) from rows of FEATURES and the texts."""
        return _know_copies(self.calibration(self.trees.predict(rows)), rows, sources, targets)


def _know_copies(scores: Floats, rows: Floats, sources: Sequence[str], targets: Sequence[str]) -> Floats:
    """Give back the scores with those of copies and of lines with nothing to translate set right."""
    cyrillic, latin = rows[:, _PLACE["target_cyrillic"]], rows[:, _PLACE["source_latin"]]
    shared, english = rows[:, _PLACE["shared_words"]], rows[:, _PLACE["common_words"]]
    equal = np.array(
        [_squeezed(one) == _squeezed(other) for one, other in zip(sources, targets, strict=True)]
    )
    russian = cyrillic >= MOSTLY
    untranslated = russian | ((latin >= MOSTLY) & (shared >= SAME_WORDS) & (english >= ENGLISH))
    scores = np.where(equal & ~untranslated, np.maximum(scores, NOTHING_TO_TRANSLATE), scores)
    scores = np.where(untranslated, np.minimum(scores, UNTRANSLATED), scores)
    return scores.astype(np.float32)


def _squeezed(text: str) -> str:
    return " ".join(text.split())

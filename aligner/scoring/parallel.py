"""The calibrated probability that both sides of a pair say the same."""

import re
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
"""What a target in Russian gets, and an English sentence that stands on both sides: no training is
needed to know that nobody translated it."""

MOSTLY = 0.5
"""Share of Cyrillic letters from which a target counts as Russian."""

LATIN = 0.95
"""Share of Latin letters from which a source counts as not Russian."""

SAME_WORDS = 0.8
"""Share of common words from which two sides in Latin letters count as the same sentence."""

_SMALL = (
    "the a an of to in and is are was were for on with that it you i he she we they this by at from as be not"
)
SMALL_WORDS = frozenset(_SMALL.split())

ENGLISH = 0.15
"""Share of SMALL_WORDS from which a text is an English sentence, not names or code."""

NOTHING_TO_TRANSLATE = 0.95
"""What two equal sides get that hold no words, or code: a number, an address, a command."""

_CODE = re.compile(r"[_{}<>=\\;]|\w\(|\w/\w|\w\.\w")
_WORD = re.compile(r"[^\W\d_]+")


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
    latin, shared = rows[:, _PLACE["source_latin"]], rows[:, _PLACE["shared_words"]]
    copied = rows[:, _PLACE["target_cyrillic"]] >= MOSTLY
    for place in np.flatnonzero((latin >= LATIN) & (shared >= SAME_WORDS)).tolist():
        copied[place] |= _is_english(targets[place])
    neutral = np.array([_has_nothing_to_translate(*both) for both in zip(sources, targets, strict=True)])
    scores = np.where(neutral, np.maximum(scores, NOTHING_TO_TRANSLATE), scores)
    return np.where(copied, np.minimum(scores, UNTRANSLATED), scores).astype(np.float32)


def _is_english(text: str) -> bool:
    words = _WORD.findall(text.lower())
    small = sum(word in SMALL_WORDS for word in words)
    return small >= 2 and small >= ENGLISH * len(words)


def _has_nothing_to_translate(source: str, target: str) -> bool:
    """Give back whether both sides are the same and hold no words, or code.

    >>> _has_nothing_to_translate("12:30", "12:30"), _has_nothing_to_translate("box.cfg{}", "box.cfg{}")
    (True, True)
    >>> _has_nothing_to_translate("So here it is.", "So here it is.")
    False
    """
    if source.split() != target.split():
        return False
    return not _WORD.search(source) or (bool(_CODE.search(source)) and not _is_english(source))

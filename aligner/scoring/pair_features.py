"""What the models know of a pair: about eighty numbers, most of them about its words."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.scoring.fluency import Neighbours, foreign_share
from aligner.scoring.names import best_likenesses
from aligner.scoring.numerals import missing_numbers
from aligner.scoring.sides import Side
from aligner.scoring.word_matching import NAMES as COVER
from aligner.scoring.word_matching import Matching, cover, order
from aligner.scoring.word_vectors import Rows, WordVectors

Floats = NDArray[np.float32]

_VECTORS = ("cosine",)
_LENGTHS = (
    "log_characters", "log_words", "character_ratio", "word_ratio", "sentence_difference",
    "cosine_minus_expected",
)  # fmt: skip
_MATCHING = (
    *(f"source_{name}" for name in COVER),
    *(f"target_{name}" for name in COVER),
    "order_correlation", "order_forward", "order_near",
)  # fmt: skip
_NAMES = (
    "source_names", "target_names", "source_name_min", "target_name_min", "source_name_mean",
    "target_name_mean", "source_names_lost", "target_names_lost", "names_lost_both", "name_sound_min",
    "source_first", "target_first",
)  # fmt: skip
_NUMBERS = ("source_numbers", "target_numbers", "source_numbers_lost", "target_numbers_lost", "spelt_lost")
_GENRE = ("source_narrative", "target_narrative")
_SCRIPT = ("target_cyrillic", "source_latin", "foreign_words", "common_words", "shared_words")
_FLUENCY = ("fluency", "fluency_worst", "repeated_words", "repeated_runs")
_SIGNS = (
    "question_difference", "exclamation_difference", "dash_difference", "comma_difference",
    "quote_difference", "bracket_difference", "colon_difference", "end_differs", "ellipsis_difference",
)  # fmt: skip
_SOURCE = (
    "source_rarity", "source_rarity_max", "source_pieces", "source_pieces_max", "source_repeated",
    "source_common", "source_short_words", "source_commas", "source_dashes", "source_quotes",
    "source_word_length", "source_capitals", "source_question", "source_ends",
)  # fmt: skip
_TARGET = (
    "target_rarity", "target_pieces", "target_pieces_max", "target_word_length", "target_capitals",
    "target_starts_lower",
)  # fmt: skip

FEATURES: tuple[str, ...] = (
    *_VECTORS, *_LENGTHS, *_MATCHING, *_NAMES, *_NUMBERS, *_GENRE, *_SCRIPT, *_FLUENCY, *_SIGNS,
    *_SOURCE, *_TARGET,
)  # fmt: skip

BATCH = 512
"""Pairs whose words are looked up at a time."""

RARE = 0.5
"""Weight from which a word at the start of a side may be a name."""

NAME_MATCHED = 0.5
"""Likeness from which a name counts as found: half of its sounds, or as near in meaning."""


@dataclass(frozen=True, slots=True)
class FeatureMaker:
    """Turns pairs into rows of FEATURES.

    ``narrative`` (dim + 1,): what a vector is multiplied with, and what is added, to get the
    log-odds of prose against news and manuals; prose is translated more freely.
    """

    words: WordVectors
    neighbours: Neighbours
    narrative: Floats

    def features(
        self, sources: Sequence[str], targets: Sequence[str], source_vectors: Floats, target_vectors: Floats
    ) -> Floats:
        """Give back float32 (pairs, len(FEATURES))."""
        cosines = np.einsum("ij,ij->i", source_vectors, target_vectors)
        sides = (source_vectors, target_vectors)
        genres = np.stack([vectors @ self.narrative[:-1] for vectors in sides], axis=1) + self.narrative[-1]
        made = np.empty((len(sources), len(FEATURES)), dtype=np.float32)
        for start in range(0, len(sources), BATCH):
            batch = slice(start, start + BATCH)
            ones, others = map(Side.of, sources[batch]), map(Side.of, targets[batch])
            taken = [side for pair in zip(ones, others, strict=True) for side in pair]
            rows = self.words.rows([side.words for side in taken])
            for place, cosine in enumerate(cosines[batch]):
                first, second = 2 * place, 2 * place + 1
                genre = genres[start + place].tolist()
                made[start + place] = self._row(
                    taken[first], taken[second], rows[first], rows[second], float(cosine), genre
                )
        return made

    def _row(
        self, source: Side, target: Side, one: Rows, other: Rows, cosine: float, genre: list[float]
    ) -> list[float]:
        weights = self.words.weights[one], self.words.weights[other]
        if len(one) and len(other):
            matching = Matching.of(self.words.vectors[one], self.words.vectors[other])
            mutual_target = np.zeros(len(other), dtype=bool)
            mutual_target[matching.partner[matching.mutual]] = True
            matched = [
                *cover(matching.best_of_source, matching.mutual, weights[0]),
                *cover(matching.best_of_target, mutual_target, weights[1]),
                *order(matching, weights[0]),
            ]
        else:
            matching, matched = None, [0.0] * len(_MATCHING)
        fluency, worst, common = self.neighbours.fluency(target.text)
        return [
            cosine,
            *_lengths(source, target, cosine),
            *matched,
            *_names(source, target, matching),
            *_first_words(source, target, matching, weights),
            *_numbers(source, target),
            *genre,
            target.cyrillic / max(1, target.cyrillic + target.latin),
            source.latin / max(1, source.cyrillic + source.latin),
            foreign_share(target.words),
            common,
            len(set(source.words) & set(target.words)) / max(1, min(len(source.words), len(target.words))),
            fluency,
            worst,
            _repeated(target.words),
            float(sum(a == b for a, b in zip(target.words, target.words[1:], strict=False))),
            *_signs(source.text, target.text),
            *_source_side(source, self.words.weights[one], self.words.pieces[one]),
            *_target_side(target, self.words.weights[other], self.words.pieces[other]),
        ]


def _lengths(source: Side, target: Side, cosine: float) -> list[float]:
    characters = len(source.text), len(target.text)
    words = len(source.words), len(target.words)
    size = math.log(characters[0] + 1)
    return [
        size,
        math.log(words[0] + 1),
        math.log((characters[1] + 5) / (characters[0] + 5)),
        math.log((words[1] + 2) / (words[0] + 2)),
        float(target.sentences - source.sentences),
        cosine - 0.05 * size,
    ]


def _names(source: Side, target: Side, matching: Matching | None) -> list[float]:
    if matching is None or not (source.names or target.names):
        return [float(len(source.names)), float(len(target.names)), 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 1.0]
    from_source = _best_of_names(source, target, matching.best_of_source, source_side=True)
    from_target = _best_of_names(target, source, matching.best_of_target, source_side=False)
    sounds = [sound for sound, _ in from_source + from_target]
    one = [max(sound, meaning) for sound, meaning in from_source]
    other = [max(sound, meaning) for sound, meaning in from_target]
    lost = [sum(value < NAME_MATCHED for value in values) for values in (one, other)]
    return [
        float(len(one)),
        float(len(other)),
        min(one, default=1.0),
        min(other, default=1.0),
        sum(one) / len(one) if one else 1.0,
        sum(other) / len(other) if other else 1.0,
        float(lost[0]),
        float(lost[1]),
        float(min(lost)),
        min(sounds, default=1.0),
    ]


def _best_of_names(side: Side, other: Side, best: Floats, *, source_side: bool) -> list[tuple[float, float]]:
    """Give back for each name of a side its best likeness in sound and in meaning."""
    names = [side.words[place] for place in side.names]
    sounds = best_likenesses(names, other.words)[0] if source_side else best_likenesses(other.words, names)[1]
    return [(sound, float(best[place])) for sound, place in zip(sounds, side.names, strict=True)]


def _first_words(
    source: Side, target: Side, matching: Matching | None, weights: tuple[Floats, Floats]
) -> list[float]:
    """Give back how well each side's first word is matched, 1 if it is common: it may be a name."""
    if matching is None:
        return [0.0, 0.0]
    best = [float(matching.best_of_source[0]), float(matching.best_of_target[0])]
    if weights[0][0] >= RARE and best[0] < 1.0:
        best[0] = max(best[0], *best_likenesses(source.words[:1], target.words)[0])
    if weights[1][0] >= RARE and best[1] < 1.0:
        best[1] = max(best[1], *best_likenesses(source.words, target.words[:1])[1])
    return [value if of_side[0] >= RARE else 1.0 for value, of_side in zip(best, weights, strict=True)]


def _numbers(source: Side, target: Side) -> list[float]:
    return [
        float(len(source.numbers)),
        float(len(target.numbers)),
        float(missing_numbers(source.numbers, target.numbers, target.spelt + target.months)),
        float(missing_numbers(target.numbers, source.numbers, source.spelt + source.months)),
        float(
            missing_numbers(source.spelt, target.spelt, target.numbers)
            + missing_numbers(target.spelt, source.spelt, source.numbers)
        ),
    ]


def _repeated(words: Sequence[str]) -> float:
    long = [word for word in words if len(word) > 3]
    return (len(long) - len(set(long))) / max(1, len(long))


def _count(text: str, signs: str) -> int:
    return sum(map(text.count, signs))


def _signs(source: str, target: str) -> list[float]:
    counts = [_count(target, signs) - _count(source, signs) for signs in ("?", "!", "—–", ",")]
    quotes = _count(target, '"“”„«»') - _count(source, '"“”„«»')
    ends = source.rstrip("\"'»”’) ")[-1:], target.rstrip("\"'»”’) ")[-1:]
    return [
        *map(float, counts),
        float(quotes),
        float(_count(target, "()[]") - _count(source, "()[]")),
        float(_count(target, ":;") - _count(source, ":;")),
        float(ends[0] != ends[1]),
        float(target.count("...") + target.count("…") - source.count("...") - source.count("…")),
    ]


def _source_side(side: Side, weights: Floats, pieces: Floats) -> list[float]:
    words = side.words
    count = max(1, len(words))
    rarities, numbers = weights.tolist(), pieces.tolist()
    return [
        sum(rarities) / count,
        max(rarities, default=0.0),
        sum(numbers) / count,
        max(numbers, default=0.0),
        _repeated(words),
        sum(rarity < 0.3 for rarity in rarities) / count,
        sum(len(word) < 4 for word in words) / count,
        side.text.count(",") / count,
        _count(side.text, "—–-") / count,
        _count(side.text, '"“”„«»') / count,
        sum(map(len, words)) / count,
        len(side.names) / count,
        float("?" in side.text),
        float(side.text.rstrip()[-1:] in ".!?…"),
    ]


def _target_side(side: Side, weights: Floats, pieces: Floats) -> list[float]:
    words = side.words
    count = max(1, len(words))
    numbers = pieces.tolist()
    return [
        sum(weights.tolist()) / count,
        sum(numbers) / count,
        max(numbers, default=0.0),
        sum(map(len, words)) / count,
        len(side.names) / count,
        float(side.text[:1].islower()),
    ]

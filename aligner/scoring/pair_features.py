"""What the models know of a pair: about eighty numbers, most of them about its words."""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from aligner.scoring.fluency import Neighbours
from aligner.scoring.form_table import FACT, FormTable
from aligner.scoring.forms import NUMBER, SPELT
from aligner.scoring.name_assignment import assign_names
from aligner.scoring.name_matching import NAMES, name_features
from aligner.scoring.numbers import Number, is_said
from aligner.scoring.products import product
from aligner.scoring.side_block import SideBlock
from aligner.scoring.sides import Side
from aligner.scoring.word_matching import NAMES as COVER
from aligner.scoring.word_matching import Cover, cover, match, order
from aligner.scoring.word_rarity import WordRarity
from aligner.scoring.words_in_context import LetterCounts, word_vectors
from aligner.token_vectors import Encoded, TokenVectors

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

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
_ASSIGNMENT = ("names_replaced",)
_NUMBERS = (
    "source_numbers", "target_numbers", "source_numbers_lost", "target_numbers_lost", "source_numbers_apart",
    "target_numbers_apart", "spelt_lost",
)  # fmt: skip
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
    *_VECTORS, *_LENGTHS, *_MATCHING, *NAMES, *_ASSIGNMENT, *_NUMBERS, *_GENRE, *_SCRIPT, *_FLUENCY, *_SIGNS,
    *_SOURCE, *_TARGET,
)  # fmt: skip

BATCH = 512
"""Pairs worked on at a time."""

_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|[\"'»”’)]|$)")
_CLOSERS = "\"'»”’) "
_ENDS = ".!?…"

_COMMON = 0.3
"""Weight below which a word counts as common."""


class FeatureMaker:
    """Turns pairs into rows of FEATURES.

    ``narrative`` (dim + 1,): what a vector is multiplied with, and what is added, to get the
    log-odds of prose against news and manuals; prose is translated more freely.
    """

    def __init__(self, words: WordRarity, neighbours: Neighbours, narrative: Floats) -> None:
        self.words = words
        self.neighbours = neighbours
        self._narrative = narrative
        self._table = FormTable(words, neighbours)
        self._letters = LetterCounts(words.vocabulary.letters_of)

    def features(
        self, sources: Sequence[str], targets: Sequence[str], source: Encoded, target: Encoded
    ) -> Floats:
        """Give back float32 (pairs, len(FEATURES)) from the texts and what the encoder says of them."""
        made = np.empty((len(sources), len(FEATURES)), dtype=np.float32)
        if not sources:
            return made
        sides = (source.vectors, target.vectors)
        cosines = np.einsum("ij,ij->i", *sides)
        weights, bias = self._narrative[:-1], self._narrative[-1]
        genres = np.stack([product(of, weights) for of in sides], axis=1) + bias
        for start in range(0, len(sources), BATCH):
            batch = slice(start, start + BATCH)
            rows = np.arange(start, min(start + BATCH, len(sources)))
            self._table.make_room()
            one = SideBlock.of([Side.of(text, "ru") for text in sources[batch]], self._table)
            other = SideBlock.of([Side.of(text, "en") for text in targets[batch]], self._table)
            tokens = source.tokens.take(rows), target.tokens.take(rows)
            made[batch] = self._rows(one, other, tokens, cosines[batch].astype(np.float64), genres[batch])
        return made

    def _rows(
        self,
        source: SideBlock,
        target: SideBlock,
        tokens: tuple[TokenVectors, TokenVectors],
        cosines: Doubles,
        genres: Floats,
    ) -> Doubles:
        vectors = (
            word_vectors(source, tokens[0], self._letters),
            word_vectors(target, tokens[1], self._letters),
        )
        covers = match(source, target, vectors, self.words.weights)
        matched = np.minimum(source.counts, target.counts) > 0
        fluency, worst = self.neighbours.fluency(_classes(target), target.owners, len(target))
        columns = [
            cosines[:, None],
            _lengths(source, target, cosines),
            _where(
                matched,
                np.concatenate([cover(*both) for both in zip((source, target), covers, strict=True)], axis=1),
            ),
            _where(matched, order(source, covers[0])),
            name_features(source, target, covers),
            np.array([_by_side(*both) for both in zip(source.sides, target.sides, strict=True)]),
            genres,
            _script(source, target),
            np.stack((fluency, worst, *_repeated_words(target)), axis=1),
            _signs(source, target),
            _source_side(source, covers[0], self.words.pieces),
            _target_side(target, covers[1], self.words.pieces),
        ]
        return np.concatenate(columns, axis=1)


def _where(matched: NDArray[np.bool_], values: Doubles) -> Doubles:
    return np.where(matched[:, None], values, 0.0)


def _classes(block: SideBlock) -> NDArray[np.int64]:
    """Give back the class of each form: otherwise for the first of its side."""
    classes = block.table.classes[block.rows]
    found = classes[:, 1].copy()
    found[block.starts] = classes[block.starts, 0]
    return found


def _texts(block: SideBlock) -> list[str]:
    return [side.text for side in block.sides]


def _characters(block: SideBlock) -> Doubles:
    return np.array([len(text) for text in _texts(block)], dtype=np.float64)


def _sentences(block: SideBlock) -> Doubles:
    return np.array([max(1, len(_SENTENCE_END.findall(text))) for text in _texts(block)], dtype=np.float64)


def _lengths(source: SideBlock, target: SideBlock, cosines: Doubles) -> Doubles:
    characters = _characters(source), _characters(target)
    size = np.log(characters[0] + 1)
    return np.stack(
        (
            size,
            np.log(source.counts + 1),
            np.log((characters[1] + 5) / (characters[0] + 5)),
            np.log((target.counts + 2) / (source.counts + 2)),
            _sentences(target) - _sentences(source),
            cosines - 0.05 * size,
        ),
        axis=1,
    )


def _by_side(source: Side, target: Side) -> tuple[float, ...]:
    """Give back how many names have another in their place, and what is known of the numbers."""
    return assign_names(source, target).replaced, *_numbers(source, target)


def _numbers(source: Side, target: Side) -> tuple[float, ...]:
    """Give back how many numbers in digits each side has, how many of them the other doesn't say in any
    form, how many it doesn't have in digits, and how many numbers in words are said on one side only.
    """
    if not (source.kinds | target.kinds) & (NUMBER | SPELT):
        return (0.0,) * len(_NUMBERS)
    ones, others = source.numbers, target.numbers
    return (
        float(len(ones)),
        float(len(others)),
        _unsaid(ones, target),
        _unsaid(others, source),
        _apart(ones, target),
        _apart(others, source),
        _spelt_lost(source, target) + _spelt_lost(target, source),
    )


def _unsaid(numbers: Sequence[Number], side: Side) -> float:
    return float(sum(not is_said(number, side.said()) for number in numbers))


def _apart(numbers: Sequence[Number], other: Side) -> float:
    """Give back how many numbers the other side hasn't as often, nor says otherwise than in digits."""
    left = Counter(number.values[0] for number in other.numbers)
    key_of = {value: number.values[0] for number in other.numbers for value in number.values}
    apart = 0
    otherwise = other.said_otherwise() if numbers else frozenset()
    for number in numbers:
        keys = (key_of[value] for value in number.values if value in key_of)
        key = next((key for key in keys if left[key]), None)
        if key is not None:
            left[key] -= 1
        elif otherwise.isdisjoint(number.values):
            apart += 1
    return float(apart)


def _spelt_lost(side: Side, other: Side) -> float:
    if not side.kinds & SPELT:
        return 0.0
    return float(sum(word.value not in other.said() for word in side.words if word.kinds & SPELT))


def _share(block: SideBlock, name: str) -> Doubles:
    return block.sums[:, FACT[name]] / np.maximum(1, block.sums[:, FACT["word"]])


def _script(source: SideBlock, target: SideBlock) -> Doubles:
    cyrillic, latin = (
        [block.sums[:, FACT[name]] for block in (source, target)] for name in ("cyrillic", "latin")
    )
    tokens = np.diff(np.append(target.starts, len(target.rows))) - 1
    return np.stack(
        (
            cyrillic[1] / np.maximum(1, cyrillic[1] + latin[1]),
            latin[0] / np.maximum(1, cyrillic[0] + latin[0]),
            _share(target, "foreign"),
            target.sums[:, FACT["common"]] / np.maximum(1, tokens),
            _shared(source, target) / np.maximum(1, np.minimum(source.counts, target.counts)),
        ),
        axis=1,
    )


def _distinct(block: SideBlock, chosen: NDArray[np.bool_] | None = None) -> NDArray[np.int64]:
    """Give back each distinct word of each side once: the side's number and the row of its vector."""
    keys = (block.word_owners << 32) | block.word_rows
    keys = np.sort(keys if chosen is None else keys[chosen])
    distinct: NDArray[np.int64] = keys[np.diff(keys, prepend=-1) != 0]
    return distinct


def _shared(source: SideBlock, target: SideBlock) -> Doubles:
    """Give back how many distinct words both sides of each pair have."""
    keys = np.sort(np.concatenate((_distinct(source), _distinct(target))))
    twice = keys[:-1][keys[1:] == keys[:-1]]
    return np.bincount(twice >> 32, minlength=len(source)).astype(np.float64)


def _repeated(block: SideBlock) -> Doubles:
    """Give back the share of long words that each side has said before."""
    long = block.table.facts[block.rows[block.words], FACT["long"]] > 0
    distinct = np.bincount(_distinct(block, long) >> 32, minlength=len(block))
    count = np.bincount(block.word_owners[long], minlength=len(block))
    return (count - distinct) / np.maximum(1, count)


def _repeated_words(block: SideBlock) -> tuple[Doubles, Doubles]:
    """Give back the share of words said before, and how often a word follows itself."""
    rows, owners = block.word_rows, block.word_owners
    again = owners[1:][(rows[1:] == rows[:-1]) & (owners[1:] == owners[:-1])]
    return _repeated(block), np.bincount(again, minlength=len(block)).astype(np.float64)


def _signs(source: SideBlock, target: SideBlock) -> Doubles:
    more = target.sums - source.sums
    ends = [[text.rstrip(_CLOSERS)[-1:] for text in _texts(block)] for block in (source, target)]
    dots = [[text.count("...") + text.count("…") for text in _texts(block)] for block in (source, target)]
    signs = ("question", "exclamation", "dash", "comma", "quote", "bracket", "colon")
    return np.stack(
        (
            *(more[:, FACT[name]] for name in signs),
            [one != other for one, other in zip(*ends, strict=True)],
            np.array(dots[1]) - np.array(dots[0]),
        ),
        axis=1,
    ).astype(np.float64)


def _source_side(block: SideBlock, found: Cover, pieces: Floats) -> Doubles:
    count = np.maximum(1, block.counts)
    numbers = pieces[block.word_rows].astype(np.float64)
    sums = {name: block.sums[:, place] for name, place in FACT.items()}
    return np.stack(
        (
            block.sum(found.weights) / count,
            block.highest(found.weights),
            block.sum(numbers) / count,
            block.highest(numbers),
            _repeated(block),
            block.sum(found.weights < _COMMON) / count,
            sums["short"] / count,
            sums["comma"] / count,
            (sums["dash"] + sums["hyphen"]) / count,
            sums["quote"] / count,
            sums["length"] / count,
            np.array([len(side.names()) for side in block.sides]) / count,
            sums["question"] > 0,
            [text.rstrip()[-1:] in _ENDS for text in _texts(block)],
        ),
        axis=1,
    )


def _target_side(block: SideBlock, found: Cover, pieces: Floats) -> Doubles:
    count = np.maximum(1, block.counts)
    numbers = pieces[block.word_rows].astype(np.float64)
    return np.stack(
        (
            block.sum(found.weights) / count,
            block.sum(numbers) / count,
            block.highest(numbers),
            block.sums[:, FACT["length"]] / count,
            np.array([len(side.names()) for side in block.sides]) / count,
            [text[:1].islower() for text in _texts(block)],
        ),
        axis=1,
    )

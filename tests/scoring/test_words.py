"""What is known of words: what they mean, how they match and follow, how texts are told apart."""

import functools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.scoring.calibration import Calibration
from aligner.scoring.fluency import BORDER, FOREIGN_WORDS, Neighbours, classes
from aligner.scoring.form_table import FormTable
from aligner.scoring.model_files import read_feature_maker
from aligner.scoring.ngrams import BITS, hashed
from aligner.scoring.pair_features import FeatureMaker
from aligner.scoring.side_block import MAX_WORDS, SideBlock
from aligner.scoring.sides import Side
from aligner.scoring.word_matching import NAMES, SOFTENING, UNMATCHED, WINDOW, Cover, cover, match, order
from aligner.scoring.words_in_context import LetterCounts, word_vectors
from tests.scoring.pairs import encoder


@functools.cache
def maker() -> FeatureMaker:
    """Give back the shipped maker of features."""
    return read_feature_maker()


def block(*texts: str) -> SideBlock:
    """Give back the block of these texts."""
    return SideBlock.of([Side.of(text) for text in texts], FormTable(maker().words, maker().neighbours))


def in_context(made: SideBlock) -> np.ndarray:
    """Give back the vectors of a block's words."""
    tokens = encoder().encode_with_tokens([side.text for side in made.sides]).tokens
    return word_vectors(made, tokens, LetterCounts(maker().words.vocabulary.letters_of))


def found(best: list[float], mutual: list[bool], partner: list[int], weights: list[float]) -> Cover:
    return Cover(np.array(best), np.array(mutual), np.array(partner, dtype=np.int64), np.array(weights))


def test_a_very_long_side_is_looked_at_in_part() -> None:
    assert block("слово " * 1000, "слово").counts.tolist() == [MAX_WORDS, 1]


def test_a_block_tells_which_word_is_whose() -> None:
    made = block("Иван, 12!", "...", "Да.")
    assert made.word_owners.tolist() == [0, 0, 2]
    assert made.ranks.tolist() == [0, 1, 0]
    assert made.counts.tolist() == [2, 0, 1]
    assert made.sums[:, 1].tolist() == [1, 0, 0]


def test_a_word_is_nearer_to_its_translation_than_to_other_words() -> None:
    words = maker().words
    table = FormTable(words, maker().neighbours)
    texts = ("кошка дождь министр", "cat rain minister")
    one, other = (SideBlock.of([Side.of(text)], table) for text in texts)
    ours, theirs = match(one, other, (in_context(one), in_context(other)), words.weights)
    assert ours.partner.tolist() == theirs.partner.tolist() == [0, 1, 2]
    assert ours.mutual.all()
    assert theirs.mutual.all()


def test_rows_of_words_stay_right_when_the_table_grows() -> None:
    words = read_feature_maker().words
    (row,) = words.rows(["кошка"])
    before = words.weights[row]
    words.rows([f"слово{number}" for number in range(5000)])
    assert words.rows(["кошка"]).tolist() == [row]
    assert words.weights[row] == before


def test_what_is_known_of_a_word_does_not_hang_on_what_was_met_before() -> None:
    one, other = read_feature_maker().words, read_feature_maker().words
    other.rows([f"{letter}лово" for letter in "абвгдежзиклмн"])
    (row,), (late,) = one.rows(["переговоры"]), other.rows(["переговоры"])
    assert (one.weights[row], one.pieces[row]) == (other.weights[late], other.pieces[late])


def slow_cover(best: list[float], mutual: list[bool], weights: list[float]) -> list[float]:
    """Give back NAMES of one side, word by word."""
    values = [value * weight for value, weight in zip(best, weights, strict=True)]
    shared = [value if agreed else 0.0 for value, agreed in zip(values, mutual, strict=True)]
    third = max(1, len(best) // 3)

    def hole(of: list[float]) -> float:
        if len(of) <= WINDOW:
            return sum(of) / sum(weights)
        places = range(len(of) - WINDOW + 1)
        return min(sum(of[at : at + WINDOW]) / (sum(weights[at : at + WINDOW]) + SOFTENING) for at in places)

    rare = [value for value, weight in zip(best, weights, strict=True) if weight >= 0.5]
    return [
        sum(values) / sum(weights),
        min(rare or best),
        sum(weight for value, weight in zip(best, weights, strict=True) if value < UNMATCHED) / sum(weights),
        hole(values),
        sum(values[:third]) / sum(weights[:third]),
        sum(values[-third:]) / sum(weights[-third:]),
        sum(shared) / sum(weights),
        hole(shared),
    ]


@settings(deadline=None)  # the first time reads the models
@given(st.lists(st.integers(0, 12), min_size=1, max_size=4), st.integers(0, 2**32 - 1))
def test_all_sides_at_once_are_one_after_the_other(lengths: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    sides = block(*("слово " * length or "." for length in lengths))
    count = sum(lengths)
    best, mutual, weights = rng.random(count), rng.random(count) < 0.5, rng.choice([0.1, 0.6, 1.0], count)
    made = cover(sides, Cover(best, mutual, np.zeros(count, dtype=np.int64), weights))
    start = 0
    for row, length in zip(made, lengths, strict=True):
        of_side = [values[start : start + length].tolist() for values in (best, mutual, weights)]
        expected = slow_cover(*of_side) if length else [0.0] * len(NAMES)
        np.testing.assert_allclose(row, expected)
        start += length


def test_a_hole_in_the_cover_shows() -> None:
    sides = block("слово " * 20)
    even = [0.8] * 20
    holed = [*even[:8], *[0.1] * 6, *even[14:]]
    one, other = (cover(sides, found(of, [True] * 20, [0] * 20, [1.0] * 20))[0] for of in (holed, even))
    assert one[3] < other[3] - 0.5


def test_order_tells_a_row_from_its_shuffle() -> None:
    sides = block("слово " * 12)
    shuffled = np.random.default_rng(0).permutation(12).tolist()
    one, other = (
        order(sides, found([0.9] * 12, [True] * 12, partner, [1.0] * 12))[0]
        for partner in (list(range(12)), shuffled)
    )
    assert one.tolist() == [1, 1, 1]
    assert other[0] < 0.7


def fluency(text: str) -> float:
    made = block(text)
    rows = made.table.classes[made.rows][:, 1]
    return float(maker().neighbours.fluency(rows, made.owners, 1)[0][0])


def test_shuffled_english_is_less_fluent() -> None:
    fluent = "The head of the company said that the road will be closed for repairs."
    shuffled = "Repairs the said for of road that company will the closed be head the."
    assert fluency(fluent) > fluency(shuffled) + 0.2


def test_every_class_has_a_row_of_the_table() -> None:
    neighbours = maker().neighbours
    assert neighbours.table.shape == (len(neighbours.number_of),) * 2


def test_classes_have_different_names() -> None:
    names = classes(["the", "of", "."])
    assert len(set(names)) == len(names)
    assert Neighbours.of([], np.zeros((len(classes([])),) * 2, dtype=np.int8)).number_of[BORDER] == 0


def test_foreign_words_are_no_english_ones() -> None:
    assert not FOREIGN_WORDS & {
        "the",
        "of",
        "and",
        "in",
        "is",
        "to",
        "a",
        "on",
        "me",
        "he",
        "so",
        "die",
        "war",
    }


@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_hashes_of_a_text_are_its_own(texts: list[str]) -> None:
    owners, hashes = hashed(texts)
    assert ((hashes >= 0) & (hashes < 1 << BITS)).all()
    for number, text in enumerate(texts):
        assert sorted(hashes[owners == number]) == sorted(hashed([text])[1])


def test_a_calibration_that_falls_is_refused() -> None:
    rising, falling = np.array([0.0, 1.0], dtype=np.float32), np.array([1.0, 0.0], dtype=np.float32)
    with pytest.raises(ValueError, match="must rise"):
        Calibration(rising, falling)
    assert Calibration(rising, rising)(np.array([-1.0, 0.5, 2.0])).tolist() == [0, 0.5, 1]

"""Words find the pieces that they were cut into."""

import functools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.scoring.form_table import FormTable
from aligner.scoring.model_files import read_feature_maker
from aligner.scoring.side_block import SideBlock
from aligner.scoring.sides import Side
from aligner.scoring.words_in_context import LetterCounts, word_vectors
from aligner.token_vectors import TokenVectors
from tests.scoring.pairs import encoder


@functools.cache
def letters() -> LetterCounts:
    return LetterCounts(read_feature_maker().words.vocabulary.letters_of)


def block(*texts: str) -> SideBlock:
    maker = read_feature_maker()
    return SideBlock.of([Side.of(text) for text in texts], FormTable(maker.words, maker.neighbours))


def words_and_vectors(*texts: str) -> tuple[list[str], np.ndarray]:
    """Give back the words of all texts and their vectors."""
    made = block(*texts)
    words = [made.table.texts[row] for row in made.rows[made.words]]
    return words, word_vectors(made, encoder().encode_with_tokens(texts).tokens, letters())


@pytest.mark.parametrize(
    "text",
    [
        "Переговоры в Вене начались 25 мая, сообщил Лавров.",
        "№ 5 — 1½ кг… «Ёж» don’t go™ 26.05.2020г. к Ньютону",
        "и\u0306од и co\u0301te, ﬁne",
        "🤖 robots 🤖🤖 and people",
    ],
)
def test_every_word_has_a_vector(text: str) -> None:
    words, vectors = words_and_vectors(text)
    assert words
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(words)), abs=1e-5)


def test_a_sign_that_is_written_out_moves_no_word() -> None:
    # The encoder reads № as No and … as three full stops.
    plain_words, plain = words_and_vectors("Дом 5, квартира Иванова.")
    words, vectors = words_and_vectors("№ … Дом 5, квартира Иванова.")
    assert words == plain_words
    cosines = np.einsum("ij,ij->i", vectors[-2:], plain[-2:])
    assert (cosines > 0.9).all()


def test_words_of_several_texts_are_those_of_each() -> None:
    texts = ("Снег.", "", "...", "It snowed all night.", "Да")
    words, together = words_and_vectors(*texts)
    alone = np.concatenate([words_and_vectors(text)[1] for text in texts if any(map(str.isalpha, text))])
    assert words == ["Снег", "It", "snowed", "all", "night", "Да"]
    assert np.einsum("ij,ij->i", together, alone).min() > 0.999


def test_a_word_is_the_sum_of_its_pieces_and_takes_none_of_its_neighbours() -> None:
    made = block("переговоры и снег")
    tokens = encoder().encode_with_tokens(["переговоры и снег"]).tokens
    counts = letters()(tokens.pieces)
    first = tokens.floats(np.flatnonzero(np.cumsum(counts) <= len("переговоры"))).sum(axis=0)
    vectors = word_vectors(made, tokens, letters())
    assert vectors[0] == pytest.approx(first / np.linalg.norm(first), abs=1e-5)


def test_words_without_tokens_have_zeros() -> None:
    nothing = TokenVectors.of(np.zeros(0), np.zeros((0, 96), dtype=np.float32), np.array([0]))
    assert not word_vectors(block("Снег идёт."), nothing, letters()).any()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=4))
def test_any_texts_give_a_row_a_word(texts: list[str]) -> None:
    words, vectors = words_and_vectors(*texts)
    assert vectors.shape == (len(words), encoder().token_dim)
    assert np.isfinite(vectors).all()

"""Tokens of texts: taken, joined, and nearly what they were before they became bytes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.token_vectors import Encoded, TokenVectors

COUNTS = st.lists(st.integers(0, 5), min_size=1, max_size=8)


def tokens_of(counts: list[int], seed: int = 0) -> TokenVectors:
    """Give back texts of so many tokens each; pieces are numbered through."""
    total = sum(counts)
    vectors = np.random.default_rng(seed).normal(size=(total, 3)).astype(np.float32)
    return TokenVectors.of(np.arange(total), vectors, np.array(counts))


def pieces(tokens: TokenVectors) -> list[list[int]]:
    return [part.tolist() for part in np.split(tokens.pieces, tokens.starts[1:-1])]


@given(COUNTS, st.data())
def test_texts_are_taken_whole_in_any_order(counts: list[int], data: st.DataObject) -> None:
    tokens = tokens_of(counts)
    rows = data.draw(st.lists(st.integers(0, len(counts) - 1), max_size=10))
    taken = tokens.take(rows)
    assert len(taken) == len(rows)
    if rows:
        assert pieces(taken) == [pieces(tokens)[row] for row in rows]


@given(COUNTS, st.data())
def test_a_span_is_its_texts_one_after_the_other(counts: list[int], data: st.DataObject) -> None:
    tokens = tokens_of(counts)
    first = data.draw(st.integers(0, len(counts)))
    stop = data.draw(st.integers(first, len(counts)))
    made = tokens.spans(np.array([first]), np.array([stop]))
    assert pieces(made) == [[piece for text in pieces(tokens)[first:stop] for piece in text]]


@given(COUNTS, COUNTS)
def test_joined_parts_keep_every_text(one: list[int], other: list[int]) -> None:
    joined = TokenVectors.joined([tokens_of(one), tokens_of(other)])
    assert pieces(joined) == pieces(tokens_of(one)) + pieces(tokens_of(other))


def test_a_byte_a_number_is_off_by_half_a_step_at_most() -> None:
    vectors = np.random.default_rng(1).normal(size=(200, 96)).astype(np.float32)
    vectors[0] = 0
    tokens = TokenVectors.of(np.arange(200), vectors, np.array([200]))
    steps = np.abs(vectors).max(axis=1) / 127
    assert (np.abs(tokens.floats(np.arange(200)) - vectors).max(axis=1) <= steps * 0.51).all()


def test_halves_are_sources_and_targets() -> None:
    encoded = Encoded(np.arange(8, dtype=np.float32).reshape(4, 2), tokens_of([1, 2, 0, 3]))
    one, other = encoded.halves()
    assert one.vectors.tolist() + other.vectors.tolist() == encoded.vectors.tolist()
    assert pieces(one.tokens) + pieces(other.tokens) == pieces(encoded.tokens)
    assert pieces(encoded.take([3]).tokens) == [pytest.approx([3, 4, 5])]

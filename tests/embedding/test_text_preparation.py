"""Preparation of texts, the same for every encoder."""

import unicodedata

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from aligner.embedding.text_preparation import MAX_CHARACTERS, Report, encode_distinct, prepare

any_text = st.text(st.characters(), max_size=60)


@given(any_text)
def test_preparing_twice_changes_nothing_more(text: str) -> None:
    assert prepare(prepare(text)) == prepare(text)


@given(any_text)
def test_a_prepared_text_has_no_signs_that_models_trip_over(text: str) -> None:
    prepared = prepare(text)
    assert unicodedata.is_normalized("NFC", prepared)
    assert "  " not in prepared
    assert prepared == prepared.strip()
    assert not any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in prepared)


def test_nul_and_surrogates_are_dropped_and_other_controls_part_words() -> None:
    assert prepare("a\x00b") == "ab"
    assert prepare("a\ud800b") == "ab"
    assert prepare("a\x07b\tc\r\nd\u2028e\u00a0f") == "a b c d e f"


def test_a_long_text_is_cut() -> None:
    assert len(prepare("слово " * MAX_CHARACTERS)) <= MAX_CHARACTERS
    assert prepare("я" * MAX_CHARACTERS + "б") == "я" * MAX_CHARACTERS


def test_each_distinct_text_is_encoded_once_and_a_blank_one_never() -> None:
    seen: list[str] = []

    def encode(texts: list[str], report: Report) -> np.ndarray:
        seen.extend(texts)
        report.add(len(texts))
        return np.array([[len(text), 1.0] for text in texts], dtype=np.float32)

    heard: list[tuple[int, int]] = []
    vectors = encode_distinct(
        ["aa", " \t", "b", "aa ", "", "b\x00"], 2, encode, lambda *counts: heard.append(counts)
    )
    assert seen == ["aa", "b"]
    assert heard == [(2, 2)]
    assert vectors.tolist() == [[2, 1], [0, 0], [1, 1], [2, 1], [0, 0], [1, 1]]
    assert vectors.dtype == np.float32


def test_no_texts_and_only_blank_texts_need_no_encoder() -> None:
    def encode(texts: list[str], report: Report) -> np.ndarray:
        raise AssertionError("nothing to encode")

    assert encode_distinct([], 3, encode).shape == (0, 3)
    assert not encode_distinct(["", " "], 3, encode).any()

"""The list of names that are names even as first words of sentences."""

from importlib.resources import files

import pytest

from aligner.scoring.capitals import may_be_name
from aligner.scoring.known_names import english_for, is_known_name, may_replace_a_name

ROWS = [
    line.split("\t")
    for line in files("aligner.scoring").joinpath("known_names.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


def test_every_name_stands_once_in_lower_case() -> None:
    names = [row[0] for row in ROWS]
    assert len(names) == len(set(names)) > 500
    assert all(name == name.lower() and "ё" not in name and may_be_name(name.capitalize()) for name in names)


def test_what_english_has_for_a_name_is_told() -> None:
    for name, *english in ROWS:
        assert is_known_name(name)
        assert all(english), f"{name}: an empty second column"
        assert english_for(name) == frozenset(" ".join(english).split())


@pytest.mark.parametrize(
    "word",
    ["мир", "вера", "надежда", "любовь", "лев", "роза", "куба", "перу", "вена", "баку", "том", "слава"],
)
def test_a_name_that_is_a_word_too_is_not_listed(word: str) -> None:
    assert not is_known_name(word)


@pytest.mark.parametrize("word", ["he", "the", "yesterday", "russian", "germans", "according"])
def test_a_word_that_may_begin_any_sentence_replaces_no_name(word: str) -> None:
    assert not may_replace_a_name(word)

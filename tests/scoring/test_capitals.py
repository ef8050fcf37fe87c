"""Which Russian words with a capital are names that English must spell."""

from importlib.resources import files

import pytest

from aligner.scoring.capitals import may_be_name, may_be_translated
from aligner.scoring.forms import forms

ROWS = [
    line.split("\t")
    for line in files("aligner.scoring").joinpath("capitals.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize("word", ["Байден", "Путиным", "Зеленского", "Чекшино", "Москва", "Мострой"])
def test_a_name_may_be_a_name(word: str) -> None:
    assert may_be_name(word)


@pytest.mark.parametrize("word", ["Президентом", "Вами", "Нему", "Тобою", "Моего", "Моём", "СССР", "Ян"])
def test_a_title_a_pronoun_and_an_acronym_are_no_names(word: str) -> None:
    assert not may_be_name(word)


@pytest.mark.parametrize(
    "word", ["Верховный", "Дворцового", "Площадью", "Минэнерго", "Собственность", "Исполнителя", "Жён"]
)
def test_a_common_word_may_be_translated(word: str) -> None:
    assert may_be_translated(forms[word])


@pytest.mark.parametrize(
    "word", ["Байденом", "Путиным", "Трампу", "Иванова", "Казань", "Германия", "Шойгу", "Садыков", "Богдан"]
)
def test_a_name_of_a_person_or_a_place_may_not(word: str) -> None:
    assert not may_be_translated(forms[word])


def test_the_table_is_in_order_without_doubles_and_without_yo() -> None:
    assert {kind for _, kind in ROWS} == {"never", "translated"}
    starts = [start for start, _ in ROWS]
    assert len(set(starts)) == len(starts)
    assert starts == sorted(starts, key=lambda start: (not start.startswith("="), start))
    assert all(start.islower() and "ё" not in start for start in starts)

"""A side taken apart: its words, names and numbers; what is known of single forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.scoring.exonyms import exonyms, exonyms_of
from aligner.scoring.forms import COUNTS, DATES, DENIES, SPELT, forms
from aligner.scoring.numbers import is_said
from aligner.scoring.sides import Side


@given(st.text(max_size=80))
def test_every_form_stands_where_the_side_says(text: str) -> None:
    side = Side.of(text, "ru")
    for form, start in zip(side.forms, side.starts, strict=True):
        assert text[start : start + len(form.text)] == form.text
    assert [text[side.span(n).start : side.span(n).stop] for n in range(len(side.words))] == [
        word.text for word in side.words
    ]


def test_a_side_is_taken_apart_once() -> None:
    assert Side.of("Кошка спит.", "ru-RU") is Side.of("Кошка спит.", "ru")


def test_a_name_at_the_start_of_a_sentence_may_be_any_word() -> None:
    side = Side.of("Вчера Иван уехал. Завтра «Нева» выйдет в море, а МИД промолчит.", "ru")
    assert [side.forms[place].text for place in side.names()] == ["Иван", "МИД"]


@pytest.mark.parametrize(
    ("word", "kinds"),
    [
        ("пять", COUNTS | SPELT),
        ("both", COUNTS),
        ("мая", DATES),
        ("Monday", DATES),
        ("don’t", DENIES),
        ("дом", 0),
    ],
)
def test_a_word_is_of_its_kinds(word: str, kinds: int) -> None:
    assert forms[word].kinds & (COUNTS | SPELT | DATES | DENIES) == kinds


@pytest.mark.parametrize(
    ("russian", "english"),
    [
        ("германии", "germany"),
        ("США", "us"),
        ("ООН", "un"),
        ("российских", "russian"),
        ("Петру", "peter"),
        ("Королю", ""),
        ("Воз", ""),
    ],
)
def test_a_name_is_known_by_its_english_name(russian: str, english: str) -> None:
    assert (english in exonyms_of(russian)) == bool(english)


def test_the_table_of_exonyms_is_in_lower_case_and_without_yo() -> None:
    for start, english in exonyms().items():
        assert start == start.replace("ё", "е")
        assert start.islower() or start.isupper()
        assert english
        assert all(word == word.lower() for word in english)


@pytest.mark.parametrize(
    ("source", "target", "missing"),
    [
        ("в 2015 году", "in 2015", 0),
        ("1 000,5 тонны", "1,000.5 tons", 0),
        ("1,5 тысячи", "1,500", 0),
        ("в 15:00", "at 3 pm", 0),
        ("25.05.2018", "May 25, 2018", 0),
        ("420 рублей", "470 roubles", 1),
        ("в 2015 и 2016 годах", "in 2015", 1),
        ("двадцать пять рублей и 3 доллара", "25 roubles and three dollars", 0),
    ],
)
def test_numbers_are_found_again_however_they_are_written(source: str, target: str, missing: int) -> None:
    one, other = Side.of(source, "ru"), Side.of(target, "en")
    assert sum(not is_said(number, other.said()) for number in one.numbers) == missing

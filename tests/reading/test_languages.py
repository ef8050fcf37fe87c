"""Sides that are swapped, the same, or in the wrong script."""

import pytest

from aligner.bitext import Document
from aligner.config import ReadOptions
from aligner.errors import LanguageError
from aligner.reading import read_string
from aligner.reading.languages import check_languages, detect_language, is_written_otherwise

RUSSIAN = "Снег шёл всю ночь, и к утру дорогу совсем занесло. Поезд опоздал на два часа."
ENGLISH = "It snowed all night, and by morning the road was gone. The train was two hours late."


def side(text: str, language: str, name: str = "a.txt") -> Document:
    return read_string(text, ReadOptions(language), name=name)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (RUSSIAN, "ru"),
        (ENGLISH, "en"),
        ("Да", None),
        ("12:45 — 17:50", None),
        ("東京は日本の首都で、人口は最も多い。" * 3, None),
    ],
)
def test_the_letters_tell_the_language(text: str, language: str | None) -> None:
    assert detect_language(text) == language


def test_a_text_and_its_translation_pass() -> None:
    check_languages(side(RUSSIAN, "ru"), side(ENGLISH, "en"))


def test_swapped_files_are_told_in_one_line() -> None:
    with pytest.raises(LanguageError, match=r"swapped: x\.txt is given as Russian .* Exchange") as caught:
        check_languages(side(ENGLISH, "ru", "x.txt"), side(RUSSIAN, "en", "y.txt"))
    assert "\n" not in str(caught.value)


def test_the_same_language_on_both_sides_is_told() -> None:
    with pytest.raises(LanguageError, match=r"same language: y\.txt is given as English"):
        check_languages(side(RUSSIAN, "ru", "x.txt"), side(RUSSIAN + " И ещё.", "en", "y.txt"))


def test_one_side_in_the_wrong_script_is_told() -> None:
    with pytest.raises(LanguageError, match=r"^y\.txt is given as English but written in Cyrillic"):
        check_languages(side("2 + 2", "ru", "x.txt"), side(RUSSIAN, "en", "y.txt"))


def test_the_same_text_on_both_sides_is_told() -> None:
    with pytest.raises(LanguageError, match="the same text"):
        check_languages(side("2 + 2", "ru"), side("2 + 2", "en"))


@pytest.mark.parametrize(("source", "target"), [("ru", "ja"), ("ja", "en"), ("en", "de"), ("ru", "uk")])
def test_languages_that_letters_do_not_tell_are_not_judged(source: str, target: str) -> None:
    check_languages(side(ENGLISH, source), side(RUSSIAN, target))


def test_a_russian_page_full_of_code_is_still_russian() -> None:
    code = "```\n" + "print('hello world')\n" * 30 + "```\n"
    text = f"# Установка\n\n## Начало\n\nЗапустите программу.\n\n{code}"
    check_languages(side(text, "ru"), side(ENGLISH, "en"))


def test_one_short_sentence_a_side_is_enough_to_tell_that_they_are_swapped() -> None:
    options = ReadOptions("ru"), ReadOptions("en")
    with pytest.raises(LanguageError, match="swapped"):
        check_languages(read_string("Hello, world.", options[0]), read_string("Привет, мир.", options[1]))


def test_a_menu_in_another_language_says_nothing_of_the_article() -> None:
    menu = "".join(f"<li><a href='/{n}'>Раздел нашего сайта номер {n}</a></li>" for n in range(40))
    sentence = "The old railway bridge across the river was closed for repairs on Monday morning. "
    article = "".join(f"<p>{sentence * 3}</p>" for _ in range(5))
    page = f"<html><body><ul>{menu}</ul><h1>A bridge is closed</h1><article>{article}</article></body></html>"
    document = read_string(page, ReadOptions("en", format="html"))
    assert "Раздел нашего сайта" in document.text
    assert not is_written_otherwise(document)
    check_languages(
        read_string("Старый мост закрыли на ремонт в понедельник утром.", ReadOptions("ru")), document
    )


def test_a_page_of_furniture_alone_is_judged_by_it() -> None:
    document = read_string("Главная\n\nНовости\n\nСпорт и погода\n", ReadOptions("en"))
    assert is_written_otherwise(document)

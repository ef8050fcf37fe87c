"""Names are known in any case and by any usual spelling, and kept apart from others."""

import numpy as np
import pytest

from aligner.scoring.name_assignment import SAME_NAME
from aligner.scoring.sounds import consonants, may_sound_alike
from aligner.scoring.transliteration import is_acronym_of, likeness

SAME = """
Трампом Trump
Хрущёва Khrushchev
Шварценеггер Schwarzenegger
Чайковского Tchaikovsky
Щедрин Shchedrin
Юлия Yulia
Юлией Julia
Сергей Sergey
Сергею Sergei
Андрея Andrew's
Вашингтоне Washington
Джорджа George
Майкла Michael
Хьюстон Houston
Жуков Zhukov
Ельцина Yeltsin
Вагнер Wagner
Достоевский Dostoevsky
Достоевским Dostoyevskiy
Берлине Berlin
Рига Riga
Мексика Mexico
Уильям William
Чехову Chekhov
Цукерберг Zuckerberg
Черчилль Churchill
Максима Maxim
Мюллер Müller
"""
DIFFERENT = """
Путин Peskov
Лавров Trump
Москва Moment
Иванов Petrov
Анна Olga
Берлин Bernard
Лондон Lisbon
Николай Nicholson
"""


def lines(text: str) -> list[list[str]]:
    return [line.split() for line in text.strip().split("\n")]


@pytest.mark.parametrize(("russian", "english"), lines(SAME))
def test_a_name_is_known_in_its_other_alphabet(russian: str, english: str) -> None:
    assert likeness(russian, english) >= SAME_NAME


@pytest.mark.parametrize(("russian", "english"), lines(DIFFERENT))
def test_another_name_is_another(russian: str, english: str) -> None:
    assert likeness(russian, english) < SAME_NAME


@pytest.mark.parametrize(
    ("russian", "english", "same"),
    [
        ("РБК", "RBC", True),
        ("РБК", "RBK", True),
        ("ТАСС", "TASS", True),
        ("ВТБ", "VTB", True),
        ("ООН", "NATO", False),
    ],
)
def test_an_acronym_is_known_by_its_letters(russian: str, english: str, same: bool) -> None:
    assert is_acronym_of(russian, english) is same


@pytest.mark.parametrize(("russian", "english"), lines(SAME))
def test_the_quick_look_lets_every_name_through(russian: str, english: str) -> None:
    one, other = consonants([russian.lower()]), consonants([english.lower().removesuffix("'s")])
    assert may_sound_alike(one, other).all()


def test_the_quick_look_spares_most_comparisons() -> None:
    english = [
        "the",
        "negotiations",
        "between",
        "both",
        "countries",
        "were",
        "postponed",
        "by",
        "another",
        "month",
    ]
    one = [np.repeat(bits, len(english)) for bits in consonants(["путин"])]
    assert may_sound_alike((one[0], one[1]), consonants(english)).sum() <= 2

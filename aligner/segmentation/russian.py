"""Rules for Russian; RULES at the end is the table of contents.

``им. splits wrongly``: the word lists are in ``abbreviations.py``.
"""

import re

from aligner.segmentation.abbreviations import RUSSIAN_HEAD, RUSSIAN_MEASURE, RUSSIAN_TAIL
from aligner.segmentation.boundary import DASHES, JOIN, SPLIT, Boundary, Rule, Verdict
from aligner.segmentation.dotted_words import compound, follows_a_number, is_in, joins_lower_case
from aligner.segmentation.rules import RULES_AFTER, RULES_BEFORE

SURNAME_FIRST = re.compile(r"(?P<surname>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)\s+[А-ЯЁ]\.\s?\Z")
SURNAME_ENDING = re.compile(r"(?:[оеё]ва?|[иы]на?|[сц]к(?:ий|ая|ой)|ко|[уюя]к|[ыи]х|ян|дзе|швили|ман|ер|ич)\Z")
NOT_SURNAMES = frozenset(
    {
        "Господин",  # Господин В. В. Путин
        "Гражданин",  # Гражданин И. И. Иванов
        "Сын",  # Сын А. С. Пушкина
        "Один",  # Один А. С. Пушкин
        "Дворянин",  # Дворянин П. А. Гринёв
        "Их",  # Их А. С. Пушкин
        "Инженер",  # Инженер Н. А. Белелюбский
        "Премьер",  # Премьер М. В. Мишустин
        "Режиссер",  # Режиссер Э. А. Рязанов
        "Режиссёр",  # Режиссёр Э. А. Рязанов
        "Офицер",  # Офицер П. И. Пестель
        "Академик",  # Академик С. П. Королёв
        "Художник",  # Художник И. Е. Репин
    }
)


def abbreviation_with_more_to_come(boundary: Boundary) -> Verdict | None:
    """``театр им. Вахтангова``, ``т. е. Москва``"""
    if not boundary.is_full_stop or not boundary.word:
        return None
    name = compound(boundary)
    if name in RUSSIAN_TAIL:
        return None
    return JOIN if boundary.word.lower() in RUSSIAN_HEAD or name in RUSSIAN_HEAD else None


def abbreviation_that_may_end(boundary: Boundary) -> Verdict | None:
    """``и т. д. | В общем, вся газета``, but ``и т. п. мебель``"""
    if not boundary.mark == "." or not boundary.word or not is_in(RUSSIAN_TAIL, boundary):
        return None
    return joins_lower_case(boundary)


def measure_or_title(boundary: Boundary) -> Verdict | None:
    """``в 1912 г. | Завод``, but ``в 1912 г. завод`` and ``в г. Москве``"""
    if not boundary.is_full_stop or boundary.word not in RUSSIAN_MEASURE:
        return None
    return joins_lower_case(boundary) if follows_a_number(boundary) else JOIN


def surname_before_initials(boundary: Boundary) -> Verdict | None:
    """``Автор — Пушкин А. С. | Год издания``: the initials end the name."""
    if not boundary.is_full_stop or not is_initial(boundary) or not boundary.goes_on_in_upper_case:
        return None
    found = SURNAME_FIRST.search(boundary.earlier)
    if found is None or found["surname"] in NOT_SURNAMES:
        return None
    return SPLIT if SURNAME_ENDING.search(found["surname"]) else None


def initial(boundary: Boundary) -> Verdict | None:
    """``А. С. Пушкин``, ``Дж. Буш``, ``Иванов И. И. закрыл``"""
    if not boundary.is_full_stop or not is_initial(boundary):
        return None
    return JOIN if boundary.sign not in DASHES else None


def is_initial(boundary: Boundary) -> bool:
    """Say whether the word is one capital letter or one of the digraphs of foreign names."""
    word = boundary.word
    return (len(word) == 1 and word.isupper() and word != "Я") or word in {"Дж", "Ж-Ж", "Ю-Дж", "Ч", "Ал"}


def speech_in_quotes(boundary: Boundary) -> Verdict | None:
    """``«Вы готовы?» — Иван молчал``: a quote, a dash, the author's words, even a name."""
    closes = boundary.closing.endswith(("»", "”", "“", '"'))
    return JOIN if closes and boundary.sign in DASHES and not boundary.is_glued else None


RULES: tuple[Rule, ...] = (
    *RULES_BEFORE,
    abbreviation_with_more_to_come,
    abbreviation_that_may_end,
    measure_or_title,
    surname_before_initials,
    initial,
    speech_in_quotes,
    *RULES_AFTER,
)

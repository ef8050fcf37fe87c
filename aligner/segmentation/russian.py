"""Rules for Russian; RULES at the end is the table of contents.

``им. splits wrongly``: the word lists are in ``abbreviations.py``.
"""

import re

from aligner.segmentation.abbreviations import (
    RUSSIAN_GLOSS,
    RUSSIAN_HEAD,
    RUSSIAN_LABELLED,
    RUSSIAN_MEASURE,
    RUSSIAN_NUMBERED,
    RUSSIAN_PARAGRAPHS,
    RUSSIAN_SMALLER_UNITS,
    RUSSIAN_TAIL,
)
from aligner.segmentation.boundary import DASHES, JOIN, OPENING, SPLIT, Boundary, Rule, Verdict
from aligner.segmentation.dotted_words import (
    compound,
    follows_a_number,
    initial_follows,
    is_in,
    joins_lower_case,
    previous_word,
)
from aligner.segmentation.next_words import RUSSIAN_STARTERS
from aligner.segmentation.rules import RULES_AFTER, RULES_BEFORE

SURNAME_FIRST = re.compile(r"(?P<surname>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)\s+[А-ЯЁ]\.\s?\Z")
SURNAME_ENDING = re.compile(
    r"(?:[оеё]ва?|[иы]на?|[сц]к(?:ий|ая|ой)|ко|[уюя]к|[ыи]х|ян|дзе|швили|ман|ер|ич)\Z"
)
CENTURY = re.compile(r"[IVX]+(?:[-–—][IVX]+)?\s(?:вв?\.|век(?:а|ов)\b)")
PARAGRAPH = re.compile(RUSSIAN_PARAGRAPHS)
PARAGRAPH_BEFORE = re.compile(rf"(?:\A|[\s(])(?:{RUSSIAN_PARAGRAPHS})\.\s?\d+(?:\.\d+)*\s\Z")
AMOUNT = re.compile(r"\d{1,3}\s?([а-яё]+)")
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


NOT_INITIALS = frozenset("ЯIVX")
"""``Это я и только Я. Он``; ``король Карл I. Сын`` (Roman, in Latin letters)."""

DIGRAPHS = frozenset(
    {
        "Дж",  # Дж. Буш
        "Ж-Ж",  # Ж-Ж. Руссо
        "Хр",  # Хр. Ботев
        "Евг",  # Евг. Вахтангов
        "Ал",  # Ал. Блок
        "Вл",  # Вл. Соловьёв
        "Ив",  # Ив. Бунин
        "Вяч",  # Вяч. Иванов
        "Ник",  # Ник. Рерих
    }
)


def abbreviation_with_more_to_come(boundary: Boundary) -> Verdict | None:
    """``театр им. Вахтангова``, ``т. е. Москва``, but ``Верь им. | Они правы``"""
    if not boundary.is_full_stop or not boundary.word or compound(boundary) in RUSSIAN_TAIL:
        return None
    if not is_in(RUSSIAN_HEAD, boundary) or is_initial(boundary):
        return None
    if boundary.word in RUSSIAN_MEASURE and follows_a_number(boundary):
        return JOIN if PARAGRAPH_BEFORE.search(boundary.earlier) else None
    return SPLIT if starts_a_sentence(boundary) else JOIN


def abbreviation_before_a_number(boundary: Boundary) -> Verdict | None:
    """``рис. 3``, ``ок. 500``, but ``сварить рис. | Залить водой``"""
    if not boundary.is_full_stop or boundary.word.lower() not in RUSSIAN_NUMBERED:
        return None
    return JOIN if boundary.goes_on_with_digit else None


def part_of_a_phrase(boundary: Boundary) -> Verdict | None:
    """``2010 г. № 17``, ``5 долл. США``, ``1990-х гг. XX века``, ``п. 1 ч. 2 ст. 158``"""
    if not boundary.is_full_stop or not boundary.word:
        return None
    word = boundary.word.lower()
    if boundary.sign == "№" and (word in RUSSIAN_MEASURE or word in RUSSIAN_TAIL):
        return JOIN
    if word == "долл" and boundary.next_word == "США":
        return JOIN
    if word in {"г", "гг"} and CENTURY.match(boundary.after):
        return JOIN
    is_numbered = boundary.goes_on_with_digit and PARAGRAPH_BEFORE.search(boundary.earlier)
    return JOIN if is_numbered and PARAGRAPH.fullmatch(word) else None


def gloss(boundary: Boundary) -> Verdict | None:
    """``лат. Canis lupus``, ``пер. с англ. Райт-Ковалёвой``, but ``синий кит. | Длина``"""
    if not boundary.is_full_stop or boundary.word.lower() not in RUSSIAN_GLOSS:
        return None
    cyrillic = "а" <= boundary.next_word[:1].lower() <= "ё"
    quoted = boundary.sign in OPENING
    return JOIN if quoted or not cyrillic or previous_word(boundary) in {"с", "со"} else None


def smaller_unit(boundary: Boundary) -> Verdict | None:
    """``5 руб. 50 коп.``, ``5 ч. 30 мин.``: the rest of one amount."""
    if not boundary.is_full_stop or not boundary.goes_on_with_digit or not follows_a_number(boundary):
        return None
    found = AMOUNT.match(boundary.after)
    return JOIN if found and found.group(1) in RUSSIAN_SMALLER_UNITS else None


def abbreviation_that_may_end(boundary: Boundary) -> Verdict | None:
    """``и т. д. | В общем, вся газета``, but ``и т. п. мебель``"""
    if boundary.mark != "." or not boundary.word or not is_in(RUSSIAN_TAIL, boundary):
        return None
    if is_initial(boundary):
        return None
    return joins_lower_case(boundary)


def measure_or_title(boundary: Boundary) -> Verdict | None:
    """``в 1912 г. | Завод``, but ``в 1912 г. завод`` and ``в г. Москве``; not ``60 км/ч.``"""
    if not boundary.is_full_stop or boundary.word not in RUSSIAN_MEASURE:
        return None
    if follows_a_number(boundary):
        return joins_lower_case(boundary)
    return None if boundary.earlier.endswith("/") or starts_a_sentence(boundary) else JOIN


def surname_before_initials(boundary: Boundary) -> Verdict | None:
    """``Автор — Пушкин А. С. | Год издания``: the initials end the name."""
    if not boundary.is_full_stop or not is_initial(boundary) or not boundary.goes_on_in_upper_case:
        return None
    found = SURNAME_FIRST.search(boundary.earlier)
    if found is None or found["surname"] in NOT_SURNAMES:
        return None
    return SPLIT if SURNAME_ENDING.search(found["surname"]) else None


def initial(boundary: Boundary) -> Verdict | None:
    """``А. С. Пушкин``, ``Дж. Буш``, ``Иванов И. И. закрыл``, but ``группу Б. | Итог``"""
    if not boundary.is_full_stop or not is_initial(boundary) or boundary.sign in DASHES:
        return None
    if starts_a_sentence(boundary) or is_label(boundary):
        return SPLIT
    return JOIN


def is_label(boundary: Boundary) -> bool:
    """Say whether the letter is the label of a group, a plan, a vitamin ..."""
    if initial_follows(boundary) or not boundary.goes_on_in_upper_case:
        return False
    return previous_word(boundary).lower().startswith(tuple(RUSSIAN_LABELLED))


def starts_a_sentence(boundary: Boundary) -> bool:
    """Say whether the next word has a capital and often begins a sentence, or a dash opens it."""
    if not boundary.goes_on_in_upper_case or initial_follows(boundary):
        return False
    return boundary.next_word.lower() in RUSSIAN_STARTERS or boundary.sign in DASHES


def is_initial(boundary: Boundary) -> bool:
    """Say whether the word is one capital letter or one of the digraphs of foreign names."""
    word = boundary.word
    if word in DIGRAPHS:
        return True
    is_degree = boundary.earlier.endswith("°")  # 40 °C. Ветер
    return len(word) == 1 and word.isupper() and word not in NOT_INITIALS and not is_degree


def speech_in_quotes(boundary: Boundary) -> Verdict | None:
    """``«Вы готовы?» — Иван молчал``: a quote, a dash, the author's words, even a name."""
    closes = boundary.closing.endswith(("»", "”", "“", '"'))
    if not closes or boundary.is_glued or boundary.sign not in DASHES:
        return None
    return None if boundary.after[1:].lstrip()[:1] in tuple(OPENING) else JOIN


RULES: tuple[Rule, ...] = (
    *RULES_BEFORE,
    smaller_unit,
    abbreviation_with_more_to_come,
    abbreviation_before_a_number,
    part_of_a_phrase,
    gloss,
    abbreviation_that_may_end,
    measure_or_title,
    surname_before_initials,
    initial,
    speech_in_quotes,
    *RULES_AFTER,
)

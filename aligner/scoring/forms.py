"""What is known of a word, a number or a sign by itself: found out once for each spelling."""

import re

from aligner.scoring.calendar_words import may_date, month_of, weekday_of
from aligner.scoring.exonyms import exonyms_of
from aligner.scoring.number_words import counts, spelt_value
from aligner.scoring.numbers import roman_value

TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|[^\w\s]")
"""A word of letters, a row of digits, or a sign."""

CAPACITY = 100_000
"""Spellings remembered, some 40 MB: then the table starts anew."""

WORD, NUMBER, CYRILLIC, CAPITAL, COUNTS, SPELT, ROMAN, DATES, DENIES, BROKEN = (1 << bit for bit in range(10))
"""Kinds of a form, added up: a word of letters; digits; a Cyrillic word; a word with a capital; one that
may count (dozen, both, a); one that plainly is a number above one; a Roman
numeral of two letters or more; a month or a weekday; not or no in
either language; capitals after a small letter."""

_POSSESSIVE = re.compile("['’]s?$")
_NOT = (
    "не нет ничего никто никогда нигде никак никого никому нельзя никуда "
    "not cannot never nobody nothing nowhere neither none no"
)
_DENIALS = frozenset(_NOT.split())
_ODD_CASE = re.compile(r"[а-яё][А-ЯЁ]{3}")


class Form:
    """One spelling of a word, a number or a sign.

    ``lower``: in lower case, е for ё, ' for ’; ``plain``: also without the English 's. ``kinds``: the
    constants of this module, added up. ``exonyms``: the English words, in lower case, that a Russian
    word is known to be. ``month``, ``weekday``, ``value`` (in words), ``roman``: its number, 0 for none.
    """

    __slots__ = (
        "exonyms", "is_acronym", "is_capitalised", "kinds", "lower", "month", "plain", "roman", "text",
        "value", "weekday",
    )  # fmt: skip

    def __init__(self, text: str) -> None:
        self.text = text
        self.lower = self.plain = text
        self.is_capitalised = self.is_acronym = False
        self.exonyms: frozenset[str] = frozenset()
        self.month, self.weekday, self.value, self.roman = 0.0, 0, 0.0, 0.0
        if text[0].isalpha():
            self._take_word(text)
        else:
            self.kinds = NUMBER if text[0].isdecimal() else 0

    def _take_word(self, text: str) -> None:
        lower = text.lower().replace("ё", "е").replace("’", "'")
        self.lower = lower
        self.plain = _POSSESSIVE.sub("", lower) if "'" in lower else lower
        self.is_capitalised = text[0].isupper()
        self.is_acronym = len(text) > 1 and text.isupper()
        if may_date(text):
            self.month, self.weekday = month_of(text), weekday_of(text)
        if not text.isascii():
            self.exonyms = exonyms_of(text)
        elif self.is_capitalised:
            self.roman = roman_value(text)
        does_count = counts(lower)
        self.value = spelt_value(lower) if does_count else 0.0
        self.kinds = (
            WORD
            | (CYRILLIC if "\u0400" <= lower[0] <= "\u04ff" else 0)
            | (CAPITAL if self.is_capitalised else 0)
            | (COUNTS if does_count else 0)
            | (SPELT if self.value > 1 else 0)
            | (ROMAN if self.roman and len(text) > 1 else 0)
            | (DATES if self.month or self.weekday else 0)
            | (DENIES if lower in _DENIALS or lower.endswith("n't") else 0)
            | (BROKEN if text[0].islower() and not text.islower() and _ODD_CASE.match(text) else 0)
        )

    def __repr__(self) -> str:
        return f"Form({self.text!r})"


class _Forms(dict[str, Form]):
    """Forms by their spelling, made where they are missing."""

    def __missing__(self, text: str) -> Form:
        if len(self) >= CAPACITY:
            self.clear()
        form = self[text] = Form(text)
        return form


forms = _Forms()

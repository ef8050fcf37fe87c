"""One side of a pair taken apart once, for the features and for the flags."""

import re
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from itertools import accumulate
from operator import or_

from aligner.bitext import Span
from aligner.scoring.forms import CAPITAL, COUNTS, NUMBER, TOKEN, WORD, Form, forms
from aligner.scoring.numbers import Number, clock_values, numbers_in, said_values

# What may stand between the end of a sentence, or the start of a quotation, and its first word.
_FRESH_START = re.compile(
    r"(?:^|[.!?…:;|•*>/\n\r][»”\"'’)\]]*|(?:^|\s)\w{1,2}\)|[«“„\"‘(\[]|[—–-]\s)[\s«“„\"'‘(\[—–-]*$"
)
_LOOK_BACK = 6

# Numbers, bullets and a remark in brackets, before the first word of a text: (Смех) Потом.
_BEFORE_THE_FIRST_WORD = re.compile(r"(?:[\W\d_]*?\([^()]{0,40}\))?[\W\d_]*")
_SPLIT = re.compile(f"({TOKEN.pattern})")

_CAPITALS = (
    "i i'm i've i'd i'll mr mrs ms dr sir lord the a an monday tuesday wednesday thursday friday saturday "
    "sunday"
)
ENGLISH_CAPITALS = frozenset(_CAPITALS.split())
"""Words that English writes with a capital and Russian doesn't."""

REMEMBERED = 8192
"""Sides kept from the features to the flags, some 20 MB: as many as are scored at a time."""

LONGEST_REMEMBERED = 2000
"""Characters from which a side isn't kept."""


@dataclass(eq=False, slots=True)
class Side:
    """The text of a side and what was found in it.

    ``forms`` and ``starts``: every word, number and sign, and where it stands. ``words`` and
    ``word_starts``: the words of letters alone. ``plain``: the words in lower case, without the English
    's. ``kinds``: those of all forms, added up. ``capitals``: places among the forms of words with a
    capital; ``fresh``: of these, the ones that may have it as the first word of a sentence or a quotation.
    """

    text: str
    language: str
    forms: list[Form]
    starts: list[int]
    words: list[Form]
    word_starts: list[int]
    plain: frozenset[str]
    kinds: int
    numbers: tuple[Number, ...]
    capitals: list[int]
    fresh: frozenset[int]
    _said: frozenset[float] | None = field(default=None, repr=False)

    @classmethod
    def of(cls, text: str, language: str = "") -> "Side":
        """Give back the side with this text; the first two letters of its language."""
        if len(text) > LONGEST_REMEMBERED:
            return _taken_apart(text, language[:2])
        return take_apart(text, language[:2])

    @property
    def digits(self) -> str:
        """Give back all digits in a row."""
        return "".join([form.text for form in self.forms if form.kinds & NUMBER])

    def span(self, place: int) -> Span:
        """Give back where the word with this place among the words stands."""
        start = self.word_starts[place]
        return Span(start, start + len(self.words[place].text))

    def names(self) -> list[int]:
        """Give back the places among the forms of what may be a name."""
        return [
            place
            for place in self.capitals
            if ((form := self.forms[place]).is_acronym or place not in self.fresh)
            and len(form.plain) > 1
            and form.plain not in ENGLISH_CAPITALS
        ]

    def said(self) -> frozenset[float]:
        """Give back every value that the text may be said to name."""
        if self._said is None:
            self._said = said_values(self.text, self.numbers, *self._counted(), self.language)
        return self._said

    def said_otherwise(self) -> frozenset[float]:
        """Give back the values that the text may be said to name by what is no number in digits.

        By words, Roman numerals and months, and by hours counted to twelve.
        """
        hours = clock_values(self.text, {value for number in self.numbers for value in number.values})
        return said_values(self.text, (), *self._counted(), self.language) | hours

    def _counted(self) -> tuple[frozenset[str], list[float]]:
        """Give back the words that count, and what months and Roman numerals are."""
        if not self.kinds & COUNTS:
            counted: frozenset[str] = frozenset()
        else:
            counted = frozenset([word.lower for word in self.words if word.kinds & COUNTS])
        return counted, [word.month or word.roman for word in self.words if word.month or word.roman]


def _taken_apart(text: str, language: str) -> Side:
    pieces = _SPLIT.split(text)  # what lies between two tokens, and a token, in turns
    taken = [forms[token] for token in pieces[1::2]]
    starts = list(accumulate(map(len, pieces)))[:-1:2]
    words = [form for form in taken if form.kinds & WORD]
    word_starts = [start for form, start in zip(taken, starts, strict=True) if form.kinds & WORD]
    kinds = reduce(or_, [form.kinds for form in taken], 0)
    capitals = [place for place, form in enumerate(taken) if form.is_capitalised] if kinds & CAPITAL else []
    first = _first_words(text, word_starts) if capitals else ()
    return Side(
        text,
        language,
        taken,
        starts,
        words,
        word_starts,
        frozenset([word.plain for word in words]),
        kinds,
        numbers_in(text) if kinds & NUMBER else (),
        capitals,
        frozenset(
            [place for place in capitals if starts[place] in first or starts_afresh(text, starts[place])]
        ),
    )


def _first_words(text: str, word_starts: list[int]) -> tuple[int, ...]:
    """Give back where the first word stands, and the first after a remark in brackets."""
    before = _BEFORE_THE_FIRST_WORD.match(text)
    return (*word_starts[:1], before.end() if before else 0)


take_apart = lru_cache(maxsize=REMEMBERED)(_taken_apart)


def starts_afresh(text: str, position: int) -> bool:
    """Say whether a capital here may be that of a sentence or a quotation, not of a name.

    >>> starts_afresh("Он ушёл. Потом", 9), starts_afresh("“He left.” Then", 11)
    (True, True)
    >>> starts_afresh("сказал Песков", 7), starts_afresh("в «Неве» Иванов", 9)
    (False, False)
    """
    if position == 0:
        return True
    before = text[position - 1]
    if before.isalnum() or (before == " " and text[position - 2 : position - 1].isalnum()):
        return False
    # A start of the slice that isn't the text's must not look like one.
    known = text[:position] if position <= _LOOK_BACK else "x" + text[position - _LOOK_BACK : position]
    return _FRESH_START.search(known) is not None

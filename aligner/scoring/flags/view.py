"""A pair as the flags see it: both texts, their languages, and their words, found once."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from aligner.bitext import Span

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

# What may stand between the end of a sentence, or the start of a quotation, and its first word.
_FRESH_START = re.compile(r"(?:^|[.!?…:;|•*\n\r]|[«“„\"(\[]|[—–-]\s)[\s«“„\"'‘(\[—–-]*$")
_LOOK_BACK = 6


class Word(NamedTuple):
    """A word of letters and where it stands."""

    text: str
    start: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self.text))

    @property
    def is_capitalised(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_acronym(self) -> bool:
        return len(self.text) > 1 and self.text.isupper()


@dataclass(frozen=True, slots=True)
class Finding:
    """The characters of either side that show what is wrong, and a few words about it."""

    source: tuple[Span, ...] = ()
    target: tuple[Span, ...] = ()
    note: str = ""


@dataclass(frozen=True, eq=False)
class PairView:
    """Both texts of a pair. ``after`` is what follows the target's text in its document.

    Compared by identity, so that what several rules need of one pair can be remembered.
    """

    source: str
    target: str
    source_language: str = "ru"
    target_language: str = "en"
    after: str = ""

    @cached_property
    def source_words(self) -> tuple[Word, ...]:
        return _words(self.source)

    @cached_property
    def target_words(self) -> tuple[Word, ...]:
        return _words(self.target)

    @cached_property
    def target_lower(self) -> frozenset[str]:
        return frozenset(WORD.findall(self.target.lower().replace("’", "'")))

    @cached_property
    def source_lower(self) -> frozenset[str]:
        return frozenset(WORD.findall(self.source.lower().replace("ё", "е")))


def _words(text: str) -> tuple[Word, ...]:
    return tuple(Word(match.group(), match.start()) for match in WORD.finditer(text))


def starts_afresh(text: str, position: int) -> bool:
    """Say whether a capital here may be that of a sentence or a quotation, not of a name.

    >>> starts_afresh("Он ушёл. Потом", 9), starts_afresh("сказал Песков", 7)
    (True, False)
    """
    if position == 0:
        return True
    before = text[position - 1]
    if before.isalnum() or (before == " " and text[position - 2 : position - 1].isalnum()):
        return False
    # A start of the slice that isn't the text's must not look like one.
    known = text[:position] if position <= _LOOK_BACK else "x" + text[position - _LOOK_BACK : position]
    return _FRESH_START.search(known) is not None


def whole(text: str) -> tuple[Span, ...]:
    """Give back the span of all of the text, or none for an empty one."""
    return (Span(0, len(text)),) if text else ()

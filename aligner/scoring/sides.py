"""One side of a pair taken apart once: words, names, numbers, signs."""

import re
from dataclasses import dataclass

from aligner.scoring.numerals import month_numbers, numbers_of, roman_numbers, spelt_numbers

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_POSSESSIVE = re.compile("['’]s?$")
_CYRILLIC = re.compile("[а-яёА-ЯЁ]")
_LATIN = re.compile("[a-zA-Z]")
_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|[\"'»”’)]|$)")
_AFTER_BREAK = frozenset(".!?…:\"'«»“”„—–-(")

MAX_WORDS = 160
"""Words of a side that are matched with the other side's: two long paragraphs."""

_CAPITALS = "i mr mrs ms dr sir lord the a an monday tuesday wednesday thursday friday saturday sunday"
ENGLISH_CAPITALS = frozenset(_CAPITALS.split())
"""Words that English writes with a capital and Russian doesn't."""


@dataclass(frozen=True, slots=True)
class Side:
    """The text of a side and what was found in it.

    ``words`` are in lower case, е for ё, without the English 's, at most MAX_WORDS; ``names``
    are the places among them of words that begin with a capital and don't begin a sentence or
    a quotation.
    """

    text: str
    words: list[str]
    names: list[int]
    numbers: list[str]
    spelt: list[str]
    months: list[str]
    cyrillic: int
    latin: int
    sentences: int

    @classmethod
    def of(cls, text: str) -> "Side":
        """Give back the side with this text."""
        words: list[str] = []
        names: list[int] = []
        cased: list[str] = []
        for found in WORD.finditer(text):
            word = found.group()
            if len(words) == MAX_WORDS:
                break
            if word[0].isupper() and (
                (len(word) > 1 and word.isupper()) or _inside_a_sentence(text, found.start())
            ):
                names.append(len(words))
            cased.append(word)
            words.append(_POSSESSIVE.sub("", word.lower()).replace("ё", "е"))
        names = [place for place in names if words[place] not in ENGLISH_CAPITALS and len(words[place]) > 1]
        return cls(
            text,
            words,
            names,
            numbers_of(text),
            spelt_numbers(words) + roman_numbers(cased),
            month_numbers(words),
            len(_CYRILLIC.findall(text)),
            len(_LATIN.findall(text)),
            max(1, len(_SENTENCE_END.findall(text))),
        )


def _inside_a_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 6) : start].rstrip()
    return bool(before) and before[-1] not in _AFTER_BREAK

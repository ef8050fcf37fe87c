"""A pair as the rules see it: both texts, and what several rules ask of them, found out once.

A million pairs a minute leave 60 microseconds for all rules together, and a regular expression
takes a tenth of a microsecond for two characters. So most texts are counted as cp1251, one byte
a character: deleting all bytes but those of one class takes no time. The few texts that cp1251
can't hold (é, ł, 中) go the long way and get the same answers.
"""

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from aligner.filtering.scripts import LETTERS_OF, script_of

_WORD = re.compile(r"[^\W\d_]+")
_NONZERO = re.compile("[1-9]")
_URL_OR_EMAIL = re.compile(
    r"(?:https?://|ftp://|www\.)[^\s<>\"«»]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE
)
_NARROW = "cp1251"


def _all_but(wanted: Callable[[str], bool]) -> bytes:
    """Give back the bytes of cp1251 that are no character of this class."""
    characters = {number: bytes([number]).decode(_NARROW, "ignore") for number in range(256)}
    return bytes(number for number, character in characters.items() if not (character and wanted(character)))


_NO_LETTERS = _all_but(str.isalpha)
_NO_CAPITALS = _all_but(str.isupper)
_NO_DIGITS = _all_but("123456789".__contains__)
_NOT_IN = {
    "Cyrl": _all_but(lambda character: LETTERS_OF["Cyrl"].match(character) is not None),
    "Latn": _all_but(lambda character: LETTERS_OF["Latn"].match(character) is not None),
}


class Side:
    """One text of a pair and its language."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text.strip()
        self.language = language

    @cached_property
    def narrow(self) -> bytes | None:
        """Give back the text in cp1251, or None if it has other characters."""
        try:
            return self.text.encode(_NARROW)
        except UnicodeEncodeError:
            return None

    @cached_property
    def tokens(self) -> list[str]:
        """Give back what white space separates."""
        return self.text.split()

    @cached_property
    def longest(self) -> int:
        """Give back the length of the longest token."""
        return max(map(len, self.tokens), default=0)

    @cached_property
    def words(self) -> list[str]:
        """Give back the runs of letters."""
        return _WORD.findall(self.text)

    @cached_property
    def lower(self) -> str:
        """Give back the text in lower case."""
        return self.text.lower()

    @cached_property
    def lower_tokens(self) -> list[str]:
        """Give back the tokens in lower case."""
        return self.lower.split()

    @cached_property
    def letters(self) -> int:
        """Give back the number of letters."""
        if self.narrow is None:
            return sum(map(len, self.words))
        return len(self.narrow.translate(None, _NO_LETTERS))

    @cached_property
    def capitals(self) -> int:
        """Give back the number of capital letters."""
        if self.narrow is None:
            return sum(map(str.isupper, self.text))
        return len(self.narrow.translate(None, _NO_CAPITALS))

    @cached_property
    def digits(self) -> str:
        """Give back the digits 1 to 9, in order."""
        if self.narrow is None:
            return "".join(_NONZERO.findall(self.text))
        return self.narrow.translate(None, _NO_DIGITS).decode("ascii")

    @cached_property
    def latin(self) -> int:
        """Give back the number of Latin letters."""
        return self.letters_in("Latn")

    @cached_property
    def cyrillic(self) -> int:
        """Give back the number of Cyrillic letters."""
        return self.letters_in("Cyrl")

    def letters_in(self, script: str) -> int:
        """Give back the number of letters of a script (a name in LETTERS_OF)."""
        if self.narrow is None:
            return sum(map(len, LETTERS_OF[script].findall(self.text)))
        # cp1251 has the letters of two scripts, and Greek µ, which is none of the Greek ones.
        return len(self.narrow.translate(None, _NOT_IN[script])) if script in _NOT_IN else 0

    @cached_property
    def script_letters(self) -> int | None:
        """Give back the number of letters of the language's script; None if that isn't known."""
        script = script_of(self.language)
        if script == "Cyrl":
            return self.cyrillic
        if script == "Latn":
            return self.latin
        return None if script is None else self.letters_in(script)

    @cached_property
    def links(self) -> list[str]:
        """Give back the URLs and e-mail addresses, without punctuation behind them."""
        text = self.text
        if "://" not in text and "@" not in text and "www." not in text and "WWW." not in text:
            return []
        return [link.rstrip(".,;:!?)]}'’”") for link in _URL_OR_EMAIL.findall(text)]


class PairTexts:
    """Both sides of a pair and the other facts its file gives (scores, flags)."""

    def __init__(
        self,
        source: str,
        target: str,
        facts: Mapping[str, Any],
        *,
        source_language: str = "ru",
        target_language: str = "en",
    ) -> None:
        self.source = Side(source, source_language)
        self.target = Side(target, target_language)
        self.sides = (self.source, self.target)
        self.facts = facts

    @cached_property
    def letters_in_common(self) -> int:
        """Give back how many letters can at most be the same on both sides, by their scripts."""
        source, target = self.sides
        latin, cyrillic = min(source.latin, target.latin), min(source.cyrillic, target.cyrillic)
        other = (side.letters - side.latin - side.cyrillic for side in self.sides)
        return latin + cyrillic + max(0, min(other))

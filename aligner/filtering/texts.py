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
_ADDRESS = re.compile(r"[/\\@]|^www\.", re.IGNORECASE)
_NARROW = "cp1251"


def _all_but(wanted: Callable[[str], bool]) -> bytes:
    """Give back the bytes of cp1251 that are no character of this class."""
    characters = {number: bytes([number]).decode(_NARROW, "ignore") for number in range(256)}
    return bytes(number for number, character in characters.items() if not (character and wanted(character)))


_NO_DIGITS = _all_but("123456789".__contains__)
_NOT_IN = {
    "Cyrl": _all_but(lambda character: LETTERS_OF["Cyrl"].match(character) is not None),
    "Latn": _all_but(lambda character: LETTERS_OF["Latn"].match(character) is not None),
}


class Side:
    """One text of a pair and its language.

    ``narrow`` is the text in cp1251, or None if it has other characters; ``tokens`` are what
    white space separates, ``longest`` the length of the longest; ``letters``, ``latin`` and
    ``cyrillic`` are numbers of letters; ``digits`` are the digits 1 to 9, in order; ``links``
    are URLs and e-mail addresses, without punctuation behind them.
    """

    # All of it is found at once, since nearly every pair is asked for all of it, and finding
    # out whether it was found before takes as long.
    def __init__(self, text: str, language: str) -> None:
        self.text = text = text.strip()
        self.language = language
        self.tokens = text.split()
        self.longest = max(map(len, self.tokens), default=0)
        self.links = links_in(text)
        try:
            self.narrow: bytes | None = text.encode(_NARROW)
        except UnicodeEncodeError:
            self.narrow = None
            self._count_slowly()
        else:
            self._count(self.narrow.translate)

    def _count(self, without: Callable[[None, bytes], bytes]) -> None:
        self.latin = len(without(None, _NOT_IN["Latn"]))
        self.cyrillic = len(without(None, _NOT_IN["Cyrl"]))
        self.letters = self.latin + self.cyrillic
        self.digits = without(None, _NO_DIGITS).decode("ascii")

    def _count_slowly(self) -> None:
        self.latin = self.letters_in("Latn")
        self.cyrillic = self.letters_in("Cyrl")
        self.letters = sum(map(len, self.words))
        self.digits = "".join(_NONZERO.findall(self.text))

    def without_addresses(self) -> "Side":
        """Give back the side without URLs, e-mail addresses and paths, which are in no language."""
        kept = [token for token in self.tokens if not _ADDRESS.search(token)]
        return self if len(kept) == len(self.tokens) else Side(" ".join(kept), self.language)

    @property
    def lower(self) -> str:
        """Give back the text in lower case."""
        return self.text.lower()

    @cached_property
    def words(self) -> list[str]:
        """Give back the runs of letters."""
        return _WORD.findall(self.text)

    def letters_in(self, script: str) -> int:
        """Give back the number of letters of a script (a name in LETTERS_OF)."""
        return sum(map(len, LETTERS_OF[script].findall(self.text)))

    @property
    def script_letters(self) -> int | None:
        """Give back the number of letters of the language's script; None if that isn't known."""
        script = script_of(self.language)
        if script == "Cyrl":
            return self.cyrillic
        if script == "Latn":
            return self.latin
        return None if script is None else self.letters_in(script)


def links_in(text: str) -> list[str]:
    """Give back the URLs and e-mail addresses in a text, without punctuation behind them.

    >>> links_in("Пишите на a@example.org или на https://example.org/ru.")
    ['a@example.org', 'https://example.org/ru']
    """
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

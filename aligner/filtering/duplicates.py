"""Pairs that came before: exactly, nearly, or with one side the same.

Of each pair only 8 bytes of a hash are kept, in a table that is at most 60 % full: 13 to 27
bytes a pair, 17 MB for a million and 25 while the table grows. Two different pairs of n are
taken for one with probability n²/2⁶⁵ at most: 3 in 10⁸ for a million, 3 in 10⁴ for a hundred
million.
"""

import re
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

from aligner.filtering.texts import PairTexts

_DIGEST_BYTES = 8
_FULL = 0.6
_START = 2**12

_DIGITS = re.compile(r"\d+")
_NO_LETTER = re.compile(r"[\W_]+")


class DigestSet:
    """A set of 64-bit numbers in one flat array, by open addressing."""

    def __init__(self) -> None:
        self._slots = array("Q", bytes(8 * _START))
        self._count = 0

    def __len__(self) -> int:
        return self._count

    @property
    def bytes_held(self) -> int:
        """Give back the size of the table in bytes."""
        return len(self._slots) * self._slots.itemsize

    def add(self, digest: int) -> bool:
        """Put the number in and say whether it is new. Zero stands for a free slot, so it counts as one."""
        digest = digest or 1
        place = self._place(self._slots, digest)
        if self._slots[place] == digest:
            return False
        self._slots[place] = digest
        self._count += 1
        if self._count > _FULL * len(self._slots):
            self._grow()
        return True

    @staticmethod
    def _place(slots: "array[int]", digest: int) -> int:
        mask = len(slots) - 1
        place = digest & mask
        while slots[place] not in (0, digest):
            place = (place + 1) & mask
        return place

    def _grow(self) -> None:
        larger = array("Q", bytes(2 * self.bytes_held))
        for digest in self._slots:
            if digest:
                larger[self._place(larger, digest)] = digest
        self._slots = larger


def digest_of(*texts: str) -> int:
    """Give back 64 bits that two different lists of texts hardly ever share."""
    # U+001F separates: the texts are single lines, and "a b" + "" must not be "a" + "b".
    data = "\x1f".join(texts).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=_DIGEST_BYTES).digest(), "little")


def normalised(text: str) -> str:
    """Give back the text without what near duplicates differ in: case, digits, punctuation, spaces.

    >>> normalised("Глава 12. «Ёлка»"), normalised("ГЛАВА 7 — Елка!")
    ('глава0елка', 'глава0елка')
    """
    return _DIGITS.sub("0", _NO_LETTER.sub("", text.casefold().replace("ё", "е")))


def _exact(pair: PairTexts) -> int:
    return digest_of(pair.source.text, pair.target.text)


def _near(pair: PairTexts) -> int:
    return digest_of(normalised(pair.source.text), normalised(pair.target.text))


def _source(pair: PairTexts) -> int:
    return digest_of(pair.source.text)


def _target(pair: PairTexts) -> int:
    return digest_of(pair.target.text)


@dataclass(frozen=True, slots=True)
class Duplication:
    """A kind of duplicate: its name, what of the pair is compared, and whether it is on by default."""

    name: str
    digest: Callable[[PairTexts], int]
    description: str
    on: bool = False
    known_as: str = ""


DUPLICATIONS = (
    Duplication("duplicate", _exact, "The same pair came before.", on=True, known_as="o:remove_duplicates"),
    Duplication(
        "near-duplicate",
        _near,
        "A pair came before that differs in case, digits, punctuation and spaces only.",
        known_as="o:remove_duplicates",
    ),
    Duplication("duplicate-source", _source, "The same source came before."),
    Duplication("duplicate-target", _target, "The same target came before."),
)

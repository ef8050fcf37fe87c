"""A quick look at whether two words may be one name in two alphabets: by their consonants alone.

Most words that `aligner.scoring.transliteration.likeness` would compare share next to nothing. Each
word gets two sets of consonants as bits, its own and those of the other alphabet that may spell
them, for whole arrays of words at once.
"""

import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.int64]

_SPELT = {
    "б": "b", "в": "vwbuf", "г": "ghj", "д": "dj", "ж": "zjgsr", "з": "zs", "к": "kcqx", "л": "l", "м": "m",
    "н": "n", "п": "p", "р": "r", "с": "scxzt", "т": "thd", "ф": "fpht", "х": "hkcjx", "ц": "tcsz",
    "ч": "cht", "ш": "shc", "щ": "shc", "й": "j",
}  # fmt: skip
"""Latin consonants that may stand for a Cyrillic one: Хрущёв, Khrushchev; Джордж, George."""

_SILENT = frozenset("hwgjuтдвй")
"""Consonants that may stand where the other spelling has none: Wright, Hugh; Джордж."""

_LAST = 0x500
"""Letters from here on are neither Latin nor Cyrillic."""


def _tables() -> tuple[Bits, Bits]:
    cyrillic = {letter: 1 << place for place, letter in enumerate(_SPELT)}
    latin_letters = sorted(set("".join(_SPELT.values())))
    latin = {letter: 1 << (32 + place) for place, letter in enumerate(latin_letters)}
    own, other = np.zeros(_LAST, dtype=np.int64), np.zeros(_LAST, dtype=np.int64)
    for code in range(_LAST):
        letter = chr(code) if chr(code) in cyrillic else unicodedata.normalize("NFKD", chr(code))[:1]
        if letter in cyrillic:
            own[code] = cyrillic[letter]
            other[code] = sum(latin[each] for each in set(_SPELT[letter]))
        elif letter in latin:
            own[code] = latin[letter]
            other[code] = sum(bit for each, bit in cyrillic.items() if letter in _SPELT[each])
        if letter in _SILENT:
            own[code] = 0
    return own, other


_OWN, _OTHER = _tables()


def consonants(words: Sequence[str]) -> tuple[Bits, Bits]:
    """Give back (own, other): the bits of the consonants of each word, and of those that may spell them.

    Words in lower case, a letter or more each.
    """
    codes = np.frombuffer("".join(words).encode("utf-32-le", "replace"), dtype=np.uint32)
    codes = np.where(codes < _LAST, codes, 0)
    starts = np.cumsum([0, *map(len, words)])[:-1]
    return np.bitwise_or.reduceat(_OWN[codes], starts), np.bitwise_or.reduceat(_OTHER[codes], starts)


def may_sound_alike(russian: tuple[Bits, Bits], english: tuple[Bits, Bits]) -> NDArray[np.bool_]:
    """Say for each two words, of `consonants`, whether they may be one name.

    The Russian one may have two consonants more, which an ending adds (Волгоградской - Volgograd), or
    else the English one may have one more (Петербург - Petersburg).
    """
    surplus_russian, surplus_english = russian[0] & ~english[1], english[0] & ~russian[1]
    first_gone = surplus_russian & (surplus_russian - 1)
    found: NDArray[np.bool_] = ((russian[1] & english[0]) != 0) & (
        ((surplus_english == 0) & ((first_gone & (first_gone - 1)) == 0))
        | ((surplus_russian == 0) & ((surplus_english & (surplus_english - 1)) == 0))
    )
    return found

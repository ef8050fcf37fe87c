"""Names that are known for names wherever they stand: the first word of a sentence has a capital anyway.

The Russian ones are in known_names.tsv beside this file; the English ones are their spellings.
"""

import re
from functools import cache, lru_cache
from importlib.resources import files

from aligner.scoring.exonyms import exonyms_of
from aligner.scoring.transliteration import english_spelling, russian_spellings

# English first words that are words too, or no names by themselves (Hong Kong, European Union).
_WORDS = (
    "basil bill bush federation hong kingdom kong mar march mark marks may merry nick peer per states "
    "union us"
)
_WORDS_TOO = frozenset(_WORDS.split())
_OF_A_PEOPLE = re.compile(
    "(?:[ie]ans?|[ct]ans?|ish|ese|dutch|french|germans?|czech|greeks?|swiss|tatar|kazakh|kyrgyz|turkmen"
    "|muscovites?|poles|ukrainians?|israelis?|azeri|azerbaijani)$"
)
"""Endings of adjectives and peoples: Москва ответила, Russian officials answered."""


@cache
def _listed() -> dict[str, list[str]]:
    """Give back each name and its English words."""
    text = files("aligner.scoring").joinpath("known_names.tsv").read_text(encoding="utf-8")
    rows = [line.partition("\t") for line in text.splitlines() if not line.startswith("#")]
    return {name: english.split() for name, _, english in rows}


def is_known_name(lower: str) -> bool:
    """Say whether a Russian word, in lower case with е for ё, is listed as a name.

    >>> is_known_name("канада"), is_known_name("вчера")
    (True, False)
    """
    return lower in _listed()


def english_for(lower: str) -> frozenset[str]:
    """Give back what English may have for a listed name otherwise than by its sound.

    >>> sorted(english_for("петя"))
    ['peter', 'petya', 'pyotr']
    """
    return frozenset(_listed().get(lower, ()))


@cache
def _english() -> tuple[frozenset[str], frozenset[str]]:
    """Give back the English words for listed names, in lower case, and their spellings by sound."""
    names = _listed()
    words = frozenset().union(*names.values(), *(exonyms_of(name.capitalize()) for name in names))
    return (
        frozenset(word for word in words if not _OF_A_PEOPLE.search(word)),
        frozenset(russian_spellings(name)[0] for name in names),
    )


@lru_cache(maxsize=16_384)
def is_known_in_english(plain: str) -> bool:
    """Say whether an English word, in lower case without 's, is a listed name.

    >>> is_known_in_english("mexico"), is_known_in_english("yesterday")
    (True, False)
    """
    words, spellings = _english()
    return plain not in _WORDS_TOO and (plain in words or english_spelling(plain) in spellings)

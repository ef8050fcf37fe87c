"""Names that are known for names wherever they stand: the first word of a sentence has a capital anyway.

They are listed in known_names.tsv beside this file.
"""

import re
from functools import cache, lru_cache
from importlib.resources import files

_OPENERS = (
    "a about according after all also although among and another any as at because before being "
    "between both but by during each earlier even every few first for from he her here his however "
    "how i if in instead it its just last later less many meanwhile more most much my neither no nor "
    "not now of on once one only or other our over perhaps she since so some soon still such that the "
    "their then there these they this those though three through today tomorrow two under unless "
    "until we what when where whether which while who whose why with within without yesterday yes yet "
    "you your"
)
_PLAIN_OPENERS = frozenset(_OPENERS.split())
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


@lru_cache(maxsize=16_384)
def may_replace_a_name(plain: str) -> bool:
    """Say whether a first word of English, in lower case without 's, may stand where a name should.

    >>> may_replace_a_name("mexico"), may_replace_a_name("he"), may_replace_a_name("russian")
    (True, False, False)
    """
    return plain not in _PLAIN_OPENERS and not _OF_A_PEOPLE.search(plain)

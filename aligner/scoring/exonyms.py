"""Names that English spells otherwise than Russian, from exonyms.tsv beside this file."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

LONGEST_ENDING = 4
"""Letters that may follow a listed start: Греци-ями."""

_NONE: frozenset[str] = frozenset()


def _entries() -> Iterator[tuple[str, frozenset[str]]]:
    text = files("aligner.scoring").joinpath("exonyms.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            start, english, *_ = line.split("\t")
            yield start, frozenset(english.split())


@cache
def exonyms() -> dict[str, frozenset[str]]:
    """Give back the table: starts of words in lower case, acronyms in capitals; е for ё."""
    return dict(_entries())


@cache
def english_names() -> frozenset[str]:
    """Give back every English word that the table has for a name; not those for acronyms."""
    return frozenset().union(*(english for start, english in exonyms().items() if start.islower()))


@cache
def _first_letters() -> frozenset[str]:
    """Give back the first two letters of all starts: most words need no closer look."""
    return frozenset(start[:2] for start in exonyms())


def exonyms_of(word: str) -> frozenset[str]:
    """Give back the English words, in lower case, that a Russian word is known to be.

    An acronym, in capitals and with an ending or without, is looked for as it stands, any other
    word by its longest listed start.

    >>> sorted(exonyms_of("Киева")), sorted(exonyms_of("ООН")), exonyms_of("Воздух")
    (['kiev', 'kyiv'], ['nations', 'un', 'united'], frozenset())
    """
    table = exonyms()
    if len(word) > 1 and word[1].isupper():
        return table.get(word) or table.get(word.rstrip("аеиоуыйм"), _NONE)
    lower = word.lower().replace("ё", "е")
    if lower[:2] not in _first_letters():
        return _NONE
    for stop in range(len(lower), max(1, len(lower) - LONGEST_ENDING - 1), -1):
        found = table.get(lower[:stop])
        if found is not None:
            return found
    return _NONE

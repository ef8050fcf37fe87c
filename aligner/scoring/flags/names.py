"""Flags about names: lost, or turned into an ordinary word; acronyms lost.

The names of the source are assigned to words of the target one to one, the surest first: by
tables of exonyms, by how alike the two spellings sound, a capitalised word before one in
lower case. What stays over is judged.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from aligner.scoring.flags.exonyms import (
    ACRONYMS,
    ADJECTIVES_OF_COUNTRIES,
    EXONYMS,
    NOT_NAMES,
    NOT_TRANSLATIONS,
)
from aligner.scoring.flags.transliteration import english_spelling, is_acronym_of, likeness, russian_spellings
from aligner.scoring.flags.view import Finding, PairView, Word, starts_afresh

SAME_NAME = 0.7
"""Likeness from which a capitalised word is the name: Майкл and Michael 0.77, Николай and Nicholson 0.68."""

SAME_WORD = 0.8
"""Likeness from which a word in lower case is the name: `tramp` for Трампа has 1, `trump` 0.95."""

SHORTEST_NAME = 3
LONGEST_ACRONYM = 6
LONGEST_ENDING = 4


@dataclass(frozen=True, slots=True)
class Name:
    """A word of the source that may be a name. ``sure``: its capital isn't a sentence's."""

    word: Word
    sure: bool


@dataclass(frozen=True, slots=True)
class Assignment:
    """Which word of the target each name of the source became, and what was left over."""

    pairs: tuple[tuple[Name, Word], ...]
    lost: tuple[Name, ...]
    lost_acronyms: tuple[Word, ...]
    spare_capitals: tuple[Word, ...]


def name_missing(pair: PairView) -> Finding | None:
    """Find names that nothing in the target stands for.

    A capital left over in the target may be the name in translation (Верховный суд, Supreme
    Court), so as many names are forgiven as there are such capitals.
    """
    assignment = assign_names(pair)
    if len(assignment.lost) <= len(assignment.spare_capitals):
        return None
    words = [name.word for name in assignment.lost]
    return Finding(tuple(word.span for word in words), note=", ".join(word.text for word in words))


def name_in_lower_case(pair: PairView) -> Finding | None:
    """Find names that became words in lower case: `office of the tramp`, `his us counterpart`."""
    found = [
        (name.word, word) for name, word in assign_names(pair).pairs if name.sure and word.text.islower()
    ]
    found += _america_in_lower_case(pair)
    if not found:
        return None
    found.sort(key=lambda two: two[1].start)
    return Finding(
        tuple(dict.fromkeys(source.span for source, _ in found)),
        tuple(dict.fromkeys(target.span for _, target in found)),
        ", ".join(f"{source.text}: {target.text}" for source, target in found),
    )


def acronym_missing(pair: PairView) -> Finding | None:
    """Find acronyms that nothing in the target stands for: `передаёт РБК`, `reports .`"""
    assignment = assign_names(pair)
    if not assignment.lost_acronyms or assignment.spare_capitals:
        return None
    words = assignment.lost_acronyms
    return Finding(tuple(word.span for word in words), note=", ".join(word.text for word in words))


@lru_cache(maxsize=4)
def assign_names(pair: PairView) -> Assignment:
    """Give back which words of the target the names of the source became."""
    capitals = [word for word in pair.source_words if word.text[0].isupper()]
    if _shouts(capitals, len(pair.source_words)):
        return Assignment((), (), (), ())
    names, acronyms = _names(pair, capitals), _acronyms(capitals)
    if not names and not acronyms:
        return Assignment((), (), (), ())
    free = {word.start: word for word in pair.target_words}
    lost_acronyms = [word for word in acronyms if not _take_acronym(word, free)]
    pairs: list[tuple[Name, Word]] = []
    unpaired = [name for name in names if not _take_exonym(name, free, pairs)]
    unpaired = _take_same_spelling(unpaired, free, pairs)
    # A word that only begins a sentence is compared further where it may take a name's place.
    if any(name.sure for name in unpaired):
        unpaired = _take_alike(unpaired, free, pairs, SAME_NAME, lower_case=False)
        unpaired = [name for name in unpaired if name.sure]
        unpaired = _take_alike(unpaired, free, pairs, SAME_WORD, lower_case=True)
    elif not lost_acronyms:
        return Assignment(tuple(pairs), (), (), ())
    spare = tuple(_spare_capitals(pair.target, free.values()))
    lost = tuple(name for name in unpaired if name.sure and not _is_said_again(name, pairs))
    return Assignment(tuple(pairs), lost, tuple(lost_acronyms), spare)


def _names(pair: PairView, capitals: list[Word]) -> list[Name]:
    names = []
    for word in capitals:
        text = word.text
        if len(text) < SHORTEST_NAME or text[0] < "Ё" or not text[1:].islower():
            continue
        if _stem_in(text.lower(), NOT_NAMES) is None:
            names.append(Name(word, not starts_afresh(pair.source, word.start)))
    return names


def _acronyms(capitals: list[Word]) -> list[Word]:
    return [
        word
        for word in capitals
        if 2 <= len(word.text) <= LONGEST_ACRONYM and "Ё" <= word.text[0] <= "Я" and word.text.isupper()
    ]


def _shouts(capitals: list[Word], words: int) -> bool:
    """Say whether so much of the text is in capitals that a capital means nothing."""
    shouted = sum(word.is_acronym for word in capitals)
    return shouted > 2 and 2 * shouted > words


def _take_acronym(acronym: Word, free: dict[int, Word]) -> bool:
    known = ACRONYMS.get(acronym.text, ())
    dotted = {word.text.lower().removesuffix("'s").removesuffix("’s"): at for at, word in free.items()}
    if any(each in dotted for each in known) or _has_dotted(known, free):
        return True
    for at, word in free.items():
        text = word.text.removesuffix("'s").removesuffix("’s").removesuffix("s")
        if word.is_capitalised and is_acronym_of(acronym.text, text.upper()):
            del free[at]
            return True
    return False


def _has_dotted(known: Iterable[str], free: dict[int, Word]) -> bool:
    """Say whether one of these acronyms stands in the target with dots: U.S., U. N."""
    letters = "".join(word.text if len(word.text) == 1 else " " for word in free.values()).lower()
    return any(len(each) <= 3 and each in letters for each in known)


def _take_exonym(name: Name, free: dict[int, Word], pairs: list[tuple[Name, Word]]) -> bool:
    stem = _stem_in(name.word.text.lower(), EXONYMS)
    if stem is None:
        return False
    english = EXONYMS[stem]
    for at, word in free.items():
        lower = word.text.lower().replace("’", "'")
        if word.is_capitalised and (lower in english or lower.removesuffix("'s") in english):
            del free[at]
            pairs.append((name, word))
            return True
    return _has_dotted(english, free)


@lru_cache(maxsize=16_384)
def _stem_of(word: str, table: int) -> str | None:
    known = _TABLES[table]
    for stop in range(len(word), max(1, len(word) - LONGEST_ENDING - 1), -1):
        if word[:stop] in known:
            return word[:stop]
    return None


_TABLES: tuple[frozenset[str], ...] = (frozenset(EXONYMS), NOT_NAMES, frozenset(ADJECTIVES_OF_COUNTRIES))


def _stem_in(word: str, table: Iterable[str]) -> str | None:
    number = 0 if table is EXONYMS else 1 if table is NOT_NAMES else 2
    return _stem_of(word, number)


def _take_same_spelling(
    names: list[Name], free: dict[int, Word], pairs: list[tuple[Name, Word]]
) -> list[Name]:
    """Assign names to the capitalised words that are spelt alike, in order; give back the rest."""
    spelt: dict[str, list[int]] = {}
    for at, word in free.items():
        if word.is_capitalised:
            spelt.setdefault(english_spelling(word.text), []).append(at)
    left = []
    for name in names:
        places = next((spelt[one] for one in russian_spellings(name.word.text) if spelt.get(one)), None)
        if places:
            pairs.append((name, free.pop(places.pop(0))))
        else:
            left.append(name)
    return left


def _take_alike(
    names: list[Name],
    free: dict[int, Word],
    pairs: list[tuple[Name, Word]],
    threshold: float,
    *,
    lower_case: bool,
) -> list[Name]:
    """Assign names to the words that sound like them, the surest first; give back the rest."""
    if not names:
        return []
    found = sorted(
        (-like, abs(number - at), number, at)
        for number, name in enumerate(names)
        for at, word in free.items()
        if word.text.islower() == lower_case and (like := likeness(name.word.text, word.text)) >= threshold
    )
    taken: set[int] = set()
    for _, _, number, at in found:
        if number not in taken and at in free:
            taken.add(number)
            pairs.append((names[number], free.pop(at)))
    return [name for number, name in enumerate(names) if number not in taken]


def _spare_capitals(text: str, free: Iterable[Word]) -> Iterator[Word]:
    for word in free:
        if not word.is_capitalised or word.text in NOT_TRANSLATIONS:
            continue
        if word.is_acronym or not starts_afresh(text, word.start):
            yield word


def _is_said_again(name: Name, pairs: list[tuple[Name, Word]]) -> bool:
    """Say whether the target has the name elsewhere: English says a pronoun the second time."""
    start = name.word.text[:4].lower()
    return any(other.word.text[:4].lower() == start for other, _ in pairs)


def _america_in_lower_case(pair: PairView) -> list[tuple[Word, Word]]:
    if "us" not in pair.target_lower:
        return []
    words = pair.target_words
    adjectives = [
        word
        for word in pair.source_words
        if word.text == "США" or _stem_in(word.text.lower(), ADJECTIVES_OF_COUNTRIES) is not None
    ]
    if not adjectives or any(word.text in _AMERICA for word in words):
        return []
    found = [
        word
        for before, word in pairwise(words)
        if word.text == "us" and before.text.lower() in _BEFORE_A_COUNTRY
    ]
    return list(zip(adjectives, found, strict=False))


_AMERICA = frozenset({"US", "USA", "America", "American", "Americans", "States", "U"})

# Words after which `us` is no pronoun: his us counterpart, the us president.
_BEFORE_A_COUNTRY = frozenset({"the", "a", "an", "his", "her", "its", "their", "our", "former", "new", "and"})

"""Which words of the target the names of the source became.

The names of the source are assigned to words of the target one to one, the surest first: by
the table of exonyms, by how alike the two spellings sound, a capitalised word before one in
lower case. What stays over is for the flags and for the models to judge.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from aligner.bitext import Span
from aligner.scoring.capitals import may_be_name, may_be_translated
from aligner.scoring.forms import Form
from aligner.scoring.known_names import english_for, is_known_name, may_replace_a_name
from aligner.scoring.sides import LONGEST_REMEMBERED, REMEMBERED, Side, starts_afresh
from aligner.scoring.transliteration import english_spelling, is_acronym_of, likeness, russian_spellings

SAME_NAME = 0.7
"""Likeness from which a capitalised word is the name: Майкл and Michael 0.77, Николай and Nicholson 0.68."""

SAME_WORD = 0.8
"""Likeness from which a word in lower case is the name: `tramp` for Трампа has 1, `trump` 0.95."""

SHORTEST_WORD = 4
"""Letters from which a word in lower case may be a name: Тихим isn't `the`."""

MOST_COMPARISONS = 50_000
"""Names times words, a third of a second, beyond which a text is a register and no sentence: 30,000
characters of made-up names took 26 seconds."""

LONGEST_ACRONYM = 6

NOT_TRANSLATIONS = frozenset(
    {
        "I", "I'm", "I've", "I'd", "I'll", "I’m", "I’ve", "I’d", "I’ll", "Mr", "Mrs", "Ms", "Dr", "Sir",
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
        "President", "Minister", "Prime", "Secretary", "Press", "The", "A", "Affairs", "Foreign",
    }
)  # fmt: skip
"""Capitals in English that don't show that a Russian name was translated (7 октября -> October 7)."""


class Word(NamedTuple):
    """A word and where it stands."""

    form: Form
    start: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self.form.text))


Free = dict[int, Form]
"""Words of the target that no name has taken yet, by where they stand."""


@dataclass(frozen=True, slots=True)
class Name:
    """A word of the source that may be a name.

    ``sure``: its capital isn't only that of a sentence, or it is ``known`` for a name all the same.
    """

    word: Word
    sure: bool
    known: bool = False


Pairs = list[tuple[Name, Word]]


@dataclass(frozen=True, slots=True)
class Assignment:
    """Which word of the target each name of the source became, and what was left over."""

    pairs: tuple[tuple[Name, Word], ...] = ()
    lost: tuple[Name, ...] = ()
    lost_acronyms: tuple[Word, ...] = ()
    spare_capitals: tuple[Word, ...] = ()

    @property
    def nowhere(self) -> tuple[Name, ...]:
        """Give back the lost names that no capital left over can be, in translation or other spelling."""
        return tuple(name for name in self.lost if self._is_nowhere(name.word.form))

    @property
    def replaced(self) -> int:
        """Give back how many names are nowhere while another capital stands in their place.

        Not those in whose place only the translations of other names may stand: Нижние Броды, Lower fords.
        """
        nowhere = len(self.nowhere)
        return min(nowhere, max(0, len(self.spare_capitals) - (len(self.lost) - nowhere)))

    def _is_nowhere(self, name: Form) -> bool:
        if name.exonyms:
            return True
        spare = [word.form.text for word in self.spare_capitals]
        return not may_be_translated(name) and not any(likeness(name.text, word) for word in spare)


NOTHING = Assignment()


def assign_names(source: Side, target: Side) -> Assignment:
    """Give back which words of the target the names of the source became; found once for two sides."""
    if not source.capitals:
        return NOTHING
    if max(len(source.text), len(target.text)) > LONGEST_REMEMBERED:
        return _assign(source, target)
    return _assigned(source, target)


def _assign(source: Side, target: Side) -> Assignment:
    capitals = [source.forms[place] for place in source.capitals]
    if _shouts(capitals, len(source.words)):
        return NOTHING
    names, acronyms = _names(source), _acronyms(source)
    if not (names or acronyms) or len(names) * len(target.words) > MOST_COMPARISONS:
        return NOTHING
    free: Free = dict(zip(target.word_starts, target.words, strict=True))
    explained: set[int] = set()
    lost_acronyms = [word for word in acronyms if not _take_acronym(word.form, free, explained)]
    pairs: Pairs = []
    unpaired = [name for name in names if not _take_exonym(name, free, pairs)]
    unpaired = _take_same_spelling(unpaired, free, pairs)
    # A word that only begins a sentence is compared further where it may take a name's place.
    if any(name.sure for name in unpaired):
        unpaired = _take_alike(unpaired, free, pairs, SAME_NAME, lower_case=False)
        unpaired = [name for name in unpaired if name.sure]
        unpaired = _take_alike(unpaired, free, pairs, SAME_WORD, lower_case=True)
    elif not lost_acronyms:
        return Assignment(tuple(pairs))
    spare, first = (
        tuple(word for word in found if word.start not in explained and word.form.plain not in source.plain)
        for found in (_spare_capitals(target.text, free), _first_names(target.text, free))
    )
    # English begins many a sentence with he or the country: a first word is lost to another name only.
    lost = tuple(
        name
        for name in unpaired
        if name.sure
        and (not name.known or (first and target.plain.isdisjoint(english_for(name.word.form.lower))))
        and not _is_said_again(name, pairs, target)
        and not _is_initial(name, target)
        and (spare or not _is_patronymic(name, pairs))
    )
    if any(name.known for name in lost):
        spare += first
    return Assignment(tuple(pairs), lost, tuple(lost_acronyms), spare)


# Kept from the features to the flags: twice as many pairs as are scored at a time.
_assigned = lru_cache(maxsize=REMEMBERED // 2)(_assign)


def _names(side: Side) -> list[Name]:
    names = []
    for place in side.capitals:
        form = side.forms[place]
        if may_be_name(form.text):
            known = place in side.fresh and is_known_name(form.lower)
            names.append(Name(Word(form, side.starts[place]), known or place not in side.fresh, known))
    return names


def _acronyms(side: Side) -> list[Word]:
    return [
        Word(form, side.starts[place])
        for place in side.capitals
        if (form := side.forms[place]).is_acronym
        and len(form.text) <= LONGEST_ACRONYM
        and "Ё" <= form.text[0] <= "Я"
    ]


def _shouts(capitals: list[Form], words: int) -> bool:
    """Say whether so much of the text is in capitals that a capital means nothing."""
    shouted = sum([form.is_acronym for form in capitals])
    return shouted > 2 and 2 * shouted > words


def _take_acronym(acronym: Form, free: Free, explained: set[int]) -> bool:
    """Say whether a word stands for an acronym; what it is known as may do so again."""
    known = acronym.exonyms
    found = [at for at, form in free.items() if form.plain in known] if known else []
    if found or (known and _has_dotted(known, free)):
        explained.update(found)
        return True
    for at, form in free.items():
        if form.is_capitalised and _is_acronym_of(acronym.text, form.text):
            del free[at]
            return True
    return False


def _is_acronym_of(russian: str, english: str) -> bool:
    plain = english.removesuffix("'s").removesuffix("’s").removesuffix("s")
    return is_acronym_of(russian, plain.upper())


def _has_dotted(known: Iterable[str], free: Free) -> bool:
    """Say whether one of these acronyms stands in the target with dots: U.S., U. N."""
    letters = "".join([form.text if len(form.text) == 1 else " " for form in free.values()]).lower()
    return any(len(each) <= 3 and each in letters for each in known)


def _take_exonym(name: Name, free: Free, pairs: Pairs) -> bool:
    english = name.word.form.exonyms
    if not english:
        return False
    for at, form in free.items():
        if form.is_capitalised and form.plain in english:
            pairs.append((name, Word(free.pop(at), at)))
            return True
    return _has_dotted(english, free)


def _take_same_spelling(names: list[Name], free: Free, pairs: Pairs) -> list[Name]:
    """Assign names to the capitalised words that are spelt alike, in order; give back the rest."""
    if not names:
        return []
    spelt: dict[str, list[int]] = {}
    for at, form in free.items():
        if form.is_capitalised:
            spelt.setdefault(english_spelling(form.text), []).append(at)
    left = []
    for name in names:
        places = next((spelt[one] for one in russian_spellings(name.word.form.text) if spelt.get(one)), None)
        if places:
            at = places.pop(0)
            pairs.append((name, Word(free.pop(at), at)))
        else:
            left.append(name)
    return left


def _take_alike(
    names: list[Name], free: Free, pairs: Pairs, threshold: float, *, lower_case: bool
) -> list[Name]:
    """Assign names to the words that sound like them, the surest first; give back the rest."""
    if not names:
        return []
    words = [
        (at, form)
        for at, form in free.items()
        if form.text.islower() == lower_case and (not lower_case or len(form.text) >= SHORTEST_WORD)
    ]
    found = sorted(
        (-like, abs(number - at), number, at)
        for number, name in enumerate(names)
        for at, form in words
        if (like := likeness(name.word.form.text, form.text)) >= threshold
    )
    taken: set[int] = set()
    for _, _, number, at in found:
        if number not in taken and at in free:
            taken.add(number)
            pairs.append((names[number], Word(free.pop(at), at)))
    return [name for number, name in enumerate(names) if number not in taken]


def _spare_capitals(text: str, free: Free) -> Iterator[Word]:
    for at, form in free.items():
        if not form.is_capitalised or form.text in NOT_TRANSLATIONS:
            continue
        if form.is_acronym or not starts_afresh(text, at):
            yield Word(form, at)


def _first_names(text: str, free: Free) -> Iterator[Word]:
    """Give back the first words of sentences that may stand where a name should."""
    for at, form in free.items():
        if not form.is_capitalised or form.text in NOT_TRANSLATIONS or not starts_afresh(text, at):
            continue
        if may_replace_a_name(form.plain):
            yield Word(form, at)


_PATRONYMIC = re.compile("(?:[оеь]вич|[оеё]вн|ичн)[а-я]{0,3}$")


def _is_patronymic(name: Name, pairs: Pairs) -> bool:
    """Say whether this follows a first name that was found: English leaves out Юрьевич of Сергей Юрьевич."""
    before = name.word.start - 1
    follows = any(other.word.span.stop == before for other, _ in pairs)
    return follows and _PATRONYMIC.search(name.word.form.lower) is not None


def _is_initial(name: Name, target: Side) -> bool:
    """Say whether the target has only the first letter of the name: Джоан, J."""
    first = russian_spellings(name.word.form.text)[0][:1]
    return any(
        len(form.text) == 1
        and form.is_capitalised
        and target.text[start + 1 : start + 2] == "."
        and english_spelling(form.text)[:1] == first
        for form, start in zip(target.words, target.word_starts, strict=True)
    )


def _is_said_again(name: Name, pairs: Pairs, target: Side) -> bool:
    """Say whether the target has the name elsewhere: English says a pronoun the second time.

    Or one word for two: Саудовская Аравия, Saudi.
    """
    start = name.word.form.lower[:4]
    return any(other.word.form.lower[:4] == start for other, _ in pairs) or not target.plain.isdisjoint(
        name.word.form.exonyms
    )

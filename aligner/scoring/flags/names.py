"""Flags about names: lost, or turned into an ordinary word; acronyms lost."""

from itertools import pairwise

from aligner.scoring.exonyms import english_names
from aligner.scoring.flags.view import Finding, PairView
from aligner.scoring.name_assignment import Word, assign_names
from aligner.scoring.sides import Side


def name_missing(pair: PairView) -> Finding | None:
    """Find names that nothing in the target stands for.

    A capital left over in the target may be the name in translation (Верховный суд, Supreme
    Court), so as many names that may be translated are forgiven as there are such capitals. But a
    name that English spells (Байден) isn't forgiven for another capital (Trump), nor one whose English
    is known (Женева, Vienna).
    """
    assignment = assign_names(pair.ours, pair.theirs)
    forgiving = sum(word.form.plain not in english_names() for word in assignment.spare_capitals)
    if not assignment.nowhere and len(assignment.lost) <= forgiving:
        return None
    words = [name.word for name in assignment.lost]
    return Finding(tuple(word.span for word in words), note=", ".join(word.form.text for word in words))


def name_in_lower_case(pair: PairView) -> Finding | None:
    """Find names that became words in lower case: `office of the tramp`, `his us counterpart`."""
    found = [
        (name.word, word)
        for name, word in assign_names(pair.ours, pair.theirs).pairs
        if name.sure and word.form.text.islower()
    ]
    if "us" in pair.theirs.plain:
        found += _america_in_lower_case(pair.ours, pair.theirs)
    if not found:
        return None
    found.sort(key=lambda two: two[1].start)
    return Finding(
        tuple(dict.fromkeys(source.span for source, _ in found)),
        tuple(dict.fromkeys(target.span for _, target in found)),
        ", ".join(f"{source.form.text}: {target.form.text}" for source, target in found),
    )


def acronym_missing(pair: PairView) -> Finding | None:
    """Find acronyms that nothing in the target stands for: `передаёт РБК`, `reports .`"""
    assignment = assign_names(pair.ours, pair.theirs)
    if not assignment.lost_acronyms or assignment.spare_capitals:
        return None
    words = assignment.lost_acronyms
    return Finding(tuple(word.span for word in words), note=", ".join(word.form.text for word in words))


def _america_in_lower_case(source: Side, target: Side) -> list[tuple[Word, Word]]:
    adjectives = [
        Word(form, start)
        for form, start in zip(source.words, source.word_starts, strict=True)
        if form.text == "США" or form.lower.startswith(_AMERICAN)
    ]
    if not adjectives or any(form.text in _AMERICA for form in target.words):
        return []
    found = [
        Word(form, start)
        for before, (form, start) in pairwise(zip(target.words, target.word_starts, strict=True))
        if form.text == "us" and before[0].lower in _BEFORE_A_COUNTRY
    ]
    return list(zip(adjectives, found, strict=False))


_AMERICAN = ("американск", "американец", "американц")  # американским коллегой
_AMERICA = frozenset({"US", "USA", "America", "American", "Americans", "States", "U"})

# Words after which `us` is no pronoun: his us counterpart, the us president.
_BEFORE_A_COUNTRY = frozenset({"the", "a", "an", "his", "her", "its", "their", "our", "former", "new", "and"})

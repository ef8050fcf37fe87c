"""What is odd about a pair: named findings, each with the characters that show it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from aligner.bitext import Flag
from aligner.scoring.direction import are_turned
from aligner.scoring.flags.characters import copied_source, mojibake, untranslated, wrong_language
from aligner.scoring.flags.dates import date_differs
from aligner.scoring.flags.length import added_text, cut_off, very_long, very_short
from aligner.scoring.flags.names import acronym_missing, name_in_lower_case, name_missing
from aligner.scoring.flags.negation import negation_differs
from aligner.scoring.flags.numbers import number_differs
from aligner.scoring.flags.punctuation import (
    brackets_unbalanced,
    exclamation_differs,
    question_differs,
    quotes_unbalanced,
    space_extra,
    space_missing,
)
from aligner.scoring.flags.repetition import repetition
from aligner.scoring.flags.tokens import link_differs, placeholder_differs, tag_differs
from aligner.scoring.flags.units import unit_differs
from aligner.scoring.flags.view import Finding, PairView

__all__ = ["FLAGS", "FlagRule", "find_flags"]


@dataclass(frozen=True, slots=True)
class FlagRule:
    """A flag: its name, what it means to a reader, its rule.

    ``any_languages``: the rule holds for every language pair; else for ru to en, and with
    ``either_way`` for the pair turned, if that is from en to ru.
    """

    name: str
    description: str
    find: Callable[[PairView], Finding | None]
    any_languages: bool = True
    either_way: bool = False


VERY_LONG = "very-long"
LONGEST = 10_000
"""Characters of a side that is looked into. What is longer is no sentence, and the time of some rules
grows with its square: 20 s for 80,000 characters."""

FLAGS: tuple[FlagRule, ...] = (
    FlagRule(
        "number-differs", "a number that the other side hasn't got, in digits or in words", number_differs
    ),
    FlagRule("date-differs", "another month or weekday", date_differs),
    FlagRule("unit-differs", "the same number of something else: 5 км, 5 miles", unit_differs),
    FlagRule(
        "name-missing",
        "a name that nothing in the target stands for",
        name_missing,
        any_languages=False,
        either_way=True,
    ),
    FlagRule(
        "name-in-lower-case",
        "a name that became an ordinary word: Трамп, tramp",
        name_in_lower_case,
        any_languages=False,
    ),
    FlagRule(
        "acronym-missing",
        "an acronym that nothing in the target stands for",
        acronym_missing,
        any_languages=False,
        either_way=True,
    ),
    FlagRule("untranslated", "Cyrillic words in the target", untranslated),
    FlagRule("copied-source", "the target is the source over again", copied_source),
    FlagRule("wrong-language", "a side is in another language than its own", wrong_language),
    FlagRule("repetition", "the target says words over again", repetition),
    FlagRule("cut-off", "the end of the target is missing", cut_off),
    FlagRule("added-text", "the target says more than the source", added_text),
    FlagRule(
        "negation-differs",
        "one side denies what the other says",
        negation_differs,
        any_languages=False,
        either_way=True,
    ),
    FlagRule("question-differs", "a question mark on one side only", question_differs),
    FlagRule("exclamation-differs", "an exclamation mark at one side's end only", exclamation_differs),
    FlagRule("brackets-unbalanced", "a bracket without its partner in the target", brackets_unbalanced),
    FlagRule("quotes-unbalanced", "a quotation mark without its partner in the target", quotes_unbalanced),
    FlagRule("space-missing", "no space after punctuation in the target", space_missing),
    FlagRule("space-extra", "a space before punctuation in the target", space_extra),
    FlagRule("placeholder-differs", "a program's placeholder on one side only: {0}, %s", placeholder_differs),
    FlagRule("link-differs", "a web or mail address on one side only", link_differs),
    FlagRule("tag-differs", "a tag, entity or TMX's inline code on one side only", tag_differs),
    FlagRule(VERY_LONG, "a side of more than 1,000 characters or 150 words", very_long),
    FlagRule("very-short", "a side of fewer than three letters and digits", very_short),
    FlagRule("mojibake", "letters that were read in the wrong encoding", mojibake),
)
"""Every flag, in the order in which they are looked for and shown."""


def find_flags(
    source: str,
    target: str,
    *,
    source_language: str = "ru",
    target_language: str = "en",
    after: str = "",
    codes: tuple[Sequence[str], Sequence[str]] = ((), ()),
) -> tuple[Flag, ...]:
    """Give back what is odd about a pair, in the order of FLAGS; spans are offsets into the texts.

    ``after`` is what follows the target's text in its document (one character is enough): it
    shows whether a space is missing where two sentences meet. ``codes`` are inline codes of both sides
    that are no part of the texts, those of a TMX; they count as tags. A side without text has no
    flags: it is a null, no pair; of one longer than LONGEST only that is said.

    >>> [(flag.name, flag.note) for flag in find_flags("Кабинет Трампа.", "Office of the tramp.")]
    [('name-in-lower-case', 'Трампа: tramp')]
    """
    if not source.strip() or not target.strip():
        return ()
    languages = source_language, target_language
    pair = PairView(source, target, *languages, after, codes)
    turned = PairView(target, source, *languages[::-1]) if are_turned(languages) else None
    between_russian_and_english = are_turned(languages[::-1])
    too_long = max(len(source), len(target)) > LONGEST
    flags = []
    for rule in FLAGS:
        if too_long and rule.name != VERY_LONG:
            continue
        if rule.any_languages or between_russian_and_english:
            finding = rule.find(pair)
        elif turned is not None and rule.either_way:
            found = rule.find(turned)
            finding = found and Finding(found.target, found.source, found.note)
        else:
            continue
        if finding is not None:
            flags.append(Flag(rule.name, finding.source, finding.target, finding.note))
    return tuple(flags)

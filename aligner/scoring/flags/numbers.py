"""Flag about numbers: said on one side, in digits or in words, and found in no form on the other."""

import re
from collections.abc import Iterable

from aligner.scoring.flags.tokens import stands_in_token
from aligner.scoring.flags.view import Finding, PairView
from aligner.scoring.forms import ROMAN, SPELT
from aligner.scoring.numbers import Number, is_said
from aligner.scoring.sides import Side

LEAST_IN_WORDS, FIRST_SCALE = 3, 100
"""Numbers in words that are compared: from the first on, below the second."""

_FRACTION_WORDS = (
    "пол половина половину половины половине половиной полтора полторы полутора треть трети четверть "
    "четверти без half halves third thirds quarter quarters past"
)
_FRACTIONS = frozenset(_FRACTION_WORDS.split())
_OTHERWISE = re.compile(
    r"\bдесят(?:ок|к[аоиуе])|\bдюжин|\bчасу\b|\bсут(?:ки|ок)\b|\bш[её]л\b[^.]*\bгод\b"
    r"|\b(?:to|past) (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b",
    re.IGNORECASE,
)
_CONVERTED = re.compile(
    r"\b(?:пуд|в[её]рст|аршин|верш(?:ок|к)|саж[её]н|десятин|фунт|фут|дюйм|мил[яьие]|унци|градус"
    r"|stone|foot|feet|inch|mile|yard|acre|pound|ounce|fathom|degree)",
    re.IGNORECASE,
)


def number_differs(pair: PairView) -> Finding | None:
    """Find numbers in digits on one side that are on the other neither in digits nor in words.

    Roman numerals count too where both sides have some: Людовик XIV, Louis XVI. Numbers in words count
    where each side has one that the other doesn't say: пять книг, six books.
    """
    source, target = pair.ours.numbers, pair.theirs.numbers
    if pair.ours.kinds & pair.theirs.kinds & ROMAN:
        source, target = (*source, *_romans(pair.ours)), (*target, *_romans(pair.theirs))
    if len(source) != len(target) and pair.ours.digits == pair.theirs.digits:
        source = target = ()  # the same digits, grouped otherwise: a telephone number
    lost, added = _unsaid(source, pair.ours, pair.theirs), _unsaid(target, pair.theirs, pair.ours)
    if pair.ours.kinds & pair.theirs.kinds & SPELT:
        words, others = _unsaid_words(pair.ours, pair.theirs), _unsaid_words(pair.theirs, pair.ours)
        if words and others:
            lost, added = lost + words, added + others
    if not lost and not added:
        return None
    notes = [pair.source[number.span.start : number.span.stop] for number in lost]
    notes += ["+" + pair.target[number.span.start : number.span.stop] for number in added]
    return Finding(
        tuple(number.span for number in lost), tuple(number.span for number in added), ", ".join(notes)
    )


def _unsaid(numbers: Iterable[Number], side: Side, other: Side) -> list[Number]:
    """Give back the numbers of a side that the other one doesn't say; tokens have flags of their own."""
    return [
        number
        for number in numbers
        if not is_said(number, other.said()) and not stands_in_token(side.text, number.span)
    ]


def _unsaid_words(side: Side, other: Side) -> list[Number]:
    """Give back the numbers in words of a side that the other one doesn't say.

    Not those that say how many only now and then (один, пара, first, a hundred), nor names (Пятигорск),
    nor any beside a fraction (половина шестого is half past five), the hour (пять сорок, twenty to six; в
    пятом часу, after four), tens (три десятка), days and nights (сутки) or a measure that is converted.
    """
    both = f"{side.text}\n{other.text}"
    if _CONVERTED.search(both) or _OTHERWISE.search(both):
        return []
    if not _FRACTIONS.isdisjoint(side.plain | other.plain):
        return []
    return [
        Number(side.span(place), (word.value,))
        for place, word in enumerate(side.words)
        if word.kinds & SPELT
        and LEAST_IN_WORDS <= word.value < FIRST_SCALE
        and not (word.is_capitalised and place)
        and word.value not in other.said()
    ]


def _romans(side: Side) -> list[Number]:
    return [
        Number(side.span(place), (word.roman,)) for place, word in enumerate(side.words) if word.kinds & ROMAN
    ]

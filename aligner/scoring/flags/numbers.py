"""Flag about numbers: written in digits on one side, found in no form on the other."""

from collections.abc import Iterable

from aligner.scoring.flags.tokens import stands_in_token
from aligner.scoring.flags.view import Finding, PairView
from aligner.scoring.forms import ROMAN
from aligner.scoring.numbers import Number, is_said
from aligner.scoring.sides import Side


def number_differs(pair: PairView) -> Finding | None:
    """Find numbers in digits on one side that are on the other neither in digits nor in words.

    Roman numerals count too where both sides have some: Людовик XIV, Louis XVI.
    """
    source, target = pair.ours.numbers, pair.theirs.numbers
    if pair.ours.kinds & pair.theirs.kinds & ROMAN:
        source, target = (*source, *_romans(pair.ours)), (*target, *_romans(pair.theirs))
    if not (source or target):
        return None
    if len(source) != len(target) and pair.ours.digits == pair.theirs.digits:
        return None  # the same digits, grouped otherwise: a telephone number
    lost, added = _unsaid(source, pair.ours, pair.theirs), _unsaid(target, pair.theirs, pair.ours)
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


def _romans(side: Side) -> list[Number]:
    return [
        Number(side.span(place), (word.roman,)) for place, word in enumerate(side.words) if word.kinds & ROMAN
    ]

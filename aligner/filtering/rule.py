"""A rule: a question about a pair, its threshold, and the reason it gives."""

from collections.abc import Callable
from dataclasses import dataclass

from aligner.filtering.texts import PairTexts

Find = Callable[[PairTexts, float], str | None]
"""Gives back what is wrong with the pair, given the threshold; None if nothing."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule.

    ``threshold`` is its default; None for a rule that has none. ``on``: whether it is
    applied unless asked otherwise. ``known_as``: what bicleaner-hardrules (``b:``) and
    OpusFilter (``o:``) call it, or the like of it.
    """

    name: str
    find: Find
    description: str
    threshold: float | None = None
    on: bool = True
    known_as: str = ""


def percent(share: float) -> str:
    """Give back a share of 1 as it stands in reasons.

    >>> percent(0.256)
    '26 %'
    """
    return f"{share:.0%}".replace("%", " %")

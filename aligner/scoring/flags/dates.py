"""Flag about dates: another month or weekday."""

import re
from collections.abc import Iterator

from aligner.bitext import Span
from aligner.scoring.flags.view import Finding, PairView
from aligner.scoring.forms import DATES, Form
from aligner.scoring.sides import Side

_NUMERIC_DATE = re.compile(r"\b(\d{1,2})[./](\d{1,2})(?:[./](?:\d{4}|\d{2}))?\b")
_DAY_BEFORE = {
    "ru": re.compile(r"\d{1,2}(?:-?го|-?е)?\s$"),
    "en": re.compile(r"\d(?:st|nd|rd|th)?\s(?:of\s)?$"),
}
_DAY_NEAR = re.compile(r"^\.?\s\d|^,?\s\d{4}")
# May and March are words too, and Март[аы] a woman: without a day they count after these only, or small.
_TIME_BEFORE_ENGLISH = re.compile(
    r"\b(?:in|since|until|till|by|from|last|next|this|early|late|mid|of)[\s-]$", re.IGNORECASE
)
_ALSO_WORDS = frozenset({"March", "May"})
_NIGHT_BETWEEN = re.compile(r"\bноч\w+ (?:на|с)\b", re.IGNORECASE)  # в ночь на субботу: on Friday night


def date_differs(pair: PairView) -> Finding | None:
    """Find a month or a weekday for which the other side has another one."""
    if not pair.ours.kinds & pair.theirs.kinds & DATES:
        return None
    if pair.ours.language not in _DAY_BEFORE or pair.theirs.language not in _DAY_BEFORE:
        return None
    if _NIGHT_BETWEEN.search(pair.source) or _NIGHT_BETWEEN.search(pair.target):
        return None
    return _months_differ(pair) or _weekdays_differ(pair)


def _months_differ(pair: PairView) -> Finding | None:
    ours, theirs = dict(_clear_months(pair.ours)), dict(_clear_months(pair.theirs))
    all_ours, all_theirs = _months(pair.ours), _months(pair.theirs)
    lost = {month: span for month, span in ours.items() if month not in all_theirs}
    added = {month: span for month, span in theirs.items() if month not in all_ours}
    if not lost or not added:  # one side may say `in two weeks`, or leave the date out
        return None
    return _finding(pair, tuple(lost.values()), tuple(added.values()))


def _clear_months(side: Side) -> Iterator[tuple[float, Span]]:
    """Give back each month that can be nothing else, and where."""
    for place, word in enumerate(side.words):
        if word.month:
            span = side.span(place)
            before = side.text[max(0, span.start - 9) : span.start]
            after = side.text[span.stop : span.stop + 8]
            clear = _DAY_BEFORE[side.language].search(before) or _DAY_NEAR.match(after)
            if clear or _is_no_other_word(word, before, side.language):
                yield word.month, span


def _is_no_other_word(word: Form, before: str, language: str) -> bool:
    if language == "ru":
        return not word.is_capitalised
    return word.text not in _ALSO_WORDS or _TIME_BEFORE_ENGLISH.search(before) is not None


def _months(side: Side) -> set[float]:
    """Give back all months that a text names, and what may be one in dates of digits."""
    named = {word.month for word in side.words if word.month}
    return named | {
        float(part) for match in _NUMERIC_DATE.finditer(side.text) for part in match.groups() if part
    }


def _weekdays_differ(pair: PairView) -> Finding | None:
    ours, theirs = (
        {word.weekday: side.span(place) for place, word in enumerate(side.words) if word.weekday}
        for side in (pair.ours, pair.theirs)
    )
    lost = [span for day, span in ours.items() if day not in theirs]
    added = [span for day, span in theirs.items() if day not in ours]
    if not lost or not added:
        return None
    return _finding(pair, tuple(lost), tuple(added))


def _finding(pair: PairView, source: tuple[Span, ...], target: tuple[Span, ...]) -> Finding:
    one = ", ".join(pair.source[span.start : span.stop] for span in source)
    other = ", ".join(pair.target[span.start : span.stop] for span in target)
    return Finding(source, target, f"{one}: {other}")

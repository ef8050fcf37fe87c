"""Flags about dates and units: another month or weekday; the same number of something else."""

import re
from collections.abc import Iterator
from functools import lru_cache

from aligner.bitext import Span
from aligner.scoring.flags.view import Finding, PairView

_RUSSIAN_MONTHS = re.compile(
    r"\b(?:(?P<m1>январ[ьяюе]м?)|(?P<m2>феврал[ьяюе]м?)|(?P<m3>март(?:а|у|е|ом)?)|(?P<m4>апрел[ьяюе]м?)"
    r"|(?P<m5>ма[йяюе]|маем)|(?P<m6>июн[ьяюе]м?)|(?P<m7>июл[ьяюе]м?)|(?P<m8>август(?:а|у|е|ом)?)"
    r"|(?P<m9>сентябр[ьяюе]м?)|(?P<m10>октябр[ьяюе]м?)|(?P<m11>ноябр[ьяюе]м?)|(?P<m12>декабр[ьяюе]м?))\b",
    re.IGNORECASE,
)
_ENGLISH_MONTHS = re.compile(
    r"\b(?:(?P<m1>Jan(?:uary)?)|(?P<m2>Feb(?:ruary)?)|(?P<m3>Mar(?:ch)?)|(?P<m4>Apr(?:il)?)|(?P<m5>May)"
    r"|(?P<m6>June?)|(?P<m7>July?)|(?P<m8>Aug(?:ust)?)|(?P<m9>Sept?(?:ember)?)|(?P<m10>Oct(?:ober)?)"
    r"|(?P<m11>Nov(?:ember)?)|(?P<m12>Dec(?:ember)?))\b"
)
_DAYS = {
    "ru": re.compile(
        r"\b(?:(?P<d1>понедельник\w*)|(?P<d2>вторник\w*)|(?P<d3>сред(?:а|у|е|ы|ой)(?=\W))|(?P<d4>четверг\w*)"
        r"|(?P<d5>пятниц\w*)|(?P<d6>суббот\w*)|(?P<d7>воскресень[еяюи]\w*))",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:(?P<d1>Monday)|(?P<d2>Tuesday)|(?P<d3>Wednesday)|(?P<d4>Thursday)|(?P<d5>Friday)"
        r"|(?P<d6>Saturday)|(?P<d7>Sunday))"
    ),
}
_NUMERIC_DATE = re.compile(r"\b(\d{1,2})[./](\d{1,2})(?:[./](?:\d{4}|\d{2}))?\b")
_DAY_BEFORE = re.compile(r"\d{1,2}(?:-?го|-?е)?\s$")
_DAY_NEAR = re.compile(r"^\.?\s\d|^,?\s\d{4}")
_DAY_BEFORE_ENGLISH = re.compile(r"\d(?:st|nd|rd|th)?\s(?:of\s)?$")

_MONTHS = {"ru": _RUSSIAN_MONTHS, "en": _ENGLISH_MONTHS}


# Whether a text may have a month or a weekday at all, told before it is searched.
def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


_NAMES = {
    "months": _words(
        "january february march april may june july august september october november december "
        "jan feb mar apr jun jul aug sep sept oct nov dec "
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
    ),
    "weekdays": _words(
        "monday tuesday wednesday thursday friday saturday sunday "
        "mondays tuesdays wednesdays thursdays fridays saturdays sundays "
        "понедельник вторник среду четверг пятницу субботу воскресенье "
        "понедельника вторника среды четверга пятницы субботы воскресенья"
    ),
}


@lru_cache(maxsize=8)
def months_in(text: str, language: str) -> frozenset[float]:
    """Give back the numbers of the months that the text names.

    >>> sorted(months_in("с 28 января по май", "ru")), months_in("You may go.", "en")
    ([1.0, 5.0], frozenset())
    """
    pattern = _MONTHS.get(language[:2])
    if pattern is None:
        return frozenset()
    return frozenset(float((match.lastgroup or "m0")[1:]) for match in pattern.finditer(text))


def date_differs(pair: PairView) -> Finding | None:
    """Find a month beside a day, or a weekday, for which the other side has another one."""
    source, target = pair.source_language[:2], pair.target_language[:2]
    if source not in _MONTHS or target not in _MONTHS:
        return None
    months = _months_differ(pair, source, target) if _NAMES["months"] & pair.target_lower else None
    if months is not None or not _NAMES["weekdays"] & pair.target_lower:
        return months
    return _weekdays_differ(pair, source, target)


def _months_differ(pair: PairView, source: str, target: str) -> Finding | None:
    ours = dict(_dated_months(pair.source, source))
    theirs = dict(_dated_months(pair.target, target))
    if not ours and not theirs:
        return None
    all_ours = months_in(pair.source, source) | _numeric_months(pair.source)
    all_theirs = months_in(pair.target, target) | _numeric_months(pair.target)
    lost = {month: span for month, span in ours.items() if month not in all_theirs}
    added = {month: span for month, span in theirs.items() if month not in all_ours}
    if not lost or not added:  # one side may say `in two weeks`, or leave the date out
        return None
    return _finding(pair, tuple(lost.values()), tuple(added.values()))


def _dated_months(text: str, language: str) -> Iterator[tuple[float, Span]]:
    """Give back each month that stands with a day or a year, and where."""
    for match in _MONTHS[language].finditer(text):
        before, after = text[max(0, match.start() - 9) : match.start()], text[match.end() : match.end() + 8]
        dated = _DAY_BEFORE.search(before) if language == "ru" else _DAY_BEFORE_ENGLISH.search(before)
        if dated or _DAY_NEAR.match(after):
            yield float((match.lastgroup or "m0")[1:]), Span(*match.span())


def _numeric_months(text: str) -> set[float]:
    return {float(part) for match in _NUMERIC_DATE.finditer(text) for part in match.groups() if part}


def _weekdays_differ(pair: PairView, source: str, target: str) -> Finding | None:
    ours = {match.lastgroup: Span(*match.span()) for match in _DAYS[source].finditer(pair.source)}
    if not ours:
        return None
    theirs = {match.lastgroup: Span(*match.span()) for match in _DAYS[target].finditer(pair.target)}
    lost = [span for day, span in ours.items() if day not in theirs]
    added = [span for day, span in theirs.items() if day not in ours]
    if not lost or not added:
        return None
    return _finding(pair, tuple(lost), tuple(added))


def _finding(pair: PairView, source: tuple[Span, ...], target: tuple[Span, ...]) -> Finding:
    one = ", ".join(pair.source[span.start : span.stop] for span in source)
    other = ", ".join(pair.target[span.start : span.stop] for span in target)
    return Finding(source, target, f"{one}: {other}")

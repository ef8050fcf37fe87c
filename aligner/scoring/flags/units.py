"""Flag about units: the same number, but of something else (5 км, 5 miles)."""

import re
from typing import NamedTuple

from aligner.bitext import Span
from aligner.scoring.flags.view import Finding, PairView
from aligner.scoring.sides import Side

_UNITS = {
    "kilometre": r"км\b|километр\w*|km\b|kilomet\w+",  # 5 км пешком
    "mile": r"миль\b|мил[яиею]\b|miles?\b|mi\b",  # 5 миль пешком
    "millimetre": r"мм\b|миллиметр\w*|mm\b|millimet\w+",
    "metre": r"м\b(?![/²³]| ?кв)|метр\w*|met(?:re|er)s?\b",  # 30 метров высотой
    "foot": r"фут\w*|f(?:oot|eet)\b|ft\b",
    "centimetre": r"см\b|сантиметр\w*|cm\b|centimet\w+",
    "inch": r"дюйм\w*|inch(?:es)?\b",
    "kilogram": r"кг\b|килограмм\w*|kg\b|kilo(?:gram\w*|s)?\b",  # 70 кг веса
    "pound": r"фунт\w*|pounds?\b|lbs?\b",
    "ton": r"тонн\w*|tons?\b|tonnes?\b",
    "gram": r"г\b(?!\.)|грамм\w*|g\b|grams?\b",
    "millilitre": r"мл\b|миллилитр\w*|ml\b|millilit\w+",
    "litre": r"л\b(?!\.)|литр\w*|lit(?:re|er)s?\b",
    "gallon": r"галлон\w*|gallons?\b",
    "percent": r"%|процент\w*|per\s?cent\w*|percentage",  # 5 % роста
    "rouble": r"₽|руб(?:\.|л\w+)?|rou?bles?\b|rub\b",  # 100 рублей
    "dollar": r"\$|долл(?:\.|ар\w*)?|dollars?\b|usd\b",  # 100 долларов
    "euro": r"€|евро\b|euros?\b|eur\b",  # 100 евро
    "hour": r"час(?:а|ов|у|е|ам|ами|ах)?\b|hours?\b|hrs?\b|o['’]clock",  # 3 часа
    "minute": r"минут\w*|мин\b|minutes?\b|mins?\b",  # 45 минут
    "second": r"секунд\w*|сек\b|seconds?\b|secs?\b",
    "day": r"дн(?:я|ей|и|ям)\b|день\b|сут(?:ки|ок)\b|days?\b",  # 3 дня
    "week": r"недел\w+|weeks?\b",  # 2 недели
    "month": r"месяц\w*|months?\b",  # 6 месяцев
    "year": r"год(?:а|у|ов|ы|ом|ам)?\b|лет\b|years?\b",  # 10 лет
}
_SCALE_BETWEEN = (
    r"(?:тыс\.?|тысяч\w*|млн\.?|миллион\w*|млрд\.?|миллиард\w*|трлн\.?"
    r"|thousand|million|billion|trillion|k|bn|mln|m)?"
)
_AFTER = re.compile(
    rf"[ \u00a0\u202f-]?{_SCALE_BETWEEN}[ \u00a0\u202f]?(?:"
    + "|".join(f"(?P<{name}>{forms})" for name, forms in _UNITS.items())
    + ")",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?:(?P<dollar>\$)|(?P<euro>€)|(?P<pound>£)|(?P<rouble>₽))\s?$")

# Said for each other without being wrong: 24 часа, a day; 14 дней, two weeks.
_ALIKE = (frozenset({"kilogram", "gram"}), frozenset({"metre", "gram"}))


class _Measure(NamedTuple):
    unit: str
    span: Span


def unit_differs(pair: PairView) -> Finding | None:
    """Find a number that stands on both sides, with one unit here and another there."""
    if not pair.ours.numbers or not pair.theirs.numbers:
        return None
    ours = _measures(pair.ours)
    if not ours:
        return None
    theirs = _measures(pair.theirs)
    for value, measures in ours.items():
        others = theirs.get(value, [])
        units, other_units = {each.unit for each in measures}, {each.unit for each in others}
        if others and units.isdisjoint(other_units) and frozenset(units | other_units) not in _ALIKE:
            one, other = measures[0].span, others[0].span
            note = f"{pair.source[one.start : one.stop]}: {pair.target[other.start : other.stop]}"
            return Finding((one,), (other,), note)
    return None


def _measures(side: Side) -> dict[float, list[_Measure]]:
    """Give back the units that each value in digits stands with."""
    text = side.text
    found: dict[float, list[_Measure]] = {}
    for number in side.numbers:
        start, stop = number.span.start, number.span.stop
        match = _BEFORE.search(text, max(0, start - 2), start)
        if match is not None:
            measure = _Measure(match.lastgroup or "", Span(match.start(), stop))
        else:
            match = _AFTER.match(text, stop)
            if match is None:
                continue
            measure = _Measure(match.lastgroup or "", Span(start, match.end()))
        for value in number.values:
            found.setdefault(value, []).append(measure)
    return found

"""The numbers of a text: where they stand in digits, and every value it may be said to name."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aligner.bitext import Span
from aligner.scoring.number_words import english_values, russian_values

_SPACE = "[ \u00a0\u202f\u2009]"
_NUMBER = re.compile(
    rf"(?P<date>\b\d{{1,2}}[./]\d{{1,2}}[./](?:\d{{4}}|\d{{2}})\b)"
    rf"|(?P<dots>\d{{1,3}}(?:\.\d{{3}}){{2,}}(?!\d)(?:,\d+)?)"  # 1.234.567,89
    rf"|(?P<grouped>\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)(?:[.,]\d+)?)"
    rf"|(?P<commas>\d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?)"
    rf"|(?P<mixed>\d+(?:{_SPACE}?[½¼¾]|{_SPACE}[1-9]/[2-9](?!\d)))"  # 2 1/2, not 25/7
    rf"|(?P<plain>\d+(?:[.,]\d+)?)"
)
_SCALE = re.compile(
    rf"(?:-?{_SPACE}?(?:(?P<k>тыс|тысяч\w*|thousand|k\b)|(?P<m>млн|миллион\w*|million|mln|mn\b|m\b)"
    rf"|(?P<b>млрд|миллиард\w*|billion|bln|bn\b)|(?P<t>трлн|триллион\w*|trillion|tr?ln|trn?\b))"
    rf"|{_SPACE}?(?:[-–—]|до|или|to|or|and){_SPACE}?[$€£₽]?\d[\d.,]*{_SPACE}?(?P<range>тыс|млн|млрд|трлн|thous|mill|bill"
    rf"|trill|миллион|миллиард))",
    re.IGNORECASE,
)
_SCALES = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}
_RANGES = {"тыс": 1e3, "млн": 1e6, "млрд": 1e9, "трлн": 1e12, "thous": 1e3, "mill": 1e6, "bill": 1e9,
           "trill": 1e12, "миллион": 1e6, "миллиард": 1e9}  # fmt: skip
_ROMAN = re.compile(r"(X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_UNITS = {"": 0, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}
_CLOCK = re.compile(r"\d[:.]\d\d\b|\bчас|\b[ap]\.?\s?m\b|o['’]clock|утра|вечера|ночи|дня|noon", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in digits: where it stands and every value it may have."""

    span: Span
    values: tuple[float, ...]


def numbers_in(text: str) -> tuple[Number, ...]:
    """Give back the numbers written in digits.

    >>> [number.values for number in numbers_in("2,5 млн рублей, 1 200 мест")]
    [(2500000.0,), (1200.0,)]
    """
    found: list[Number] = []
    for match in _NUMBER.finditer(text):
        if match.lastgroup == "date":
            start = match.start()
            for part in _DATE_PART.finditer(match.group()):
                span = Span(start + part.start(), start + part.end())
                found.append(Number(span, _year_values(part.group())))
            continue
        values = _values(match.group(), match.lastgroup or "plain")
        if text[match.end() : match.end() + 1] == "s" and values[0] in _CENTURIES:
            values += (values[0] / 100 + 1,)  # the 1800s, XIX век
        found.append(Number(Span(*match.span()), _scaled(values, text, match.end())))
    return tuple(found)


_DATE_PART = re.compile(r"\d+")
_CENTURIES = frozenset(range(1000, 2100, 100))


def _year_values(part: str) -> tuple[float, ...]:
    value = float(part)
    return (value, 1900 + value, 2000 + value) if len(part) == 2 else (value,)


def _values(digits: str, kind: str) -> tuple[float, ...]:
    if kind == "grouped":
        return (float(_BLANK.sub("", digits).replace(",", ".")),)
    if kind == "dots":
        return (float(digits.replace(".", "").replace(",", ".")),)
    if kind == "commas":  # 1,500: a thousand and a half in English, one and a half in Russian
        whole = float(digits.replace(",", ""))
        return (
            (whole, float(digits.replace(",", ".")))
            if digits.count(",") == 1 and "." not in digits
            else (whole,)
        )
    if kind == "mixed":
        return _mixed(digits)
    plain = float(digits.replace(",", "."))
    if _THOUSANDS_DOT.fullmatch(digits):
        return plain, float(digits.replace(".", ""))
    return (plain,)


def _mixed(digits: str) -> tuple[float, ...]:
    whole, part = _MIXED.findall(digits)[0]
    over, _, under = _FRACTIONS.get(part, part).partition("/")
    return (round(float(whole) + int(over) / int(under), 2),)


_MIXED = re.compile(r"(\d+)\s?([½¼¾]|\d/\d)$")
_FRACTIONS = {"½": "1/2", "¼": "1/4", "¾": "3/4"}
_BLANK = re.compile(_SPACE)
_THOUSANDS_DOT = re.compile(r"\d{1,3}\.\d{3}")


def _scaled(values: tuple[float, ...], text: str, stop: int) -> tuple[float, ...]:
    match = _SCALE.match(text, stop)
    if match is None:
        return values
    if match.lastgroup == "range":  # 5-6 тысяч: 5,000 to 6,000 or 5 to 6 thousand
        scale = _RANGES[match.group("range").lower()]
        return values + tuple(value * scale for value in values)
    scale = _SCALES[match.lastgroup or "k"]
    scaled = tuple(value * scale for value in values)
    # Five metres, `5m`, is no five million.
    return scaled + values if match.group().strip().lower() in ("m", "k") else scaled


def said_values(
    text: str, numbers: Sequence[Number], words: frozenset[str], others: Iterable[float], language: str
) -> frozenset[float]:
    """Give back every value the text may be said to name, in digits, in words or otherwise.

    ``words``: those that count, in lower case; see `aligner.scoring.number_words.counts`.
    ``others``: the values of Roman numerals and months.
    """
    values = {value for number in numbers for value in number.values}
    values.add(1.0)  # до года, up to 1 year; a year, 1 год
    if words and language.startswith("ru"):
        values |= russian_values(words)
    elif words and language.startswith("en"):
        values |= english_values(words)
    values.update(others)
    values.update(value % 100 for value in tuple(values) if 1900 <= value < 2100)  # 1990s, 90-е
    values |= clock_values(text, values)
    return frozenset(values)


def clock_values(text: str, values: Iterable[float]) -> set[float]:
    """Give back what these values are on a clock of 12 hours, or of 24, if the text has hours.

    >>> sorted(clock_values("from 9 am to 9 pm", {9.0}))
    [0.0, 21.0]
    """
    if not _CLOCK.search(text):
        return set()
    hours = {value + 12 for value in values if value <= 12} | {
        value - 12 for value in values if 12 < value <= 24
    }
    return hours | {0.0}  # 18:00, 6 pm


def roman_value(word: str) -> float:
    """Give back the number that a Roman numeral is, 0 for any other word.

    >>> roman_value("XIV"), roman_value("IIII"), roman_value("MIX")
    (14.0, 0.0, 0.0)
    """
    match = _ROMAN.fullmatch(word)
    return 10.0 * len(match.group(1)) + _ROMAN_UNITS[match.group(2)] if match is not None else 0.0


def is_said(number: Number, said: frozenset[float]) -> bool:
    """Say whether a number is among the values that a text may be said to name."""
    return any(value in said or round(value, 2) in said for value in number.values) or any(
        value % 100 in said for value in number.values if 1900 <= value < 2100
    )

"""Right pairs with dates, hours and sums as the two languages write them, each in its own way.

News writes months as words on both sides and hours of 24; contracts, letters and pages of shops
don't (05.03.2021, March 5, 2021; 18:30, 6:30 pm), and are as right. Some are made of the right pairs,
the others of sentences written for this, notices.tsv.
"""

import re
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from training.pair_scores.data import Pair

_MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
_RUSSIAN = _MONTHS.split()
_ENGLISH_MONTHS = "January February March April May June July August September October November December"
_ENGLISH = _ENGLISH_MONTHS.split()
RUSSIAN_DATE = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_RUSSIAN)})(?: (\d{{4}})(?: года)?)?(?!\w)")
ENGLISH_DATE = re.compile(
    rf"\b(?:({'|'.join(_ENGLISH)}) (\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({'|'.join(_ENGLISH)}))(?:,? (\d{{4}}))?(?!\w)"
)
RUSSIAN_CLOCK = re.compile(r"\b(?:в|к|с|до|около) ([01]?\d|2[0-3]):([0-5]\d)(?![\d:])", re.IGNORECASE)
"""An hour, and neither a result (3:10) nor a verse."""
CLOCK = re.compile(r"(?<![\d:])([01]?\d|2[0-3]):([0-5]\d)(?![\d:]|\s?[ap]\.?m)")

VARIANT = 20_000
"""Added to the place of a pair in its document."""


def with_variants(pairs: Sequence[Pair]) -> list[Pair]:
    """Give back the variants of these pairs: those that have a date or an hour on both sides."""
    made = []
    for pair in pairs:
        for number, (source, target) in enumerate((_dated(pair), _timed(pair))):
            if (source, target) != (pair.source, pair.target):
                place = pair.place + VARIANT * (1 + number)
                made.append(replace(pair, source=source, target=target, place=place))
    return made


def _dated(pair: Pair) -> tuple[str, str]:
    """Write the one date that both sides have in digits in Russian, with a year on both sides."""
    dates, others = list(RUSSIAN_DATE.finditer(pair.source)), list(ENGLISH_DATE.finditer(pair.target))
    if len(dates) != 1 or len(others) != 1:
        return pair.source, pair.target
    day, month, year = dates[0].groups()
    month_before, day_behind, day_before, month_behind, other_year = others[0].groups()
    number = _RUSSIAN.index(month)
    if _ENGLISH[number] != (month_before or month_behind) or int(day) != int(day_behind or day_before):
        return pair.source, pair.target
    if year and other_year and year != other_year:
        return pair.source, pair.target
    chance = zlib.crc32(f"date {pair.source}".encode())
    year = year or other_year or str(1985 + chance % 45)
    short = f"{int(day):02}.{number + 1:02}.{year if chance % 4 else year[2:]}"
    name = _ENGLISH[number]
    long = f"{name} {int(day)}, {year}" if chance % 3 else f"{int(day)} {name} {year}"
    return _with(pair.source, dates[0], short), _with(pair.target, others[0], long)


def _timed(pair: Pair) -> tuple[str, str]:
    """Write the hours that both sides have alike in hours of twelve in English."""
    hours, others = list(RUSSIAN_CLOCK.finditer(pair.source)), list(CLOCK.finditer(pair.target))
    if not hours or [hour.groups() for hour in hours] != [other.groups() for other in others]:
        return pair.source, pair.target
    target = pair.target
    for other in reversed(others):
        hour, minutes = int(other.group(1)), other.group(2)
        half = "pm" if hour >= 12 else "am"
        target = _with(target, other, f"{(hour + 11) % 12 + 1}:{minutes} {half}")
    return pair.source, target


def _with(text: str, place: re.Match[str], instead: str) -> str:
    return text[: place.start()] + instead + text[place.end() :]


NOTICES = Path(__file__).with_name("notices.tsv")
NOTICE = "notices"
"""Family of the pairs made of notices.tsv."""

FILLED = 8
"""Times that each sentence of notices.tsv is filled in."""


def notices(seed: int) -> list[Pair]:
    """Give back the sentences of notices.tsv, filled in; each is a document of its own."""
    rng = np.random.default_rng(seed)
    rows = [line.split("\t") for line in NOTICES.read_text("utf-8").splitlines() if not line.startswith("#")]
    made = []
    for number, (source, target) in enumerate(rows):
        for place in range(FILLED):
            ours, theirs = _filling(rng)
            sides = source.format(**ours), target.format(**theirs)
            made.append(Pair(*sides, NOTICE, f"{NOTICE}{number}", 10 * place, test=False))
    return made


def _filling(rng: np.random.Generator) -> tuple[dict[str, str], dict[str, str]]:
    """Give back what to put in place of each name in braces, in Russian and in English."""
    year = int(rng.integers(1950, 2026))
    minutes = int(rng.integers(0, 12)) * 5
    hour = int(rng.integers(8, 23))
    sum_of_money = int(rng.integers(100, 3_000_000)) / (100 if rng.random() < 0.5 else 1)
    both = {
        "date": _date(rng, year),
        "later": _date(rng, year + 1),
        "time": _time(rng, hour, minutes),
        "earlier": _time(rng, hour - 1, minutes),
        "hours": _hours(rng),
        "money": _money(rng, sum_of_money + 500),
        "less": _money(rng, int(sum_of_money / 2) + 50),
        "decimal": _decimal(float(rng.integers(11, 900)) / 10),
        "large": _grouped(int(rng.integers(1_000, 900_000))),
    }
    alike = {
        "number": f"{rng.integers(1, 900)}{('', '/15', '-A')[int(rng.integers(3))]}",
        "site": ("example.com", "www.example.org", "https://example.net/news")[int(rng.integers(3))],
        "mail": ("info@example.com", "office@example.org")[int(rng.integers(2))],
        "phone": f"+7 495 {rng.integers(100, 999)}-{rng.integers(10, 99)}-{rng.integers(10, 99)}",
        "version": f"{rng.integers(1, 12)}.{rng.integers(0, 20)}",
    }
    ours, theirs = (alike | {name: sides[side] for name, sides in both.items()} for side in (0, 1))
    return ours, theirs


def _date(rng: np.random.Generator, year: int) -> tuple[str, str]:
    day, month = int(rng.integers(1, 29)), int(rng.integers(0, 12))
    digits = f"{day:02}.{month + 1:02}.{year}"
    ours = (digits, digits, f"{day:02}.{month + 1:02}.{year % 100:02}", f"{day} {_RUSSIAN[month]} {year} г")
    name = _ENGLISH[month]
    theirs = (f"{name} {day}, {year}", f"{day} {name} {year}", f"{day:02}/{month + 1:02}/{year}", digits)
    return ours[int(rng.integers(4))], theirs[int(rng.choice(4, p=(0.45, 0.35, 0.1, 0.1)))]


def _time(rng: np.random.Generator, hour: int, minutes: int) -> tuple[str, str]:
    half = "pm" if hour >= 12 else "am"
    twelve = f"{(hour + 11) % 12 + 1}:{minutes:02} {half}"
    return f"{hour}:{minutes:02}", twelve if rng.random() < 0.7 else f"{hour}:{minutes:02}"


def _hours(rng: np.random.Generator) -> tuple[str, str]:
    first, last = int(rng.integers(7, 12)), int(rng.integers(13, 24))
    ours = (f"{first} до {last}", f"{first}:00 до {last}:00")
    theirs = (f"{first} am to {last - 12} pm", f"{first}:00 am to {last - 12}:00 pm", f"{first} to {last}")
    return ours[int(rng.integers(2))], theirs[int(rng.integers(3))]


def _grouped(value: float) -> tuple[str, str]:
    english = f"{value:,.2f}" if value % 1 else f"{value:,.0f}"
    return english.replace(",", " ").replace(".", ","), english


def _money(rng: np.random.Generator, value: float) -> tuple[str, str]:
    ours, theirs = _grouped(value)
    currency = int(rng.integers(3))
    dotted = ours.replace(" ", ".") if rng.random() < 0.2 else ours
    source = f"{dotted} {('евро', 'долларов', 'рублей')[currency]}"
    return source, (f"€{theirs}", f"${theirs}", f"{theirs} roubles")[currency]


def _decimal(value: float) -> tuple[str, str]:
    return f"{value:.1f}".replace(".", ","), f"{value:.1f}"

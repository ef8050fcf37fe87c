"""Months and weekdays, by their words in either language."""

import re

_RUSSIAN_MONTHS = re.compile(
    r"(?P<m1>январ[ьяюе]м?)|(?P<m2>феврал[ьяюе]м?)|(?P<m3>март(?:а|у|е|ом)?)|(?P<m4>апрел[ьяюе]м?)"
    r"|(?P<m5>ма[йяюе]|маем)|(?P<m6>июн[ьяюе]м?)|(?P<m7>июл[ьяюе]м?)|(?P<m8>август(?:а|у|е|ом)?)"
    r"|(?P<m9>сентябр[ьяюе]м?)|(?P<m10>октябр[ьяюе]м?)|(?P<m11>ноябр[ьяюе]м?)|(?P<m12>декабр[ьяюе]м?)",
    re.IGNORECASE,
)
_ENGLISH_MONTHS = (
    "January Jan", "February Feb", "March Mar", "April Apr", "May", "June Jun", "July Jul", "August Aug",
    "September Sept Sep", "October Oct", "November Nov", "December Dec",
)  # fmt: skip
_ENGLISH_MONTH = {
    word: float(number) for number, words in enumerate(_ENGLISH_MONTHS, 1) for word in words.split()
}
_RUSSIAN_DAYS = re.compile(
    r"(?P<d1>понедельник\w*)|(?P<d2>вторник\w*)|(?P<d3>сред(?:а|у|е|ы|ой))|(?P<d4>четверг\w*)"
    r"|(?P<d5>пятниц\w*)|(?P<d6>суббот\w*)|(?P<d7>воскресень[еяюи]\w*)",
    re.IGNORECASE,
)
_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ENGLISH_DAY = {day[:6]: number for number, day in enumerate(_ENGLISH_DAYS, 1)}
_FIRST_TWO = "ян фе ма ап ию ав се ок но де по вт ср че пя су во"
_STARTS = frozenset(_FIRST_TWO.split())


def may_date(word: str) -> bool:
    """Say whether a word may be a month or a weekday, by its first letters: most need no closer look."""
    return word[:2].lower() in _STARTS if not word.isascii() else word[0].isupper()


def month_of(word: str) -> float:
    """Give back the number of the month that a word names, 0 for none.

    >>> month_of("января"), month_of("May"), month_of("may")
    (1.0, 5.0, 0.0)
    """
    if word.isascii():
        return _ENGLISH_MONTH.get(word, 0.0)
    match = _RUSSIAN_MONTHS.fullmatch(word)
    return float((match.lastgroup or "m0")[1:]) if match is not None else 0.0


def weekday_of(word: str) -> int:
    """Give back the number of the weekday that a word names, 1 for Monday, 0 for none.

    >>> weekday_of("среду"), weekday_of("Wednesday"), weekday_of("Sundays"), weekday_of("sun")
    (3, 3, 7, 0)
    """
    if word.isascii():
        return _ENGLISH_DAY.get(word[:6], 0) if word[-3:] in ("day", "ays") else 0
    match = _RUSSIAN_DAYS.fullmatch(word)
    return int((match.lastgroup or "d0")[1:]) if match is not None else 0

"""The numbers of a text, in whatever way they are written."""

import re
from collections import Counter

_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f,.]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
_NOT_DIGIT = re.compile(r"\D")
_FULL_HOUR = re.compile(r"(?<=\d):00\b")
_DATE = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})\b")

_WORDS = {
    0: "ноль нуль zero",
    1: "один одна одно одного одной одному первый первая первое первого первой один one first once",
    2: "два две двух двум двумя второй вторая второе второго двое двоих two second twice both",
    3: "три трёх трех трем тремя третий третья третье трое третьего three third",
    4: "четыре четырёх четырех четвёртый четвертый четвертая четверо четвертого four fourth",
    5: "пять пяти пятью пятый пятая пятеро пятого five fifth",
    6: "шесть шести шестью шестой шестая шестого six sixth",
    7: "семь семи семью седьмой седьмая седьмого seven seventh",
    8: "восемь восьми восьмой восьмая восьмого eight eighth",
    9: "девять девяти девятый девятая девятого nine ninth",
    10: "десять десяти десятый десятая десяток ten tenth",
    11: "одиннадцать одиннадцати одиннадцатый eleven eleventh",
    12: "двенадцать двенадцати двенадцатый дюжина twelve twelfth dozen",
    13: "тринадцать тринадцати thirteen",
    14: "четырнадцать четырнадцати fourteen",
    15: "пятнадцать пятнадцати fifteen",
    16: "шестнадцать sixteen",
    17: "семнадцать seventeen",
    18: "восемнадцать восемнадцати eighteen",
    19: "девятнадцать nineteen",
    20: "двадцать двадцати twenty twentieth",
    30: "тридцать тридцати thirty thirtieth",
    40: "сорок сорока forty",
    50: "пятьдесят пятидесяти fifty",
    60: "шестьдесят шестидесяти sixty",
    70: "семьдесят семидесяти seventy",
    80: "восемьдесят восьмидесяти eighty",
    90: "девяносто ninety",
    100: "сто ста сотни сотня hundred hundreds",
    1000: "тысяча тысячи тысяч thousand thousands",
}
_MONTHS = (
    "январ january", "феврал february", "март march", "апрел april", "ма may", "июн june",
    "июл july", "август august", "сентябр september", "октябр october", "ноябр november", "декабр december",
)  # fmt: skip
_MONTH_OF = {
    word: str(number)
    for number, (stem, english) in enumerate((entry.split() for entry in _MONTHS), 1)
    for word in (stem, stem + "ь", stem + "я", stem + "е", stem + "й", stem + "а", english)
}
NUMBER_WORDS = {word: str(value) for value, words in _WORDS.items() for word in words.split()}

_ROMAN = re.compile(r"[IVX]{1,5}")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


def numbers_of(text: str) -> list[str]:
    """Give back the digits of each number, separators left out.

    >>> numbers_of("в 2015 году — 1 000,5 и 1,000.5; 12:30, 25.05.2018")
    ['2015', '10005', '10005', '12', '30', '25', '5', '2018']
    """
    apart = _FULL_HOUR.sub("", _DATE.sub(r"\1 ; \2 ; \3", text))
    return [_NOT_DIGIT.sub("", number).lstrip("0") or "0" for number in _joined(apart)]


def _joined(text: str) -> list[str]:
    found: list[str] = []
    at = -1
    for number in _NUMBER.finditer(text):
        if found and number.start() == at + 1 and text[at] in ".," and len(found[-1]) > 3:
            found[-1] += number.group()
        else:
            found.append(number.group())
        at = number.end()
    return found


def spelt_numbers(words: list[str]) -> list[str]:
    """Give back the digits of the words, in lower case, that are numbers."""
    return [NUMBER_WORDS[word] for word in words if word in NUMBER_WORDS]


def month_numbers(words: list[str]) -> list[str]:
    """Give back the numbers of the months among the words, in lower case."""
    return [_MONTH_OF[word] for word in words if word in _MONTH_OF]


def roman_numbers(words: list[str]) -> list[str]:
    """Give back the digits of the words that are Roman numbers: ``XIX`` -> ``19``."""
    return [str(_roman(word)) for word in words if _ROMAN.fullmatch(word)]


def _roman(word: str) -> int:
    values = [_ROMAN_VALUES[sign] for sign in word]
    return sum(
        -value if any(later > value for later in values[place + 1 : place + 2]) else value
        for place, value in enumerate(values)
    )


def missing_numbers(numbers: list[str], others: list[str], spelt: list[str]) -> int:
    """Give back how many of the numbers are not among the others, nor spelt out there.

    Zeros at the end don't count (1,5 тысячи - 1500), nor does half a day (15:00 - 3 pm).

    >>> missing_numbers(["2015", "15", "3"], ["2015", "1500"], ["3"])
    0
    >>> missing_numbers(["2015"], ["2016"], [])
    1
    """
    left = Counter(others)
    unmatched: list[str] = []
    for number in numbers:
        if left[number] > 0:
            left[number] -= 1
        else:
            unmatched.append(number)
    loose = {value.strip("0") for value, count in left.items() if count > 0} | set(spelt)
    return sum(not _is_loosely_in(number, loose) for number in unmatched)


def _is_loosely_in(number: str, loose: set[str]) -> bool:
    if number in loose or (number.strip("0") or "0") in loose:
        return True
    hour = int(number) if len(number) == 2 else 0
    return 12 < hour < 24 and str(hour - 12) in loose

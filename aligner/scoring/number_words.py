"""Numbers in words: what each word of either language may count."""

import re
from functools import lru_cache

_RUSSIAN_FORMS = {
    0: "нол(?:ь|я|ю|ем|е)|нул(?:ь|я|ю|ем|е|ев\\w+)",
    1: "од(?:ин|на|но|ного|ному|ним|ном|ной|ну|ни|них)|перв\\w+|однажды|единственн\\w+|впервые",
    2: "дв(?:а|е|ух|ум|умя|ое|оих|ойк\\w+|ойн\\w+|ажды|ух\\w+)|втор(?:ой|ого|ому|ым|ом|ая|ую|ое|ые|ых)|"
    "об(?:а|е|оих|еих|оим|еим)|вдво\\w+|пар(?:а|у|ой|ы)|удво\\w+",
    3: "тр(?:и|ёх|ех|ем|ём|емя|емя|ое|оих|ойк\\w+|ойн\\w+|ижды|ёх\\w+|ех\\w+)|"
    "трет(?:ий|ьего|ья|ью|ье|ьей|ьем|ьи|ь|и)|втрое|утро\\w+",
    4: "четыр(?:е|ёх|ех|ем|ём|ьмя|ёх\\w+|ех\\w+)|четверт\\w+|четвёрт\\w+|четверо|вчетверо",
    5: "пят(?:ь|и|ью|ый|ого|ому|ым|ом|ая|ую|ой|ое|ые|ых|еро|ёрк\\w+|и\\w+)|впятеро",
    6: "шест(?:ь|и|ью|ой|ого|ому|ым|ом|ая|ую|ое|ые|ых|еро|ёрк\\w+|и\\w+)",
    7: "сем(?:ь|и|ью|еро|и\\w+)|седьм\\w+",
    8: "вос(?:емь|ьми|емью|ьмью|ьмой|ьмого|ьмому|ьмым|ьмом|ьмая|ьмую|ьмое|ьмые|ьмых|ьмеро|ьми\\w+)",
    9: "девят(?:ь|и|ью|ый|ого|ому|ым|ом|ая|ую|ой|ое|ые|ых|и\\w+)",
    10: "десят(?:ь|и|ью|ый|ого|ому|ым|ом|ая|ую|ой|ое|ые|ых|ка|ке|ку|ки|ков|ками|кам|ок|илет\\w+|и\\w+)",
    11: "одиннадцат\\w+",
    12: "двенадцат\\w+|дюжин\\w+",
    13: "тринадцат\\w+",
    14: "четырнадцат\\w+",
    15: "пятнадцат\\w+",
    16: "шестнадцат\\w+",
    17: "семнадцат\\w+",
    18: "восемнадцат\\w+",
    19: "девятнадцат\\w+",
    20: "двадцат\\w+",
    30: "тридцат\\w+",
    40: "сорок|сорока|сороков\\w+",
    50: "пятьдесят|пятидесят\\w+|пятьюдесятью|полсотни|полувек\\w+",
    60: "шестьдесят|шестидесят\\w+|шестьюдесятью",
    70: "семьдесят|семидесят\\w+|семьюдесятью",
    80: "восемьдесят|восьмидесят\\w+|вос(?:емь|ьмь)юдесятью",
    90: "девяност\\w+",
    100: "сто|ста|сотн\\w+|сотый|сотая|столет\\w+|век\\w*",
    200: "двести|двухсот\\w*|двумстам|двумястами|двухстах",
    300: "триста|тр[её]хсот\\w*|тр[её]мстам|тремястами|тр[её]хстах",
    400: "четыреста|четыр[её]хсот\\w*|четыр[её]мстам|четырьмястами|четыр[её]хстах",
    500: "пятьсот|пятисот\\w*|пятьюстами|пятиста[мх]",
    600: "шестьсот|шестисот\\w*|шестьюстами|шестиста[мх]",
    700: "семьсот|семисот\\w*|семьюстами|семиста[мх]",
    800: "восемьсот|восьмисот\\w*|вос(?:емь|ьмь)юстами|восьмиста[мх]",
    900: "девятьсот|девятисот\\w*|девятьюстами|девятиста[мх]",
    1000: "тысяч\\w*|тысячн\\w+",
    1e6: "миллион\\w*|млн",
    1e9: "миллиард\\w*|млрд",
    1e12: "триллион\\w*|трлн",
}
# The larger first: пятидесяти begins as пятиэтажный does.
_DESCENDING = sorted(_RUSSIAN_FORMS, reverse=True)
_RUSSIAN = re.compile(
    "|".join(f"(?P<n{number}>{_RUSSIAN_FORMS[value]})" for number, value in enumerate(_DESCENDING)),
    re.IGNORECASE,
)
_RUSSIAN_VALUES = {f"n{number}": float(value) for number, value in enumerate(_DESCENDING)}

_RUSSIAN_FRACTIONS = {
    "полтора": (1.5,),  # полтора часа
    "полторы": (1.5,),
    "полутора": (1.5,),
    "половина": (0.5, 50.0, 30.0),  # половина шестого
    "половину": (0.5, 50.0),
    "половины": (0.5, 50.0),
    "половине": (0.5, 50.0),
    "половиной": (0.5, 50.0, 30.0),
    "пол": (0.5, 50.0),
    "полчаса": (0.5, 30.0),
    "полгода": (0.5, 6.0),
    "полугода": (0.5, 6.0),
    "полдень": (12.0,),
    "полночь": (12.0, 0.0),
    "треть": (0.33, 33.0, 3.0),
    "трети": (0.33, 33.0, 3.0, 0.67),
    "четверть": (0.25, 25.0, 4.0, 15.0),
    "четверти": (0.25, 25.0, 4.0, 15.0, 0.75),
    "сутки": (24.0,),
    "суток": (24.0,),
    "неделю": (7.0,),
}


def _words(line: str) -> list[str]:
    return line.split()


_ENGLISH_UNITS = _words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_ENGLISH_ORDINALS = _words(
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_ENGLISH_TENS = {
    "twent": 20, "thirt": 30, "fort": 40, "fift": 50, "sixt": 60, "sevent": 70, "eight": 80, "ninet": 90,
}  # fmt: skip
ENGLISH_SMALL: dict[str, float] = {
    **{word: float(value) for value, word in enumerate(_ENGLISH_UNITS)},
    **{word: float(value) for value, word in enumerate(_ENGLISH_ORDINALS)},
    **{stem + "y": float(value) for stem, value in _ENGLISH_TENS.items()},
    **{stem + "ies": float(value) for stem, value in _ENGLISH_TENS.items()},
    **{stem + "ieth": float(value) for stem, value in _ENGLISH_TENS.items()},
}
ENGLISH_SCALES: dict[str, float] = {
    "hundred": 1e2, "hundreds": 1e2, "hundredth": 1e2, "thousand": 1e3, "thousands": 1e3, "million": 1e6,
    "millions": 1e6, "billion": 1e9, "billions": 1e9, "trillion": 1e12, "trillions": 1e12,
}  # fmt: skip
_ENGLISH_OTHERS: dict[str, tuple[float, ...]] = {
    "once": (1.0,), "twice": (2.0,), "thrice": (3.0,), "double": (2.0,), "doubled": (2.0,),
    "doubling": (2.0,),
    "both": (2.0,), "couple": (2.0,), "pair": (2.0,), "twofold": (2.0,), "two-fold": (2.0,), "dual": (2.0,),
    "triple": (3.0,), "tripled": (3.0,), "threefold": (3.0,), "trio": (3.0,), "quadruple": (4.0,),
    "half": (0.5, 50.0, 30.0, 2.0), "halves": (0.5, 50.0, 2.0), "halved": (0.5, 50.0, 2.0),
    "quarter": (0.25, 25.0, 4.0, 15.0), "quarters": (0.75, 75.0, 4.0), "thirds": (0.67, 3.0),
    "dozen": (12.0,), "dozens": (12.0,), "decade": (10.0,), "decades": (10.0,), "century": (100.0,),
    "centuries": (100.0,), "noon": (12.0,), "midnight": (12.0, 0.0, 24.0), "a": (1.0,), "an": (1.0,),
    "single": (1.0,), "primary": (1.0,), "week": (7.0,), "fortnight": (14.0, 2.0), "teenager": (13.0,),
    "semi": (0.5, 2.0), "annual": (1.0,), "each": (1.0,), "per": (1.0,), "tenfold": (10.0,),
}  # fmt: skip


_HALF_SCALES = {"полтысяч": 1e3, "полмиллион": 1e6, "полмиллиард": 1e9, "полтриллион": 1e12}
_STARTS = "но ну од пе ед вп дв вт об вд па уд тр ут че вч пя ше се во де дю со по ст ве ты ми мл не су"
_RUSSIAN_STARTS = frozenset(_STARTS.split())
"""First letters of words that count: the others aren't compared with every form."""


def counts(word: str) -> bool:
    """Say whether a word of either language, in lower case, is or holds a number.

    >>> counts("двадцати"), counts("полтысячи"), counts("twenty"), counts("дом")
    (True, True, True, False)
    """
    if word.isascii():
        return word in ENGLISH_SMALL or word in ENGLISH_SCALES or word in _ENGLISH_OTHERS
    return word[:2] in _RUSSIAN_STARTS and bool(_russian_word(word) or _half_scale(word))


def _half_scale(word: str) -> float:
    return next((scale for prefix, scale in _HALF_SCALES.items() if word.startswith(prefix)), 0.0)


@lru_cache(maxsize=4096)
def russian_values(words: frozenset[str]) -> frozenset[float]:
    """Give back every value that a word among these may count, and sums of tens and units.

    >>> sorted(russian_values(frozenset({"двадцать", "пять"})))
    [5.0, 20.0, 25.0]
    """
    values: set[float] = set()
    for word in words:
        values.update(_russian_word(word))
    scales = [value for value in values if value >= 1000]
    small = _with_sums(values)
    return frozenset(
        small
        | {one * scale for scale in scales for one in small if one < 1000}
        | _and_a_half(words, small, scales)
    )


@lru_cache(maxsize=16_384)
def _russian_word(word: str) -> tuple[float, ...]:
    match = _RUSSIAN.fullmatch(word)
    counted = (_RUSSIAN_VALUES[match.lastgroup],) if match is not None and match.lastgroup is not None else ()
    return counted + _RUSSIAN_FRACTIONS.get(word, ())


def _and_a_half(words: frozenset[str], small: set[float], scales: list[float]) -> set[float]:
    """Give back the values of `два с половиной` and `полтриллиона`."""
    halves = {one + 0.5 for one in small if 1 <= one < 1000} if "половиной" in words else set()
    halves |= {half * scale for half in halves for scale in scales}
    return halves | {0.5 * scale for word in words if (scale := _half_scale(word))}


@lru_cache(maxsize=4096)
def english_values(words: frozenset[str]) -> frozenset[float]:
    """Give back every value that a word among these may count, and sums and products of them.

    >>> sorted(english_values(frozenset({"two", "hundred"})))
    [2.0, 100.0, 102.0, 200.0]
    """
    values: set[float] = set()
    scales: list[float] = []
    for word in words:
        if word in ENGLISH_SMALL:
            values.add(ENGLISH_SMALL[word])
        elif word in ENGLISH_SCALES:
            scales.append(ENGLISH_SCALES[word])
        elif word in _ENGLISH_OTHERS:
            values.update(_ENGLISH_OTHERS[word])
    small = _with_sums(values)
    return frozenset(
        small
        | set(scales)
        | {small_value * scale for scale in scales for small_value in small}
        | {small_value + scale for scale in scales for small_value in small if scale == 100}
    )


def _with_sums(values: set[float]) -> set[float]:
    tens = [value for value in values if value >= 20 and value % 10 == 0]
    return values | {
        ten + unit for ten in tens for unit in values if 1 <= unit < min(ten, 100) and unit != ten
    }


def spelt_value(word: str) -> float:
    """Give back the number that a word plainly is, in either language, in lower case; 0 for none.

    >>> spelt_value("twelve"), spelt_value("пятнадцать"), spelt_value("both"), spelt_value("половина")
    (12.0, 15.0, 0.0, 0.0)
    """
    if word in ENGLISH_SMALL:
        return ENGLISH_SMALL[word]
    if word in ENGLISH_SCALES:
        return ENGLISH_SCALES[word]
    values = _russian_word(word) if word[:2] in _RUSSIAN_STARTS else ()
    return values[0] if values and word not in _RUSSIAN_FRACTIONS else 0.0

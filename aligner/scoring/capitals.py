"""Which Russian words with a capital are names that English must spell; the words are in capitals.tsv."""

import re
from functools import cache, lru_cache
from importlib.resources import files

from aligner.scoring.forms import Form
from aligner.scoring.known_names import is_known_name

SHORTEST_NAME = 3
LONGEST_ENDING = 4
"""Letters that may follow a listed start: Президент-ами."""

_CASE_ENDING = re.compile("[аеиоуыэюяйьмхв]*")
"""What follows the start of a translated word: Сад-ами, but not Сад-ыков."""

_ADJECTIVE = re.compile(
    "(?:[ыио]й|[шщчж]ей|[ая]я|[ое]е|[ое]го|[ое]му|[ую]ю|[ыи]е|[ыи]х|[ыи]ми|(?<![оеи][вн])[ыи]м|(?:[бвгджзклмпрстфхцчшщ]н|[сц]к|ш)ом)$"
)
"""Endings of Верховный, Дальнего; not of Путиным, whose name isn't translated, nor of Байденом."""

_ABSTRACT = re.compile("(?:тел[ьяюеи]|[ое]ст[ьи]|[ае]ни[еяюий]|ци[яюией]|ств[оауе]|изм[ауе]?)[а-я]{0,2}$")
"""Endings of Исполнитель, Собственность, Приложение."""

_SHORTENED = re.compile(
    "мин|рос|гос|глав|гор|обл|рай|нац|центр|ген|спец|газ|тех|пром|гидро|метео|авиа|балт|супер|евро|вице"
)
"""First halves of words like Минэнерго, Роскомнадзор, which English writes as phrases."""


@lru_cache(maxsize=16_384)
def may_be_name(text: str) -> bool:
    """Say whether a capitalised Russian word may be a name, and not a Парламент or Вы.

    >>> may_be_name("Песков"), may_be_name("Президентом"), may_be_name("Нему"), may_be_name("Судан")
    (True, False, False, True)
    """
    if len(text) < SHORTEST_NAME or text[0] < "Ё" or not text[1:].islower():
        return False
    return is_known_name(text.lower().replace("ё", "е")) or not _is_listed(text, "never")


def may_be_translated(form: Form) -> bool:
    """Say whether English may translate this part of a name instead of spelling it."""
    return not form.exonyms and _may_be_translated(form.text)


@lru_cache(maxsize=16_384)
def _may_be_translated(text: str) -> bool:
    lower = text.lower()
    shape = _ADJECTIVE.search(lower) or _ABSTRACT.search(lower) or _SHORTENED.match(lower)
    return shape is not None or _is_listed(text, "translated")


def _is_listed(text: str, kind: str) -> bool:
    lower = text.lower().replace("ё", "е")
    listed = _listed(kind)
    if f"={lower}" in listed:
        return True
    stops = range(len(lower), max(1, len(lower) - LONGEST_ENDING - 1), -1)
    return any(
        lower[:stop] in listed and (kind == "never" or _CASE_ENDING.fullmatch(lower, stop)) for stop in stops
    )


@cache
def _listed(kind: str) -> frozenset[str]:
    text = files("aligner.scoring").joinpath("capitals.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return frozenset(start for start, of in rows if of == kind)

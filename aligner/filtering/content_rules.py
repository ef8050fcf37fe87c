"""Rules about what must be the same on both sides: numbers, links, placeholders."""

import re
from collections import Counter

from aligner.filtering.rule import Rule, percent
from aligner.filtering.texts import PairTexts, Side

FREE_DIGITS = 4
"""Digits that may differ whatever the share: «12 человек» / twelve people, 17:00 / 5 p.m."""

_PLACEHOLDER = re.compile(
    r"%(?:\d+\$)?[-+#0]*\d*(?:\.\d+)?[sdif@](?![^\W_])|%\(\w+\)[sdf]|\$?\{\{?[\w.:$-]*\}\}?|%[A-Z_]{2,}%|<x?\d+/?>"
)
_NONE: Counter[str] = Counter()
_LETTERS_BESIDE_A_LINK = 3


def differs_in_numbers(pair: PairTexts, least: float) -> str | None:
    if pair.source.digits == pair.target.digits:
        return None
    source, target = Counter(pair.source.digits), Counter(pair.target.digits)
    common, all_digits = (source & target).total(), source.total() + target.total()
    if all_digits - 2 * common <= FREE_DIGITS or 2 * common >= least * all_digits:
        return None
    return f"{percent(2 * common / all_digits)} of the digits match, at least {percent(least)}"


def differs_in_links(pair: PairTexts, _: float) -> str | None:
    source, target = pair.source.links, pair.target.links
    if len(source) != len(target):
        return f"{len(source)} URLs and e-mails in the source, {len(target)} in the target"
    if sorted(filter(_is_email, source)) != sorted(filter(_is_email, target)):
        return "e-mail addresses differ"
    return None


def is_only_a_link(pair: PairTexts, _: float) -> str | None:
    for side in pair.sides:
        if side.links and _letters_beside(side) < _LETTERS_BESIDE_A_LINK:
            return "nothing but a URL or e-mail"
    return None


def differs_in_placeholders(pair: PairTexts, _: float) -> str | None:
    source, target = _placeholders(pair.source), _placeholders(pair.target)
    if source == target:
        return None
    missing = (source - target) + (target - source)
    return f"only on one side: {' '.join(sorted(missing))}"


def _is_email(link: str) -> bool:
    return "@" in link and "://" not in link


def _letters_beside(side: Side) -> int:
    text = side.text
    for link in side.links:
        text = text.replace(link, " ")
    return sum(map(str.isalpha, text))


def _placeholders(side: Side) -> Counter[str]:
    if "%" not in side.text and "{" not in side.text and "<" not in side.text:
        return _NONE
    return Counter(_PLACEHOLDER.findall(side.text))


RULES = (
    Rule(
        "numbers",
        differs_in_numbers,
        f"Less than this share of the digits 1 to 9 match (up to {FREE_DIGITS} may differ).",
        0.5,
        known_as="b:no_number_inconsistencies o:NonZeroNumeralsFilter",
    ),
    Rule("urls", differs_in_links, "The sides have different numbers of URLs, or different e-mails."),
    Rule("only-url", is_only_a_link, "A side is nothing but URLs or e-mails.", known_as="b:no_urls"),
    Rule(
        "placeholders",
        differs_in_placeholders,
        "A placeholder such as {0} or %s is on one side only.",
        known_as="b:no_literals",
    ),
)

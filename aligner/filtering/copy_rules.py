"""Rules about sides that are the same, or nearly."""

from collections import Counter

from aligner.filtering.rule import Rule, percent
from aligner.filtering.texts import PairTexts

_ALIKE_ALPHABETS = 0.5
"""Share of distinct characters that texts worth comparing character by character have in common."""

_LONG_WORD = 4
_FEW_COPIES = 3


def is_identical(pair: PairTexts, _: float) -> str | None:
    if len(pair.source.text) != len(pair.target.text) or not pair.source.letters:
        return None
    return "both sides the same" if pair.source.lower == pair.target.lower else None


def is_nearly_identical(pair: PairTexts, least: float) -> str | None:
    short, long = pair.sides if len(pair.source.text) <= len(pair.target.text) else pair.sides[::-1]
    if len(short.text) < least * len(long.text):
        return None
    # What the scripts of the letters allow to be the same, and everything that is no letter.
    if not pair.letters_in_common or pair.letters_in_common - long.letters < (least - 1) * len(long.text):
        return None
    source, target = pair.source.lower, pair.target.lower
    longer = max(len(source), len(target))
    one, other = set(source), set(target)
    if len(one & other) < _ALIKE_ALPHABETS * max(len(one), len(other)):
        return None
    distance = edit_distance(source, target, int((1 - least) * longer))
    if distance is None:
        return None
    return f"{percent(1 - distance / longer)} the same, less than {percent(least)}"


def edit_distance(one: str, other: str, most: int) -> int | None:
    """Give back how many characters must be changed, put in or taken out; None if more than ``most``.

    >>> edit_distance("кошка", "кошки", 2), edit_distance("кошка", "собака", 2)
    (1, None)

    Ukkonen's band around the diagonal, after a bound from the characters alone.
    """
    bags = Counter(one), Counter(other)
    if max((bags[0] - bags[1]).total(), (bags[1] - bags[0]).total()) > most:
        return None
    beyond = most + 1
    row = [column if column <= most else beyond for column in range(len(other) + 1)]
    for at, character in enumerate(one, start=1):
        first, last = max(1, at - most), min(len(other), at + most)
        above_left, row[first - 1] = row[first - 1], (at if first == 1 and at <= most else beyond)
        for column in range(first, last + 1):
            above = row[column]
            least = above_left if other[column - 1] == character else above_left + 1
            least = min(least, above + 1, row[column - 1] + 1)
            above_left, row[column] = above, min(least, beyond)
        if last < len(other):
            row[last + 1] = beyond
        if min(row[first - 1 : last + 1]) > most:
            return None
    return row[-1] if row[-1] <= most else None


def is_untranslated(pair: PairTexts, most: float) -> str | None:
    if pair.letters_in_common < _LONG_WORD * _FEW_COPIES:
        return None
    source, target = set(pair.source.words), set(pair.target.words)
    copied = {word for word in source & target if len(word) >= _LONG_WORD}
    if len(copied) < _FEW_COPIES:
        return None
    long = min(sum(len(word) >= _LONG_WORD for word in words) for words in (source, target))
    share = len(copied) / long
    return f"{percent(share)} of the words copied, at most {percent(most)}" if share > most else None


RULES = (
    Rule("identical", is_identical, "Both sides are the same but for case.", known_as="b:no_identical"),
    Rule(
        "near-identical",
        is_nearly_identical,
        "The sides are the same up to this share of their characters (edit distance).",
        0.9,
        known_as="o:SimilarityFilter",
    ),
    Rule(
        "untranslated",
        is_untranslated,
        "More than this share of the words with four letters or more stand in both sides.",
        0.75,
        known_as="o:LongestCommonSubstringFilter",
    ),
)

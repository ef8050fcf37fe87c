"""Rules about how long the texts and their words are."""

from aligner.filtering.rule import Rule
from aligner.filtering.texts import PairTexts

FREE_DIFFERENCE = 20
"""Characters that one side may have more than the other, whatever the ratio: «Да.» / Yes, of course."""

_SPACED_LENGTH = 2.2
"""Characters a token, its space among them, below which a text may be s p a c e d out."""


def is_empty(pair: PairTexts, _: float) -> str | None:
    if not pair.source.text:
        return "no source"
    return None if pair.target.text else "no target"


def has_few_characters(pair: PairTexts, least: float) -> str | None:
    shorter = min(len(pair.source.text), len(pair.target.text))
    return f"{shorter} characters, at least {least:g}" if shorter < least else None


def has_many_characters(pair: PairTexts, most: float) -> str | None:
    longer = max(len(pair.source.text), len(pair.target.text))
    return f"{longer} characters, at most {most:g}" if longer > most else None


def has_few_words(pair: PairTexts, least: float) -> str | None:
    fewer = min(len(pair.source.tokens), len(pair.target.tokens))
    return f"{fewer} words, at least {least:g}" if fewer < least else None


def has_many_words(pair: PairTexts, most: float) -> str | None:
    more = max(len(pair.source.tokens), len(pair.target.tokens))
    return f"{more} words, at most {most:g}" if more > most else None


def differs_in_length(pair: PairTexts, most: float) -> str | None:
    shorter, longer = sorted((len(pair.source.text), len(pair.target.text)))
    if longer <= most * shorter or longer - shorter <= FREE_DIFFERENCE:
        return None
    return f"{longer / shorter:.1f} times as long, at most {most:g}"


def has_long_word(pair: PairTexts, most: float) -> str | None:
    for side in pair.sides:
        if side.longest > most:
            # A URL or a path may be as long as it likes.
            longest = max((len(token) for token in side.tokens if "/" not in token), default=0)
            if longest > most:
                return f"a word of {longest} characters, at most {most:g}"
    return None


def has_long_words(pair: PairTexts, most: float) -> str | None:
    for side in pair.sides:
        if len(side.text) > most * len(side.tokens):
            lengths = [len(token) for token in side.tokens if "/" not in token]  # no URLs, no paths
            mean = sum(lengths) / len(lengths) if lengths else 0
            if mean > most:
                return f"{mean:.1f} characters a word, at most {most:g}"
    return None


def is_spaced_out(pair: PairTexts, most: float) -> str | None:
    for side in pair.sides:
        tokens = side.tokens
        if len(side.text) < _SPACED_LENGTH * len(tokens):
            single = sum(len(token) == 1 for token in tokens)
            if single >= most:
                return f"{single} words of one character, fewer than {most:g}"
    return None


RULES = (
    Rule("empty", is_empty, "A side has no text.", known_as="b:no_empty"),
    Rule("min-chars", has_few_characters, "A side has fewer characters.", 1, known_as="o:LengthFilter"),
    Rule(
        "max-chars",
        has_many_characters,
        "A side has more characters.",
        1500,
        known_as="b:not_too_long o:LengthFilter",
    ),
    Rule(
        "length-ratio",
        differs_in_length,
        f"One side is so many times as long as the other; {FREE_DIFFERENCE} characters more always pass.",
        3,
        known_as="b:length_ratio o:LengthRatioFilter",
    ),
    Rule(
        "min-words",
        has_few_words,
        "A side has fewer words.",
        1,
        known_as="b:not_too_short o:LengthFilter",
    ),
    Rule(
        "max-words", has_many_words, "A side has more words.", 200, known_as="b:not_too_long o:LengthFilter"
    ),
    Rule(
        "long-word",
        has_long_word,
        "A word is longer; URLs and paths don't count.",
        40,
        known_as="o:LongWordFilter",
    ),
    Rule(
        "average-word-length",
        has_long_words,
        "The words of a side are longer on average; URLs and paths don't count.",
        20,
        known_as="o:AverageWordLengthFilter",
    ),
    Rule("spaced-letters", is_spaced_out, "A side is so many l e t t e r s.", 8, known_as="b:no_space_noise"),
)

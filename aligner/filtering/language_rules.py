"""Rules about the language: script, alphabet, common words."""

import re

from aligner.filtering.rule import Rule, percent
from aligner.filtering.scripts import FOREIGN_LETTERS, STOP_WORDS, own_language, script_of
from aligner.filtering.texts import PairTexts

FEW_FOREIGN_LETTERS = 3
"""Letters of another alphabet that pass whatever their share: Müller, Łódź."""

_MIXED = re.compile("[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")


def has_few_letters(pair: PairTexts, least: float) -> str | None:
    for side in pair.sides:
        visible = len(side.text) - len(side.tokens) + 1
        if side.letters < least * visible:
            return f"{percent(side.letters / visible)} letters, at least {percent(least)}"
    return None


def is_in_another_script(pair: PairTexts, least: float) -> str | None:
    for side in pair.sides:
        known = side.script_letters
        if known is None or known >= least * side.letters:
            continue
        side = side.without_addresses()
        known = side.script_letters or 0
        if known < least * side.letters:
            script, share = script_of(side.language), percent(known / side.letters)
            return f"{share} {script} letters in the {side.language} text, at least {percent(least)}"
    return None


def has_foreign_letters(pair: PairTexts, most: float) -> str | None:
    for side in pair.sides:
        foreign = FOREIGN_LETTERS.get(own_language(side.language))
        if foreign is None or side.text.isascii():
            continue
        count = len(foreign.findall(side.text))
        if count > FEW_FOREIGN_LETTERS and count > most * side.letters:
            return f"{count} letters that {side.language} doesn't use"
    return None


def lacks_common_words(pair: PairTexts, enough: float) -> str | None:
    for side in pair.sides:
        common = STOP_WORDS.get(own_language(side.language))
        if (
            common is not None
            and len(side.tokens) >= enough
            and common.isdisjoint(map(str.lower, side.words))
        ):
            return f"{len(side.tokens)} words and no common {side.language} word among them"
    return None


def mixes_alphabets(pair: PairTexts, most: float) -> str | None:
    for side in pair.sides:
        if side.latin and side.cyrillic and _MIXED.search(side.text):
            mixed = sum(_MIXED.search(word) is not None for word in side.words)
            if mixed > most * len(side.words):
                return f"{mixed} words of Latin and Cyrillic letters"
    return None


RULES = (
    Rule(
        "letters",
        has_few_letters,
        "Less than this share of a side's characters are letters.",
        0.2,
        known_as="b:no_only_symbols b:no_only_numbers o:AlphabetRatioFilter",
    ),
    Rule(
        "script",
        is_in_another_script,
        "Less than this share of a side's letters are in its language's script; URLs and paths don't count.",
        0.2,
        known_as="b:no_script_inconsistencies b:no_wrong_language o:CharacterScoreFilter",
    ),
    Rule(
        "foreign-letters",
        has_foreign_letters,
        "More than this share of a side's letters are none of its language's (Ukrainian, Polish ...).",
        0.05,
        known_as="b:no_wrong_language o:LanguageIDFilter",
    ),
    Rule(
        "common-words",
        lacks_common_words,
        "So many words or more, and none of the language's commonest among them.",
        15,
        known_as="b:no_wrong_language o:LanguageIDFilter",
    ),
    Rule(
        "mixed-alphabets",
        mixes_alphabets,
        "More than this share of the words mix Latin and Cyrillic letters.",
        0.2,
        known_as="b:no_unicode_noise",
    ),
)

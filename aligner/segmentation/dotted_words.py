"""Verdicts about a word with a full stop, for any language's lists of abbreviations."""

import re

from aligner.segmentation.boundary import JOIN, SPLIT, Boundary, Verdict

COMPOUND = re.compile(r"(?:(?<![^\W_])[^\W\d_]{1,3}\.\s?){1,3}[^\W\d_]{1,3}\Z")
COMPOUND_REACH = 16  # longer than any in the lists
NUMBER_REACH = 12  # ``1990-х ``: the end of a number, not all of it
NUMBER = re.compile(r"(?:\d|(?<![^\W_])[IVXLCХІ]+)(?:-?[а-яё]{1,3})?[\s)]*\Z")
PREVIOUS_WORD = re.compile(r"([^\W\d_]+)[\s«“\"]*\Z")


def compound(boundary: Boundary) -> str:
    """Give back the abbreviation of several parts that ends here, as ``т.е``; or nothing."""
    if len(boundary.word) > 3 or not boundary.earlier.rstrip().endswith("."):
        return ""
    found = COMPOUND.search(boundary.before[-COMPOUND_REACH:])
    return "".join(found.group().split()).lower() if found else ""


def follows_a_number(boundary: Boundary) -> bool:
    """Say whether a number, Arabic or Roman, stands before the word."""
    return NUMBER.search(boundary.earlier[-NUMBER_REACH:]) is not None


def previous_word(boundary: Boundary) -> str:
    """Give back the word before the word; empty if punctuation or a number is there."""
    found = PREVIOUS_WORD.search(boundary.earlier)
    return found.group(1) if found else ""


def initial_follows(boundary: Boundary) -> bool:
    """Say whether the next word is one capital letter with a full stop."""
    word = boundary.next_word
    return len(word) == 1 and word.isupper() and (word + ".") in boundary.after[:4]


def is_in(words: frozenset[str], boundary: Boundary) -> bool:
    """Say whether the word, or the compound that it ends, is in the list."""
    return boundary.word.lower() in words or compound(boundary) in words


def joins_lower_case(boundary: Boundary) -> Verdict:
    """Give back JOIN before lower case or a bracket, else SPLIT: it may end a sentence."""
    return JOIN if boundary.goes_on_in_lower_case or boundary.sign in "([" else SPLIT

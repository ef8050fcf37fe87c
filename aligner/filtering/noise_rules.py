"""Rules about what is no prose: markup, broken encodings, control characters, repetition."""

import re

from aligner.filtering.rule import Rule
from aligner.filtering.texts import PairTexts, Side

_NO_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufff9-\ufffc\ufffe\uffff\ud800-\udfff]"
)

# What the second byte of a Cyrillic letter in UTF-8 (0x80 to 0xBF) becomes in cp1251.
_CP1251_TAIL = "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—™љ›њќћџ\xa0ЎўЈ¤Ґ¦§Ё©Є«¬\xad®Ї°±Ііґµ¶·ё№є»јЅѕї"
_MOJIBAKE = re.compile(
    f"(?:[РС][{_CP1251_TAIL}]){{3}}"  # РџСЂРёРІРµС‚: UTF-8 read as cp1251
    r"|(?:[ÐÑ][^\sA-Za-z]){2}"  # ÐŸÑ€Ð¸Ð²ÐµÑ‚: UTF-8 read as Latin-1
    "|â€[™œ\x9d˜“”¦]|Ã[\x80-\xbf]|Â[\xa0«»°©®]"  # â€™ Ã© Â«: UTF-8 punctuation and accents
    "|\ufffd"
    r"|\?{3,}\s+\?{3,}"  # ??? ??????: letters that an encoding didn't have
)
_ESCAPE = re.compile(
    r"\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|&(?:[a-zA-Z]{2,8}|#\d{1,6}|#[xX][0-9a-fA-F]{1,5});"
)
_HTML_TAG = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|body|br|button|center|code|div|em|font|form|h[1-6]|head|hr|html|i|iframe"
    r"|img|input|label|li|link|meta|nobr|ol|option|p|pre|s|script|select|small|span|strong|style|sub|sup"
    r"|table|tbody|td|th|title|tr|tt|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_SEPARATORS = (" > ", " » ", " | ", " / ", " → ", " :: ")
_HUMPS = re.compile("(?:[A-ZА-ЯЁ][a-zа-яё]+){4}")
_GLUED = 12
"""Characters of four words in one at least: NewsHomeMailTop has 15."""

_LONGEST_PHRASE = 8


def has_control_characters(pair: PairTexts, _: float) -> str | None:
    for side in pair.sides:
        # U+FFFC, which stands for a picture, is printable.
        if not side.text.isprintable() or "\ufffc" in side.text:
            found = _NO_TEXT.search(side.text)
            if found:
                return f"U+{ord(found[0]):04X}, a character that is no text"
    return None


def is_mojibake(pair: PairTexts, _: float) -> str | None:
    for side in pair.sides:
        if _may_be_mojibake(side) and _MOJIBAKE.search(side.text):
            return "text in a wrong encoding"
    return None


def _may_be_mojibake(side: Side) -> bool:
    text = side.text
    # Ð, Ñ, â, Ã, Â and U+FFFD aren't in cp1251.
    return side.narrow is None or "???" in text or text.count("Р") + text.count("С") >= 3


def has_escapes(pair: PairTexts, _: float) -> str | None:
    for side in pair.sides:
        if "&" in side.text or "\\" in side.text:
            found = _ESCAPE.search(side.text)
            if found:
                return f"{found[0]} instead of a character"
    return None


def has_html(pair: PairTexts, _: float) -> str | None:
    for side in pair.sides:
        if "<" in side.text:
            found = _HTML_TAG.search(side.text)
            if found:
                return f"tag {found[0][:20]}"
    return None


def is_breadcrumbs(pair: PairTexts, most: float) -> str | None:
    for side in pair.sides:
        for separator in _SEPARATORS:
            # Most texts have none of them, and to look for one character is fastest.
            count = side.text.count(separator) if separator[1] in side.text else 0
            if count >= most:
                return f"{count} separators {separator.strip()!r}, fewer than {most:g}"
    return None


def has_glued_words(pair: PairTexts, _: float) -> str | None:
    for side, other in zip(pair.sides, reversed(pair.sides), strict=True):
        if side.longest < _GLUED:
            continue
        for word in side.tokens:
            found = _HUMPS.search(word) if len(word) >= _GLUED else None
            # What stands on both sides is a name: getElementsByTagName.
            if found and found[0] not in other.text:
                return "words without spaces between them"
    return None


def repeats_characters(pair: PairTexts, most: float) -> str | None:
    for side in pair.sides:
        run = long_run(side.text, int(most))
        if run > most:
            return f"a character {run} times running, at most {most:g}"
    return None


def repeats_words(pair: PairTexts, most: float) -> str | None:
    for side in pair.sides:
        found = repetition(side, int(most) + 1)
        if found:
            return f"{found!r} more than {most:g} times running"
    return None


def long_run(text: str, most: int) -> int:
    """Give back the length of a run of one character that is longer than this; 0 if there is none.

    >>> long_run("Нет..........", 5), long_run("Нет...", 5)
    (10, 0)
    """
    # A run longer than ``most`` reaches over one of the places looked at.
    for at in range(0, len(text), max(1, most)):
        character = text[at]
        if text[at : at + 2] == character * 2 and not character.isspace():
            before = len(text[:at]) - len(text[:at].rstrip(character))
            run = before + len(text[at:]) - len(text[at:].lstrip(character))
            if run > most:
                return run
    return 0


def repetition(side: Side, copies: int) -> str:
    """Give back the phrase of up to eight words that stands so many times running; "" if none does."""
    # The first of the copies may be the only one with a capital, and counts as new then.
    if len(side.tokens) - len(set(side.tokens)) < copies - 2:
        return ""
    words = side.lower.split()
    for length in range(1, min(_LONGEST_PHRASE, len(words) // copies) + 1):
        alike = 0
        for at in range(length, len(words)):
            alike = alike + 1 if words[at] == words[at - length] else 0
            if alike >= length * (copies - 1):
                return " ".join(words[at - length + 1 : at + 1])
    return ""


RULES = (
    Rule(
        "control-characters",
        has_control_characters,
        "A control, private-use or other character that is no text.",
        known_as="b:no_unicode_noise",
    ),
    Rule(
        "mojibake",
        is_mojibake,
        "A side was decoded wrongly: РџСЂРёРІРµС‚, ÐŸÑ€, â€™, U+FFFD, ??? ????.",
        known_as="b:no_bad_encoding",
    ),
    Rule(
        "escapes",
        has_escapes,
        "An escape instead of a character: \\u0430, &nbsp;.",
        known_as="b:no_escaped_unicode",
    ),
    Rule("html", has_html, "An HTML tag.", known_as="o:HtmlTagFilter"),
    Rule(
        "breadcrumbs",
        is_breadcrumbs,
        "So many separators of a menu or path: Home > News > Sport.",
        3,
        known_as="b:no_breadcrumbs",
    ),
    Rule(
        "glued-words",
        has_glued_words,
        "Four words or more without a space between them, on one side only: NewsSportHomeMail.",
        known_as="b:no_glued_words",
    ),
    Rule("repeated-characters", repeats_characters, "A character stands more times running than this.", 15),
    Rule(
        "repeated-words",
        repeats_words,
        "A phrase of one to eight words stands more times running than this.",
        4,
        known_as="b:no_repeated_words o:RepetitionFilter",
    ),
)

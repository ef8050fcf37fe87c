"""A sentence as one line that no reader of lines, columns or XML 1.0 can trip over."""

import re

# Everything that some reader takes for the end of a line or of a field: the C0 and C1
# controls (tab, line feed, U+000B, U+000C, U+001C-U+001E, U+0085 among them) and the two
# Unicode separators. str.splitlines() cuts at each of these, other tools at some.
_BREAKS = "\x00-\x1f\x7f-\x9f\u2028\u2029"
_BREAK_RUN = re.compile(f" *[{_BREAKS}][ {_BREAKS}]*")

# What is no character at all: half a surrogate pair can't be encoded as UTF-8, and XML 1.0
# forbids U+FFFE and U+FFFF even when escaped (https://www.w3.org/TR/xml/#charsets).
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")
REPLACEMENT = "\ufffd"


def one_line(text: str) -> str:
    """Give back the text on one line, fit for TSV, Moses and XML 1.0.

    A run of line breaks, tabs and other control characters becomes one space: they stand
    where white space stood (U+000B is a word processor's manual line break), so dropping
    them would glue words. No space is left at the ends.

    >>> one_line("first\\tline,\\r\\n  second\\x0bline\\n")
    'first line, second line'

    What can't be encoded or is forbidden in XML becomes U+FFFD, the replacement
    character, so that a reader sees that something stood there.

    >>> one_line("a\\ud800b")
    'a\ufffdb'

    Doing it twice changes nothing.
    """
    return _NO_CHARACTER.sub(REPLACEMENT, _BREAK_RUN.sub(" ", text)).strip(" ")

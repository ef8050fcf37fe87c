"""Lines of a text as spans: what every reader of plain text begins with."""

import re

from aligner.bitext import Span

SENTENCE_END = re.compile(r"[.!?…:;][\"'»”’)\]]*$")


def numbered_lines(text: str) -> list[Span]:
    r"""Give back the lines as other line-based tools count them: only at ``\n`` (or ``\r\n``).

    ``\r`` alone counts where there is no ``\n`` at all. A last line break ends the last line.
    """
    end = "\n" if "\n" in text else "\r"
    spans, at = [], 0
    for line in text.split(end):
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    return spans if len(spans[-1]) else spans[:-1]


def all_lines(text: str) -> list[Span]:
    """Give back every line, at every line break Unicode knows, without the break itself."""
    spans, at = [], 0
    for kept in text.splitlines(keepends=True):
        spans.append(Span(at, at + len(kept.splitlines()[0])))
        at += len(kept)
    return spans


def trimmed(text: str, span: Span) -> Span:
    """Give back the span without the white space at its two ends.

    >>> trimmed("  a b ", Span(0, 6))
    Span(start=2, stop=5)
    """
    piece = text[span.start : span.stop]
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, max(start, span.start + len(piece.rstrip())))


def ends_sentence(line: str) -> bool:
    """Say whether the line ends with a mark that ends a sentence or announces the next line.

    >>> ends_sentence("«Да», — сказал он.")
    True
    """
    return SENTENCE_END.search(line.rstrip()) is not None

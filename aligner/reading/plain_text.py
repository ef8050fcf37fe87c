"""Plain text: its paragraphs, and the part each of them plays."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from aligner.bitext import Paragraph, Span
from aligner.reading.text_format import TextFormat


@dataclass(frozen=True, slots=True)
class PlainTextReader(TextFormat):
    """Reads plain text: the text is given back as it is, its paragraphs by line breaks first."""

    format: ClassVar[str] = "text"

    def mark(self, text: str) -> tuple[str, Sequence[Paragraph]]:
        """Give back the text itself and its paragraphs."""
        return text, [Paragraph(line) for line in lines_of(text)]


@dataclass(frozen=True, slots=True)
class LineReader(TextFormat):
    """Reads one sentence a line: paragraph n is line n, and a blank line is an empty paragraph."""

    format: ClassVar[str] = "lines"

    def mark(self, text: str) -> tuple[str, Sequence[Paragraph]]:
        """Give back the text itself and a paragraph for each line, blank ones included."""
        return text, [Paragraph(trimmed(text, span)) for span in numbered_lines(text)]


def numbered_lines(text: str) -> list[Span]:
    r"""Give back the lines as other line-based tools count them: only at ``\n`` (or ``\r\n``).

    ``\r`` alone counts where there is no ``\n`` at all. A last line break ends the last line.
    """
    end = "\n" if "\n" in text else "\r"
    spans, at = [], 0
    for line in text.split(end):
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    return spans[:-1] if not len(spans[-1]) else spans


def lines_of(text: str) -> list[Span]:
    """Give back the non-blank lines, without the white space around them."""
    spans, at = [], 0
    for line in text.splitlines(keepends=True):
        span = trimmed(text, Span(at, at + len(line)))
        if len(span):
            spans.append(span)
        at += len(line)
    return spans


def trimmed(text: str, span: Span) -> Span:
    """Give back the span without the white space at its two ends.

    >>> trimmed("  a b ", Span(0, 6))
    Span(start=2, stop=5)
    """
    piece = text[span.start : span.stop]
    stripped = piece.strip()
    start = span.start + piece.index(stripped)
    return Span(start, start + len(stripped))

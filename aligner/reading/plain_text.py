"""Plain text: its paragraphs, and the part each of them plays."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from aligner.bitext import Paragraph
from aligner.reading.lines import all_lines, numbered_lines, trimmed
from aligner.reading.roles import with_roles
from aligner.reading.text_format import TextFormat
from aligner.reading.wrapping import wrapped_paragraphs


@dataclass(frozen=True, slots=True)
class PlainTextReader(TextFormat):
    """Reads plain text: each line is a paragraph, unless the lines are wrapped at a width."""

    format: ClassVar[str] = "text"

    def mark(self, text: str) -> tuple[str, Sequence[Paragraph]]:
        """Give back the text itself and its paragraphs, which hold all that is not blank."""
        spans = wrapped_paragraphs(text, all_lines(text))
        return text, with_roles(text, spans, mark_furniture=self.mark_furniture)


@dataclass(frozen=True, slots=True)
class LineReader(TextFormat):
    """Reads one sentence a line: paragraph n is line n, and a blank line is an empty paragraph."""

    format: ClassVar[str] = "lines"

    def mark(self, text: str) -> tuple[str, Sequence[Paragraph]]:
        """Give back the text itself and a paragraph for each line, blank ones included."""
        return text, [Paragraph(trimmed(text, line)) for line in numbered_lines(text)]

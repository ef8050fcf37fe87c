"""Markdown: the raw text, its blocks as paragraphs, the markup around them left outside.

Own line rules instead of a full parser, for three reasons: offsets into the raw text are
needed down to a table's cell, Yandex-flavoured Markdown (``{% note %}``, ``#|`` tables) must
not be glued to the text, and anything at all must be read without a complaint.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from aligner.bitext import Paragraph, Role, Span
from aligner.reading.lines import all_lines, trimmed
from aligner.reading.text_format import TextFormat

FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)$")
HEADING = re.compile(r"#{1,6}(?:\s+|$)")
HEADING_TAIL = re.compile(r"(?:\s+#+)?(?:\s*\{[#.:][^{}]*\})*\s*$")
ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?:\s+(?:\[[ xX]\]\s+)?|$)")
QUOTE = re.compile(r">[ \t]?")
UNDERLINE = re.compile(r"(?:=+|-{2,})\s*$")
RULE = re.compile(r"(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$")
TABLE_RULE = re.compile(r"\|?(?:\s*:?-+:?\s*\|)+\s*(?::?-+:?\s*)?$")
CELL = re.compile(r"(?:\\.|[^|\\]|\\$)+")  # as GitHub does: even in code a bar is escaped
DIRECTIVE = re.compile(r"\{%.*%\}$")
DIRECTIVE_TITLE = re.compile(r"[\"“]([^\"”]*)[\"”]")
TAGS_ONLY = re.compile(r"(?:</?[a-zA-Z][^<>]*>\s*)+$")
COMMENT_LINE = re.compile(r"<!--.*-->$|\[//\]:|\[comment\]:", re.IGNORECASE)
REFERENCE = re.compile(r"\[[^\]]+\]:\s*\S+")
IMAGE_LINE = re.compile(r"!\[[^\]]*\]\([^()]*\)(?:\{[^{}]*\})?$")
WIKI_TABLE = re.compile(r"#\||\|#")
INDENTED_CODE = re.compile(r"(?: {4}|\t)")


@dataclass(frozen=True, slots=True)
class MarkdownReader(TextFormat):
    """Reads Markdown: a heading, paragraph, list item, quoted line, table cell or code block each."""

    format: ClassVar[str] = "markdown"

    def mark(self, text: str) -> tuple[str, Sequence[Paragraph]]:
        """Give back the raw text and its paragraphs, without their markers."""
        scanner = Scanner(text)
        lines = all_lines(text)
        body = scanner.take_front_matter(lines)
        for line in lines[body:]:
            scanner.take(line)
        scanner.end_code()
        return text, scanner.paragraphs


@dataclass(slots=True)
class Scanner:
    """Goes through the lines once and collects the paragraphs."""

    text: str
    paragraphs: list[Paragraph] = field(default_factory=list)
    is_open: bool = False  # the last paragraph may go on in the next line
    in_list: bool = False
    fence: str = ""
    code: Span | None = None

    def take_front_matter(self, lines: Sequence[Span]) -> int:
        """Keep the block between two ``---`` at the top as code; give back the line after it."""
        if not lines or self.text[lines[0].start : lines[0].stop].rstrip() != "---":
            return 0
        for number, line in enumerate(lines[1:], 1):
            if self.text[line.start : line.stop].rstrip() in ("---", "..."):
                self._add(Span(lines[0].stop, line.start), "code")
                self.is_open = False
                return number + 1
        return 0

    def take(self, line: Span) -> None:
        """Read one line."""
        span = trimmed(self.text, line)
        if self.fence:
            self._take_code_line(line, span)
        elif not len(span):
            self.is_open = False
        else:
            self._take_block(line, span)

    def end_code(self) -> None:
        """Keep the code block that is open, if any."""
        if self.code is not None:
            self._add(self.code, "code")
        self.fence, self.code, self.is_open = "", None, False

    def _take_code_line(self, line: Span, span: Span) -> None:
        piece = self._slice(span)
        if piece.startswith(self.fence) and not piece.strip(self.fence[0]):
            self.end_code()
        else:
            self.code = Span(self.code.start if self.code else line.start, line.stop)

    def _take_block(self, line: Span, span: Span) -> None:
        if INDENTED_CODE.match(self._slice(line)) and not self.is_open and not self.in_list:
            self._add_code_line(line)
            return
        span, has_marker = self._without_markers(span)
        piece = self._slice(span)
        fence = FENCE.match(piece)
        if fence:
            self.fence, self.code = fence["fence"], None
        elif UNDERLINE.match(piece) and self.is_open and not has_marker:
            self.paragraphs[-1] = Paragraph(self.paragraphs[-1].span, "heading")
            self.is_open = False
        elif RULE.match(piece) or TABLE_RULE.match(piece) or TAGS_ONLY.match(piece):
            self.is_open = False
        elif DIRECTIVE.match(piece):
            self._take_directive(span, piece)
        elif HEADING.match(piece):
            self._take_heading(span, piece)
        elif piece.startswith("|") or piece.endswith("|") or WIKI_TABLE.match(piece) or self._in_table(piece):
            self._take_cells(span, piece)
        elif IMAGE_LINE.match(piece):
            self._add(span, "body")
            self.is_open = False
        elif COMMENT_LINE.match(piece) or REFERENCE.match(piece):
            self._add(span, "furniture")
            self.is_open = False
        elif self.is_open and not has_marker:
            last = self.paragraphs[-1].span
            self.paragraphs[-1] = Paragraph(Span(last.start, max(last.stop, span.stop)))
        else:
            self._take_text(line, span, has_marker)

    def _take_text(self, line: Span, span: Span, has_marker: bool) -> None:
        if not has_marker and self.text[line.start] not in " \t":
            self.in_list = False
        self.is_open = self._add(span, "body")

    def _take_heading(self, span: Span, piece: str) -> None:
        marker = HEADING.match(piece)
        start = span.start + (marker.end() if marker else 0)
        tail = HEADING_TAIL.search(self.text, start, span.stop)
        self._add(Span(start, max(start, tail.start() if tail else span.stop)), "heading")
        self.is_open = self.in_list = False

    def _take_directive(self, span: Span, piece: str) -> None:
        """Of ``{% note tip "Title" %}`` only the title is text; in a cut it is its heading."""
        for title in DIRECTIVE_TITLE.finditer(piece):
            self._add(Span(span.start + title.start(1), span.start + title.end(1)), "heading")
        self.is_open = False

    def _take_cells(self, span: Span, piece: str) -> None:
        marker = WIKI_TABLE.match(piece)
        for cell in CELL.finditer(piece, marker.end() if marker else 0):
            self._add(Span(span.start + cell.start(), span.start + cell.end()), "body")
        self.is_open = False

    def _in_table(self, piece: str) -> bool:
        return " | " in piece and "`" not in piece

    def _add_code_line(self, line: Span) -> None:
        last = self.paragraphs[-1] if self.paragraphs else None
        if last is not None and last.role == "code" and not self.text[last.span.stop : line.start].strip():
            self.paragraphs[-1] = Paragraph(Span(last.span.start, trimmed(self.text, line).stop), "code")
        else:
            self._add(line, "code")

    def _without_markers(self, span: Span) -> tuple[Span, bool]:
        """Give back the line without quote and list markers, and whether it had any."""
        had = False
        while True:
            piece = self._slice(span)
            item = None if RULE.match(piece) else ITEM.match(piece)
            marker = QUOTE.match(piece) or item
            if marker is None:
                return span, had
            had, self.in_list = True, self.in_list or item is not None
            span = trimmed(self.text, Span(span.start + marker.end(), span.stop))

    def _slice(self, span: Span) -> str:
        return self.text[span.start : span.stop]

    def _add(self, span: Span, role: Role) -> bool:
        kept = trimmed(self.text, span)
        if len(kept):
            self.paragraphs.append(Paragraph(kept, role))
        return len(kept) > 0

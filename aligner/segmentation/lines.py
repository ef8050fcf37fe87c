"""One sentence a line, for text that somebody has segmented already."""

import re
from bisect import bisect_right
from dataclasses import replace

from aligner.bitext import Document, Paragraph, Role, SegmentedDocument, Sentence, Span

# str.splitlines would also break at U+2028, \x0b, \x85 ...: no editor or `wc` counts those
# as lines, and the sentence's number must be the number of the line.
LINE_BREAK = re.compile(r"\r\n|\n|\r")


def line_spans(text: str) -> list[Span]:
    r"""Give back the span of each line, without its line break.

    >>> line_spans("one\r\n\ntwo\n")
    [Span(start=0, stop=3), Span(start=5, stop=5), Span(start=6, stop=9)]

    A final line break ends the last line and opens no other; the empty text has no lines.
    """
    spans, start = [], 0
    for found in LINE_BREAK.finditer(text):
        spans.append(Span(start, found.start()))
        start = found.end()
    if start < len(text):
        spans.append(Span(start, len(text)))
    return spans


def without_margins(text: str, span: Span) -> Span:
    """Give back the span without the white space at its ends; empty at its start if blank."""
    line = text[span.start : span.stop]
    start = span.start + len(line) - len(line.lstrip())
    stop = span.start + len(line.rstrip())
    return Span(start, stop) if start < stop else Span(span.start, span.start)


class LinesSegmenter:
    """Makes each line a paragraph of one sentence, so that numbers are line numbers.

    A blank line is a sentence with an empty span: nothing after it shifts.
    """

    name = "lines"

    def segment(self, document: Document) -> SegmentedDocument:
        """Give back the document with its lines as paragraphs and as sentences.

        A line keeps the role of the paragraph in which its text starts.
        """
        text = document.text
        lines = line_spans(text)
        sentences = []
        for number, line in enumerate(lines):
            span = without_margins(text, line)
            sentences.append(Sentence(span, text[span.start : span.stop], number))
        paragraphs = tuple(
            Paragraph(line, role_at(document, sentence.span.start))
            for line, sentence in zip(lines, sentences, strict=True)
        )
        return SegmentedDocument(replace(document, paragraphs=paragraphs), tuple(sentences))


def role_at(document: Document, position: int) -> Role:
    """Give back the role of the paragraph around this position; between paragraphs, body."""
    number = bisect_right(document.paragraphs, position, key=lambda paragraph: paragraph.span.start) - 1
    if number >= 0 and position < document.paragraphs[number].span.stop:
        return document.paragraphs[number].role
    return "body"

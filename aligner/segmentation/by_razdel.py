"""Sentences by the razdel library (MIT), made for Russian news and prose; an extra."""

from aligner.bitext import Document, SegmentedDocument, Sentence, Span
from aligner.errors import MissingExtraError
from aligner.segmentation.lines import line_spans, without_margins


class RazdelSegmenter:
    """Runs razdel on each paragraph; raises MissingExtraError where it isn't installed."""

    name = "razdel"

    def __init__(self) -> None:
        try:
            from razdel import sentenize
        except ImportError:
            raise MissingExtraError("The segmenter 'razdel'", "razdel") from None
        self._sentenize = sentenize

    def segment(self, document: Document) -> SegmentedDocument:
        """Give back the document with its sentences; a line of a code block is one too."""
        sentences = []
        for number, paragraph in enumerate(document.paragraphs):
            start = paragraph.span.start
            text = document.text[start : paragraph.span.stop]
            if paragraph.role == "code":
                found = line_spans(text)
            else:
                found = [Span(piece.start, piece.stop) for piece in self._sentenize(text)]
            for piece in found:
                span = without_margins(text, piece)
                if len(span):
                    where = Span(start + span.start, start + span.stop)
                    sentences.append(Sentence(where, text[span.start : span.stop], number))
        return SegmentedDocument(document, tuple(sentences))

"""Documents for the tests of segmentation: a paragraph for each line."""

from aligner.bitext import Document, Paragraph, Role, SegmentedDocument, Span
from aligner.segmentation import get_segmenter


def document_of(*paragraphs: str, language: str = "ru", role: Role = "body") -> Document:
    """Give back a document of these paragraphs with an empty line between them."""
    spans, at = [], 0
    for paragraph in paragraphs:
        spans.append(Paragraph(Span(at, at + len(paragraph)), role))
        at += len(paragraph) + 2
    return Document("test", language, "\n\n".join(paragraphs), tuple(spans))


def segment(
    *paragraphs: str, language: str = "ru", name: str = "rules", role: Role = "body"
) -> SegmentedDocument:
    return get_segmenter(name).segment(document_of(*paragraphs, language=language, role=role))


def texts(segmented: SegmentedDocument) -> list[str]:
    return [sentence.text for sentence in segmented.sentences]

"""Sentences by our own rules over offsets; the default."""

from collections.abc import Iterator

from aligner.bitext import Document, Paragraph, SegmentedDocument, Sentence, Span
from aligner.segmentation import english, other_languages, russian
from aligner.segmentation.boundary import Rule, find_ends
from aligner.segmentation.lines import line_spans, without_margins

RULES: dict[str, tuple[Rule, ...]] = {
    "ru": russian.RULES,
    "en": english.RULES,
}
"""The rules of a language, by the first part of its code; others share one set."""


class RulesSegmenter:
    """Cuts each paragraph where punctuation ends a sentence, by the language's rules.

    A single line break inside a paragraph counts as a space (hard-wrapped text). In a
    paragraph of code each line is a sentence: that is what code and its copy share.
    """

    name = "rules"

    def segment(self, document: Document) -> SegmentedDocument:
        """Give back the document with its sentences, none of which crosses a paragraph."""
        rules = rules_of(document.language)
        text = document.text
        sentences = tuple(
            Sentence(span, text[span.start : span.stop], number)
            for number, paragraph in enumerate(document.paragraphs)
            for span in sentence_spans(text, paragraph, rules)
        )
        return SegmentedDocument(document, sentences)


def rules_of(language: str) -> tuple[Rule, ...]:
    """Give back the rules for a language code such as ``ru``, ``en-GB`` or ``de``."""
    return RULES.get(language.lower().replace("_", "-").split("-")[0], other_languages.RULES)


def sentence_spans(text: str, paragraph: Paragraph, rules: tuple[Rule, ...]) -> Iterator[Span]:
    """Give back the spans of a paragraph's sentences, without white space at their ends."""
    whole = without_margins(text, paragraph.span)
    if not len(whole):
        return
    if paragraph.role == "code":
        yield from code_lines(text, whole)
        return
    start = whole.start
    for end, next_start in find_ends(text, start, whole.stop, rules):
        yield Span(start, end)
        start = next_start
    yield Span(start, whole.stop)


def code_lines(text: str, block: Span) -> Iterator[Span]:
    """Give back the lines of a block of code that aren't blank, without their indents."""
    for line in line_spans(text[block.start : block.stop]):
        span = without_margins(text, Span(block.start + line.start, block.start + line.stop))
        if len(span):
            yield span

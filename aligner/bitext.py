"""The nouns that flow between the stages. All are frozen; a wrong value can't be built.

Positions are half-open ``[start, stop)``. Offsets count characters (code points) of
``Document.text``; sentence numbers count from 0.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

Role = Literal["body", "heading", "furniture", "code"]
"""What a paragraph is: ``furniture`` is the menu, feed, caption ... of a saved page."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[start, stop)`` of characters or of sentence numbers."""

    start: int
    stop: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.stop:
            raise ValueError(f"not a span: [{self.start}, {self.stop})")

    def __len__(self) -> int:
        return self.stop - self.start

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.start, self.stop))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of the document's text and the part it plays on the page.

    ``outside``: it stands around the page's article, not in it, and is paired with nothing.
    """

    span: Span
    role: Role = "body"
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A text as it was read, whole, with its paragraphs marked.

    ``paragraphs`` are in order and don't overlap; between them lies only white space or
    markup that is no text. ``origin`` says where the text came from (a path, ``<stdin>``,
    ``<string>``) and ``encoding`` how its bytes were read, if they were bytes.
    """

    name: str
    language: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    origin: str = "<string>"
    encoding: str | None = None
    format: str = "text"

    def __post_init__(self) -> None:
        at = 0
        for paragraph in self.paragraphs:
            if paragraph.span.start < at or paragraph.span.stop > len(self.text):
                raise ValueError(f"paragraphs of {self.name} overlap or leave the text: {paragraph}")
            at = paragraph.span.stop


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: where it stands, its text, and the number of its paragraph."""

    span: Span
    text: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class SegmentedDocument:
    """A document and its sentences, in order; each equals its slice of the text."""

    document: Document
    sentences: tuple[Sentence, ...]

    def __post_init__(self) -> None:
        text, at = self.document.text, 0
        for number, sentence in enumerate(self.sentences):
            span = sentence.span
            if span.start < at or text[span.start : span.stop] != sentence.text:
                raise ValueError(f"sentence {number} of {self.document.name} isn't its slice of the text")
            if not 0 <= sentence.paragraph < len(self.document.paragraphs):
                raise ValueError(f"sentence {number} of {self.document.name} has no paragraph")
            at = span.stop

    def __len__(self) -> int:
        return len(self.sentences)

    def text_of(self, numbers: Span) -> str:
        """Give back the document's text from the first to the last of these sentences."""
        if not len(numbers):
            return ""
        start = self.sentences[numbers.start].span.start
        return self.document.text[start : self.sentences[numbers.stop - 1].span.stop]

    def is_outside(self, number: int) -> bool:
        """Say whether this sentence stands around the article and not in it."""
        return self.document.paragraphs[self.sentences[number].paragraph].outside

    def role_of(self, number: int) -> Role:
        """Give back the role of the paragraph that holds this sentence."""
        return self.document.paragraphs[self.sentences[number].paragraph].role


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences of the source and the sentences of the target that say the same.

    One side empty: a null, a sentence without a counterpart. ``crossing`` marks a bead
    that breaks the order of the beads around it.
    """

    source: Span
    target: Span
    crossing: bool = False

    @property
    def is_null(self) -> bool:
        return not len(self.source) or not len(self.target)

    @property
    def type(self) -> str:
        """Give back the bead's type in the field's notation.

        >>> Bead(Span(0, 1), Span(0, 2)).type
        '1-2'
        """
        return f"{len(self.source)}-{len(self.target)}"


@dataclass(frozen=True, slots=True)
class Flag:
    """A named finding about a pair, with the characters of either text that show it."""

    name: str
    source: tuple[Span, ...] = ()
    target: tuple[Span, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class ScoredPair:
    """A bead with its texts and what is known of them.

    ``cosine`` (-1 to 1) and ``score`` (0 to 1, meant for thresholds) are ``None`` for a
    null. ``parallel`` is the calibrated probability that both sides say the same,
    ``quality`` the calibrated estimate of what people would give the translation (0 to
    100); ``None`` where not asked for. ``rejected`` is the reason why a filter left the
    pair out, or ``None``.
    """

    bead: Bead
    source: str
    target: str
    cosine: float | None = None
    score: float | None = None
    parallel: float | None = None
    quality: float | None = None
    flags: tuple[Flag, ...] = ()
    rejected: str | None = None


class VerdictLabel(StrEnum):
    """Whether two documents are translations of each other."""

    TRANSLATION = "translation"
    PARTIAL = "partial"
    NOT_A_TRANSLATION = "not a translation"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the documents are translations of each other, and the number behind it.

    ``score`` lies in 0 to 1; ``coverage_source`` and ``coverage_target`` are the shares of
    each side's characters (page furniture aside) that found a counterpart.
    """

    label: VerdictLabel
    score: float
    coverage_source: float
    coverage_target: float


class CoverageError(ValueError):
    """The beads don't cover each sentence of both sides exactly once."""


def check_coverage(spans: Sequence[Span], count: int, side: str) -> None:
    """Raise CoverageError unless the spans cover 0 .. count exactly once, in any order."""
    at = 0
    for span in sorted(span for span in spans if len(span)):
        if span.start != at:
            what = "in two beads" if span.start < at else "in no bead"
            raise CoverageError(f"{side} sentence {min(span.start, at)} is {what}")
        at = span.stop
    if at != count:
        what = "in no bead" if at < count else "no sentence"
        raise CoverageError(f"{side} sentence {at} of {count} is {what}")


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two segmented documents and the beads that cover every sentence of both once.

    ``rows`` has one ScoredPair for each bead, nulls included, in the order of the beads;
    it is empty until the beads are scored.
    """

    source: SegmentedDocument
    target: SegmentedDocument
    beads: tuple[Bead, ...]
    rows: tuple[ScoredPair, ...] = ()
    verdict: Verdict | None = None
    signature: str = ""
    metadata: tuple[tuple[str, str], ...] = field(default=())

    def __post_init__(self) -> None:
        check_coverage([bead.source for bead in self.beads], len(self.source), "source")
        check_coverage([bead.target for bead in self.beads], len(self.target), "target")
        if self.rows and tuple(row.bead for row in self.rows) != self.beads:
            raise ValueError("rows don't follow the beads")

    @property
    def pairs(self) -> tuple[ScoredPair, ...]:
        """Give back the scored pairs with text on both sides."""
        return tuple(row for row in self.rows if not row.bead.is_null)

    @property
    def nulls(self) -> tuple[Bead, ...]:
        """Give back the beads with one side empty."""
        return tuple(bead for bead in self.beads if bead.is_null)


@dataclass(frozen=True, slots=True)
class DocumentMatch:
    """Two documents found to be translations of each other, and how sure that is."""

    source: str
    target: str
    score: float

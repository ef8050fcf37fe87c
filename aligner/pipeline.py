"""The order of the stages: read, segment, embed, align, score. No other file knows it."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from aligner.alignment import (
    InnerSentences,
    align_vectors,
    has_learned_score,
    load_learned_score,
    score_signature,
)
from aligner.bitext import Alignment, Bead, Document, Flag, Paragraph, ScoredPair, SegmentedDocument, Span
from aligner.blas import one_thread
from aligner.config import DEFAULT_ENCODER, DEFAULT_SEGMENTER, ReadOptions
from aligner.embedding import get_encoder, load_token_encoder, with_tokens
from aligner.errors import InputError
from aligner.reading import read, read_string
from aligner.reading.languages import check_languages
from aligner.scoring.document_prior import in_document
from aligner.scoring.flags import find_flags
from aligner.scoring.model_files import model_signature
from aligner.scoring.pair_scorer import PairScorer
from aligner.scoring.verdict import judge_documents
from aligner.segmentation import get_segmenter
from aligner.signature import run_signature
from aligner.token_vectors import Encoded, TokenVectors

if TYPE_CHECKING:
    from aligner.protocols import Encoder, Segmenter, Vectors

Text = str | os.PathLike[str] | Document | SegmentedDocument
"""A path, a text, or a document at any stage."""

StageReport = Callable[[str, int, int], None]
"""Is called with the name of a stage, how many sentences passed it, and how many there are."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The interchangeable parts of a run, loaded once and used for any number of pairs."""

    segmenter: "Segmenter"
    encoder: "Encoder"

    @classmethod
    def load(
        cls,
        *,
        encoder: str = DEFAULT_ENCODER,
        segmenter: str = DEFAULT_SEGMENTER,
        cache: Path | None = None,
        processes: int = 1,
    ) -> "Parts":
        """Give back the parts of these names. Raises UnknownNameError or MissingExtraError."""
        return cls(get_segmenter(segmenter), get_encoder(encoder, cache=cache, processes=processes))


def align(
    source: Text,
    target: Text,
    *,
    source_language: str = "ru",
    target_language: str = "en",
    source_encoding: str | None = None,
    target_encoding: str | None = None,
    segmented: bool = False,
    encoder: str = DEFAULT_ENCODER,
    segmenter: str = DEFAULT_SEGMENTER,
    check: bool = True,
    progress: StageReport | None = None,
) -> Alignment:
    """Give back the alignment of two texts, each pair scored, and the documents' verdict.

    ``source`` and ``target`` are paths, texts, Documents or SegmentedDocuments. A string
    that names a file, or looks like a file's name, is a path; any other string is a text.
    ``segmented``: one sentence a line. ``check``: raise LanguageError where the sides are
    swapped or in one language. ``progress`` is told how far the work is. Raises InputError,
    EncodingError, LanguageError, ModelError, UnknownNameError and MissingExtraError, all of
    them AlignerErrors.

    >>> from aligner import align
    >>> result = align("Кошка спит. Идёт дождь.", "The cat is sleeping. It is raining.")
    >>> [(pair.source, pair.target) for pair in result.pairs]
    [('Кошка спит.', 'The cat is sleeping.'), ('Идёт дождь.', 'It is raining.')]
    """
    parts = Parts.load(encoder=encoder, segmenter="lines" if segmented else segmenter)
    options = (
        ReadOptions(source_language, encoding=source_encoding, segmented=segmented),
        ReadOptions(target_language, encoding=target_encoding, segmented=segmented),
    )
    one, other = load(source, options[0]), load(target, options[1])
    if check:
        check_languages(_document(one), _document(other))
    return align_documents(one, other, parts, progress=progress)


def load(text: Text, options: ReadOptions) -> Document | SegmentedDocument:
    """Give back the document of a path or a string; a document comes back as it is."""
    if isinstance(text, Document | SegmentedDocument):
        return text
    if isinstance(text, str) and not _names_a_file(text):
        return read_string(text, options)
    return read(text, options)


def read_pair(
    paths: tuple[str, str],
    options: tuple[ReadOptions, ReadOptions],
    *,
    check: bool = True,
    stdin: BinaryIO | None = None,
) -> tuple[Document, Document]:
    """Give back the documents of two paths, source first; "-" is ``stdin``.

    ``check``: raise LanguageError where the sides are swapped or in one language. Raises
    what ``read`` raises.
    """
    source, target = (read(path, side, stdin=stdin) for path, side in zip(paths, options, strict=True))
    if check:
        check_languages(source, target)
    return source, target


def _names_a_file(text: str) -> bool:
    if not text or "\n" in text or len(text) > 4096 or "\0" in text:
        return False
    looks_like_a_name = bool(os.path.splitext(text)[1]) and not any(character.isspace() for character in text)
    return text == "-" or looks_like_a_name or os.path.exists(text)


def _document(text: Document | SegmentedDocument) -> Document:
    return text.document if isinstance(text, SegmentedDocument) else text


def align_documents(
    source: Document | SegmentedDocument,
    target: Document | SegmentedDocument,
    parts: Parts,
    *,
    progress: StageReport | None = None,
) -> Alignment:
    """Give back the scored alignment of two documents, segmented here unless they are."""
    report = progress or _ignore
    report("segmenting", 0, 0)
    one = source if isinstance(source, SegmentedDocument) else parts.segmenter.segment(source)
    other = target if isinstance(target, SegmentedDocument) else parts.segmenter.segment(target)
    if not one.sentences or not other.sentences:
        empty = one if not one.sentences else other
        raise InputError(f"{empty.document.name}: no sentences. There is nothing to align.")
    encoded = encode_documents((one, other), parts, progress=report)
    report("aligning", 0, len(one) + len(other))
    alignment = align_encoded(encoded[0], encoded[1], parts)
    report("aligning", len(one) + len(other), len(one) + len(other))
    return alignment


@dataclass(frozen=True, slots=True)
class EncodedDocument:
    """A segmented document with the vector of each sentence.

    ``vectors``: float32, (sentences, dim). ``tokens``: those of the sentences, as far as the
    encoder is the one that the scores of pairs need. ``inner``: the sentences inside the document's
    units, where they are lines that may hold several; None where each is one sentence.
    """

    document: SegmentedDocument
    vectors: "Vectors"
    tokens: TokenVectors | None = None
    inner: InnerSentences | None = None


def encode_documents(
    documents: Sequence[SegmentedDocument], parts: Parts, *, progress: StageReport | None = None
) -> list[EncodedDocument]:
    """Give back the documents with their sentences' vectors, all encoded in one go.

    Lines that somebody else has made may hold several sentences; these are encoded too, so
    that the search can see which of them a bead leaves uncovered.
    """
    report = progress or _ignore
    inner = [_inner_texts(document, parts) for document in documents]
    texts = [sentence.text for document in documents for sentence in document.sentences]
    within = [text for units in inner if units is not None for unit in units for text in unit]
    total = len(texts) + len(within)
    report("encoding", 0, total)
    vectors, tokens = _encode([*texts, *within], parts.encoder, report)
    result = []
    at, at_inner = 0, len(texts)
    for document, units in zip(documents, inner, strict=True):
        own = np.arange(at, at + len(document))
        at += len(document)
        found = None
        if units is not None:
            counts = [len(unit) for unit in units]
            found = InnerSentences(
                vectors[at_inner : at_inner + sum(counts)],
                np.array([len(text) for unit in units for text in unit], dtype=np.float32),
                np.concatenate([[0], np.cumsum(counts, dtype=np.int64)]),
            )
            at_inner += sum(counts)
        of_tokens = None if tokens is None else tokens.take(own)
        result.append(EncodedDocument(document, vectors[own], of_tokens, found))
    return result


MANY_SENTENCES = 100_000
"""From so many on, vectors are kept in half precision: 1 KB a sentence instead of 2."""


def _encode(
    texts: list[str], encoder: "Encoder", report: StageReport
) -> "tuple[Vectors, TokenVectors | None]":
    knowing = with_tokens(encoder, _scorer(encoder.name).needs)
    if len(texts) <= MANY_SENTENCES:
        progress = partial(report, "encoding")
        if knowing is None:
            return encoder.encode(texts, progress=progress), None
        return knowing.encode_with_tokens(texts, progress=progress)
    vectors = np.empty((len(texts), encoder.dim), dtype=np.float16)
    tokens = []
    for start in range(0, len(texts), MANY_SENTENCES):
        part = texts[start : start + MANY_SENTENCES]
        if knowing is None:
            vectors[start : start + len(part)] = encoder.encode(part)
        else:
            vectors[start : start + len(part)], of_part = knowing.encode_with_tokens(part)
            tokens.append(of_part)
        report("encoding", start + len(part), len(texts))
    joined = TokenVectors.joined(tokens) if tokens else None
    return vectors, joined  # type: ignore[return-value]  # the search takes either precision


def _inner_texts(document: SegmentedDocument, parts: Parts) -> list[list[str]] | None:
    """Give back the sentences inside each unit of a document cut by lines; None where each is one."""
    if parts.segmenter.name != "lines":
        return None
    whole = replace(
        document.document,
        paragraphs=tuple(Paragraph(sentence.span) for sentence in document.sentences),
    )
    units: list[list[str]] = [[] for _ in document.sentences]
    for sentence in get_segmenter(DEFAULT_SEGMENTER).segment(whole).sentences:
        units[sentence.paragraph].append(sentence.text)
    return units if any(len(unit) > 1 for unit in units) else None


def _ignore(stage: str, done: int, total: int) -> None:
    """Take no notice of the progress."""


def align_encoded(one: EncodedDocument, other: EncodedDocument, parts: Parts) -> Alignment:
    """Give back the scored alignment of two documents whose vectors are known."""
    name = parts.encoder.name
    source, target = one.document, other.document
    source_vectors, target_vectors = _within(source, one.vectors), _within(target, other.vectors)
    with one_thread():
        beads = align_vectors(
            source_vectors,
            target_vectors,
            np.array([len(sentence.text) for sentence in source.sentences]),
            np.array([len(sentence.text) for sentence in target.sentences]),
            source_furniture=_furniture(source),
            target_furniture=_furniture(target),
            source_inner=one.inner,
            target_inner=other.inner,
            learned=load_learned_score(name) if has_learned_score(name) else None,
        )
        rows = _score(beads, one, other, parts.encoder)
    alignment = Alignment(source, target, tuple(beads), tuple(rows), signature=signature_of(parts))
    return replace(alignment, verdict=judge_documents(source, target, rows))


def signature_of(parts: Parts) -> str:
    """Give back the signature of what these parts make of any text: version, parts, models."""
    return run_signature(
        {
            "segmenter": parts.segmenter.name,
            "encoder": parts.encoder.signature,
            "alignment": score_signature(parts.encoder.name),
            "scoring": model_signature(),
        }
    )


def _within(document: SegmentedDocument, vectors: "Vectors") -> "Vectors":
    """Give back the vectors with zeros for what stands around an article, which is paired with nothing."""
    outside = [number for number in range(len(document)) if document.is_outside(number)]
    if not outside:
        return vectors
    kept = vectors.copy()
    kept[outside] = 0
    return kept


def _furniture(document: SegmentedDocument) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    return np.array([document.role_of(number) == "furniture" for number in range(len(document))], dtype=bool)


def _score(
    beads: Sequence[Bead], one: EncodedDocument, other: EncodedDocument, encoder: "Encoder"
) -> list[ScoredPair]:
    """Give back a row for each bead; those with text on both sides scored as pairs of one document."""
    full = [bead for bead in beads if not bead.is_null]
    sources = [one.document.text_of(bead.source) for bead in full]
    targets = [other.document.text_of(bead.target) for bead in full]
    source_vectors = _sums(one, [bead.source for bead in full])
    target_vectors = _sums(other, [bead.target for bead in full])
    cosines = np.einsum("ij,ij->i", source_vectors, target_vectors).clip(-1, 1)
    scorer = _scorer(encoder.name)
    if one.tokens is None or other.tokens is None:
        sides = load_token_encoder(scorer.needs).encode_with_tokens([*sources, *targets]).halves()
    else:
        sides = (
            Encoded(source_vectors, _tokens(one.tokens, [bead.source for bead in full])),
            Encoded(target_vectors, _tokens(other.tokens, [bead.target for bead in full])),
        )
    languages = one.document.document.language, other.document.document.language
    scores = scorer.score(sources, targets, *sides, languages=languages)
    likeness = np.einsum("ij,ij->i", *(side.vectors for side in sides))
    scored = {
        bead: ScoredPair(
            bead,
            source,
            target,
            float(cosine),
            float(parallel),
            float(parallel),
            float(quality),
            _flags(bead, source, target, one.document, other.document),
        )
        for bead, source, target, cosine, parallel, quality in zip(
            full,
            sources,
            targets,
            cosines,
            in_document(scores.parallel, likeness),
            scores.quality,
            strict=True,
        )
    }
    return [
        scored.get(bead)
        or ScoredPair(bead, one.document.text_of(bead.source), other.document.text_of(bead.target))
        for bead in beads
    ]


@cache
def _scorer(encoder: str) -> PairScorer:
    """Give back the pair scorer for texts aligned with this encoder, loaded once."""
    return PairScorer.load(encoder)


def _tokens(tokens: TokenVectors, spans: Sequence[Span]) -> TokenVectors:
    """Give back the tokens of spans of sentences, one text each."""
    first, stop = (
        np.array([getattr(span, end) for span in spans], dtype=np.int64) for end in ("start", "stop")
    )
    return tokens.spans(first, stop)


def _flags(
    bead: Bead, one: str, other: str, source: SegmentedDocument, target: SegmentedDocument
) -> tuple[Flag, ...]:
    end = target.sentences[bead.target.stop - 1].span.stop
    return find_flags(
        one,
        other,
        source_language=source.document.language,
        target_language=target.document.language,
        after=target.document.text[end : end + 1],
    )


def _sums(document: EncodedDocument, spans: Sequence[Span]) -> "Vectors":
    """Give back the unit vectors of spans of sentences: float32, (spans, dim).

    The sum of the sentences' vectors, each weighted with the root of its length.
    """
    sums = np.zeros((len(spans), document.vectors.shape[1]), dtype=np.float32)
    sentences = document.document.sentences
    for row, span in enumerate(spans):
        weights = np.sqrt([len(sentence.text) for sentence in sentences[span.start : span.stop]])
        sums[row] = weights @ document.vectors[span.start : span.stop]
    sums /= np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), np.float32(1e-9))
    return sums

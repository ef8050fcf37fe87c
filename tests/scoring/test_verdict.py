"""Whether documents are translations, told from what their good pairs cover."""

from collections.abc import Sequence

import pytest

from aligner.bitext import (
    Bead,
    Document,
    Paragraph,
    ScoredPair,
    SegmentedDocument,
    Sentence,
    Span,
    VerdictLabel,
)
from aligner.scoring.verdict import judge_documents

LENGTH = 10


def document(language: str, count: int, furniture: Sequence[int] = ()) -> SegmentedDocument:
    """Give back a document of so many sentences of LENGTH characters, a paragraph each."""
    spans = [Span(number * LENGTH, (number + 1) * LENGTH) for number in range(count)]
    paragraphs = tuple(
        Paragraph(span, "furniture" if number in furniture else "body") for number, span in enumerate(spans)
    )
    text = "x" * LENGTH * count
    sentences = tuple(Sentence(span, "x" * LENGTH, number) for number, span in enumerate(spans))
    return SegmentedDocument(Document(language, language, text, paragraphs), sentences)


def verdict(scores: Sequence[float | None], furniture: Sequence[int] = ()) -> tuple[VerdictLabel, float]:
    """Give back the verdict where the n-th sentences pair with the n-th score, None being two nulls."""
    source, target = (document(language, len(scores), furniture) for language in ("ru", "en"))
    rows = [
        ScoredPair(Bead(Span(n, n + 1), Span(n, n + 1)), "", "", 0.5, score, score)
        for n, score in enumerate(scores)
        if score is not None
    ]
    found = judge_documents(source, target, rows)
    return found.label, found.score


@pytest.mark.parametrize(
    ("scores", "label"),
    [
        ([0.9] * 10, VerdictLabel.TRANSLATION),
        ([0.9] * 8 + [0.1] * 2, VerdictLabel.TRANSLATION),
        ([0.9] * 55 + [0.1] * 45, VerdictLabel.PARTIAL),
        ([0.9] * 4 + [0.1] * 6, VerdictLabel.NOT_A_TRANSLATION),
        ([0.1] * 10, VerdictLabel.NOT_A_TRANSLATION),
        ([None] * 10, VerdictLabel.NOT_A_TRANSLATION),
    ],
)
def test_the_label_follows_from_the_covered_share(scores: list[float | None], label: VerdictLabel) -> None:
    assert verdict(scores)[0] == label


def test_the_score_is_the_covered_share() -> None:
    assert verdict([0.9] * 7 + [0.1] * 3)[1] == pytest.approx(0.7)


def test_half_a_translation_is_partial_where_all_that_there_is_is_covered() -> None:
    source, target = document("ru", 20), document("en", 8)
    rows = [ScoredPair(Bead(Span(n, n + 1), Span(n, n + 1)), "", "", 0.5, 0.9, 0.9) for n in range(8)]
    found = judge_documents(source, target, rows)
    assert (found.label, found.score) == (VerdictLabel.PARTIAL, 1.0)


def test_unpaired_furniture_counts_for_nothing() -> None:
    label, score = verdict([0.9, None, None, None], furniture=[1, 2, 3])
    assert (label, score) == (VerdictLabel.TRANSLATION, 1.0)

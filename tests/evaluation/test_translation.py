"""Figures of a translation, against slow obvious versions; what is unpaired; blocks that all share."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.bitext import (
    Alignment,
    Bead,
    Document,
    Flag,
    Paragraph,
    Role,
    ScoredPair,
    SegmentedDocument,
    Sentence,
    Span,
)
from aligner.evaluation.translation import (
    JudgedPair,
    Unpaired,
    flag_counts,
    flagged_pairs,
    histogram,
    measured_values,
    quartiles,
    report_on,
    shared_blocks,
    text_of_blocks,
    unpaired,
    worst_pairs,
)

NOBODY = Unpaired(0.0, ())


def document(*texts: str, furniture: tuple[int, ...] = ()) -> SegmentedDocument:
    """Give back a document with one sentence a paragraph."""
    whole, sentences, paragraphs = "", [], []
    for number, text in enumerate(texts):
        span = Span(len(whole), len(whole) + len(text))
        role: Role = "furniture" if number in furniture else "body"
        sentences.append(Sentence(span, text, number))
        paragraphs.append(Paragraph(span, role))
        whole += text + "\n"
    return SegmentedDocument(Document("d", "en", whole, tuple(paragraphs)), tuple(sentences))


def bead(source: tuple[int, int], target: tuple[int, int]) -> Bead:
    return Bead(Span(*source), Span(*target))


def pair(value: float, *flags: str) -> JudgedPair:
    return JudgedPair("1", "да", "yes", value, tuple(Flag(name) for name in flags))


def scored(quality: float | None, score: float = 0.5) -> ScoredPair:
    return ScoredPair(bead((0, 1), (0, 1)), "да", "yes", 0.5, score, quality=quality)


@given(st.lists(st.floats(0, 100)))
def test_the_histogram_counts_every_value_in_its_step(values: list[float]) -> None:
    counts = histogram(values)
    assert sum(counts) == len(values)
    for number, count in enumerate(counts[:-1]):
        assert count == sum(number * 10 <= value < (number + 1) * 10 for value in values)


def test_values_out_of_range_count_in_the_outer_steps() -> None:
    assert histogram([-3.0, 140.0]) == (1, 0, 0, 0, 0, 0, 0, 0, 0, 1)


def test_quartiles_cut_the_values_in_four() -> None:
    assert quartiles([5.0, 1.0, 3.0, 2.0, 4.0]) == (2.0, 3.0, 4.0)


def test_flags_are_counted_the_most_frequent_first() -> None:
    pairs = [pair(1, "number-differs"), pair(2, "cut-off", "number-differs"), pair(3, "added-text")]
    assert flag_counts(pairs) == (("number-differs", 2), ("added-text", 1), ("cut-off", 1))


@given(st.lists(st.floats(0, 100), max_size=20), st.integers(0, 25))
def test_the_worst_are_the_lowest_in_order(values: list[float], number: int) -> None:
    worst = [each.value for each in worst_pairs([pair(value) for value in values], number)]
    assert worst == sorted(values)[:number]


def test_of_equal_pairs_the_one_with_more_flags_is_worse() -> None:
    assert worst_pairs([pair(5), pair(5, "cut-off")], 1)[0].flags


def test_pairs_with_flags_are_shown_beside_the_worst_the_most_flags_first() -> None:
    pairs = [
        pair(5, "cut-off"),
        pair(90, "cut-off"),
        pair(80),
        pair(95, "cut-off", "repetition"),
        pair(70, "x"),
    ]
    worst = worst_pairs(pairs, 2)
    assert [each.value for each in worst] == [5, 70]
    assert [each.value for each in flagged_pairs(pairs, worst, 2)] == [95, 90]
    assert flagged_pairs(pairs, worst, 0) == ()


def test_quality_is_the_measure_only_if_every_pair_has_it() -> None:
    assert measured_values([scored(70.0), scored(80.0)]) == ("quality", [70.0, 80.0])
    assert measured_values([scored(70.0), scored(None, 0.25)]) == ("score", [50.0, 25.0])
    assert measured_values([]) == ("score", [])


def test_what_is_unpaired_is_measured_in_characters_and_furniture_left_aside() -> None:
    source = document("Menu", "Twelve chars", "Gone", "Paired menu", furniture=(0, 3))
    beads = [bead((0, 1), (0, 0)), bead((1, 2), (0, 1)), bead((2, 3), (1, 1)), bead((3, 4), (1, 2))]
    found = unpaired(source, beads, "source")
    assert found.texts == ("Gone",)
    assert found.share == pytest.approx(4 / (12 + 4 + 11))


def test_a_side_without_text_has_nothing_unpaired() -> None:
    assert unpaired(document(), [], "target") == NOBODY


def test_a_report_without_pairs_has_no_mean() -> None:
    report = report_on(
        "x", [], measure="quality", omitted=NOBODY, added=NOBODY, generator=np.random.default_rng(1), worst=3
    )
    assert (report.interval, report.quartiles, report.flags_per_hundred) == (None, None, 0.0)
    assert report.to_dict()["mean"] is None


def test_flags_per_hundred_pairs_can_exceed_a_hundred() -> None:
    pairs = [pair(1, "cut-off", "number-differs"), pair(2, "cut-off")]
    report = report_on(
        "x", pairs, measure="score", omitted=NOBODY, added=NOBODY, generator=np.random.default_rng(1), worst=1
    )
    assert report.flags_per_hundred == 150
    assert [each["value"] for each in report.to_dict()["worst"]] == [1]


SPANS = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda two: Span(min(two), max(two)))


def obvious_blocks(count: int, spans: list[Span]) -> list[Span]:
    """Give back the blocks by joining neighbours until nothing changes."""
    blocks = [Span(number, number + 1) for number in range(count)]
    at = 0
    while at + 1 < len(blocks):
        border = blocks[at].stop
        if any(span.start < border < span.stop for span in spans):
            blocks[at : at + 2] = [Span(blocks[at].start, blocks[at + 1].stop)]
        else:
            at += 1
    return blocks


@given(st.lists(SPANS, max_size=6))
def test_blocks_are_the_finest_that_no_span_crosses(spans: list[Span]) -> None:
    assert shared_blocks(12, spans) == obvious_blocks(12, spans)


def test_the_text_of_blocks_keeps_every_sentence_but_lone_furniture() -> None:
    source = document("а", "б", "в")
    target = document("Menu", "A.", "Extra.", "C.", "B.", furniture=(0,))
    beads = (
        bead((0, 0), (0, 1)),
        bead((0, 1), (1, 2)),
        bead((1, 1), (2, 3)),
        Bead(Span(1, 2), Span(4, 5), crossing=True),
        Bead(Span(2, 3), Span(3, 4), crossing=True),
    )
    alignment = Alignment(source, target, beads)
    assert text_of_blocks(alignment, shared_blocks(3, [])) == ["A. Extra.", "B.", "C."]
    assert text_of_blocks(alignment, [Span(0, 1), Span(1, 3)]) == ["A. Extra.", "C. B."]

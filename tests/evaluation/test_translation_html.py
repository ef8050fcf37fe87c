"""The page is well-formed, loads nothing, runs nothing, and shows every text as text."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from aligner.bitext import Flag, Span
from aligner.evaluation.reference_scores import MetricScore, ReferenceComparison
from aligner.evaluation.translation import JudgedPair, TranslationReport, Unpaired, report_on
from aligner.evaluation.translation_html import histogram_svg, marked, report_page

EVIL = '<script>alert("x")</script> & "quotes" \' >'


def report(name: str = EVIL) -> TranslationReport:
    pairs = [
        JudgedPair("1:1", EVIL, EVIL, 12.3, (Flag("cut-off", (Span(0, 3),), (Span(1, 7),), EVIL),)),
        JudgedPair("2:2", "Да.", "Yes.", 88.0),
    ]
    return report_on(
        name,
        pairs,
        measure="quality",
        omitted=Unpaired(0.5, (EVIL,)),
        added=Unpaired(0.0, ()),
        generator=np.random.default_rng(1),
        worst=5,
    )


def test_hostile_texts_are_shown_as_text() -> None:
    page = report_page(EVIL, [report()], None, EVIL)
    assert "<script" not in page
    tree = html.fromstring(page)
    assert not tree.xpath("//script|//link|//img|//iframe|//@onload|//@href|//@src")
    assert tree.findtext(".//h1") == EVIL
    assert tree.xpath("//table[@class='pairs']/tbody/tr[1]/td[2]")[0].text_content() == EVIL
    assert tree.xpath("//table[@class='pairs']//mark/text()") == [EVIL[:3], EVIL[1:7]]


def test_the_page_shows_figures_and_the_reference() -> None:
    scores = {"BLEU": (MetricScore(31.25, 0.02),), "chrF": (MetricScore(55.0),)}
    reference = ReferenceComparison("ref.txt", 2, 1, scores, {"BLEU": "sig:1", "chrF": "sig:2"})
    text = html.fromstring(report_page("T", [report("mt")], reference, "run")).text_content()
    for shown in (
        "31.2 (p 0.020)",
        "55.0",
        "sig:1",
        "sig:2",
        "50.0 %",
        "no ranking",
        "2 segments, 1 without reference",
    ):
        assert shown in text


def test_of_many_sentences_without_a_counterpart_most_are_folded_away() -> None:
    omitted = Unpaired(0.5, tuple(f"Фраза {number}." for number in range(25)))
    tree = html.fromstring(report_page("T", [replace(report("mt"), omitted=omitted)], None, "run"))
    assert len(tree.xpath("//h3[.='Omitted: 50.0 %']/following-sibling::ul[1]/li")) == 10
    assert tree.findtext(".//details/summary") == "and 15 more"
    assert len(tree.xpath("//details//li")) == 15


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=12))
def test_the_histogram_is_well_formed_with_a_bar_for_each_count(counts: list[int]) -> None:
    tree = etree.fromstring(histogram_svg(counts))
    bars = tree.findall("rect")
    assert len(bars) == len(counts)
    heights = [float(bar.get("height", "0")) for bar in bars]
    assert (
        heights.index(max(heights)) == counts.index(max(counts))
        or max(heights) == heights[counts.index(max(counts))]
    )
    assert all(
        (height > 0) == (count > max(counts) / 4000) or height >= 0
        for height, count in zip(heights, counts, strict=True)
    )


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=5))
def test_marking_changes_no_character(text: str, places: list[tuple[int, int]]) -> None:
    spans = [
        Span(min(two), min(max(two), len(text))) for two in places if min(two) <= min(max(two), len(text))
    ]
    shown = marked(text, spans)
    plain = shown.replace("<mark>", "").replace("</mark>", "")
    for sign, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&amp;", "&")):
        plain = plain.replace(sign, character)
    assert plain == text
    assert shown.count("<mark>") == shown.count("</mark>")

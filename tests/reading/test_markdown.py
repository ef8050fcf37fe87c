"""Markdown: blocks of the raw text, without their markers."""

from pathlib import Path

import pytest

from aligner.config import ReadOptions
from aligner.reading import read, read_string
from aligner.reading.markdown_signs import looks_like_markdown
from tests.shared_data import shared_data

CASES = Path(__file__).parents[1] / "cases" / "reading"
OPTIONS = ReadOptions("en", format="markdown")


def parts(text: str) -> list[tuple[str, str]]:
    document = read_string(text, OPTIONS)
    assert document.text == text
    return [(p.role, text[p.span.start : p.span.stop]) for p in document.paragraphs]


def test_a_manual_falls_into_its_blocks() -> None:
    document = read(CASES / "manual.en.md", ReadOptions("en"))
    assert [(p.role, document.text[p.span.start : p.span.stop]) for p in document.paragraphs] == [
        ("code", "title: Feeding the cat"),
        ("heading", "Feeding the cat"),
        ("body", "The cat eats **twice** a day. Put the bowl on the floor, step back,\nand wait."),
        ("heading", "Before you start"),
        ("body", "Open the tin."),
        ("body", "Find [the spoon](spoon.md)\n   in the drawer."),
        ("body", "Never use a fork."),
        ("body", "The cat is always right."),
        ("heading", "Mind the claws"),
        ("body", "Do not touch the bowl while the cat is eating."),
        ("body", "Food"),
        ("body", "Amount"),
        ("body", "Fish"),
        ("body", "a tin"),
        ("code", 'feed --cat "Tom"\n\necho done'),
        ("body", "The end."),
    ]


def test_a_fence_is_closed_only_by_its_like() -> None:
    assert parts("````\n```\nx\n```\n````\nText") == [("code", "```\nx\n```"), ("body", "Text")]


def test_a_fence_left_open_is_code_to_the_end() -> None:
    assert parts("Text\n\n```\na\n\nb") == [("body", "Text"), ("code", "a\n\nb")]


def test_a_fence_may_stand_in_a_list() -> None:
    found = parts("- Run\n\n  ```sh\n  make\n  ```\n\n- Wait")
    assert found == [("body", "Run"), ("code", "make"), ("body", "Wait")]


def test_an_escaped_bar_does_not_cut_a_cell() -> None:
    assert parts("| `a\\|b` | c \\| d |\n|---|---|") == [("body", "`a\\|b`"), ("body", "c \\| d")]


@pytest.mark.parametrize(
    "text", ["- Где ты был?\n- Дома.", "Цена * 2 * 3", "a_b_c # not a heading", "1. Раз\n2. Два"]
)
def test_plain_text_is_not_taken_for_markdown(text: str) -> None:
    assert not looks_like_markdown(text)


def test_no_paragraph_of_the_documentation_set_spans_two_units_but_a_known_few() -> None:
    spanning = total = 0
    for gold in sorted(shared_data("bench/dev/F_docs").glob("*.gold.tsv")):
        rows = [line.split("\t") for line in gold.read_text(encoding="utf-8").splitlines()[1:]]
        for language, first in (("ru", 2), ("en", 4)):
            units = [(int(row[first]), int(row[first + 1])) for row in rows if row[first]]
            path = gold.with_name(gold.name.replace(".gold.tsv", f".{language}.txt"))
            spans = [paragraph.span for paragraph in read(path, ReadOptions(language)).paragraphs]
            total += len(units)
            spanning += sum(
                sum(span.start < stop and start < span.stop for start, stop in units) > 1 for span in spans
            )
    assert total > 6000
    assert spanning <= 6  # code and front matter that the gold cuts into list items

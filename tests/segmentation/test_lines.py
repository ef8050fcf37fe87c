"""One sentence a line: the number of a sentence is the number of its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.bitext import Document, Paragraph, Span
from aligner.segmentation import get_segmenter
from tests.segmentation.documents import texts


def by_lines(text: str, *paragraphs: Paragraph) -> list[str]:
    return texts(get_segmenter("lines").segment(Document("test", "en", text, paragraphs)))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("one", ["one"]),
        ("one\n", ["one"]),
        ("one\n\n", ["one", ""]),
        ("\none", ["", "one"]),
        ("\n", [""]),
        ("one\r\ntwo\rthree\n", ["one", "two", "three"]),
        ("one\u2028still\x0bone\x85line\n", ["one\u2028still\x0bone\x85line"]),
        ("  one. Two.  \n \t \nthree", ["one. Two.", "", "three"]),
    ],
)
def test_lines_are_counted_as_editors_count_them(text: str, lines: list[str]) -> None:
    assert by_lines(text) == lines


def test_a_blank_line_is_a_sentence_with_an_empty_span() -> None:
    segmented = get_segmenter("lines").segment(Document("test", "en", "one\n\ntwo\n", ()))
    assert segmented.sentences[1].span == Span(4, 4)


def test_each_line_is_a_paragraph_with_the_role_of_the_one_around_it() -> None:
    text = "Menu\nNews\nIt rained.\nIt snowed."
    paragraphs = (Paragraph(Span(0, 9), "furniture"), Paragraph(Span(10, 31)))
    segmented = get_segmenter("lines").segment(Document("test", "en", text, paragraphs))
    assert [segmented.role_of(number) for number in range(4)] == ["furniture", "furniture", "body", "body"]
    assert [sentence.paragraph for sentence in segmented.sentences] == [0, 1, 2, 3]


def test_an_indented_line_has_the_role_of_the_paragraph_where_its_text_begins() -> None:
    text = "News\n  x = 1"
    paragraphs = (Paragraph(Span(0, 4)), Paragraph(Span(7, 12), "code"))
    segmented = get_segmenter("lines").segment(Document("test", "en", text, paragraphs))
    assert segmented.role_of(1) == "code"


@given(st.lists(st.text(alphabet=st.characters(exclude_characters="\r\n")), max_size=20))
def test_any_lines_come_back_one_by_one(lines: list[str]) -> None:
    text = "".join(line + "\n" for line in lines)
    assert by_lines(text) == [line.strip() for line in lines]

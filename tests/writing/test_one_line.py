from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from aligner.writing.one_line import one_line

CASES = Path(__file__).parents[1] / "cases" / "writing" / "one_line.tsv"
any_text = st.text(st.characters(exclude_categories=()))


def cases() -> list[tuple[str, str, str]]:
    lines = CASES.read_text(encoding="utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(label, unescaped(text), unescaped(expected)) for label, text, expected in rows]


def unescaped(text: str) -> str:
    return text.encode("latin-1", "backslashreplace").decode("unicode_escape")


@pytest.mark.parametrize(("label", "text", "expected"), cases(), ids=[case[0] for case in cases()])
def test_a_text_becomes_one_harmless_line(label: str, text: str, expected: str) -> None:
    assert one_line(text) == expected


@given(any_text)
def test_any_text_is_one_line_for_every_reader_and_valid_in_xml(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert "\t" not in line
    element = etree.Element("seg")
    element.text = line  # lxml refuses what XML 1.0 forbids
    line.encode("utf-8")


@given(any_text)
def test_doing_it_twice_changes_nothing(text: str) -> None:
    assert one_line(one_line(text)) == one_line(text)


@given(st.text(st.characters(categories=("L", "N", "P", "S", "M"))))
def test_letters_numbers_and_signs_are_never_touched(text: str) -> None:
    assert one_line(text) == text

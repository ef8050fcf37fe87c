"""The example texts, their other formats and their gold agree with each other."""

import pytest
from lxml import html

from tests.examples.gold import EXAMPLES, LadderBead, locate, read_ladder, read_lines, read_text, text_outside

PAIRS = ["news", "story"]
TEXTS = [f"{name}.{language}" for name in PAIRS for language in ("ru", "en")]


@pytest.mark.parametrize("name", TEXTS)
def test_the_sentences_joined_are_the_non_blank_characters_of_the_text(name: str) -> None:
    sentences = read_lines(EXAMPLES / f"{name}.sentences.txt")
    text = read_text(EXAMPLES / f"{name}.txt")
    assert "".join("".join(sentences).split()) == "".join(text.split())


@pytest.mark.parametrize("name", TEXTS)
def test_every_sentence_is_a_slice_of_the_text(name: str) -> None:
    sentences = read_lines(EXAMPLES / f"{name}.sentences.txt")
    text = read_text(EXAMPLES / f"{name}.txt")
    assert all(sentence == sentence.strip() != "" for sentence in sentences)
    assert text_outside(locate(sentences, text), text) == ""


@pytest.mark.parametrize("name", PAIRS)
def test_the_gold_covers_every_sentence_once_and_in_order(name: str) -> None:
    beads = read_ladder(EXAMPLES / f"{name}.gold.tsv")
    for side, language in enumerate(("ru", "en")):
        numbers = [number for bead in beads for number in bead[side]]
        assert numbers == list(range(len(read_lines(EXAMPLES / f"{name}.{language}.sentences.txt"))))


def is_tagged_right(bead: LadderBead) -> bool:
    source, target, tag = bead
    return (tag == "exact" and bool(source and target)) or (tag == "null" and len(source) + len(target) == 1)


@pytest.mark.parametrize("name", PAIRS)
def test_a_gold_bead_is_a_null_exactly_when_one_side_is_empty(name: str) -> None:
    assert [bead for bead in read_ladder(EXAMPLES / f"{name}.gold.tsv") if not is_tagged_right(bead)] == []


def bead_types(name: str) -> set[tuple[int, int]]:
    return {(len(source), len(target)) for source, target, _ in read_ladder(EXAMPLES / f"{name}.gold.tsv")}


def test_the_news_pair_has_furniture_without_counterpart_and_one_bead_of_each_merge() -> None:
    assert bead_types("news") == {(1, 0), (1, 1), (1, 2), (2, 1)}


def test_the_story_has_beads_of_every_small_type() -> None:
    assert bead_types("story") == {(0, 1), (1, 0), (1, 1), (1, 2), (2, 1), (2, 2)}


def test_the_cp1251_copy_decodes_to_the_same_text() -> None:
    copy = (EXAMPLES / "news.ru.cp1251.txt").read_bytes()
    assert copy.decode("cp1251") == read_text(EXAMPLES / "news.ru.txt")
    with pytest.raises(UnicodeDecodeError):
        copy.decode("utf-8")


def page_text(element: html.HtmlElement) -> str:
    """Give back what a reader of the page meets, pictures' descriptions included."""
    if element.tag in ("script", "style", "head"):
        return element.tail or ""
    inner = "".join([element.text or "", *(page_text(child) for child in element.iterchildren("*"))])
    return f"{element.get('alt', '')} {inner}{element.tail or ''}"


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_web_page_carries_the_same_sentences_in_the_same_order(language: str) -> None:
    page = html.document_fromstring((EXAMPLES / f"news.{language}.html").read_bytes())
    text = " ".join(page_text(page).split())
    locate(read_lines(EXAMPLES / f"news.{language}.sentences.txt"), text)


def test_the_marks_of_the_machine_translation_are_there() -> None:
    text = read_text(EXAMPLES / "news.en.txt")
    for mark in ("freeze.The", "reports .", "— said the magpie", "— said morozova"):
        assert text.count(mark) == 1, mark


def test_the_other_report_shares_no_sentence_with_the_translation() -> None:
    other = read_text(EXAMPLES / "other-report.en.txt")
    assert [line for line in read_lines(EXAMPLES / "news.en.sentences.txt") if line in other] == []


def test_the_readme_names_every_file() -> None:
    readme = read_text(EXAMPLES / "README.md")
    files = {path.name for path in EXAMPLES.iterdir()} - {"README.md"}
    assert {name for name in files if f"`{name}`" not in readme} == set()

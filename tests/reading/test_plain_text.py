"""Paragraphs of plain text and the parts they play."""

from pathlib import Path

import pytest

from aligner.bitext import Document
from aligner.config import ReadOptions
from aligner.reading import read, read_string
from tests.shared_data import shared_data

CASES = Path(__file__).parents[1] / "cases" / "reading"


def pieces(document: Document, role: str | None = None) -> list[str]:
    return [
        document.text[paragraph.span.start : paragraph.span.stop]
        for paragraph in document.paragraphs
        if role is None or paragraph.role == role
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n", "\u2028", "\u2029", "\x85"])
def test_each_line_is_a_paragraph_whatever_ends_it(end: str) -> None:
    assert pieces(read_string(f"Раз.{end}Два.{end}", ReadOptions("ru", format="text"))) == ["Раз.", "Два."]


def test_lines_wrapped_at_a_width_are_joined_and_nothing_else_is() -> None:
    document = read(CASES / "wrapped.en.txt", ReadOptions("en"))
    found = pieces(document)
    assert found[0] == "THE LIGHTHOUSE KEEPER"
    assert found[1].startswith("Nobody in the village")
    assert found[1].endswith("safely home.")
    assert found[2].endswith("used to say.")
    assert found[3].endswith("on the way down.")
    assert found[4:6] == ["Lamp, lamp, burn all night,", "Bring the boats back into sight."]
    assert found[7:] == ["- a brass key", "- a photograph of his wife", "- the last page of a logbook"]


def test_the_words_of_wrapped_text_stay_as_they_are() -> None:
    path = CASES / "wrapped.en.txt"
    assert read(path, ReadOptions("en")).text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "— Где ты был?\n— Дома.\n— А вчера?\n— И вчера дома.\n— Скучно же.\n— Нет.",
        "Ветер гонит облака\nнад пустынною рекой,\nи далёкие луга\nзасыпают под рукой,\nи не слышно ни души",
        "So slowly went the evening down the hill, and all the sheep\n"
        "Came after it in silence, while the river turned to sleep,\n"
        "And nobody was left to hear the bell above the square\n"
        "Call twice for those who wandered, and for those no longer there",
        "1. Хлеб\n2. Соль\n3. Спички\n4. Верёвка\n5. Фонарь",
    ],
)
def test_dialogue_verse_and_lists_are_not_joined(text: str) -> None:
    document = read_string(text, ReadOptions("ru"))
    assert pieces(document) == text.split("\n")
    assert not pieces(document, "furniture")


def test_the_page_around_an_article_is_marked_and_the_article_is_not() -> None:
    document = read(CASES / "news_page.ru.txt", ReadOptions("ru"))
    body = pieces(document, "body") + pieces(document, "heading")
    assert len(body) == 6
    assert "В Вологде после ремонта открыли старейший речной вокзал" in pieces(document, "heading")
    assert len(pieces(document, "furniture")) == len(document.paragraphs) - 6


def test_marking_furniture_can_be_turned_off() -> None:
    document = read(CASES / "news_page.ru.txt", ReadOptions("ru", mark_furniture=False))
    assert not pieces(document, "furniture")


def test_a_wrapped_benchmark_text_has_the_paragraphs_of_its_plain_version() -> None:
    folder = shared_data("bench/dev/B_reflow")
    for path in sorted(folder.glob("*.en.txt")):
        document = read(path, ReadOptions("en"))
        blocks = [" ".join(block.split()) for block in document.text.split("\n\n")]
        assert [" ".join(piece.split()) for piece in pieces(document)] == blocks, path.name


@pytest.mark.parametrize("family", ["A_clean_ref", "A_literary", "A_techdoc", "C_bible_sent"])
def test_a_segment_a_line_stays_a_paragraph_a_line(family: str) -> None:
    for path in sorted(shared_data(f"bench/dev/{family}").glob("*.??.txt")):
        document = read(path, ReadOptions("ru"))
        lines = [line.strip() for line in document.text.split("\n") if line.strip()]
        assert pieces(document) == lines, path.name


def test_the_saved_news_page_has_its_furniture_marked_and_no_sentence() -> None:
    sentences = shared_data("seeds/rbc.ru.sentences.txt").read_text(encoding="utf-8").splitlines()
    gold = shared_data("seeds/rbc--rbc-mt.align").read_text(encoding="utf-8").splitlines()[1:]
    nulls = {int(line[1:].partition("]")[0]) for line in gold if line.endswith(":[]")}
    document = read(shared_data("seeds/rbc.ru.txt"), ReadOptions("ru"))
    marked = "\n".join(pieces(document, "furniture"))
    assert not [sentence for n, sentence in enumerate(sentences, 1) if n not in nulls and sentence in marked]
    assert sum(sentences[n - 1] in marked for n in nulls) >= 34

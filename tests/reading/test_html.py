"""Web pages: the article whole, with headline and lead; the rest marked."""

from pathlib import Path

import pytest

from aligner import align
from aligner.bitext import Document
from aligner.config import ReadOptions
from aligner.errors import InputError
from aligner.reading import read, read_string
from tests.shared_data import shared_data

CASES = Path(__file__).parents[1] / "cases" / "reading"


def parts(document: Document) -> list[tuple[str, str]]:
    return [(p.role, document.text[p.span.start : p.span.stop]) for p in document.paragraphs]


def page(body: str, title: str = "T") -> Document:
    source = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return read_string(source, ReadOptions("ru", format="html"))


def test_an_article_keeps_headline_lead_and_text_in_order() -> None:
    whole = parts(read(CASES / "article.ru.html", ReadOptions("ru")))
    found = whole[3:11]
    assert [role for role, _ in whole[:3] + whole[11:]] == ["furniture"] * 8
    roles = " ".join(role for role, _ in found)
    assert roles == "heading body furniture body heading body body body"
    assert found[0][1] == "В Вологде открыли старейший речной вокзал"
    assert found[1][1].startswith("Деревянное здание")
    assert "вплоть до дверных ручек»,\u00a0— рассказал" in found[5][1]


def test_menu_and_feed_are_marked_and_scripts_are_no_text() -> None:
    document = read(CASES / "article.ru.html", ReadOptions("ru"))
    roles = {text: role for role, text in parts(document)}
    feed = next(text for text in roles if "овертайме" in text)
    assert roles["Главная"] == roles[feed] == "furniture"
    assert not [word for word in ("не текст", "color") if word in document.text]


def test_what_stands_around_an_article_is_kept_and_paired_with_nothing() -> None:
    source = read(CASES / "article.ru.html", ReadOptions("ru"))
    assert [paragraph.outside for paragraph in source.paragraphs] == [True] * 3 + [False] * 8 + [True] * 5
    feed = "Culture\n\nSport\n\nThe embankment in Arkhangelsk has been extended to the old port.\n"
    alignment = align(source, f"The oldest river station has been opened in Vologda.\n\n{feed}")
    paired = [number for row in alignment.pairs for number in row.bead.source]
    assert paired
    assert not any(alignment.source.is_outside(number) for number in paired)


def test_what_stands_behind_the_article_is_not_lost() -> None:
    sentences = [f"Это предложение номер {number} в довольно длинной статье о мостах." for number in range(9)]
    article = "".join(f"<p>{sentence} {sentence}</p>" for sentence in sentences)
    notes = "<ol class='footnotes'><li>Мост построил инженер Белелюбский.</li><li>Ныне разобран.</li></ol>"
    document = page(f"<h1>О старых мостах города</h1><article>{article}</article>{notes}")
    texts = [text for _, text in parts(document)]
    assert texts[-2:] == ["Мост построил инженер Белелюбский.", "Ныне разобран."]


def test_a_page_laid_out_with_line_breaks_is_read() -> None:
    lines = ["Снег шёл всю ночь, и к утру дорогу совсем занесло.", "Поезд опоздал.", "Никто не ждал."]
    assert [text for _, text in parts(page("<br><br>".join(lines)))] == lines


def test_inline_tags_and_comments_do_not_break_words() -> None:
    assert parts(page("<p>Пере<b>рыв</b> на<!-- x --> <i>обед</i>.</p>")) == [("body", "Перерыв на обед.")]


def test_entities_are_read_and_rubbish_is_kept() -> None:
    document = page("<p>Tom &amp; Jerry &laquo;да&raquo; &#1055; &bogus;</p>")
    assert document.text == "Tom & Jerry «да» П &bogus;\n"


def test_preformatted_text_is_code_with_its_lines() -> None:
    assert ("code", "a = 1\nb = 2") in parts(page("<p>Пример:</p><pre>a = 1\nb = 2</pre><p>Вот и всё.</p>"))


@pytest.mark.parametrize(
    "body", ["", "<script>x()</script>", "<!-- ничего -->", "<p> </p>", "<option>а</option>"]
)
def test_a_page_without_text_is_an_error(body: str) -> None:
    with pytest.raises(InputError, match="no text"):
        page(body)


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 3000 + "Глубоко лежит текст.",
        "<b>" * 300 + "Глубоко лежит текст.",
        "<p>Первый<p>Второй</b></div></table>Глубоко лежит текст.<i><ul><li>",
        "<table><tr><td>Глубоко лежит текст.",
        "\0Глубоко лежит текст.\0",
    ],
)
def test_hostile_markup_loses_no_text(body: str) -> None:
    assert "Глубоко лежит текст." in page(body).text


@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_news_pages_hold_every_aligned_sentence_and_the_lead(number: int) -> None:
    sentences = shared_data("seeds/rbc.ru.sentences.txt").read_text(encoding="utf-8").splitlines()
    gold = shared_data("seeds/rbc--rbc-mt.align").read_text(encoding="utf-8").splitlines()[1:]
    aligned = [int(line[1:].partition("]")[0]) for line in gold if not line.endswith(":[]")]
    document = read(shared_data(f"seeds/rbc-html/rbc{number}.html"), ReadOptions("ru"))
    body = "\n".join(" ".join(text.split()) for role, text in parts(document) if role in ("body", "heading"))
    wanted = [" ".join(sentences[n - 1].split()) for n in (*aligned, 5)]
    assert len(wanted) == 15
    assert not [sentence for sentence in wanted if sentence not in body]
    assert "17:5" not in body

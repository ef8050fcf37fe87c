"""Sources and formats: what is read by which reader, and one clear line for bad input."""

import contextlib
import io
import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.config import ReadOptions
from aligner.errors import AlignerError, InputError, OptionError, UnknownNameError
from aligner.reading import READERS, read, read_bytes, read_string

CASES = Path(__file__).parents[1] / "cases" / "reading"
RUSSIAN = ReadOptions("ru")
ENGLISH = ReadOptions("en")


def test_a_document_knows_where_it_came_from() -> None:
    path = CASES / "news_page.ru.txt"
    document = read(path, RUSSIAN)
    assert (document.name, document.origin) == ("news_page.ru.txt", str(path))
    assert (document.language, document.encoding, document.format) == ("ru", "utf-8", "text")
    assert document.text == path.read_text(encoding="utf-8")


def test_a_dash_is_stdin() -> None:
    document = read("-", ENGLISH, stdin=io.BytesIO(b"Hello.\n"))
    assert (document.text, document.name, document.origin) == ("Hello.\n", "<stdin>", "<stdin>")


def test_a_dash_without_stdin_is_an_error() -> None:
    with pytest.raises(InputError, match="no standard input"):
        read("-", ENGLISH)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"novel\.txt: no such file"):
        read(tmp_path / "novel.txt", RUSSIAN)


def test_a_folder_is_called_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"):
        read(tmp_path, RUSSIAN)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    path = tmp_path / "locked.txt"
    path.write_text("Закрыто.", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(InputError, match="no permission"):
        read(path, RUSSIAN)


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n ", b"\xef\xbb\xbf\n"])
def test_a_file_without_text_is_an_error(data: bytes) -> None:
    with pytest.raises(InputError, match=r"empty|no text"):
        read_bytes(data, RUSSIAN, name="blank.txt", origin="blank.txt")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG image"),
        (b"\x00\x01\x00\x00\x00\x0f\x00\x80\x00\x03\x00pOS/2" * 9, "a binary file"),
    ],
)
def test_a_binary_file_is_told_by_its_look(data: bytes, what: str) -> None:
    with pytest.raises(InputError, match=what):
        read_bytes(data, RUSSIAN, name="book.txt", origin="book.txt")


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("page.html", "<p>Hello there.</p>", "html"),
        ("page.HTM", "<p>Hello there.</p>", "html"),
        ("readme.md", "Hello there.", "markdown"),
        ("novel.txt", "Hello there.", "text"),
        ("manual.txt", "# Setup\n\n## First\n\nRun `make`.", "markdown"),
        ("unknown", "<!DOCTYPE html><p>Hello there.</p>", "html"),
        ("unknown.dat", "Hello there.", "text"),
        ("dialogue.txt", "- Where were you?\n- At home.", "text"),
    ],
)
def test_the_format_is_told_by_suffix_then_by_content(name: str, text: str, expected: str) -> None:
    assert read_bytes(text.encode(), ENGLISH, name=name, origin=name).format == expected


def test_the_format_given_wins() -> None:
    options = ReadOptions("en", format="text")
    assert read_bytes(b"# Setup\n\n# Use", options, name="a.md", origin="a.md").format == "text"


def test_an_unknown_format_lists_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match=r"html.*markdown.*text"):
        read_string("Hello.", ReadOptions("en", format="docx"))


def test_one_sentence_a_line_keeps_the_numbers_of_the_lines() -> None:
    document = read_string("One.\n\n Three. \n", ReadOptions("en", segmented=True))
    pieces = [document.text[p.span.start : p.span.stop] for p in document.paragraphs]
    assert pieces == ["One.", "", "Three."]


def test_one_sentence_a_line_is_no_web_page() -> None:
    with pytest.raises(OptionError, match="html"):
        read_string("One.", ReadOptions("en", segmented=True, format="html"))


def test_half_a_surrogate_pair_is_an_error_with_its_place() -> None:
    with pytest.raises(InputError, match="line 2, character 4: half of a surrogate pair"):
        read_string("один\nдва\udc00", RUSSIAN)


def test_every_reader_can_be_loaded() -> None:
    assert [READERS.load(name).format for name in READERS] == list(READERS)


@given(st.text())
def test_plain_text_is_kept_whole_and_every_character_is_in_one_paragraph(text: str) -> None:
    try:
        document = read_string(text, ReadOptions("ru", format="text"))
    except InputError:
        assert not text.strip() or any("\ud800" <= char <= "\udfff" for char in text)
        return
    assert document.text == text
    covered = {i for paragraph in document.paragraphs for i in paragraph.span}
    assert all(i in covered for i, char in enumerate(text) if not char.isspace())
    assert all(len(paragraph.span) for paragraph in document.paragraphs)


@settings(deadline=None)
@given(
    st.binary(), st.sampled_from(["a.txt", "a.html", "a.md", "a"]), st.sampled_from([None, "utf-8", "cp1251"])
)
def test_any_bytes_are_a_document_or_a_clear_error(data: bytes, name: str, encoding: str | None) -> None:
    try:
        document = read_bytes(data, ReadOptions("ru", encoding=encoding), name=name, origin=name)
    except AlignerError:
        return
    document.text.encode("utf-8")
    assert document.paragraphs


@settings(deadline=None)
@given(
    st.text(alphabet='<>/pbdivscript!-= &;#|*`\n"абв. ', max_size=200),
    st.sampled_from(["html", "markdown"]),
)
def test_any_markup_is_a_document_or_a_clear_error(text: str, format_name: str) -> None:
    try:
        document = read_string(text, ReadOptions("ru", format=format_name))
    except InputError:
        return
    assert all(document.text[p.span.start : p.span.stop].strip() for p in document.paragraphs)


@pytest.mark.parametrize(
    "piece", ["a", "#", "|", "`", "[", "**", "> ", "- ", "(фото: ", "<!--", "1", "</b>", "[](", "_ "]
)
def test_no_text_takes_long(piece: str) -> None:
    started = time.perf_counter()
    for format_name in (None, "text", "markdown"):
        with contextlib.suppress(InputError):
            read_string(piece * 20_000, ReadOptions("ru", format=format_name))
    assert time.perf_counter() - started < 2

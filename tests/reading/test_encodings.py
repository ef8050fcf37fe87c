"""The text behind the bytes, and errors that name the line and the byte."""

import random
from pathlib import Path

import pytest

from aligner.errors import EncodingError, UnknownNameError
from aligner.reading.encodings import declared_or_detected, decode
from tests.shared_data import shared_data

CASES = Path(__file__).parents[1] / "cases" / "reading"
ROWS = [line.split("\t") for line in (CASES / "encodings.tsv").read_text(encoding="utf-8").splitlines()[1:]]


@pytest.mark.parametrize(("encoding", "text"), ROWS)
def test_the_text_comes_back_from_any_encoding(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), name="a.txt", encoding=None)[0] == text


def test_the_encoding_given_wins() -> None:
    assert decode("Привет".encode("koi8-r"), name="a.txt", encoding="cp1251")[1] == "cp1251"


def test_an_unknown_encoding_lists_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="cp1251"):
        decode(b"a", name="a.txt", encoding="cp12511")


def test_a_codec_that_makes_no_text_is_unknown() -> None:
    with pytest.raises(UnknownNameError):
        decode(b"ab", name="a.txt", encoding="hex")


def test_bytes_in_another_encoding_say_which_one_to_try() -> None:
    data = b"Plain.\n" + "Снег шёл всю ночь.".encode("cp1251")
    with pytest.raises(EncodingError) as caught:
        decode(data, name="novel.ru.txt", encoding="utf-8")
    first, second = str(caught.value).splitlines()
    assert first == "novel.ru.txt, line 2: not valid UTF-8 (byte 0xD1)."
    assert "windows-1251" in second
    assert "--source-encoding cp1251" in second


def test_utf8_with_a_broken_byte_is_reported_and_not_read_as_something_else() -> None:
    data = "Снег шёл всю ночь.\n".encode() * 30 + b"\xcf\xf0\n" + "Утром всё стихло.\n".encode()
    with pytest.raises(EncodingError, match=r"line 31: not valid UTF-8 \(byte 0xCF\)"):
        decode(data, name="novel.ru.txt", encoding=None)


def test_utf8_cut_in_the_middle_of_a_letter_is_reported() -> None:
    with pytest.raises(EncodingError, match="line 1"):
        decode("Снег шёл всю ночь, и утром".encode()[:-1], name="a.txt", encoding=None)


@pytest.mark.parametrize("declared", ["windows-1251", "utf-8", "no-such-thing", "hex"])
def test_a_page_is_read_even_if_it_declares_a_wrong_encoding(declared: str) -> None:
    page = f"<meta charset='{declared}'><p>Снег шёл всю ночь, к утру всё стихло.</p>"
    assert declared_or_detected(page.encode("cp1251"), name="a.html", encoding=None) == (page, "cp1251")


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866", "mac-cyrillic", "iso-8859-5"])
@pytest.mark.parametrize(("words", "floor"), [(3, 0.97), (10, 0.97)])
def test_a_few_words_of_russian_suffice(encoding: str, words: int, floor: float) -> None:
    folder = shared_data("bench/dev/A_clean_ref")
    lines = [line.split() for path in sorted(folder.glob("*.ru.txt")) for line in path.open(encoding="utf-8")]
    generator = random.Random(words)
    right = tried = 0
    while tried < 300:
        line = generator.choice(lines)
        start = generator.randrange(max(1, len(line) - words + 1))
        text = " ".join(line[start : start + words])
        try:
            data = text.encode(encoding)
        except UnicodeEncodeError:
            continue
        if len(line) < words or data.isascii():
            continue
        tried += 1
        right += decode(data, name="a.txt", encoding=None)[0] == text
    assert right / tried >= floor

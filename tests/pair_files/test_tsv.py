"""TSV: columns found by name or number, kept whole; bad rows named by their line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.config import PairFileOptions
from aligner.errors import InputError
from tests.pair_files.rewritten import pairs_of, rewritten


def put(folder: Path, data: str | bytes) -> Path:
    path = folder / "a.tsv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


READ = [
    ("source\ttarget\nДа\tYes\n", None),
    ("id\ttarget\tsource\n1\tYes\tДа\n", None),
    ("src_url\ttrg_url\tsrc_text\ttrg_text\tbicleaner_score\na\tb\tДа\tYes\t0.5\n", None),
    ("src\ttgt\nДа\tYes\n", None),
    ("ru\ten\tda_mean\nДа\tYes\t5\n", None),
    ("orig\tmine\nДа\tYes\n", ("orig", "mine")),
    ("Yes\tx\tДа\n", ("3", "1")),
    ("\ufeffsource\ttarget\nДа\tYes\n", None),
    ("\ufeffДа\tYes\n", ("1", "2")),
    ("source\ttarget\r\nДа\tYes\r\n", None),
    ("source\ttarget\nДа\tYes", None),
]


@pytest.mark.parametrize(("text", "columns"), READ)
def test_the_two_texts_are_found_and_the_file_comes_back(
    tmp_path: Path, text: str, columns: tuple[str, str] | None
) -> None:
    path, options = put(tmp_path, text), PairFileOptions(columns=columns)
    assert [(pair.source, pair.target) for pair in pairs_of(path, options)] == [("Да", "Yes")]
    again = rewritten(path, options=options).decode()
    assert again == (text.removeprefix("\ufeff") if columns == ("1", "2") else text)


def test_quotes_are_plain_characters_and_columns_are_facts(tmp_path: Path) -> None:
    path = put(tmp_path, 'source\ttarget\tscore\n"Да\tYes "\t0.5\n')
    (pair,) = pairs_of(path)
    assert (pair.source, pair.target, pair.facts["score"]) == ('"Да', 'Yes "', "0.5")
    assert (pair.number, pair.line) == (0, 2)


def test_columns_are_appended_or_replaced_in_their_place(tmp_path: Path) -> None:
    path = put(tmp_path, "source\tparallel\ttarget\tnote\r\nДа\t0.1\tYes\tx\r\n")
    again = rewritten(path, {"parallel": 0.75, "flags": (), "rejected": "a\tb\nc"}).decode()
    assert again == ("source\tparallel\ttarget\tnote\tflags\trejected\r\nДа\t0.7500\tYes\tx\t\ta b c\r\n")


def test_without_a_header_columns_are_appended(tmp_path: Path) -> None:
    path = put(tmp_path, "Да\tYes")
    assert rewritten(path, {"parallel": 0.75}, options=PairFileOptions(columns=("1", "2"))) == (
        "Да\tYes\t0.7500\n".encode()
    )


def test_utf_16_is_read_and_written_as_utf_8(tmp_path: Path) -> None:
    path = put(tmp_path, "source\ttarget\r\nДа\tYes\r\n".encode("utf-16"))
    assert pairs_of(path)[0].source == "Да"
    assert rewritten(path).decode().removeprefix("\ufeff") == "source\ttarget\r\nДа\tYes\r\n"


def test_a_carriage_return_within_a_text_ends_no_line(tmp_path: Path) -> None:
    path = put(tmp_path, "source\ttarget\nДа\rнет\tYes\n")
    assert pairs_of(path)[0].source == "Да\rнет"


def test_blank_lines_are_passed_over(tmp_path: Path) -> None:
    path = put(tmp_path, "source\ttarget\tnote\n\nДа\tYes\t\nНет\tNo\tx\n\n")
    assert rewritten(path, {"parallel": 0.75}) == (
        "source\ttarget\tnote\tparallel\nДа\tYes\t\t0.7500\nНет\tNo\tx\t0.7500\n".encode()
    )


REFUSED = [
    (b"", None, ": is empty"),
    ("Да\tYes\nНет\tNo\n", None, "line 1: no columns 'source' and 'target' in the header"),
    ("source;target\nДа;Yes\n", None, "line 1: no tab in it (source;target)"),
    ("source\ttarget\rДа\tYes\r", None, "in the header (source, target Да, Yes)"),
    ("source\ttarget\nДа\n", None, "line 2: 1 column, but the first line has 2"),
    ("source\ttarget\nДа\tYes\nНет\tNo\tx\n", None, "line 3: 3 columns, but the first line has 2"),
    ("source\ttarget\tn\nДа\tYes, of\ncourse\t1\n", None, "A tab or a line break within a text?"),
    ("source\ttarget\ttarget\nДа\tYes\tx\n", None, "two columns are named 'target'"),
    ("ru\ten\nДа\tYes\n", ("a", "b"), "no columns 'a' and 'b' in the header"),
    ("Да\tYes\n", ("1", "3"), "line 1: 2 columns; none is number 3"),
    (b"source\ttarget\n\xcf\xf0\tHi\n", None, "line 2: not valid UTF-8 (byte 0xCF)"),
    ("source\ttarget\nДа".encode("utf-16") + b"\x00", None, "not valid UTF-16"),
]


@pytest.mark.parametrize(("data", "columns", "message"), REFUSED)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, data: str | bytes, columns: tuple[str, str] | None, message: str
) -> None:
    path = put(tmp_path, data)
    with pytest.raises(InputError) as caught:
        rewritten(path, options=PairFileOptions(columns=columns))
    assert message in str(caught.value)
    assert [one.name for one in tmp_path.iterdir()] == ["a.tsv"]


CELL = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\t\n\r\ufeff"), max_size=12)


@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=8))
def test_any_cells_come_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]]
) -> None:
    text = "".join("\t".join(row) + "\n" for row in [("id", "source", "target"), *rows])
    path = put(tmp_path_factory.mktemp("tsv"), text)
    assert rewritten(path) == text.encode()
    scored = rewritten(path, {"parallel": 0.5}).decode().split("\n")[1:-1]
    assert [line.removesuffix("\t0.5000").split("\t") for line in scored] == [list(row) for row in rows]

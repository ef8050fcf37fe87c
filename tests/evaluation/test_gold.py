from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.config import WriteOptions
from aligner.errors import AlignerError, InputError, UnknownNameError
from aligner.evaluation.gold import read_links
from aligner.evaluation.links import Link, link, links_of
from aligner.writing import open_writer, write
from tests.writing.texts import garden

LINKS = (
    Link((0,), (0,)),
    Link((1, 2), (1,)),
    Link((3,), ()),
    Link((4,), (3,)),
    Link((5,), (2,)),
    Link((), (4,)),
)
PAIRS = tuple(one for one in LINKS if not one.is_null)


def file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def without_tags(links: tuple[Link, ...]) -> tuple[Link, ...]:
    return tuple(replace(one, tag="") for one in links)


def test_an_alignments_beads_are_its_links() -> None:
    assert links_of(garden()) == LINKS


@pytest.mark.parametrize(
    ("name", "links"), [("a.ladder", LINKS), ("a.jsonl", LINKS), ("a.tsv", LINKS), ("a.tmx", PAIRS)]
)
def test_what_we_write_can_be_evaluated(tmp_path: Path, name: str, links: tuple[Link, ...]) -> None:
    (path,) = write(garden(), str(tmp_path / name), WriteOptions(nulls=True))
    assert without_tags(read_links(path)) == links


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("[0, 1]:[0]:exact", Link((0, 1), (0,), "exact")),
        ("[0,1]:[0]", Link((0, 1), (0,))),
        (" [3] : [] : 0.25 ", Link((3,), (), "0.25")),
        ("[]:[4]:", Link((), (4,))),
        ("0,1\t0", Link((0, 1), (0,))),
        ("0 1\t0\tcoarse", Link((0, 1), (0,), "coarse")),
        ("[2]\t[]\t0.2", Link((2,), (), "0.2")),
        ("\t7", Link((), (7,))),
        ("2,1,1\t0", Link((1, 2), (0,))),
    ],
)
def test_ladders_come_in_several_spellings(tmp_path: Path, line: str, wanted: Link) -> None:
    assert read_links(file(tmp_path, "a.path", f"{line}\r\n")) == (wanted,)


def test_a_mark_a_header_comments_blank_lines_and_empty_beads_say_nothing(tmp_path: Path) -> None:
    text = "\ufeffsource\ttarget\n# by hand\n\n[]:[]:0\n0\t0\n"
    assert read_links(file(tmp_path, "a.tsv", text)) == (Link((0,), (0,)),)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.path", "[0]:[0]\n[1]-[1]\n", r"a\.path, line 2: not a link: '\[1\]-\[1\]'"),
        ("a.path", "0-0\n", "line 1: not a link"),
        ("a.path", "header\nheader\n", "line 2: not a link"),
        ("a.tsv", "source_ids\ttarget_ids\n0\t0\n1\n", "line 3: no sentence numbers"),
        ("a.tsv", "source_ids\ttarget_ids\nx\t0\n", "line 2: no sentence numbers"),
        ("a.tsv", "source_ids\ttarget_ids\tsource_document\n0\t0\ta\n0\t0\tb\n", "line 3: a second document"),
        ("a.jsonl", '{"source_ids": [0], "target_ids": [0]}\n{"source_ids": [0]}\n', "line 2: not an object"),
        ("a.jsonl", "[0]:[0]\n", "line 1: not an object"),
        ("a.jsonl", '{"source_ids": ["0"], "target_ids": [0]}\n', "line 1: not an object"),
        ("a.jsonl", '{"source_ids": [-1], "target_ids": [0]}\n', "line 1: not an object"),
        (
            "a.tmx",
            "<tmx><body>\n<tu><prop type='x-source-ids'>0</prop></tu></body></tmx>",
            "line 2: a unit without",
        ),
        ("a.tmx", "<tmx>", "not well-formed"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_links(file(tmp_path, name, text))


def test_bytes_that_are_no_utf8_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.path"
    path.write_bytes(b"[0]:[0]\n\xcf\xf0\n")
    with pytest.raises(InputError, match=r"line 2: not valid UTF-8 \(byte 0xCF\)"):
        read_links(path)


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        read_links(tmp_path / "missing.path")


def test_two_documents_in_one_file_are_refused(tmp_path: Path) -> None:
    for name in ("a.jsonl", "a.tmx"):
        with open_writer(str(tmp_path / name), WriteOptions()) as writer:
            writer.add(garden("one"))
            writer.add(garden("two"))
        with pytest.raises(InputError, match=r"second document begins here \(two\)"):
            read_links(tmp_path / name)


def test_a_hunalign_ladder_says_where_beads_begin(tmp_path: Path) -> None:
    path = file(tmp_path, "a.txt", "0\t0\t0.3\n1\t1\t0.2\n3\t2\t0.1\n3\t3\t0\n")
    assert read_links(path, format="hunalign") == (Link((0,), (0,)), Link((1, 2), (1,)), Link((), (2,)))


@pytest.mark.parametrize(
    ("text", "message"), [("0\t0\n2\t1\n1\t2\n", "line 3: the rungs"), ("0\t0\nx\t1\n", "line 2: not a rung")]
)
def test_a_bad_hunalign_ladder_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_links(file(tmp_path, "a.txt", text), format="hunalign")


def test_an_unknown_format_lists_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="hunalign, jsonl, ladder, tmx, tsv"):
        read_links(file(tmp_path, "a.txt", ""), format="xces")


def test_a_link_with_numbers_out_of_order_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="ascending"):
        Link((1, 0), ())


@pytest.mark.parametrize("suffix", ["path", "tsv", "jsonl", "tmx"])
@given(data=st.binary(max_size=60))
def test_any_bytes_are_links_or_one_clear_error(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any.{suffix}"
    path.write_bytes(data)
    outcome = links_or_message(path)
    assert str(path) in outcome if isinstance(outcome, str) else all(map(any_side, outcome))


def links_or_message(path: Path) -> tuple[Link, ...] | str:
    try:
        return read_links(path)
    except AlignerError as error:
        return str(error)


def any_side(one: Link) -> bool:
    return bool(one.source or one.target)


@given(st.lists(st.tuples(st.sets(st.integers(0, 99)), st.sets(st.integers(0, 99))), max_size=6))
def test_any_links_survive_a_ladder(
    tmp_path_factory: pytest.TempPathFactory, sides: list[tuple[set[int], set[int]]]
) -> None:
    links = tuple(link(source, target) for source, target in sides if source or target)
    text = "".join(f"{list(one.source)}:{list(one.target)}\n" for one in links)
    assert read_links(file(tmp_path_factory.getbasetemp(), "links.path", text)) == links

"""What all writers have in common."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.bitext import Alignment, ScoredPair
from aligner.config import WriteOptions
from aligner.errors import OptionError, OutputError, UnknownNameError
from aligner.writing import SUFFIXES, WRITERS, format_of, open_writer, write
from tests.writing import readers
from tests.writing.texts import garden, parallel, scored

FORMATS = sorted(WRITERS)
OUTPUT = {name: f"out.{'moses' if name == 'moses' else name}" for name in FORMATS}
STREAMED = [name for name in FORMATS if name != "moses"]
PLAIN = WriteOptions()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def contents(paths: tuple[str, ...]) -> list[bytes]:
    return [Path(path).read_bytes() for path in paths]


@pytest.mark.parametrize(("suffix", "name"), sorted(SUFFIXES.items()))
def test_the_suffix_names_the_format_in_either_case(suffix: str, name: str) -> None:
    assert format_of(f"папка.v2/книга{suffix}") == name
    assert format_of(f"книга{suffix.upper()}") == name
    assert name in WRITERS


@pytest.mark.parametrize("path", ["out.docx", "out", ".tsv", "tsv/"])
def test_an_unknown_suffix_names_the_formats_and_the_option(path: str) -> None:
    with pytest.raises(UnknownNameError, match=r"Known: jsonl, ladder, moses, tmx, tsv\..*--format"):
        format_of(path)


def test_an_unknown_format_lists_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match=r"'xlsx'.*jsonl, ladder, moses, tmx, tsv"):
        open_writer(str(tmp_path / "out.tsv"), PLAIN, format="xlsx")


def test_the_format_overrides_the_suffix(tmp_path: Path) -> None:
    (path,) = write(garden(), str(tmp_path / "out.txt"), format="ladder")
    assert Path(path).read_text().startswith("[0]:[0]:")


@pytest.mark.parametrize("name", FORMATS)
def test_two_runs_give_the_same_bytes(tmp_path: Path, name: str) -> None:
    first = contents(write(garden(), str(tmp_path / OUTPUT[name])))
    assert first == contents(write(garden(), str(tmp_path / OUTPUT[name])))
    assert all(first)


@pytest.mark.parametrize("name", FORMATS)
def test_files_are_utf8_without_a_mark_and_end_lines_with_a_line_feed(tmp_path: Path, name: str) -> None:
    for data in contents(write(garden(), str(tmp_path / OUTPUT[name]))):
        data.decode("utf-8")
        assert not data.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in data
        assert data.endswith(b"\n")


@pytest.mark.parametrize("name", FORMATS)
def test_the_paths_written_are_the_files_there_are(tmp_path: Path, name: str) -> None:
    paths = write(garden(), str(tmp_path / OUTPUT[name]))
    assert sorted(Path(path).name for path in paths) == names(tmp_path)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("failure", [KeyboardInterrupt, ValueError, OutputError])
def test_an_interrupted_write_leaves_the_old_files(
    tmp_path: Path, name: str, failure: type[BaseException]
) -> None:
    paths = write(garden(), str(tmp_path / OUTPUT[name]))
    before = contents(paths)

    def interrupted() -> None:
        with open_writer(str(tmp_path / OUTPUT[name]), PLAIN) as writer:
            writer.add(parallel([("Другое.", "Other.")]))
            raise failure

    with pytest.raises(failure):
        interrupted()
    assert contents(paths) == before
    assert len(names(tmp_path)) == len(paths)


@pytest.mark.parametrize("name", FORMATS)
def test_an_interrupted_first_write_leaves_nothing(tmp_path: Path, name: str) -> None:
    writer = open_writer(str(tmp_path / OUTPUT[name]), PLAIN)
    writer.add(garden())
    writer.discard()
    assert names(tmp_path) == []


@pytest.mark.parametrize("name", FORMATS)
def test_a_missing_folder_is_told_before_any_work(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError, match="there is no folder"):
        open_writer(str(tmp_path / "missing" / OUTPUT[name]), PLAIN)


@pytest.mark.parametrize("name", STREAMED)
def test_the_standard_output_gets_the_same_bytes_as_a_file(tmp_path: Path, name: str) -> None:
    stream = BytesIO()
    with open_writer("-", PLAIN, format=name, stdout=stream) as writer:
        writer.add(garden())
    assert writer.paths == ("-",)
    assert [stream.getvalue()] == contents(write(garden(), str(tmp_path / OUTPUT[name])))


def test_without_a_format_the_standard_output_gets_tsv() -> None:
    stream = BytesIO()
    with open_writer("-", PLAIN, stdout=stream):
        pass
    assert stream.getvalue().startswith(b"source_ids\t")


@pytest.mark.parametrize(
    ("name", "written", "weak", "nulls", "rejected"),
    [
        ("tmx", 2, 1, 2, 1),
        ("moses", 2, 1, 2, 1),
        ("tsv", 2, 1, 2, 1),
        ("jsonl", 6, 1, 0, 0),
        ("ladder", 6, 1, 0, 0),
    ],
)
def test_what_is_left_out_is_counted(
    tmp_path: Path, name: str, written: int, weak: int, nulls: int, rejected: int
) -> None:
    with open_writer(str(tmp_path / OUTPUT[name]), WriteOptions(min_score=0.6)) as writer:
        writer.add(with_a_rejected_pair(garden()))
    counts = (writer.written, writer.below_min_score, writer.nulls_left_out, writer.rejected_left_out)
    assert counts == (written, weak, nulls, rejected)


def with_a_rejected_pair(alignment: Alignment) -> Alignment:
    first, *others = alignment.rows
    rejected = ScoredPair(
        first.bead, first.source, first.target, first.cosine, first.score, rejected="duplicate"
    )
    return Alignment(alignment.source, alignment.target, alignment.beads, (rejected, *others))


@pytest.mark.parametrize("name", STREAMED)
def test_no_alignment_at_all_still_makes_a_whole_file(tmp_path: Path, name: str) -> None:
    with open_writer(str(tmp_path / OUTPUT[name]), PLAIN):
        pass
    assert names(tmp_path) == [OUTPUT[name]]


@pytest.mark.parametrize("name", FORMATS)
def test_an_alignment_without_scores_can_be_written(tmp_path: Path, name: str) -> None:
    alignment = garden()
    unscored = Alignment(alignment.source, alignment.target, alignment.beads)
    assert all(contents(write(unscored, str(tmp_path / OUTPUT[name]), WriteOptions(min_score=0.5))))


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "ladder"])
def test_many_alignments_go_into_one_output_and_none_is_kept(tmp_path: Path, name: str) -> None:
    with open_writer(str(tmp_path / OUTPUT[name]), PLAIN) as writer:
        for number in range(3):
            writer.add(parallel([(f"Глава {number}.", f"Chapter {number}.")]))
    for data in contents(writer.paths):
        title = "Chapter" if b"Chapter" in data else "Глава"
        places = [data.decode().find(f"{title} {number}.") for number in range(3)]
        assert sorted(places) == places
        assert -1 not in places
    assert not [value for value in vars(writer).values() if isinstance(value, Alignment)]


def test_a_ladder_holds_one_alignment(tmp_path: Path) -> None:
    def two() -> None:
        with open_writer(str(tmp_path / "out.ladder"), PLAIN) as writer:
            writer.add(garden())
            writer.add(garden())

    with pytest.raises(OptionError, match="one pair of documents"):
        two()
    assert names(tmp_path) == []


def well_formed(name: str) -> Callable[[bytes], object]:
    return {
        "tmx": readers.tmx_units,
        "tsv": readers.tsv_rows,
        "jsonl": readers.json_objects,
        "ladder": readers.ladder_beads,
    }[name]


any_text = st.text(st.characters(exclude_categories=()), min_size=1, max_size=30)


@pytest.mark.parametrize("name", STREAMED)
@given(texts=st.lists(st.tuples(any_text, any_text), max_size=4), names=st.tuples(any_text, any_text))
def test_any_texts_and_names_make_a_well_formed_output(
    name: str, texts: list[tuple[str, str]], names: tuple[str, str]
) -> None:
    made = parallel(texts)
    source = replace(made.source, document=replace(made.source.document, name=names[0]))
    target = replace(made.target, document=replace(made.target.document, name=names[1]))
    stream = BytesIO()
    with open_writer("-", WriteOptions(columns=("source_document",)), format=name, stdout=stream) as writer:
        writer.add(scored(source, target, made.beads))
    read = well_formed(name)(stream.getvalue())
    assert isinstance(read, list)
    assert len(read) == len(texts)


def test_a_pair_exactly_as_good_as_asked_for_is_written(tmp_path: Path) -> None:
    with open_writer(str(tmp_path / "out.tsv"), WriteOptions(min_score=0.9)) as writer:
        writer.add(garden())  # its best pair scores 0.9
    assert (writer.written, writer.below_min_score) == (1, 3)


@pytest.mark.parametrize("name", FORMATS)
def test_an_interruption_at_the_very_end_leaves_nothing(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write(garden(), str(tmp_path / OUTPUT[name]))
    assert names(tmp_path) == []

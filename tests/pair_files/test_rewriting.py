"""What holds for all formats: formats told, gzip, whole outputs or none, little memory."""

import gzip
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from aligner.config import PairFileOptions
from aligner.errors import InputError, OptionError, UnknownNameError
from aligner.pair_files import open_pair_file, open_pairs
from aligner.pair_files.rewriting import Rewriting
from tests.pair_files.rewritten import pairs_of, rewritten

TSV = "source\ttarget\nДа\tYes\nНет\tNo\n"
TMX = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header/><body>\n'
    '<tu><tuv xml:lang="ru"><seg>Да</seg></tuv><tuv xml:lang="en"><seg>Yes</seg></tuv></tu>\n'
    '<tu><tuv xml:lang="ru"><seg>Нет</seg></tuv><tuv xml:lang="en"><seg>No</seg></tuv></tu>\n'
    "</body></tmx>\n"
)
JSONL = '{"source": "Да", "target": "Yes"}\n{"source": "Нет", "target": "No"}\n'
FILES = {"tsv": TSV, "tmx": TMX, "jsonl": JSONL}
TEXTS = [("Да", "Yes"), ("Нет", "No")]


def texts(
    path: Path | str, options: PairFileOptions | None = None, stdin: bytes = b""
) -> list[tuple[str, str]]:
    return [(pair.source, pair.target) for pair in pairs_of(path, options, stdin)]


@pytest.mark.parametrize("format", FILES)
@pytest.mark.parametrize("name", ["a.{}", "a.{}.gz", "a.txt", "noname"])
def test_the_format_is_told_by_the_suffix_or_the_content(tmp_path: Path, format: str, name: str) -> None:
    path = tmp_path / name.format(format)
    data = FILES[format].encode()
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    assert texts(path) == TEXTS


@pytest.mark.parametrize("format", FILES)
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_the_standard_input_is_read(format: str, pack: Callable[[bytes], bytes]) -> None:
    assert texts("-", stdin=pack(FILES[format].encode())) == TEXTS


def test_a_named_format_overrides_the_suffix(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_text(TSV, encoding="utf-8")
    assert texts(path, PairFileOptions(format="tsv")) == TEXTS
    with pytest.raises(UnknownNameError, match="Known: jsonl, moses, tmx, tsv"):
        texts(path, PairFileOptions(format="xls"))


def test_columns_are_refused_where_there_are_none(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_text(TMX, encoding="utf-8")
    with pytest.raises(OptionError, match="TMX has no columns"):
        texts(path, PairFileOptions(columns=("a", "b")))


@pytest.mark.parametrize("format", FILES)
def test_compressed_outputs_hold_the_same_and_two_runs_give_the_same_bytes(
    tmp_path: Path, format: str
) -> None:
    path = tmp_path / f"a.{format}"
    path.write_text(FILES[format], encoding="utf-8")
    packed = [rewritten(path, output=tmp_path / f"{n}.{format}.gz") for n in range(2)]
    assert packed[0] == packed[1]
    assert gzip.decompress(packed[0]) == rewritten(path) == FILES[format].encode()


@pytest.mark.parametrize("format", FILES)
def test_a_damaged_archive_is_told(tmp_path: Path, format: str) -> None:
    path = tmp_path / f"a.{format}.gz"
    write_many(plain := tmp_path / f"a.{format}", 2000)
    data = gzip.compress(plain.read_bytes())
    for broken, message in ((data[:-20], "ends too early"), (data[:40] + b"!!!!" + data[44:], path.name)):
        path.write_bytes(broken)
        with pytest.raises(InputError, match=message):
            texts(path)


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.tsv: no such file"):
        list(open_pairs(tmp_path / "none.tsv"))
    with pytest.raises(InputError, match="is a folder"):
        list(open_pairs(tmp_path))


@pytest.mark.parametrize("format", FILES)
def test_records_go_where_they_are_sent_and_files_appear_together(tmp_path: Path, format: str) -> None:
    path = tmp_path / f"a.{format}"
    path.write_text(FILES[format], encoding="utf-8")
    one, other, none = (tmp_path / f"{name}.{format}" for name in ("one", "other", "none"))
    with open_pair_file(path) as file, Rewriting(file) as rewriting:
        outputs = [
            rewriting.add(str(one)),
            rewriting.add(str(other), ("rejected",)),
            rewriting.add(str(none)),
        ]
        for record, output in zip(file.records(), outputs, strict=False):
            output.write(record, {"rejected": "too short"})
        assert not one.exists()
    assert [output.written for output in outputs] == [1, 1, 0]
    assert texts(one) == TEXTS[:1]
    (pair,) = pairs_of(other)
    assert (pair.source, pair.facts["rejected"]) == ("Нет", "too short")
    assert none.exists()


@pytest.mark.parametrize("format", FILES)
def test_an_interrupted_run_leaves_the_old_files_and_no_others(tmp_path: Path, format: str) -> None:
    path, output = tmp_path / f"a.{format}", tmp_path / f"out.{format}"
    path.write_text(FILES[format], encoding="utf-8")
    output.write_text("old")

    def interrupted() -> None:
        with open_pair_file(path) as file, Rewriting(file) as rewriting:
            kept, new = rewriting.add(str(output)), rewriting.add(str(tmp_path / f"new.{format}"))
            for record in file.records():
                kept.write(record)
                new.write(record)
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert output.read_text() == "old"
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted([path.name, output.name])


def test_another_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_text(TMX, encoding="utf-8")
    with pytest.raises(OptionError, match=r"is TMX, .* not in TSV"):
        rewritten(path, output=tmp_path / "a.tsv")


def write_many(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        if path.suffix == ".tsv":
            file.write("source\ttarget\n")
            file.writelines(f"Строка номер {n}\tLine number {n}\n" for n in range(count))
        elif path.suffix == ".jsonl":
            file.writelines(f'{{"source": "Строка {n}", "target": "Line {n}"}}\n' for n in range(count))
        else:
            file.write('<tmx version="1.4"><header/>\n<body>')
            file.writelines(
                f'\n<tu tuid="{n}"><prop type="x-score">0.5</prop>'
                f'<tuv xml:lang="ru"><seg>Строка {n}</seg></tuv>'
                f'<tuv xml:lang="en"><seg>Line {n}</seg></tuv></tu>'
                for n in range(count)
            )
            file.write("\n</body></tmx>\n")


def resident() -> int:
    """Give back the memory of this process in bytes, libxml2's trees included."""
    fields = Path("/proc/self/statm").read_text().split()
    return int(fields[1]) * 4096


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="measures memory as Linux tells it")
@pytest.mark.parametrize("format", FILES)
def test_two_hundred_thousand_pairs_take_no_more_memory_than_a_few(tmp_path: Path, format: str) -> None:
    path = tmp_path / f"a.{format}"
    write_many(path, 2_000)
    rewritten(path, {"parallel": 0.5})
    write_many(path, 200_000)
    before = resident()
    tracemalloc.start()
    rewritten(path, {"parallel": 0.5}, output=tmp_path / f"b.{format}.gz")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 * 2**20
    assert resident() - before < 24 * 2**20

"""Every failure is one message on stderr and an exit code; nothing half is left behind."""

import os
import re
from pathlib import Path

import pytest

from tests.cli.conftest import ENGLISH, RUSSIAN, Run

Pair = tuple[str, str]

CASES = [
    # what is wrong, arguments, what the message says
    ("a file that isn't there", ["none.txt", "a.en.txt"], "none.txt: no such file"),
    ("a folder", ["folder", "a.en.txt"], "folder: is a folder"),
    ("an empty file", ["empty.txt", "a.en.txt"], "empty.txt"),
    ("a blank file", ["blank.txt", "a.en.txt"], "blank.txt"),
    ("a binary file", ["binary.txt", "a.en.txt"], "binary.txt"),
    ("undecodable bytes", ["broken.txt", "a.en.txt"], "broken.txt, line 2"),
    ("swapped sides", ["a.en.txt", "a.ru.txt"], "seem to be swapped"),
    ("both sides Russian", ["a.ru.txt", "b.ru.txt"], "Both sides seem to be in the same language"),
    ("both sides one file", ["a.ru.txt", "a.ru.txt"], "hold the same text"),
    ("an unknown encoder", ["a.ru.txt", "a.en.txt", "--encoder", "bert"], "Known: "),
    ("an unknown segmenter", ["a.ru.txt", "a.en.txt", "--segmenter", "nltk"], "Known: "),
    ("an unknown encoding", ["a.ru.txt", "a.en.txt", "--source-encoding", "utf-9"], "utf-9"),
    (
        "an unknown format",
        ["a.ru.txt", "a.en.txt", "--format", "xls"],
        "Known: jsonl, ladder, moses, tmx, tsv",
    ),
    ("an unknown suffix", ["a.ru.txt", "a.en.txt", "-o", "o.xls"], "Name one with --format"),
    ("a missing folder", ["a.ru.txt", "a.en.txt", "-o", "none/o.tmx"], "there is no folder"),
    ("an output that is a folder", ["a.ru.txt", "a.en.txt", "-o", "folder", "--format", "tsv"], "folder"),
    ("Moses to stdout", ["a.ru.txt", "a.en.txt", "--format", "moses"], "Moses is two files"),
    (
        "one output twice",
        ["a.ru.txt", "a.en.txt", "-o", "o.tsv", "-o", "./o.tsv"],
        "Two outputs would be one",
    ),
    ("stdout twice", ["a.ru.txt", "a.en.txt", "-o", "-", "-o", "-"], "Two outputs would be one"),
    (
        "an output over an input",
        ["a.ru.txt", "a.en.txt", "-o", "a.en.txt", "--format", "tsv"],
        "a.en.txt is read by this run",
    ),
    (
        "one of a Moses pair over an input",
        ["s.ru", "s.en", "-o", "s.moses"],
        "s.ru is read by this run",
    ),
    (
        "segmented text and a segmenter",
        ["a.ru.txt", "a.en.txt", "--segmented", "--segmenter", "razdel"],
        "exclude each other",
    ),
]


@pytest.fixture
def troubled(pair: Pair) -> Pair:
    """Put files with something wrong beside the pair."""
    Path("folder").mkdir()
    Path("empty.txt").write_bytes(b"")
    Path("blank.txt").write_text(" \n\n", encoding="utf-8")
    Path("binary.txt").write_bytes(b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 4)
    Path("broken.txt").write_bytes(
        "Первая строка.\n".encode() + b"\xd0\xcf\xff broken\n" + RUSSIAN.encode() * 20
    )
    Path("b.ru.txt").write_text("Совсем другой русский текст, в котором букв достаточно.", encoding="utf-8")
    Path("s.ru").write_text(RUSSIAN, encoding="utf-8")
    Path("s.en").write_text(ENGLISH, encoding="utf-8")
    return pair


def snapshot() -> dict[str, bytes | None]:
    return {str(path): path.read_bytes() if path.is_file() else None for path in Path().rglob("*")}


@pytest.mark.parametrize(("arguments", "message"), [pytest.param(*case[1:], id=case[0]) for case in CASES])
def test_the_message_is_clear_the_code_1_and_no_file_changed(
    run: Run, troubled: Pair, arguments: list[str], message: str
) -> None:
    before = snapshot()
    result = run("align", *arguments)
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("aligner: ")
    assert message in result.err
    assert "Traceback" not in result.err
    assert snapshot() == before


def test_the_language_check_can_be_left_out(run: Run, pair: Pair) -> None:
    assert run("align", "--no-check", *reversed(pair), "-o", "o.tsv").code == 0


USAGE = [
    ([], 2),
    (["align"], 2),
    (["align", "a.ru.txt"], 2),
    (["align", "a.ru.txt", "a.en.txt", "c.txt"], 2),
    (["align", "a.ru.txt", "a.en.txt", "--no-such-option"], 2),
    (["align", "a.ru.txt", "a.en.txt", "--min-score", "2"], 2),
    (["align", "a.ru.txt", "a.en.txt", "--source-lang", "../x"], 2),
    (["align", "a.ru.txt", "a.en.txt", "--tmx-locales", "ru"], 2),
    (["translate"], 2),
    (["evaluate-alignment", "a"], 2),
    (["--help"], 0),
    (["align", "--help"], 0),
    (["--version"], 0),
]


@pytest.mark.parametrize(("arguments", "code"), USAGE)
def test_wrong_usage_ends_with_code_2(run: Run, pair: Pair, arguments: list[str], code: int) -> None:
    result = run(*arguments)
    assert result.code == code
    assert bool(result.out) == (code == 0)
    assert "Traceback" not in result.err


def test_the_version_is_the_packages(run: Run) -> None:
    assert re.fullmatch(r"aligner \d+\.\d+\.\d+\S*\n", run("--version").out)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full on this system")
def test_a_full_disk_is_one_message_and_the_files_are_whole(run: Run, pair: Pair) -> None:
    result = run("align", *pair, "-o", "o.tsv", "-o", "/dev/full", "--format", "tsv")
    assert result.code == 1
    assert result.err.startswith("aligner: /dev/full: can't be written")
    assert not Path("o.tsv").exists() or Path("o.tsv").read_text(encoding="utf-8").count("\n") == 4
    assert {path.name for path in Path().iterdir()} <= {*pair, "o.tsv"}


def test_an_unexpected_error_is_not_hidden(run: Run, pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object, **options: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("aligner.pipeline.align_documents", fail)
    with pytest.raises(ZeroDivisionError):
        run("align", *pair, "-o", "o.tsv")
    assert not Path("o.tsv").exists()

"""``aligner mine``."""

import json
from pathlib import Path

import pytest

from aligner.mining import MIN_SCORE
from tests.cli.conftest import ENGLISH, RUSSIAN, Run

SOURCE = (
    "Цены на яблоки выросли на треть.\nМэр открыл новый мост через Каму.\nКошка три дня сидела на дереве.\n"
)
TARGET = "The mayor opened a new bridge over the Kama.\nPolice are looking for witnesses.\n"


@pytest.fixture
def piles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in {"a.ru": SOURCE, "a.en": TARGET, "b.ru": RUSSIAN, "b.en": ENGLISH}.items():
        for folder in (".", name[2:]):
            Path(folder).mkdir(exist_ok=True)
            Path(folder, name).write_text(text, encoding="utf-8")


@pytest.mark.usefixtures("piles")
def test_the_pairs_are_a_tsv_with_the_stated_columns(run: Run) -> None:
    result = run("mine", "--segmented", "a.ru", "a.en")
    header, row = result.out.splitlines()
    assert header.split("\t") == ["source_ids", "target_ids", "source", "target", "score"]
    *fields, score = row.split("\t")
    assert fields == [
        "1",
        "0",
        "Мэр открыл новый мост через Каму.",
        "The mayor opened a new bridge over the Kama.",
    ]
    assert MIN_SCORE <= float(score) <= 1
    assert "1 pair of probability 0.5 or more" in result.err


@pytest.mark.usefixtures("piles")
@pytest.mark.parametrize(
    "arguments",
    [["ru", "en"], ["?.ru", "?.en"], ["a.ru", "a.en", "--source", "b.ru", "--target", "b.en"],
     ["--source", "a.ru", "--source", "b.ru", "--target", "en"]],
    ids=" ".join,
)  # fmt: skip
def test_several_files_a_side_are_named_in_two_more_columns(run: Run, arguments: list[str]) -> None:
    lines = [line.split("\t") for line in run("mine", *arguments).out.splitlines()]
    assert lines[0][-2:] == ["source_document", "target_document"]
    assert {tuple(line[-2:]) for line in lines[1:]} == {("a.ru", "a.en"), ("b.ru", "b.en")}


@pytest.mark.usefixtures("piles")
def test_a_file_takes_the_pairs_and_the_standard_output_the_json(run: Run) -> None:
    result = run("mine", "a.ru", "a.en", "-o", "pairs.tsv", "--json")
    assert json.loads(result.out)["pairs"] == Path("pairs.tsv").read_text("utf-8").count("\n") - 1 == 1
    assert run("mine", "a.ru", "a.en", "-o", "again.tsv", "--quiet").err == ""
    assert Path("again.tsv").read_bytes() == Path("pairs.tsv").read_bytes()


@pytest.mark.usefixtures("piles")
@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["a.ru"], 2, "Give SOURCE and TARGET"),
        (["--source", "a.ru"], 2, "There is no target text"),
        (["a.ru", "a.en", "--min-score", "1.5"], 2, "1.5"),
        (["a.ru", "a.en", "--min-score", "nan"], 2, "not a number"),
        (["ru", "en", "-o", "ru/b.ru"], 1, "ru/b.ru is read by this run"),
        (["a.ru", "none.en"], 1, "none.en: no such file"),
        (["a.ru", "*.none"], 1, "no file matches"),
        (["a.en", "a.ru"], 1, "seem to be swapped"),
        (["a.ru", "a.en", "-o", "none/p.tsv"], 1, "there is no folder"),
        (["a.ru", "a.en", "--segmented", "--segmenter", "razdel"], 1, "exclude each other"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_message(run: Run, arguments: list[str], code: int, message: str) -> None:
    before = sorted(Path().rglob("*"))
    result = run("mine", *arguments)
    assert (result.code, result.out) == (code, "")
    assert message in result.err
    assert sorted(Path().rglob("*")) == before


@pytest.mark.usefixtures("piles")
def test_one_of_several_files_that_cannot_be_read_is_named_and_stops_no_other(run: Run) -> None:
    whole = run("mine", "ru", "en", "--json", "-o", "whole.tsv")
    Path("ru/empty.txt").write_text("")
    run("mine", "--source", "a.ru", "--source", "ru/empty.txt", "--target", "a.en", "-o", "one.tsv")
    assert Path("one.tsv").read_text("utf-8").splitlines()[0].endswith("\tsource_document\ttarget_document")
    result = run("mine", "ru", "en", "--json", "-o", "pairs.tsv")
    assert (whole.code, result.code) == (0, 1)
    assert "aligner: warning: empty.txt: the file is empty" in result.err
    assert len(json.loads(result.out)["failures"]) == 1
    assert Path("pairs.tsv").read_bytes() == Path("whole.tsv").read_bytes()


@pytest.mark.usefixtures("piles")
def test_documents_of_one_name_are_told_apart(run: Run) -> None:
    for folder in ("x", "y"):
        Path(folder).mkdir()
        Path(folder, "a.en").write_bytes(Path("a.en").read_bytes())
    run("mine", "--source", "a.ru", "--target", "x/a.en", "--target", "y/a.en", "-o", "pairs.tsv")
    header, *rows = Path("pairs.tsv").read_text(encoding="utf-8").splitlines()
    assert header.endswith("\tsource_document\ttarget_document")
    assert {row.split("\t")[-1] for row in rows} == {"x/a.en"}

"""``aligner match``."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import ENGLISH, RUSSIAN, Run


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    files = {
        "ru/deep/fog.txt": RUSSIAN,
        "ru/bridge.txt": "Мэр открыл новый мост через Каму. Его строили четыре года.\n",
        "en/a b.txt": ENGLISH,
        "en/cat.txt": "The cat sat in a tree for three days. Firefighters took it down.\n",
    }
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")


@pytest.mark.usefixtures("folders")
def test_matches_and_the_documents_without_a_partner_are_written(run: Run) -> None:
    result = run("match", "ru", "en/", "--unmatched", "lonely.tsv")
    header, row = result.out.splitlines()
    assert (result.code, header) == (0, "source\ttarget\tscore")
    assert row.split("\t")[:2] == ["deep/fog.txt", "a b.txt"]
    assert 0.5 < float(row.split("\t")[2]) <= 1
    assert Path("lonely.tsv").read_text("utf-8") == "side\tname\nsource\tbridge.txt\ntarget\tcat.txt\n"
    assert "1 document matched; without a partner: 1 in ru, 1 in en/" in result.err


@pytest.mark.usefixtures("folders")
def test_an_unreadable_file_is_named_and_stops_nothing(run: Run) -> None:
    Path("ru/blank.txt").write_text(" \n")
    result = run("match", "ru", "en", "-o", "m.tsv", "--json")
    assert result.code == 1
    assert "blank.txt" in result.err
    figures = json.loads(result.out)
    assert (figures["matches"], len(figures["failures"])) == (1, 1)
    assert Path("m.tsv").read_text("utf-8").count("\n") == 2


@pytest.mark.usefixtures("folders")
@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["ru"], 2, "TARGET_DIR"),
        (["ru", "none"], 1, "none: no such folder"),
        (["ru", "en/cat.txt"], 1, "is a file"),
        (["ru", "en", "--min-score", "1"], 2, "min-score"),
        (["ru", "en", "--min-score", "nan"], 2, "not a number"),
        (["ru", "en", "-o", "en/cat.txt"], 1, "en/cat.txt is read by this run"),
        (["ru", "en", "-o", "m.tsv", "--unmatched", "./m.tsv"], 1, "Two outputs would be one"),
        (["ru", "en", "-o", "none/m.tsv"], 1, "there is no folder"),
    ],
)
def test_what_is_wrong_is_one_message(run: Run, arguments: list[str], code: int, message: str) -> None:
    result = run("match", *arguments)
    assert (result.code, result.out) == (code, "")
    assert message in result.err


@pytest.mark.usefixtures("folders")
def test_swapped_folders_are_told_from_mixed_ones(run: Run) -> None:
    swapped = run("match", "en", "ru", "-o", "m.tsv")
    assert swapped.code == 1
    assert "seem to be swapped" in swapped.err
    assert not Path("m.tsv").exists()
    assert run("match", "en", "ru", "-o", "m.tsv", "--no-check").code == 0
    assert run("match", ".", "en", "-o", "m2.tsv").code == 0

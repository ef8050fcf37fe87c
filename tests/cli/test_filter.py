"""``aligner filter``: kept pairs, rejected ones with their reasons, the summary."""

import gzip
import json
import tomllib
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.running import run_command

ROWS = [
    ("Утром над озером стоял туман.", "In the morning fog lay over the lake.", "0.9", ""),
    ("Утром над озером стоял туман.", "In the morning fog lay over the lake.", "0.9", ""),
    ("Лодки ждали.", "Лодки ждали.", "0.8", "copied-source"),
    ("<b>Берег</b> &amp; камыш", "The shore", "0.7", ""),
    ("К полудню туман рассеялся.", "By noon the fog had lifted.", "0.3", "cut-off"),
]
TSV = "source\ttarget\tparallel\tflags\n" + "".join("\t".join(row) + "\n" for row in ROWS)
LINES = TSV.splitlines(keepends=True)


@pytest.fixture(autouse=True)
def tsv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("a.tsv").write_text(TSV, encoding="utf-8")
    return Path("a.tsv")


def test_kept_pairs_are_as_they_were_and_rejected_ones_have_their_reason(run: Run) -> None:
    result = run("filter", "a.tsv", "-o", "k.tsv", "--rejected", "r.tsv")
    assert (result.code, result.out) == (0, "")
    assert Path("k.tsv").read_text(encoding="utf-8") == LINES[0] + LINES[1] + LINES[5]
    header, *rejected = Path("r.tsv").read_text(encoding="utf-8").splitlines()
    assert header == LINES[0].strip() + "\trejected"
    assert [line.rpartition("\t")[2] for line in rejected] == [
        "duplicate: came before",
        "identical: both sides the same",
        "escapes: &amp; instead of a character",
    ]
    first, head, *rules, last = result.err.splitlines()
    assert (first, head.split(), last) == (
        "5 pairs: 2 kept, 3 rejected",
        ["rule", "rejected", "alone"],
        "Written: k.tsv, r.tsv",
    )
    assert [line.split() for line in rules] == [
        ["identical", "1", "1"],
        ["escapes", "1", "1"],
        ["html", "0", "1"],
        ["script", "0", "1"],
        ["near-identical", "0", "1"],
        ["duplicate", "1", "1"],
    ]


def test_scores_and_flags_reject(run: Run) -> None:
    kept = run("filter", "-q", "a.tsv", "--min-parallel", "0.5", "--disable", "duplicate").out
    assert kept == LINES[0] + LINES[1] + LINES[2]
    assert run("filter", "-q", "a.tsv", "--reject-flag", "cut-off").out == LINES[0] + LINES[1]


def test_a_dry_run_writes_nothing_and_counts_the_same(run: Run) -> None:
    before = sorted(Path().iterdir())
    result = run("filter", "a.tsv", "--dry-run", "--json")
    facts = json.loads(result.out)
    assert sorted(Path().iterdir()) == before
    assert (facts["pairs"], facts["kept"], facts["rejected"], facts["outputs"]) == (5, 2, 3, [])
    rules = {rule["name"]: rule for rule in facts["rules"]}
    assert rules["html"] == {"name": "html", "setting": True, "rejected": 0, "alone": 1}
    assert rules["length-ratio"]["setting"] == 3
    assert "min-parallel" not in rules
    assert "length-ratio=3" in facts["signature"]


def test_rules_come_from_a_file_and_options_overrule_it(run: Run) -> None:
    Path("rules.toml").write_text(
        'flags = ["cut-off"]\n[rules]\nescapes = false\nhtml = false\n', encoding="utf-8"
    )
    assert run("filter", "-q", "a.tsv", "--config", "rules.toml").out == LINES[0] + LINES[1] + LINES[4]
    again = run(
        "filter", "-q", "a.tsv", "--config", "rules.toml", "--rule", "html=on", "--reject-flag", "mojibake"
    )
    assert again.out == LINES[0] + LINES[1] + LINES[5]


def test_the_settings_that_are_shown_give_the_same_run(run: Run) -> None:
    options = ["--rule", "max-words=4", "--disable", "identical", "--min-quality", "40"]
    shown = run("filter", "--show-config", *options).out
    rules = tomllib.loads(shown)["rules"]
    assert (rules["max-words"], rules["identical"], rules["min-quality"]) == (4, False, 40)
    Path("rules.toml").write_text(shown, encoding="utf-8")
    assert run("filter", "--show-config", "--config", "rules.toml").out == shown


def test_the_rules_are_listed(run: Run) -> None:
    lines = run("filter", "--list-rules").out.splitlines()
    assert lines[0].split(maxsplit=2) == ["empty", "on", "A side has no text."]
    assert any(line.startswith("near-duplicate ") and " off " in line for line in lines)


def test_a_moses_pair_stays_one_and_its_rejected_pairs_are_tsv(run: Run) -> None:
    for code, side in (("ru", 0), ("en", 1)):
        Path(f"a.{code}").write_text("".join(f"{row[side]}\n" for row in ROWS), encoding="utf-8")
    result = run("filter", "a.moses", "-o", "k.moses", "--rejected", "r.tsv")
    assert result.code == 0
    assert Path("k.ru").read_text(encoding="utf-8").splitlines() == [ROWS[0][0], ROWS[4][0]]
    assert Path("k.en").read_text(encoding="utf-8").splitlines() == [ROWS[0][1], ROWS[4][1]]
    assert Path("r.tsv").read_text(encoding="utf-8").startswith("source\ttarget\trejected\n")
    assert "Written: k.ru, k.en, r.tsv" in result.err


def test_compressed_files_are_read_and_written_and_two_runs_give_the_same_bytes(run: Run) -> None:
    Path("a.tsv.gz").write_bytes(gzip.compress(TSV.encode()))
    written = []
    for _ in range(2):
        assert run("filter", "-q", "a.tsv.gz", "-o", "k.tsv.gz").code == 0
        written.append(Path("k.tsv.gz").read_bytes())
    assert written[0] == written[1]
    assert gzip.decompress(written[0]).decode() == LINES[0] + LINES[1] + LINES[5]


ERRORS = [
    (
        ["--rule", "lenght-ratio=2"],
        "Unknown rule 'lenght-ratio'. Did you mean 'length-ratio'? Known: average-word-length,",
    ),
    (["--disable", "ratio"], "Unknown rule 'ratio'"),
    (["--rule", "html=3"], "'html' has no threshold"),
    (["--rule", "min-parallel=on"], "'min-parallel' needs a number"),
    (["--reject-flag", "ugly"], "Unknown flag 'ugly'. Known: acronym-missing,"),
    (["--config", "none.toml"], "none.toml: no such file"),
    (["--dry-run", "-o", "k.tsv"], "--dry-run writes nothing"),
    (["--dry-run", "--rejected", "r.tsv"], "--dry-run writes nothing"),
    (["-o", "k.tsv", "--rejected", "k.tsv"], "Two outputs would be one"),
    (["-o", "a.tsv"], "a.tsv is read by this run"),
    (["-o", "k.tsv", "--min-quality", "5"], "min-quality can't be judged, since no pair has that score"),
    (["-o", "k.tsv", "--rejected", "none/r.tsv"], "there is no folder"),
]


@pytest.mark.parametrize(("options", "message"), ERRORS)
def test_an_error_is_one_message_and_no_file_changes(run: Run, options: list[str], message: str) -> None:
    before = {path.name: path.read_bytes() for path in Path().iterdir()}
    result = run("filter", "a.tsv", *options)
    assert (result.code, result.out) == (1, "")
    assert message in result.err
    assert {path.name: path.read_bytes() for path in Path().iterdir()} == before


def test_a_score_that_is_no_number_is_told_with_its_line(run: Run) -> None:
    Path("b.tsv").write_text(TSV.replace("0.7", "high"), encoding="utf-8")
    result = run("filter", "b.tsv", "-o", "k.tsv", "--min-parallel", "0.5")
    assert (result.code, result.err) == (
        1,
        "aligner: b.tsv, line 5: 'parallel' is 'high', which is no number.\n",
    )
    assert not Path("k.tsv").exists()


@pytest.mark.parametrize(
    "arguments", [[], ["a.tsv", "--rule", "max-words=many"], ["a.tsv", "--min-parallel", "2"]]
)
def test_wrong_usage_ends_with_code_2(run: Run, arguments: list[str]) -> None:
    assert run("filter", *arguments).code == 2


def test_swapped_sides_stop_the_run_before_anything_is_written_unless_let_pass(run: Run) -> None:
    Path("s.tsv").write_text("target\tsource\tx\ty\n" + LINES[1] + LINES[5], encoding="utf-8")
    result = run("filter", "s.tsv", "-o", "k.tsv")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("aligner: s.tsv: the sides seem to be swapped;")
    assert not Path("k.tsv").exists()
    assert run("filter", "s.tsv", "--columns", "target,source", "--dry-run").code == 0
    assert run("filter", "s.tsv", "--no-check", "--dry-run").code == 0


def test_flags_that_no_pair_has_been_looked_at_for_are_told_and_nothing_is_written(run: Run) -> None:
    Path("b.tsv").write_text("source\ttarget\nТуман рассеялся.\tThe fog lifted.\n\tX\n", encoding="utf-8")
    result = run("filter", "b.tsv", "-o", "k.tsv", "--reject-flag", "cut-off")
    assert result.code == 1
    assert "flags can't be judged, since no pair has flags. Score the file first" in result.err
    assert not Path("k.tsv").exists()
    run("score", "b.tsv", "-o", "s.tsv")
    assert run("filter", "s.tsv", "--reject-flag", "cut-off", "--dry-run").code == 0


def test_a_broken_utf_16_table_is_one_line_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("source\ttarget\nТуман\n", encoding="utf-16")
    result = run_command("filter", "a.tsv", cwd=tmp_path)
    assert (result.code, result.err.count("\n")) == (1, 1), result.err

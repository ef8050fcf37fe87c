"""``aligner evaluate-alignment``: an alignment against gold."""

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.examples.gold import EXAMPLES


def test_gold_against_itself_is_perfect(run: Run) -> None:
    gold = EXAMPLES / "story.gold.tsv"
    figures = json.loads(run("evaluate-alignment", gold, gold, "--json").out)
    assert figures["strict"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}


def test_the_table_shows_precision_recall_and_f1(run: Run, tmp_path: Path) -> None:
    gold, found = tmp_path / "gold.ladder", tmp_path / "found.ladder"
    gold.write_text("[0]:[0]\n[1]:[1, 2]\n[2]:[]\n", encoding="utf-8")
    found.write_text("[0]:[0]\n[1]:[1]\n[]:[2]\n[2]:[]\n", encoding="utf-8")
    result = run("evaluate-alignment", found, gold)
    rows = {line.split("  ")[0]: line.split()[-3:] for line in result.out.splitlines()[1:]}
    assert result.code == 0
    assert result.out.split()[:3] == ["precision", "recall", "f1"]
    # Right of the four: [0]:[0] and the null of 2; of two gold pairs one.
    assert rows["strict"] == ["0.5000", "0.5000", "0.5000"]
    assert rows["lax"] == ["0.7500", "1.0000", "0.8571"]
    assert rows["sentences without counterpart"][:2] == ["0.5000", "1.0000"]


def test_of_several_golds_the_one_agreed_with_best_counts(run: Run, tmp_path: Path) -> None:
    for name, text in {"a": "[0]:[0]\n[1]:[1]\n", "b": "[0, 1]:[0, 1]\n", "found": "[0, 1]:[0, 1]\n"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = run("evaluate-alignment", tmp_path / "found", tmp_path / "a", tmp_path / "b", "--json")
    assert json.loads(result.out)["strict"]["f1"] == 1.0


def test_what_align_writes_can_be_evaluated_in_every_format_with_numbers(run: Run, tmp_path: Path) -> None:
    outputs = [tmp_path / f"o.{suffix}" for suffix in ("ladder", "tsv", "jsonl", "tmx")]
    texts = [EXAMPLES / f"story.{language}.sentences.txt" for language in ("ru", "en")]
    wanted = [word for output in outputs for word in ("-o", output)]
    assert run("align", "-q", "--segmented", *texts, *wanted).code == 0
    gold = EXAMPLES / "story.gold.tsv"
    figures = [json.loads(run("evaluate-alignment", output, gold, "--json").out) for output in outputs]
    assert len({figure["strict"]["recall"] for figure in figures}) == 1
    assert figures[0]["strict"]["f1"] > 0.95


def test_a_file_that_is_no_alignment_is_one_message(run: Run, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("1 не разметка\n", encoding="utf-8")
    for arguments in ([text, text], [tmp_path / "none", text]):
        result = run("evaluate-alignment", *arguments)
        assert (result.code, result.out) == (1, "")
        assert result.err.startswith(f"aligner: {arguments[0]}")

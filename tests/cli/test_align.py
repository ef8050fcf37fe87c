"""``aligner align``: inputs, outputs, summary, warnings."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import RUSSIAN, Run
from tests.examples.gold import EXAMPLES

Pair = tuple[str, str]


def files() -> set[str]:
    return {path.name for path in Path().iterdir()}


def test_without_an_output_tsv_goes_to_stdout_and_the_summary_to_stderr(run: Run, pair: Pair) -> None:
    result = run("align", *pair)
    lines = result.out.splitlines()
    assert result.code == 0
    assert lines[0].startswith("source_ids\ttarget_ids\tsource\ttarget\ttype\tcosine\tscore")
    assert [line.split("\t")[:4:3] for line in lines[1:]] == [
        ["0", "In the morning a thick fog lay over the lake."],
        ["1", "The boats stayed in until noon."],
        ["2", "Then the fog lifted."],
    ]
    assert "a.ru.txt (ru): 3 sentences, a.en.txt (en): 3 sentences" in result.err
    assert re.search(r"3 pairs, mean score (0\.\d\d|1\.00);", result.err)
    assert "The documents are translations of each other (" in result.err


def test_several_outputs_are_written_in_one_run_each_in_the_format_of_its_suffix(
    run: Run, pair: Pair
) -> None:
    outputs = ["o.tmx", "o.tsv", "o.jsonl", "o.moses", "o.ladder"]
    result = run("align", *pair, *(word for output in outputs for word in ("-o", output)))
    assert (result.code, result.out) == (0, "")
    written = {"o.tmx", "o.tsv", "o.jsonl", "o.ru", "o.en", "o.ladder"}
    assert files() == {*pair, *written}
    assert "Written: o.tmx, o.tsv, o.jsonl, o.ru, o.en, o.ladder" in result.err
    assert len(Path("o.ru").read_text(encoding="utf-8").splitlines()) == 3


def test_two_runs_give_the_same_bytes(run: Run, pair: Pair) -> None:
    first, second = (
        [
            Path(name).read_bytes()
            for name in ("o.tmx", "o.jsonl")
            if run("align", *pair, "-o", name).code == 0
        ]
        for _ in range(2)
    )
    assert first == second
    assert len(first) == 2


def test_the_creation_date_comes_from_the_environment_only(
    run: Run, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "creationdate" not in run("align", *pair, "--format", "tmx").out
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert 'creationdate="19700102T000000Z"' in run("align", *pair, "--format", "tmx").out
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    result = run("align", *pair, "--format", "tmx")
    assert result.code == 1
    assert "SOURCE_DATE_EPOCH is 'yesterday'" in result.err


def test_one_side_may_come_from_stdin(run: Run, pair: Pair) -> None:
    from_file = run("align", *pair)
    result = run("align", "-", pair[1], stdin=RUSSIAN.encode("koi8-r"))
    assert (result.code, result.out) == (0, from_file.out)
    assert "<stdin> (ru): 3 sentences" in result.err


def test_both_sides_from_stdin_are_refused(run: Run) -> None:
    result = run("align", "-", "-")
    assert (result.code, result.out) == (1, "")
    assert (
        result.err == "aligner: Only one side can come from the standard input. Name a file for the other.\n"
    )


def test_a_named_format_overrides_the_suffix_of_the_only_output(run: Run, pair: Pair) -> None:
    assert run("align", *pair, "-o", "o.txt", "--format", "ladder").code == 0
    assert Path("o.txt").read_text(encoding="utf-8").startswith("[0]:[0]:0.")
    assert run("align", *pair, "-o", "o.tsv", "--format", "jsonl").code == 0
    assert json.loads(Path("o.tsv").read_text(encoding="utf-8").splitlines()[0])["source_ids"] == [0]


def test_of_several_outputs_a_named_format_is_for_those_that_dont_say(run: Run, pair: Pair) -> None:
    result = run("align", *pair, "-o", "o.tmx", "-o", "-", "-o", "o.txt", "--format", "ladder")
    assert result.code == 0
    assert Path("o.tmx").read_text(encoding="utf-8").startswith("<?xml")
    assert result.out == Path("o.txt").read_text(encoding="utf-8")
    assert result.out.startswith("[0]:[0]:0.")


def test_weak_pairs_are_left_out_and_counted(run: Run, pair: Pair) -> None:
    result = run("align", *pair, "--min-score", "1")
    assert result.code == 0
    assert result.out.count("\n") == 1
    assert "3 pairs below --min-score 1 left out" in result.err


def test_nulls_are_kept_in_tsv_on_request(run: Run, pair: Pair) -> None:
    extra = "Посторонняя заметка о ценах на бензин и курсе доллара.\n"
    Path("b.ru.txt").write_text(RUSSIAN + "\n" + extra, encoding="utf-8")
    assert extra.strip() not in run("align", "b.ru.txt", pair[1]).out
    assert f"3\t\t{extra.strip()}\t\t1-0" in run("align", "b.ru.txt", pair[1], "--nulls").out


def test_segmented_files_have_a_sentence_a_line_and_blank_lines_count(run: Run, pair: Pair) -> None:
    Path("s.ru.txt").write_text("Утром был туман. Было тихо.\n\nПотом он рассеялся.\n", encoding="utf-8")
    Path("s.en.txt").write_text(
        "In the morning there was fog. It was quiet.\nThen it lifted.\n", encoding="utf-8"
    )
    result = run("align", "--segmented", "s.ru.txt", "s.en.txt")
    assert [line.split("\t")[:2] for line in result.out.splitlines()[1:]] == [["0", "0"], ["2", "1"]]


def test_locale_codes_go_into_tmx(run: Run, pair: Pair) -> None:
    out = run("align", *pair, "--format", "tmx", "--tmx-locales", "ru-RU,en-US").out
    assert 'srclang="ru-RU"' in out
    assert out.count('<tuv xml:lang="en-US">') == 3


def test_an_encoding_can_be_named(run: Run, pair: Pair) -> None:
    Path("c.ru.txt").write_bytes(RUSSIAN.encode("cp866"))
    assert run("align", "c.ru.txt", pair[1], "--source-encoding", "cp866").out == run("align", *pair).out


def test_the_summary_as_json_goes_to_stdout_if_no_output_goes_there(run: Run, pair: Pair) -> None:
    result = run("align", *pair, "-o", "o.tsv", "--json")
    summary = json.loads(result.out)
    assert (result.code, result.err) == (0, "")
    assert summary["source"] == {
        "name": "a.ru.txt",
        "language": "ru",
        "format": "text",
        "encoding": "utf-8",
        "sentences": 3,
    }
    assert summary["pairs"] == 3
    assert summary["types"] == {"1-1": 3}
    assert summary["outputs"] == ["o.tsv"]
    assert summary["verdict"]["label"] == "translation"
    assert summary["signature"].startswith("aligner:")


def test_the_summary_as_json_goes_to_stderr_if_an_output_goes_to_stdout(run: Run, pair: Pair) -> None:
    result = run("align", *pair, "--json")
    assert result.out.startswith("source_ids\t")
    assert json.loads(result.err)["outputs"] == ["-"]


def test_quiet_prints_nothing_when_all_is_well(run: Run, pair: Pair) -> None:
    result = run("align", "-q", *pair, "-o", "o.tsv")
    assert (result.code, result.out, result.err) == (0, "", "")


def test_verbose_prints_the_time_of_each_stage_and_the_signature(run: Run, pair: Pair) -> None:
    lines = run("align", "-v", *pair, "-o", "o.tsv").err.splitlines()
    (times,) = [line for line in lines if line.startswith("Time: ")]
    assert [word.split()[0] for word in times.removeprefix("Time: ").split(", ")] == [
        "reading",
        "segmenting",
        "encoding",
        "aligning",
        "writing",
    ]
    assert any(line.startswith("Signature: aligner:") for line in lines)


def test_documents_that_are_no_translations_bring_a_warning(run: Run, tmp_path: Path) -> None:
    output = tmp_path / "o.tsv"
    result = run("align", "-q", EXAMPLES / "news.ru.txt", EXAMPLES / "other-report.en.txt", "-o", output)
    assert result.code == 0
    assert result.err.startswith("aligner: warning: The documents are not translations of each other (0.")
    assert output.exists()


def test_documents_that_are_no_translations_can_be_refused(run: Run, tmp_path: Path) -> None:
    output = tmp_path / "o.tsv"
    output.write_text("before", encoding="utf-8")
    texts = (EXAMPLES / "news.ru.txt", EXAMPLES / "other-report.en.txt")
    result = run("align", "--require-translation", *texts, "-o", output, "-o", "-")
    assert (result.code, result.out) == (3, "")
    assert "Nothing was written." in result.err
    assert "Written:" not in result.err
    assert output.read_text(encoding="utf-8") == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["o.tsv"]


def test_translations_pass_where_they_are_required(run: Run, pair: Pair) -> None:
    result = run("align", "--require-translation", *pair, "-o", "o.tsv")
    assert (result.code, Path("o.tsv").exists()) == (0, True)

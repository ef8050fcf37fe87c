"""``aligner batch``."""

import json
from pathlib import Path

import pytest

from tests.batch.texts import OTHER, SENTENCES, contents, write_pairs
from tests.cli.conftest import Run


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Make ru/ and en/ with five pairs in a folder of their own, go there, and give back the names."""
    monkeypatch.chdir(tmp_path)
    return write_pairs(tmp_path, 5)


@pytest.mark.usefixtures("folders")
def test_two_folders_become_a_corpus(run: Run) -> None:
    result = run(
        "batch", "ru", "en", "-o", "out", "--format", "tmx", "--format", "moses", "--joint", "all.tsv"
    )
    assert (result.code, result.out) == (0, "")
    assert {path.name for path in Path("out").iterdir() if not path.name.startswith(".")} == {
        "failures.tsv",
        *(f"00{number}.{suffix}" for number in range(5) for suffix in ("tmx", "ru", "en")),
    }
    assert "000.txt" in Path("all.tsv").read_text("utf-8")
    assert "5 document pairs: 5 aligned, 0 failed (0 known from an earlier run)" in result.err
    assert "translation" in result.err.splitlines()[1]


@pytest.mark.usefixtures("folders")
def test_a_second_run_knows_the_first(run: Run) -> None:
    first = json.loads(run("batch", "ru", "en", "-o", "out", "--json").out)
    before = contents(Path("out"))
    second = json.loads(run("batch", "ru", "en", "-o", "out", "--json").out)
    assert (first["kept"], second["kept"], second["failed"]) == (0, 5, 0)
    assert second["pairs"] == first["pairs"]
    assert contents(Path("out")) == before
    assert json.loads(run("batch", "ru", "en", "-o", "out", "--json", "--force").out)["kept"] == 0


@pytest.mark.usefixtures("folders")
def test_the_report_says_how_good_each_document_is(run: Run) -> None:
    report = json.loads(run("batch", "ru", "en", "-o", "out", "--json", "--quiet").out)
    for pair in report["pairs"]:
        assert pair["verdict"] == "translation"
        assert 0.5 < pair["mean_score"] <= 1
        assert pair["outputs"] == [f"{pair['name']}.tsv"]
    assert report["sentences"] == sum(
        pair["source_sentences"] + pair["target_sentences"] for pair in report["pairs"]
    )
    assert report["signature"].startswith("aligner:")


@pytest.mark.usefixtures("folders")
def test_failures_are_named_and_set_the_code(run: Run) -> None:
    Path("en/001.txt").write_text("")
    Path("en/002.txt").write_text(OTHER)
    Path("ru/009.txt").write_text("Без пары.")
    result = run("batch", "ru", "en", "-o", "out", "--require-translation", "--log", "log.txt", "-j", "2")
    assert result.code == 1
    assert "failed: 001: " in result.err
    assert "failed: 002: not a translation" in result.err
    assert "1 source file without a partner: 009.txt" in result.err
    rows = Path("out/failures.tsv").read_text("utf-8").splitlines()
    assert [row.split("\t")[0] for row in rows] == ["name", "001", "002"]
    log = Path("log.txt").read_text("utf-8")
    assert "002: failed: not a translation" in log
    assert "000: done" in log
    assert log.splitlines()[-1].partition(" ")[2].startswith("ends: 5 document pairs")
    assert not Path("out/002.tsv").exists()


@pytest.mark.usefixtures("folders")
def test_quiet_still_names_failures(run: Run) -> None:
    assert run("batch", "ru", "en", "-o", "out", "--quiet").err == ""
    Path("en/001.txt").write_text("")
    assert "failed: 001" in run("batch", "ru", "en", "-o", "out", "--quiet").err


@pytest.mark.usefixtures("folders")
def test_a_manifest_names_pairs_and_carries_metadata(run: Run) -> None:
    Path("m.tsv").write_text(
        "source\ttarget\tname\tauthor\nru/000.txt\ten/000.txt\tbook/one\tЛесков\n", "utf-8"
    )
    assert run("batch", "--manifest", "m.tsv", "-o", "out", "--joint", "out/all.jsonl").code == 0
    assert Path("out/book/one.tsv").exists()
    record = json.loads(Path("out/all.jsonl").read_text("utf-8").splitlines()[0])
    assert record["metadata"] == {"author": "Лесков"}


def test_files_can_be_matched_by_content(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for side, folder in enumerate(("ru", "en")):
        Path(folder).mkdir()
        for number in (0, 2, 4):
            text = f"{SENTENCES[number][side]} {SENTENCES[number + 1][side]}\n"
            Path(folder, f"{'abcde'[number]}.txt" if folder == "ru" else f"{9 - number}.txt").write_text(
                text, "utf-8"
            )
    result = run("batch", "ru", "en", "-o", "out", "--match", "--json")
    pairs = {(pair["source"], pair["target"]) for pair in json.loads(result.out)["pairs"]}
    assert pairs == {("a.txt", "9.txt"), ("c.txt", "7.txt"), ("e.txt", "5.txt")}


@pytest.mark.usefixtures("folders")
def test_a_pattern_and_globs_choose_the_files(run: Run) -> None:
    Path("flat").mkdir()
    for path in [*Path("ru").iterdir(), *Path("en").iterdir()]:
        path.rename(f"flat/{path.parent.name}~{path.name}")
    result = run("batch", "flat", "flat", "-o", "out", "--pattern", "ru~{name}.txt", "en~{name}.txt")
    assert (result.code, len(list(Path("out").glob("0*.tsv")))) == (0, 5)
    result = run(
        "batch", "flat/ru~*.txt", "flat/en~00[12].txt", "-o", "o2", "--pattern", "ru~{name}", "en~{name}"
    )
    assert (result.code, len(list(Path("o2").glob("0*.tsv")))) == (0, 2)


@pytest.mark.usefixtures("folders")
def test_a_cache_of_vectors_is_kept_where_asked(run: Run) -> None:
    assert run("batch", "ru", "en", "-o", "out", "--cache", "vectors", "-j", "2").code == 0
    assert list(Path("vectors").iterdir())


USAGE = [
    ([], "Give SOURCES and TARGETS"),
    (["ru"], "Give SOURCES and TARGETS"),
    (["ru", "en", "--manifest", "m.tsv"], "not both"),
    (["ru", "en", "--match", "--pattern", "{name}", "{name}"], "exclude each other"),
    (["ru", "en", "--segmented", "--segmenter", "razdel"], "exclude each other"),
    (["ru", "en", "--format", "xls"], "xls"),
    (["ru", "en", "-j", "0"], "0"),
    (["ru", "en", "--min-score", "nan"], "not a number"),
    (["ru", "other"], "No file of ru has a partner in other"),
]


@pytest.mark.parametrize(
    ("arguments", "message"), USAGE, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
@pytest.mark.usefixtures("folders")
def test_wrong_usage_ends_with_code_2(run: Run, arguments: list[str], message: str) -> None:
    Path("other").mkdir()
    Path("other/x.txt").write_text("x")
    result = run("batch", *arguments, "-o", "out")
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert not Path("out").exists()


ERRORS = [
    (["ru", "none"], "none: no such folder"),
    (["ru", "en", "--pattern", "x", "{name}"], "needs {name} once"),
    (["ru", "en", "--joint", "all.xls"], "ends in .tmx"),
    (["ru", "en", "--joint", "a.tsv", "--joint", "./a.tsv"], "Two outputs would be one"),
    (["ru", "en", "--encoder", "none"], "Known: "),
    (["--manifest", "none.tsv"], "none.tsv: can't be read"),
]


@pytest.mark.parametrize(
    ("arguments", "message"), ERRORS, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
@pytest.mark.usefixtures("folders")
def test_what_is_wrong_is_one_message(run: Run, arguments: list[str], message: str) -> None:
    result = run("batch", *arguments, "-o", "out")
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert not Path("out").exists()


@pytest.mark.usefixtures("folders")
def test_no_output_and_no_log_takes_the_place_of_what_is_read(run: Run) -> None:
    text, translation = Path("ru/001.txt").read_bytes(), Path("en/001.txt").read_bytes()
    Path("m").mkdir()
    Path("m/a.ru").write_bytes(text)
    Path("m/a.en").write_bytes(translation)
    manifest = "source\ttarget\tname\na.ru\ta.en\ta\n"
    Path("m/a.tsv").write_text(manifest, encoding="utf-8")
    for arguments in (
        ["--manifest", "m/a.tsv", "-o", "m", "--format", "moses"],  # would be a.ru and a.en
        ["--manifest", "m/a.tsv", "-o", "m"],
        ["--manifest", "m/a.tsv", "-o", "other", "--joint", "m/a.tsv"],
        ["--manifest", "m/a.tsv", "-o", "other", "--log", "m/a.tsv"],
        ["ru", "en", "-o", "other", "--log", "ru/001.txt"],
        ["ru", "en", "-o", "other", "--log", "other/failures.tsv"],
        ["ru", "en", "-o", "other", "--log", "other/001.tsv"],
        ["ru", "en", "-o", "other", "--joint", "all.tsv", "--log", "all.tsv"],
    ):
        result = run("batch", *arguments)
        assert result.code == 2, arguments
        assert "is read by this run" in result.err or "Two outputs would be one" in result.err
    assert (Path("m/a.ru").read_bytes(), Path("m/a.en").read_bytes()) == (text, translation)
    assert Path("m/a.tsv").read_text(encoding="utf-8") == manifest
    assert Path("ru/001.txt").read_bytes() == text


@pytest.mark.usefixtures("folders")
def test_a_log_that_cannot_be_written_is_one_message(run: Run) -> None:
    result = run("batch", "ru", "en", "-o", "out", "--log", "none/log")
    assert (result.code, result.out) == (1, "")
    assert "none/log: can't be written" in result.err


@pytest.mark.usefixtures("folders")
@pytest.mark.parametrize("processes", ["1", "2"])
def test_what_would_meet_every_pair_is_one_message_from_any_process(run: Run, processes: str) -> None:
    result = run("batch", "ru", "en", "-o", "out", "-j", processes, "--source-encoding", "none")
    assert result.code == 2
    assert result.err.startswith("aligner: Unknown encoding 'none'. Known: cp1251,")
    assert result.err.count("\n") == 1


@pytest.mark.usefixtures("folders")
def test_a_cluster_without_its_library_names_the_extra(run: Run) -> None:
    try:
        import distributed  # noqa: F401
    except ImportError:
        result = run("batch", "ru", "en", "-o", "out", "--scheduler", "tcp://127.0.0.1:9")
        assert (result.code, "pip install 'aligner[cluster]'" in result.err) == (1, True)
    else:
        pytest.skip("dask.distributed is installed")


@pytest.mark.usefixtures("folders")
def test_a_name_with_a_line_break_takes_one_line_of_what_is_shown(run: Run) -> None:
    for language in ("ru", "en"):
        Path(language, "001.txt").rename(Path(language, "new\nline.txt"))
        Path(language, "002.txt").rename(Path(language, "failing\nname.txt"))
    Path("en", "failing\nname.txt").write_text("")
    result = run("batch", "ru", "en", "-o", "out", "--log", "log")
    assert "\nnew line " in result.err
    assert "failed: failing name: " in result.err
    assert len(Path("log").read_text("utf-8").splitlines()) == 1 + 5 + 1


@pytest.mark.usefixtures("folders")
def test_outputs_into_the_folder_of_the_sources_are_refused_with_the_reason(run: Run) -> None:
    result = run("batch", "ru", "en", "-o", "ru")
    assert result.code == 2
    assert "ru: no files but in the folder of the outputs, ru. Write to another folder." in result.err

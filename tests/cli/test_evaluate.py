"""``aligner evaluate``: documents, files of pairs, a reference, the page, wrong usage."""

import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ENGLISH, Run
from tests.examples.gold import EXAMPLES

Pair = tuple[str, str]

RUSSIAN_LONG = (
    "Министр Сергей Орлов вчера встретился с Дональдом Трампом.\n\n"
    "Стороны договорились о цене в 45 рублей.\n\n"
    "Об этом сообщает РБК.\n\nСнег растаял, и дороги высохли.\n"
)
BAD = (
    "The minister Sergey Orlov met Donald trump yesterday.\n\n"
    "The parties agreed on a price of 54 roubles.\n\n"
    "This is reported by .\n\n"
    "The snow melted and the roads dried. The cat ate seven green umbrellas on Mars.\n"
)


@pytest.fixture
def bad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pair:
    monkeypatch.chdir(tmp_path)
    Path("b.ru.txt").write_text(RUSSIAN_LONG, encoding="utf-8")
    Path("b.en.txt").write_text(BAD, encoding="utf-8")
    return "b.ru.txt", "b.en.txt"


def test_the_report_goes_to_stdout_and_says_what_it_is_for(run: Run, pair: Pair) -> None:
    result = run("evaluate", *pair)
    assert (result.code, result.err) == (0, "")
    assert (
        "without a counterpart: 0.0 % of the source (omitted), 0.0 % of the translation (added)" in result.out
    )
    assert "95 % interval" in result.out
    assert "worst first" in result.out
    assert "no ranking of translation systems" in result.out


def test_the_errors_of_a_bad_translation_are_named_with_their_places(run: Run, bad: Pair) -> None:
    facts = json.loads(run("evaluate", *bad, "--json").out)["translations"][0]
    assert {"name-in-lower-case", "number-differs", "acronym-missing", "space-extra"} <= set(facts["flags"])
    worst = {pair["source"]: pair for pair in facts["worst"]}
    flag = next(
        flag
        for flag in worst["Министр Сергей Орлов вчера встретился с Дональдом Трампом."]["flags"]
        if flag["name"] == "name-in-lower-case"
    )
    start, stop = flag["target"][0]
    assert "The minister Sergey Orlov met Donald trump yesterday."[start:stop] == "trump"
    assert facts["flags_per_hundred"] >= 100


def test_what_is_left_out_and_what_is_added_is_shown(run: Run, pair: Pair) -> None:
    Path("c.ru.txt").write_text(
        Path("a.ru.txt").read_text(encoding="utf-8") + "\nКот спит на диване.\n", encoding="utf-8"
    )
    omitted = run("evaluate", "c.ru.txt", "a.en.txt")
    assert "omitted: Кот спит на диване." in omitted.out
    Path("c.en.txt").write_text(ENGLISH + "\nThe stock exchange opens at nine tomorrow.\n", encoding="utf-8")
    added = json.loads(run("evaluate", "a.ru.txt", "c.en.txt", "--json").out)["translations"][0]["added"]
    assert added["sentences"] == ["The stock exchange opens at nine tomorrow."]
    assert 0 < added["share"] < 0.5


def test_the_same_seed_gives_the_same_report_and_worst_bounds_the_list(run: Run) -> None:
    news = (EXAMPLES / "news.ru.txt", EXAMPLES / "news.en.txt")
    one, again = (run("evaluate", *news, "--json", "--worst", 1).out for _ in range(2))
    other = run("evaluate", *news, "--json", "--worst", 1, "--seed", 7).out
    assert one == again
    assert len(json.loads(one)["translations"][0]["worst"]) == 1
    assert json.loads(one)["translations"][0]["interval"] != json.loads(other)["translations"][0]["interval"]


def test_a_text_that_is_no_translation_is_warned_about(run: Run) -> None:
    result = run("evaluate", EXAMPLES / "news.ru.txt", EXAMPLES / "other-report.en.txt", "--worst", 0)
    assert result.code == 0
    assert "other-report.en.txt: not a translation of the source" in result.err


@pytest.mark.parametrize("name", ["p.tmx", "p.tsv", "p.jsonl", "p.moses"])
def test_files_of_pairs_are_judged_as_they_are(run: Run, bad: Pair, name: str) -> None:
    assert run("align", *bad, "-o", name, "-q").code == 0
    result = run("evaluate", name, "--json")
    assert (result.code, result.err) == (0, "")
    facts = json.loads(result.out)["translations"][0]
    assert facts["name"] == name
    assert facts["measure"] == "quality"
    assert facts["verdict"] is None
    assert facts["pairs"] >= 4
    assert {"name-in-lower-case", "number-differs", "acronym-missing"} <= set(facts["flags"])


def test_nulls_in_a_file_of_pairs_are_omissions_and_additions(run: Run, pair: Pair) -> None:
    Path("p.tsv").write_text("source\ttarget\nОдин дом.\tOne house.\nКот.\t\n\tA dog.\n", encoding="utf-8")
    facts = json.loads(run("evaluate", "p.tsv", "--json").out)["translations"][0]
    assert facts["pairs"] == 1
    assert (facts["omitted"]["sentences"], facts["added"]["sentences"]) == (["Кот."], ["A dog."])


def test_with_a_reference_there_are_bleu_and_chrf_with_signatures(run: Run, bad: Pair) -> None:
    pytest.importorskip("sacrebleu")
    Path("good.en.txt").write_text(
        BAD.replace("trump", "Trump").replace("54", "45").replace("by .", "by RBC.").split(" The cat")[0],
        encoding="utf-8",
    )
    result = run("evaluate", bad[0], "good.en.txt", bad[1], "--reference", "good.en.txt", "--json")
    facts = json.loads(result.out)
    first, second = (each["reference_scores"] for each in facts["translations"])
    assert first["BLEU"] == {"score": 100.0, "p_value": None}
    assert second["BLEU"]["score"] < 100
    assert second["chrF"]["p_value"] is None  # four segments say nothing of chance
    assert "version:" in facts["reference"]["signatures"]["BLEU"]
    assert facts["reference"]["segments"] == 4
    text = run("evaluate", bad[0], bad[1], "--reference", "good.en.txt").out
    assert "Against good.en.txt: 4 segments" in text
    assert "BLEU nrefs:1" in text


def test_a_reference_that_is_no_translation_is_warned_of(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("sacrebleu")
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.en.txt").write_text((EXAMPLES / "news.en.txt").read_text("utf-8"), "utf-8")
    paths = (str(EXAMPLES / "news.ru.txt"), str(tmp_path / "a/x.en.txt"), str(tmp_path / "b/x.en.txt"))
    other = str(EXAMPLES / "other-report.en.txt")
    assert "the reference is no translation" in run("evaluate", *paths, "--reference", other).err
    facts = json.loads(run("evaluate", *paths, "--reference", other, "--json").out)
    assert facts["reference"]["verdict"] == "not a translation"
    assert [each["name"] for each in facts["translations"]] == ["a/x.en.txt", "b/x.en.txt"]
    for each in facts["translations"]:
        assert each["reference_scores"]["BLEU"]["p_value"] is None
    assert run("evaluate", *paths, "--reference", paths[2]).err == ""


def test_a_reference_file_of_pairs_needs_the_same_sources(run: Run, bad: Pair) -> None:
    pytest.importorskip("sacrebleu")
    for name, source in (("one.tsv", "Один дом."), ("two.tsv", "Два дома.")):
        Path(name).write_text(f"source\ttarget\n{source}\tOne house stands here.\n", encoding="utf-8")
    assert "BLEU 100.0" in run("evaluate", "one.tsv", "--reference", "one.tsv").out
    refused = run("evaluate", "one.tsv", "--reference", "two.tsv")
    assert refused.code == 1
    assert "the same sources in the same order" in refused.err


def test_without_sacrebleu_a_reference_names_the_extra(
    run: Run, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("sacrebleu", "sacrebleu.metrics", "sacrebleu.metrics.bleu"):
        monkeypatch.setitem(sys.modules, name, None)
    result = run("evaluate", *pair, "--reference", pair[1])
    assert result.code == 1
    assert "pip install 'aligner[evaluate]'" in result.err


def test_the_page_is_written_whole(run: Run, bad: Pair) -> None:
    result = run("evaluate", *bad, "--html", "report.html", "-q")
    page = Path("report.html").read_text(encoding="utf-8")
    assert (result.code, result.out) == (0, "")
    assert page.startswith("<!doctype html>")
    assert "<mark>trump</mark>" in page
    assert "<svg" in page
    assert "<script" not in page


def test_a_failed_run_leaves_an_old_page_as_it_was(run: Run, pair: Pair) -> None:
    Path("report.html").write_text("old", encoding="utf-8")
    Path("empty.txt").write_text("\n", encoding="utf-8")
    result = run("evaluate", pair[0], "empty.txt", "--html", "report.html")
    assert result.code == 1
    assert Path("report.html").read_text(encoding="utf-8") == "old"
    assert {path.name for path in Path().iterdir()} == {*pair, "empty.txt", "report.html"}


def test_one_text_alone_is_wrong_usage_and_a_mixture_an_error(run: Run, pair: Pair) -> None:
    assert run("evaluate", pair[0]).code == 2
    mixed = run("evaluate", "p.tmx", pair[1])
    assert mixed.code == 1
    assert "p.tmx holds pairs, a.en.txt is a text" in mixed.err


def test_a_terminal_gets_a_table_if_it_is_wide_enough(
    run: Run, bad: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aligner.cli.evaluate._is_terminal", lambda: True)
    Path("[b].txt").write_text(BAD, encoding="utf-8")
    for columns, has_table in (("120", True), ("50", False)):
        monkeypatch.setenv("COLUMNS", columns)
        out = run("evaluate", bad[0], "[b].txt").out
        assert ("───" in out) == has_table
        assert out.lstrip().startswith("translation" if has_table else "[b].txt")
        assert "[b].txt " in out or not has_table
        assert "name-in-lower-case" in out


def test_the_page_takes_the_place_of_no_file_that_is_read(run: Run, bad: Pair) -> None:
    Path("b.tsv").write_text("ru\ten\nСнег растаял.\tThe snow melted.\n", encoding="utf-8")
    for page, files in ((bad[1], bad), ("b.tsv", ["b.tsv"])):
        before = Path(page).read_text(encoding="utf-8")
        result = run("evaluate", *files, "--html", page)
        assert result.code == 1
        assert f"{page} is read by this run" in result.err
        assert Path(page).read_text(encoding="utf-8") == before


def test_columns_can_be_named_and_the_page_goes_to_stdout_alone(run: Run, bad: Pair) -> None:
    Path("b.tsv").write_text("a\tb\nСнег растаял.\tThe snow melted.\n", encoding="utf-8")
    assert "--columns NAME,NAME" in run("evaluate", "b.tsv").err
    result = run("evaluate", "b.tsv", "--columns", "a,b", "--html", "-")
    assert result.out.startswith("<!doctype html>")
    assert "<h1>Translations in b.tsv</h1>" in result.out
    assert result.out.endswith("</html>\n")
    assert "lowest quality" in result.err


def test_one_text_can_come_from_the_standard_input(run: Run, bad: Pair) -> None:
    expected = run("evaluate", *bad, "--json").out
    result = run("evaluate", bad[0], "-", "--json", stdin=BAD.encode())
    assert result.out == expected.replace('"b.en.txt"', '"<stdin>"')
    assert "Only one text" in run("evaluate", "-", "-").err


def test_a_large_file_of_pairs_is_judged_piece_by_piece(
    run: Run, bad: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("align", "-q", *bad, "-o", "b.tsv")
    whole = run("evaluate", "b.tsv", "--json").out
    monkeypatch.setattr("aligner.judging.PAIRS_AT_ONCE", 2)
    pieces = run("evaluate", "b.tsv", "--json").out
    assert json.loads(pieces)["translations"][0]["pairs"] > 2
    assert pieces == whole

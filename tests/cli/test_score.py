"""``aligner score``: scores and flags beside pairs that exist already."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

ROWS = [
    ("Утром над озером стоял густой туман.", "In the morning a thick fog lay over the lake."),
    ("Лодки не выходили до полудня.", "The accountant bought a new pair of shoes."),
    ("", "Nobody knows what stood here."),
]
TSV = "id\tsource\ttarget\n" + "".join(f"{n}\t{s}\t{t}\n" for n, (s, t) in enumerate(ROWS))


@pytest.fixture
def tsv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("a.tsv").write_text(TSV, encoding="utf-8")
    return Path("a.tsv")


def rows(text: str) -> list[dict[str, str]]:
    header, *lines = (line.split("\t") for line in text.splitlines())
    return [dict(zip(header, line, strict=True)) for line in lines]


def test_scores_stand_in_new_columns_and_a_blank_side_has_none(run: Run, tsv: Path) -> None:
    result = run("score", tsv, "-o", "b.tsv")
    assert (result.code, result.out) == (0, "")
    text = Path("b.tsv").read_text(encoding="utf-8")
    assert text.splitlines()[0] == "id\tsource\ttarget\tparallel\tquality\tflags"
    good, bad, blank = rows(text)
    assert float(good["parallel"]) > 0.8 > 0.4 > float(bad["parallel"])
    assert 0 <= float(bad["quality"]) < float(good["quality"]) <= 100
    assert (blank["parallel"], blank["quality"], blank["flags"]) == ("", "", "")
    assert [line.rsplit("\t", 3)[0] for line in text.splitlines()] == TSV.splitlines()
    assert "3 pairs, mean parallel 0." in result.err
    assert "without scores: 1" in result.err
    assert "Written: b.tsv" in result.err


def test_scoring_twice_changes_nothing(run: Run, tsv: Path) -> None:
    first = run("score", "-q", tsv).out
    Path("b.tsv").write_text(first, encoding="utf-8")
    assert run("score", "-q", "b.tsv").out == first


def test_flags_can_be_left_out(run: Run, tsv: Path) -> None:
    Path("a.tsv").write_text(
        "source\ttarget\nОни купили 350 лодок.\tThey bought 120 boats.\n", encoding="utf-8"
    )
    assert "number-differs" in rows(run("score", tsv).out)[0]["flags"]
    assert "flags" not in rows(run("score", tsv, "--no-flags").out)[0]


def test_json_lines_get_keys_and_tmx_gets_props(run: Run, tsv: Path) -> None:
    lines = [json.dumps({"source": s, "target": t, "n": [1]}, ensure_ascii=False) for s, t in ROWS]
    Path("a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    first, _, blank = map(json.loads, run("score", "a.jsonl").out.splitlines())
    assert list(first) == ["source", "target", "n", "parallel", "quality", "flags"]
    assert (blank["parallel"], blank["flags"]) == (None, None)
    segments = [
        f'<tuv xml:lang="{c}"><seg>{t}</seg></tuv>' for c, t in zip(("ru-RU", "en"), ROWS[0], strict=True)
    ]
    Path("a.tmx").write_text(f"<tmx><body><tu>{''.join(segments)}</tu></body></tmx>", encoding="utf-8")
    out = run("score", "a.tmx").out
    assert f'<prop type="x-parallel">{first["parallel"]:.4f}</prop>' in out
    assert "x-flags" not in out


def test_the_standard_input_is_read_and_the_summary_as_json_keeps_off_the_output(run: Run, tsv: Path) -> None:
    result = run("score", "-", "--json", stdin=TSV.encode())
    assert result.out == run("score", "-q", tsv).out
    facts = json.loads(result.err)
    assert (facts["pairs"], facts["without_text_on_both_sides"], facts["outputs"]) == (3, 1, ["-"])
    assert json.loads(run("score", tsv, "-o", "b.tsv", "--json").out)["outputs"] == ["b.tsv"]


def test_a_moses_pair_becomes_tsv(run: Run, tsv: Path) -> None:
    for code, side in (("ru", 0), ("en", 1)):
        Path(f"a.{code}").write_text("".join(f"{row[side]}\n" for row in ROWS), encoding="utf-8")
    assert run("score", "-q", "a.ru", "a.en", "-o", "b.tsv").code == 0
    assert len(rows(Path("b.tsv").read_text(encoding="utf-8"))) == 3


ERRORS = [
    (["a.tsv", "-o", "a.tsv"], "a.tsv is read by this run"),
    (["a.tsv", "-o", "b.tmx"], "a.tsv is TSV"),
    (["a.tsv", "-o", "none/b.tsv"], "there is no folder"),
    (["none.tsv"], "none.tsv: no such file"),
    (["a.tsv", "--columns", "x,y"], "no columns 'x' and 'y'"),
    (["a.tsv", "--encoder", "hashing"], "trained on vectors of use-multilingual"),
    (["broken.tsv", "-o", "b.tsv"], "broken.tsv, line 3: 1 column"),
    (["broken.tmx", "-o", "b.tmx"], "broken.tmx, line 1: no well-formed XML"),
    (["a.moses"], "a.ru: no such file"),
]


@pytest.mark.parametrize(("arguments", "message"), ERRORS)
def test_an_error_is_one_message_and_no_file_changes(
    run: Run, tsv: Path, arguments: list[str], message: str
) -> None:
    Path("broken.tsv").write_text("source\ttarget\nДа\tYes\nНет\n", encoding="utf-8")
    Path("broken.tmx").write_text("<tmx><body><tu></body></tmx>", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in Path().iterdir()}
    result = run("score", *arguments)
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("aligner: ")
    assert message in result.err
    assert {path.name: path.read_bytes() for path in Path().iterdir()} == before


@pytest.mark.parametrize("arguments", [[], ["a.tsv", "--columns", "one"], ["a.tsv", "--source-lang", "?"]])
def test_wrong_usage_ends_with_code_2(run: Run, tsv: Path, arguments: list[str]) -> None:
    assert run("score", *arguments).code == 2


def test_swapped_files_are_told_and_nothing_is_written(run: Run, tsv: Path) -> None:
    for name, side in (("a.ru", 0), ("a.en", 1)):
        Path(name).write_text("".join(row[side] + "\n" for row in ROWS[:2]), encoding="utf-8")
    result = run("score", "a.en", "a.ru", "-o", "s.tsv")
    assert result.code == 1
    assert "a.en and a.ru: the sides seem to be swapped" in result.err
    assert not Path("s.tsv").exists()
    assert run("score", "a.en", "a.ru", "--source-lang", "en", "--target-lang", "ru").code == 0


def test_a_moses_pair_becomes_tsv_on_the_standard_output(run: Run, tsv: Path) -> None:
    Path("a.ru").write_text(ROWS[0][0] + "\n", encoding="utf-8")
    Path("a.en").write_text(ROWS[0][1] + "\n", encoding="utf-8")
    result = run("score", "a.ru", "a.en")
    assert (result.code, result.out.splitlines()[0]) == (0, "source\ttarget\tparallel\tquality\tflags")


TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx xmlns="http://www.lisa.org/tmx14" version="1.4"><header/><body>
<tu><tuv xml:lang="ru"><seg>Нажмите <ph x="1">{0}</ph>, чтобы выйти<ph x="2">{1}</ph>.</seg></tuv><tuv xml:lang="en"><seg>Press <ph x="1">{0}</ph> to exit.</seg></tuv></tu>
<tu><tuv xml:lang="ru"><seg><bpt i="1"/>Лодки<ept i="1"/> вышли.</seg></tuv><tuv xml:lang="en"><seg>The <bpt i="1"/>boats<ept i="1"/> left.</seg></tuv></tu>
</body></tmx>
"""  # noqa: E501 - a segment is one line


def test_inline_codes_of_a_tmx_are_compared_and_its_namespace_gets_no_prefix(run: Run, tsv: Path) -> None:
    Path("a.tmx").write_text(TMX, encoding="utf-8")
    text = run("score", "-q", "a.tmx").out
    first, second = text.splitlines()[2:4]
    assert '<prop type="x-flags">tag-differs</prop>' in first
    assert "x-flags" not in second
    assert "ns0" not in text
    worst = json.loads(run("evaluate", "a.tmx", "--json").out)["translations"][0]["worst"]
    assert [flag["note"] for pair in worst for flag in pair["flags"]] == ["<ph>{1}"]

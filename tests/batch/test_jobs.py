"""Which files belong together."""

from pathlib import Path

import pytest

from aligner.batch.jobs import (
    Files,
    Job,
    is_safe,
    pair_by_content,
    pair_by_name,
    pair_by_pattern,
    read_manifest,
    relative_files,
)
from aligner.errors import InputError, OptionError

RU_EN = ("ru", "en")


def named(source: list[str], target: list[str]) -> dict[str, tuple[str, str]]:
    pairing = pair_by_name(Files("s", tuple(source)), Files("t", tuple(target)), RU_EN)
    return {job.name: (job.source_name, job.target_name) for job in pairing.jobs}


@pytest.mark.parametrize(
    ("source", "target", "name"),
    [
        ("a.txt", "a.txt", "a"),
        ("a.ru.txt", "a.en.txt", "a"),
        ("a_ru.html", "a_en.txt", "a"),
        ("a-RU.txt", "a-en.md", "a"),
        ("ru-a.txt", "en-a.txt", "a"),
        ("2024/a.ru.txt", "2024/a.en.txt", "2024/a"),
        ("ru/2024/a.txt", "en/2024/a.txt", "2024/a"),
        ("2024/ru/a.txt", "2024/en/a.txt", "2024/a"),
        ("ru.txt", "en.txt", "txt"),
        ("rules.txt", "rules.txt", "rules"),
        ("a.ru", "a.en", "a"),
        ("a.b.txt", "a.b.html", "a.b"),
        ("a.txt", "a.en.txt", "a"),
    ],
)
def test_names_that_differ_in_the_language_only_are_a_pair(source: str, target: str, name: str) -> None:
    assert named([source], [target]) == {name: (source, target)}


def test_files_of_one_name_in_two_folders_are_a_pair_whatever_is_in_it() -> None:
    names = ("lenta.ru.5.txt", "www.kp.ru_2020.txt", "a.txt")
    pairing = pair_by_name(Files("one", names), Files("other", names), ("ru", "en"))
    assert {(job.source_name, job.target_name) for job in pairing.jobs} == {(name, name) for name in names}
    assert (pairing.lonely_sources, pairing.lonely_targets) == ((), ())


def test_one_folder_may_hold_both_sides_and_other_things() -> None:
    names = ["a.en.txt", "a.ru.txt", "b.ru.txt", "notes.txt"]
    pairing = pair_by_name(Files("f", tuple(names)), Files("f", tuple(names)), RU_EN)
    assert [(job.source_name, job.target_name) for job in pairing.jobs] == [("a.ru.txt", "a.en.txt")]
    assert pairing.lonely_sources == ("b.ru.txt", "notes.txt")
    assert pairing.lonely_targets == ("notes.txt",)


def test_files_without_a_partner_are_named() -> None:
    pairing = pair_by_name(Files("s", ("a.txt", "b.txt")), Files("t", ("b.txt", "c.txt")), RU_EN)
    assert (pairing.lonely_sources, pairing.lonely_targets) == (("a.txt",), ("c.txt",))


def test_two_files_of_one_name_are_an_error() -> None:
    with pytest.raises(OptionError, match="would both be the pair 'a'"):
        named(["a.txt", "a.html"], ["a.txt"])


def test_a_pattern_says_what_names_have_in_common() -> None:
    sources = Files("f", ("1/x-rus.txt", "x-rus.txt", "y-rus.txt", "z.txt"))
    targets = Files("g", ("1/x~e.html", "x~e.html", "q~e.html"))
    pairing = pair_by_pattern(sources, targets, ("{name}-rus.txt", "{name}~e.html"))
    assert [job.name for job in pairing.jobs] == ["1/x", "x"]
    assert Path(pairing.jobs[0].source) == Path("f/1/x-rus.txt")
    assert (pairing.lonely_sources, pairing.lonely_targets) == (("y-rus.txt",), ("q~e.html",))
    with pytest.raises(OptionError, match=r"needs \{name\} once"):
        pair_by_pattern(sources, targets, ("*.txt", "{name}"))


def test_matches_become_pairs_named_as_the_source() -> None:
    sources, targets = Files("s", ("a.txt", "a.html", "b.txt")), Files("t", ("1.txt", "2.txt"))
    pairing = pair_by_content(sources, targets, [("a.txt", "2.txt"), ("a.html", "1.txt")])
    assert [(job.name, job.source_name, job.target_name) for job in pairing.jobs] == [
        ("a", "a.html", "1.txt"),
        ("a~2", "a.txt", "2.txt"),
    ]
    assert pairing.lonely_sources == ("b.txt",)


MANIFESTS = {
    "tsv": "source\ttarget\tyear\n../ru/a.txt\ten/a.txt\t1887\n../ru/a.txt\ten/b.txt\t\n",
    "jsonl": (
        '{"source": "../ru/a.txt", "target": "en/a.txt", "year": 1887}\n\n'
        '{"source": "../ru/a.txt", "target": "en/b.txt", "year": null}\n'
    ),
}


@pytest.mark.parametrize("format", MANIFESTS)
def test_a_manifest_gives_pairs_and_metadata(tmp_path: Path, format: str) -> None:
    path = tmp_path / f"m.{format}"
    path.write_text(MANIFESTS[format], encoding="utf-8")
    assert read_manifest(str(path)) == (
        Job(
            "ru/a",
            str(tmp_path / "../ru/a.txt"),
            str(tmp_path / "en/a.txt"),
            "../ru/a.txt",
            "en/a.txt",
            (("year", "1887"),),
        ),
        Job("ru/a~2", str(tmp_path / "../ru/a.txt"), str(tmp_path / "en/b.txt"), "../ru/a.txt~2", "en/b.txt"),
    )


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("m.tsv", "", "no pairs"),
        ("m.tsv", "source\ttarget\n", "no pairs"),
        ("m.tsv", "ru\ten\na\tb\n", "line 1: the header needs"),
        ("m.tsv", "source,target\na,b\n", "Put tabs between the columns"),
        ("m.tsv", "source\ttarget\tx\tx\na\tb\tc\td\n", "line 1: a column stands twice"),
        ("m.tsv", "source\ttarget\na\tb\nc\n", "line 3: 1 columns, the header has 2"),
        ("m.tsv", "source\ttarget\na\t\n", "line 2: no target"),
        ("m.tsv", "source\ttarget\tname\na\tb\t../x\n", "line 2: '../x' can't be the name"),
        ("m.jsonl", '{"source": "a"}\n', "line 1: no target"),
        ("m.jsonl", '{"source"\n', "line 1: not JSON"),
        ("m.jsonl", '{"source": "a", "target": "b"}\n[1]\n', "line 2: not an object"),
    ],
)
def test_what_is_wrong_in_a_manifest_is_said_with_its_line(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_manifest(str(path))


def test_a_source_may_have_any_name_and_its_output_gets_a_safe_one(tmp_path: Path) -> None:
    path = tmp_path / "m.tsv"
    path.write_text("source\ttarget\nчто делать?.txt\ta.txt\nCON.txt\tb.txt\n", encoding="utf-8")
    assert [job.name for job in read_manifest(str(path))] == ["что делать_", "_CON"]


def test_a_missing_manifest_is_an_error() -> None:
    with pytest.raises(InputError, match="can't be read"):
        read_manifest("none.tsv")


@pytest.mark.parametrize(
    "name", ["", "/a", "a//b", "../a", "a/..", ".a", "a\\b", "a:b", "CON", "nul.txt", "a\nb"]
)
def test_a_name_that_could_leave_the_folder_is_unsafe(name: str) -> None:
    assert not is_safe(name)


def test_outputs_of_the_batch_are_no_inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "out/a.tsv", "sub/b.txt"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text("x")
    assert relative_files(".", without="out").names == ("a.txt", "sub/b.txt")
    assert relative_files("**/*.t*", without="out").names == ("a.txt", "sub/b.txt")
    assert relative_files("sub/*.txt", without="out") == Files("sub", ("b.txt",))
    with pytest.raises(InputError, match="folder of the outputs"):
        relative_files("out", without="out")

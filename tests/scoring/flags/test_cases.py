"""Each flag fires on its cases and keeps quiet on its near misses: tests/cases/flags/NAME.tsv.

tests/cases/flag_pairs.tsv has pairs of news, software, contracts and prose with all their flags.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from aligner.scoring.flags import FLAGS, find_flags

CASES = Path(__file__).parents[2] / "cases" / "flags"
PAIRS = (CASES.parent / "flag_pairs.tsv").read_text(encoding="utf-8").splitlines()
REPEATED = re.compile(r"(\d+) × (.+)")
FEWEST = 10


@dataclass(frozen=True)
class Case:
    flag: str
    fires: bool
    source: str
    target: str
    shown: str


def read_cases() -> Iterator[Case]:
    for path in sorted(CASES.glob("*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n")[:-1], start=1):
            kind, source, target, *shown = line.split("\t")
            assert kind in ("fire", "quiet"), f"{path.name}, line {number}"
            yield Case(path.stem, kind == "fire", whole(source), whole(target), shown[0] if shown else "")


def whole(cell: str) -> str:
    """Give back the text of a cell: `3 × ля` stands for `ля ля ля`."""
    match = REPEATED.fullmatch(cell)
    return " ".join([match.group(2)] * int(match.group(1))) if match else cell


ALL = list(read_cases())


@pytest.mark.parametrize(
    "case", ALL, ids=lambda case: f"{case.flag}: {case.source[:30]} | {case.target[:30]}"
)
def test_a_flag_fires_where_it_must_and_only_there(case: Case) -> None:
    found = {flag.name: flag for flag in find_flags(case.source, case.target)}
    assert (case.flag in found) == case.fires, f"{case.source} | {case.target}: {sorted(found)}"
    if case.shown:
        shown = [case.target[span.start : span.stop] for span in found[case.flag].target]
        assert any(case.shown in each for each in shown), shown


@pytest.mark.parametrize("name", [rule.name for rule in FLAGS])
def test_every_flag_has_ten_cases_of_each_kind(name: str) -> None:
    kinds = [case.fires for case in ALL if case.flag == name]
    assert kinds.count(True) >= FEWEST
    assert kinds.count(False) >= FEWEST


def test_every_case_file_belongs_to_a_flag() -> None:
    assert {case.flag for case in ALL} == {rule.name for rule in FLAGS}


@pytest.mark.parametrize("line", PAIRS)
def test_a_pair_has_the_flags_of_its_errors_and_no_others(line: str) -> None:
    expected, source, target = line.split("\t")
    assert (",".join(flag.name for flag in find_flags(source, target)) or "-") == expected

"""Every rule rejects what it is for and lets its near misses pass: tests/cases/filtering/rules.txt."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from aligner.filtering import RULES, FilterOptions, PairFilter
from aligner.filtering.options import SETTABLE

CASES = Path(__file__).parents[1] / "cases" / "filtering" / "rules.txt"
LEAST = 6
CHARACTER = re.compile(r"⟨U\+([0-9A-F]+)⟩")
REPEATED = re.compile(r"⟨(\d+)\*([^⟩]*)⟩")


@dataclass(frozen=True)
class Case:
    rule: str
    threshold: float | None
    fires: bool
    source: str
    target: str
    line: int


def spelt_out(text: str) -> str:
    text = REPEATED.sub(lambda match: int(match[1]) * match[2], text.strip())
    return CHARACTER.sub(lambda match: chr(int(match[1], 16)), text)


def cases() -> Iterator[Case]:
    rule, threshold = "", None
    for number, line in enumerate(CASES.read_text(encoding="utf-8").split("\n"), start=1):
        if line.startswith("## "):
            rule, _, value = line[3:].partition(" = ")
            threshold = float(value) if value else None
        elif line.startswith(("+ ", "- ")):
            source, target = line[2:].split("¦")
            yield Case(rule, threshold, line[0] == "+", spelt_out(source), spelt_out(target), number)


ALL = list(cases())


def only(rule: str, threshold: float | None) -> FilterOptions:
    """Give back options with this rule on and all others off."""
    options = FilterOptions().with_settings(dict.fromkeys(SETTABLE, False))
    return options.with_setting(rule, True if threshold is None else threshold)


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.rule}:{case.line}")
def test_the_rule_rejects_what_it_is_for_and_nothing_else(case: Case) -> None:
    reason = PairFilter(only(case.rule, case.threshold)).judge(case.source, case.target)
    if case.fires:
        assert reason is not None
        assert reason.startswith(f"{case.rule}: ")
        assert "\n" not in reason
    else:
        assert reason is None


def test_every_rule_has_six_cases_of_either_kind() -> None:
    counts = Counter((case.rule, case.fires) for case in ALL)
    judged_by_text = [rule.name for rule in RULES if rule.threshold is not None or rule.on]
    assert [name for name in judged_by_text for fires in (True, False) if counts[name, fires] < LEAST] == []
    assert {case.rule for case in ALL} == set(judged_by_text)


def test_texts_that_cp1251_cannot_hold_are_judged_as_the_others() -> None:
    # U+2603 sends a text the long way round.
    for case in ALL:
        if case.rule in ("script", "numbers", "untranslated", "identical", "foreign-letters"):
            judge = PairFilter(only(case.rule, case.threshold))
            reason = judge.judge(f"\u2603 {case.source}", f"\u2603 {case.target}")
            assert (reason is not None) == case.fires, case

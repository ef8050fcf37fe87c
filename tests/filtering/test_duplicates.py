"""Duplicates: exact, near, by one side; and the set of digests behind them."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.filtering import FilterOptions, PairFilter
from aligner.filtering.duplicates import DigestSet, normalised
from aligner.filtering.options import SETTABLE

FIRST = ("Глава 12. Ёлка горит!", "Chapter 12. The tree is burning!")

CASES = [
    # rule, source, target, whether it is one
    ("duplicate", *FIRST, True),
    ("duplicate", "  Глава 12. Ёлка горит! ", "Chapter 12. The tree is burning!", True),
    ("duplicate", "Глава 12. Ёлка горит!", "Chapter 12. A tree is burning!", False),
    ("duplicate", "ГЛАВА 12. Ёлка горит!", "Chapter 12. The tree is burning!", False),
    ("duplicate", "Глава 13. Ёлка горит!", "Chapter 13. The tree is burning!", False),
    ("near-duplicate", *FIRST, True),
    ("near-duplicate", "ГЛАВА 12 — ЕЛКА ГОРИТ", "CHAPTER 12: the tree is burning", True),
    ("near-duplicate", "Глава 7. Ёлка горит…", "Chapter 7. The tree is burning…", True),
    ("near-duplicate", "«Глава 1. Ёлка горит»", "“Chapter 1. The tree is burning”", True),
    ("near-duplicate", "Глава 12. Палка горит!", "Chapter 12. The stick is burning!", False),
    ("near-duplicate", "Глава. Ёлка горит!", "Chapter. The tree is burning!", False),
    ("duplicate-source", FIRST[0], "Chapter 12. Fire in the tree!", True),
    ("duplicate-source", "Глава 12.", FIRST[1], False),
    ("duplicate-target", "Двенадцатая глава. Ёлка в огне!", FIRST[1], True),
    ("duplicate-target", FIRST[0], "Chapter 12. Fire in the tree!", False),
]


@pytest.mark.parametrize(("rule", "source", "target", "is_one"), CASES)
def test_a_pair_is_compared_with_those_before_it(rule: str, source: str, target: str, is_one: bool) -> None:
    options = FilterOptions().with_settings({**dict.fromkeys(SETTABLE, False), rule: True})
    judge = PairFilter(options)
    assert judge.judge(*FIRST) is None
    assert judge.judge(source, target) == (f"{rule}: came before" if is_one else None)


def test_a_pair_that_another_rule_rejected_makes_no_duplicate_of_the_next() -> None:
    judge = PairFilter(FilterOptions().with_settings({"min-parallel": 0.5}))
    assert judge.judge(*FIRST, {"parallel": "0.1"}) == "min-parallel: 0.1, at least 0.5"
    assert judge.judge(*FIRST, {"parallel": "0.9"}) is None
    assert judge.judge(*FIRST, {"parallel": "0.9"}) == "duplicate: came before"


def test_where_a_text_ends_matters() -> None:
    judge = PairFilter()
    assert judge.judge("Снег и лёд", "Snow and ice") is None
    assert judge.judge("Снег и", "лёдSnow and ice") != "duplicate: came before"


@given(st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 50), max_size=300))
def test_the_digest_set_is_a_set(numbers: list[int]) -> None:
    digests, slow = DigestSet(), set()
    for number in numbers:
        number = number or 1  # zero stands for a free slot
        assert digests.add(number) == (number not in slow)
        slow.add(number)
    assert len(digests) == len(slow)


def test_the_digest_set_grows_and_stays_small() -> None:
    digests, numbers = DigestSet(), random.Random(7)
    added = [numbers.getrandbits(64) for _ in range(20_000)]
    assert all(digests.add(number) for number in added)
    assert not any(digests.add(number) for number in added)
    assert digests.bytes_held <= 27 * len(digests)


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalised(text)
    assert normalised(once) == once

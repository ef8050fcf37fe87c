"""What holds of the filter whatever the texts."""

from hypothesis import given
from hypothesis import strategies as st

from aligner.filtering import PairFilter
from aligner.filtering.copy_rules import edit_distance
from aligner.filtering.texts import Side

TEXTS = st.text(alphabet=st.sampled_from("абвгд abcde 1290.,<>&?РС%{}/ёéł")) | st.text()


@given(TEXTS, TEXTS)
def test_any_two_texts_are_judged_and_twice_alike(source: str, target: str) -> None:
    reasons = [PairFilter().judge(source, target) for _ in range(2)]
    assert reasons[0] == reasons[1]
    assert reasons[0] is None or "\n" not in reasons[0]


def slow_distance(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for at, character in enumerate(one, start=1):
        before, row[0] = row[0], at
        for column, wanted in enumerate(other, start=1):
            cost = before + (character != wanted)
            before, row[column] = row[column], min(cost, row[column] + 1, row[column - 1] + 1)
    return row[-1]


@given(st.text("абв", max_size=9), st.text("абв", max_size=9), st.integers(0, 9))
def test_the_banded_distance_is_the_distance_or_too_much(one: str, other: str, most: int) -> None:
    slow = slow_distance(one, other)
    assert edit_distance(one, other, most) == (slow if slow <= most else None)


@given(st.text(alphabet=st.sampled_from("абвёЁіїabcXYZ 12390.,«»—№€µ")))
def test_both_ways_of_counting_agree(text: str) -> None:
    fast = Side(text, "ru")
    slow = Side(text, "ru")
    slow._count_slowly()
    assert fast.narrow is not None
    greek = text.count("µ")  # a letter of neither script, which only the slow way counts
    assert (fast.letters + greek, fast.digits) == (slow.letters, slow.digits)
    assert (fast.latin, fast.cyrillic) == (slow.latin, slow.cyrillic)

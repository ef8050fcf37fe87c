"""Which words of the target the names of the source became, and which are nowhere."""

import pytest

from aligner.scoring.name_assignment import MOST_COMPARISONS, NOTHING, Assignment, assign_names
from aligner.scoring.sides import Side


def assigned(source: str, target: str) -> Assignment:
    return assign_names(Side.of(source, "ru"), Side.of(target, "en"))


def test_each_name_takes_the_word_that_sounds_like_it() -> None:
    found = assigned("Вчера Песков и Лавров были в Женеве.", "Yesterday Lavrov and Peskov were in Geneva.")
    pairs = {name.word.form.text: word.form.text for name, word in found.pairs}
    assert pairs == {"Песков": "Peskov", "Лавров": "Lavrov", "Женеве": "Geneva"}
    assert found.lost == found.spare_capitals == ()


@pytest.mark.parametrize(
    ("source", "target", "nowhere", "replaced"),
    [
        ("Президент Джо Байден прилетел.", "President Joe Trump has arrived.", 1, 1),
        ("Об этом заявил Байден.", "He said so.", 1, 0),
        ("Он живёт в деревне Нижние Броды.", "He lives in the village of Lower fords.", 1, 0),
        ("Дело рассмотрит Верховный суд.", "The case will be heard by the Supreme Court.", 0, 0),
        ("Кубок вручил актёр Хьюз.", "The cup was presented by the actor Hughes.", 0, 0),
        ("Это было в Вене.", "That was in Geneva.", 1, 1),
        ("Он принц Саудовской Аравии.", "He is a Saudi prince.", 0, 0),
        ("Статью The Washington Post подписал Хашкаджи.", "He signed the Washington Post article.", 1, 0),
        ("никаких имён", "no names at all", 0, 0),
    ],
)
def test_a_name_is_nowhere_or_replaced(source: str, target: str, nowhere: int, replaced: int) -> None:
    found = assigned(source, target)
    assert (len(found.nowhere), found.replaced) == (nowhere, replaced)


def test_the_names_of_two_sides_are_assigned_once() -> None:
    sides = Side.of("Это сказал Песков.", "ru"), Side.of("Peskov said so.", "en")
    assert assign_names(*sides) is assign_names(*sides)


def test_a_register_of_names_is_not_compared_name_by_name() -> None:
    names = MOST_COMPARISONS // 200
    russian = "и " + " ".join(["Песков"] * names)
    assert assigned(russian, "and " + "Peskov " * 200) is NOTHING
    assert len(assigned(russian, "and " + "Peskov " * 100).pairs) == 100

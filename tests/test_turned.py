"""English on the first side and Russian on the second are judged as the other way round."""

import pytest

from aligner import align
from aligner.scoring.flags import find_flags

RUSSIAN = "Кошка спит на окне. Вчера президент Байден прилетел в Женеву. Дождь шёл всю ночь."
ENGLISH = "The cat is sleeping on the window. Yesterday President Biden flew to Geneva. It rained all night."


def test_scores_do_not_hang_on_which_side_is_which() -> None:
    there, back = align(RUSSIAN, ENGLISH), align(ENGLISH, RUSSIAN, source_language="en", target_language="ru")
    assert [row.bead.source for row in there.rows] == [row.bead.target for row in back.rows]
    assert [row.parallel for row in back.pairs] == pytest.approx([row.parallel for row in there.pairs])
    assert all((row.parallel or 0) > 0.9 for row in back.pairs)
    assert back.verdict is not None
    assert back.verdict.label == "translation"


def test_flags_of_russian_and_english_are_found_either_way() -> None:
    source, target = "President Trump has arrived in Geneva.", "Президент Байден прилетел в Женеву."
    (flag,) = find_flags(source, target, source_language="en", target_language="ru")
    assert flag.name == "name-missing"
    assert [target[span.start : span.stop] for span in flag.target] == ["Байден"]
    assert flag.source == ()
    assert find_flags(ENGLISH, RUSSIAN, source_language="en-GB", target_language="ru-RU") == ()

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner import __version__
from aligner.signature import run_signature


@dataclass(frozen=True)
class Options:
    tau: float = 0.15
    window: int | None = None


def test_the_version_stands_first_and_the_stages_in_the_order_of_the_work() -> None:
    parts = {
        "zeal": "high",
        "alignment": Options(),
        "encoder": "sentence-transformers:LaBSE#ab12",
        "segmenter": "rules",
    }
    assert run_signature(parts) == (
        f"aligner:{__version__}|segmenter:rules|encoder:sentence-transformers:LaBSE#ab12|alignment:tau=0.15|zeal:high"
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, "yes"),
        (False, "no"),
        (3, "3"),
        (0.1 + 0.2, "0.3"),
        ("a|b\n", "a%7Cb%0A"),
        (("b", "a"), "b,a"),
        ({"b", "a"}, "a,b"),
        ({"b": 1, "a": None, "c": True}, "b=1,c=yes"),
    ],
)
def test_values_of_every_kind_are_shown_in_short(value: object, shown: str) -> None:
    assert run_signature({"key": value}) == f"aligner:{__version__}|key:{shown}"


def test_what_is_not_set_is_not_named() -> None:
    assert run_signature({"quality": None}) == f"aligner:{__version__}"


@given(st.dictionaries(st.text(), st.text()))
def test_the_same_parts_in_any_order_give_one_line(parts: dict[str, str]) -> None:
    backwards = dict(reversed(parts.items()))
    assert run_signature(parts) == run_signature(backwards)
    assert run_signature(parts).count("|") == len(parts)

"""What a file of pairs holds, whatever its format."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aligner.bitext import Flag

Value = float | str | tuple[Flag, ...] | None
"""A score, a reason, flags, or None: not known."""

Fields = Mapping[str, Value]
"""What is to be written beside a pair, by the name of its column, key or prop (``x-NAME``)."""

_PLACES = {"quality": 2}
_PLACES_ELSE = 4
_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts and where they stand.

    ``number`` counts the file's pairs from 0, ``line`` its lines from 1. A side that the
    file doesn't give is empty. ``facts`` is what else the file says of the pair: other
    columns or keys, or a TMX unit's props without their ``x-``. ``codes``: of each side the inline codes
    that its text leaves out, as TMX has them: ``<ph>{0}``.
    """

    source: str
    target: str
    number: int
    line: int
    facts: Mapping[str, Any] = field(default_factory=dict)
    codes: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


@dataclass(frozen=True, slots=True)
class Record:
    """A pair and what its file's format needs to write it again as it was."""

    pair: Pair
    raw: Any


def as_text(name: str, value: Value) -> str:
    """Give back a value as TSV and TMX hold it; "" for None and for no flags.

    >>> as_text("parallel", 0.98765), as_text("quality", 71.0)
    ('0.9877', '71.00')
    >>> as_text("flags", (Flag("number"), Flag("name")))
    'number,name'
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return _BREAKS.sub(" ", value)
    if isinstance(value, tuple):
        return ",".join(flag.name for flag in value)
    return f"{round(float(value), 6) + 0.0:.{_PLACES.get(name, _PLACES_ELSE)}f}"

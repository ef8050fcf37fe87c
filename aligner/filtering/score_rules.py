"""Rules about scores and flags that the file gives beside the pair."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from aligner.errors import InputError
from aligner.filtering.rule import Rule
from aligner.filtering.texts import PairTexts

SCORES = {
    "min-parallel": ("parallel",),
    "min-quality": ("quality",),
    "min-score": ("score",),
    "min-cosine": ("cosine",),
    "min-bicleaner": ("bicleaner_ai_score", "bicleaner_score", "score-bicleaner"),
}
"""Rules and the columns, keys or props whose values they want; the first that is there counts."""


def score_of(facts: Mapping[str, Any], names: Iterable[str]) -> float | None:
    """Give back the score under the first of these names, or None if there is none.

    >>> score_of({"parallel": "0.75"}, ["parallel"]), score_of({"parallel": ""}, ["parallel"])
    (0.75, None)

    Raises InputError for what is no number.
    """
    for name in names:
        value = facts.get(name)
        if value is not None and value != "":
            try:
                return float(value)
            except (TypeError, ValueError):
                raise InputError(f"{name!r} is {value!r}, which is no number.") from None
    return None


def is_below(pair: PairTexts, least: float, *, names: tuple[str, ...]) -> str | None:
    score = score_of(pair.facts, names)
    if score is None:
        return "not scored"
    return f"{score:g}, at least {least:g}" if not score >= least else None


def flag_names(value: Any) -> tuple[str, ...]:
    """Give back the names of flags as TSV and TMX (``a,b``) or JSON (objects with ``name``) hold them.

    >>> flag_names("number,name"), flag_names([{"name": "number"}]), flag_names(None)
    (('number', 'name'), ('number',), ())
    """
    if isinstance(value, str):
        return tuple(name.strip() for name in value.split(",") if name.strip())
    if isinstance(value, list):
        return tuple(str(flag.get("name") if isinstance(flag, Mapping) else flag) for flag in value)
    return ()


def flagged(facts: Mapping[str, Any], unwanted: Iterable[str]) -> str | None:
    """Give back which of the unwanted flags the pair has, or None."""
    found = [name for name in flag_names(facts.get("flags")) if name in unwanted]
    return ", ".join(dict.fromkeys(found)) or None


RULES = tuple(
    Rule(
        name,
        partial(is_below, names=names),
        f"The pair's {' or '.join(names)} is lower, or not known.",
        on=False,
    )
    for name, names in SCORES.items()
)

"""All rules, in the order in which they are asked: cheap ones first, duplicates last."""

from aligner.filtering import (
    content_rules,
    copy_rules,
    language_rules,
    length_rules,
    noise_rules,
    score_rules,
)
from aligner.filtering.duplicates import DUPLICATIONS
from aligner.filtering.rule import Rule

_TABLE = {
    rule.name: rule
    for module in (
        length_rules,
        score_rules,
        copy_rules,
        content_rules,
        language_rules,
        noise_rules,
    )
    for rule in module.RULES
}

_ORDER = (
    "empty",
    "min-parallel",
    "min-quality",
    "min-score",
    "min-cosine",
    "min-bicleaner",
    "min-chars",
    "max-chars",
    "length-ratio",
    "min-words",
    "max-words",
    "identical",
    "control-characters",
    "escapes",
    "html",
    "mojibake",
    "breadcrumbs",
    "long-word",
    "average-word-length",
    "spaced-letters",
    "letters",
    "script",
    "foreign-letters",
    "mixed-alphabets",
    "common-words",
    "only-url",
    "urls",
    "placeholders",
    "numbers",
    "repeated-characters",
    "repeated-words",
    "glued-words",
    "untranslated",
    "near-identical",
)

RULES: tuple[Rule, ...] = tuple(_TABLE[name] for name in _ORDER)
FLAGS = "flags"
"""The name under which pairs with unwanted flags are counted."""

NAMES = (*_ORDER, FLAGS, *(duplication.name for duplication in DUPLICATIONS))
"""The names of everything that rejects pairs, in order."""

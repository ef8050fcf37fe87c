"""Writes the table of rules in docs/filter.md from the rules themselves: run it with ``make docs``."""

from pathlib import Path

from aligner.filtering.duplicates import DUPLICATIONS
from aligner.filtering.rules import RULES

PAGE = Path(__file__).parent / "filter.md"
START = "<!-- rules: a test keeps this table current -->\n"
STOP = "\n<!-- end of rules -->"


def table() -> str:
    """Give back the rules as a Markdown table."""
    rows = [("rule", "default", "rejects a pair if", "known as"), ("---", "---", "---", "---")]
    for rule in RULES:
        on = "on" if rule.threshold is None else f"{rule.threshold:g}"
        rows.append((f"`{rule.name}`", on if rule.on else "off", rule.description, names(rule.known_as)))
    for kind in DUPLICATIONS:
        rows.append((f"`{kind.name}`", "on" if kind.on else "off", kind.description, names(kind.known_as)))
    return "\n".join("| " + " | ".join(row).replace("\\", "\\\\") + " |" for row in rows)


def names(known_as: str) -> str:
    """Give back the names in other programs, those of one program together.

    >>> names("b:no_empty o:LengthFilter")
    'b: no_empty; o: LengthFilter'
    """
    return "; ".join(name.replace(":", ": ", 1) for name in known_as.split())


def page() -> str:
    """Give back the page with the table as it has to be."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(START)
    return before + START + table() + STOP + rest.partition(STOP)[2]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

"""Whether a text without a telling name is Markdown."""

import re

SIGNS: dict[str, re.Pattern[str]] = {
    "headings": re.compile(r"^ {0,3}#{1,6} +\S", re.M),
    "fences": re.compile(r"^\s*(?:```|~~~)", re.M),
    "links": re.compile(r"\[[^\[\]\n]{1,300}\]\([^)(\s]+\)"),
    "bold": re.compile(r"\*\*\S[^*\n]*\*\*"),
    "code": re.compile(r"(?<!`)`[^`\n]+`(?!`)"),
    "table": re.compile(r"^\s*\|?(?:\s*:?-{3,}:?\s*\|)+", re.M),
    "setext": re.compile(r"^\S.*\n(?:={3,}|-{3,})[ \t]*$", re.M),
    "directives": re.compile(r"^\s*\{%.*%\}\s*$", re.M),
}

STRONG_SIGNS = {"headings", "fences", "links", "table", "directives"}


def looks_like_markdown(text: str) -> bool:
    """Say whether the text is written in Markdown: two kinds of signs, one of them strong.

    Lines that begin with a dash prove nothing: Russian dialogue does that.

    >>> looks_like_markdown("# Setup\\n\\nRun `make`, then read [the guide](guide.md).")
    True
    >>> looks_like_markdown("- Где ты был?\\n- Дома.")
    False
    """
    found = {name: len(sign.findall(text)) for name, sign in SIGNS.items()}
    kinds = {name for name, count in found.items() if count}
    if not kinds & STRONG_SIGNS:
        return False
    return len(kinds) >= 2 or found["headings"] >= 2 or found["fences"] >= 2 or found["links"] >= 2

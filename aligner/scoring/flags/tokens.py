"""Flags about what must stand unchanged on both sides: placeholders, links, tags."""

import re
from collections import Counter
from dataclasses import replace

from aligner.bitext import Span
from aligner.scoring.flags.view import Finding, PairView

_PLACEHOLDER = re.compile(
    r"\$\{\w+\}|\{\{?\s?[\w.]*\s?\}?\}"  # ${user}, {0}, {{ name }}
    r"|%\(\w+\)[sdif]|(?<![\d%])%(?:\d+\$)?[-+#]?\d*(?:\.\d+)?l?[sdifu](?![a-zа-яё])"  # %(name)s, %2$d, %.2f
    r"|(?<![\d%\w])%\d(?!\d)|%[A-Z_]{2,}%|(?<!\w)\$[A-Za-z_]\w+|\[\[\w+\]\]"  # %1, %USER%, $name, [[name]]
)
_LINK = re.compile(
    r"(?:https?|ftp)://[^\s<>«»\"“”)\]]+|\bwww\.[^\s<>«»\"“”)\]]+|[\w.+-]+@[\w-]+\.[\w.-]*\w", re.IGNORECASE
)
_LANGUAGE_HOST = re.compile(r"^(?:ru|en)\.")
_LANGUAGE_PART = re.compile(r"(?<![a-z0-9])(?:ru|en)(?:[-_](?:ru|en|us|gb))?(?![a-z0-9])")
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]*)?/?>|&(?:nbsp|amp|lt|gt|quot|#\d+);")
_TAG_NAME = re.compile(r"</?[\w-]+|&\S+")


def placeholder_differs(pair: PairView) -> Finding | None:
    """Find placeholders of programs that stand on one side only: {0}, %s, ${name}."""
    if not any(mark in text for text in (pair.source, pair.target) for mark in "%{$["):
        return None
    return _differing(pair, _PLACEHOLDER)


def link_differs(pair: PairView) -> Finding | None:
    """Find addresses, of pages or of people, that stand on one side only.

    Not one that the other side has without its https://, or in the page's other language.
    """
    if not any(mark in text for text in (pair.source, pair.target) for mark in ("://", "www.", "@", "WWW.")):
        return None
    return _differing(pair, _LINK)


def tag_differs(pair: PairView) -> Finding | None:
    """Find tags, entities of markup and inline codes that stand on one side only; attributes may differ."""
    ours, theirs = map(Counter, pair.codes)
    codes = [*(ours - theirs), *(f"+{code}" for code in theirs - ours)]
    found = None
    if any(mark in text for text in (pair.source, pair.target) for mark in "<&"):
        found = _differing(pair, _TAG)
    if not codes:
        return found
    if found is None:
        return Finding(note=", ".join(codes))
    return replace(found, note=", ".join([found.note, *codes]))


def stands_in_token(text: str, span: Span) -> bool:
    """Say whether a place is part of a placeholder or an address: %2$d, id=5."""
    return any(
        match.start() <= span.start and span.stop <= match.end()
        for pattern in (_PLACEHOLDER, _LINK)
        for match in pattern.finditer(text)
    )


def _differing(pair: PairView, pattern: re.Pattern[str]) -> Finding | None:
    source, target = _found(pair.source, pattern), _found(pair.target, pattern)
    lost = Counter(key for key, _ in source) - Counter(key for key, _ in target)
    added = Counter(key for key, _ in target) - Counter(key for key, _ in source)
    if pattern is _LINK:
        lost = Counter({key: count for key, count in lost.items() if key not in pair.target.lower()})
        added = Counter({key: count for key, count in added.items() if key not in pair.source.lower()})
    if not lost and not added:
        return None
    return Finding(
        _spans(source, lost), _spans(target, added), ", ".join([*lost, *(f"+{key}" for key in added)])
    )


def _found(text: str, pattern: re.Pattern[str]) -> list[tuple[str, Span]]:
    found = []
    for match in pattern.finditer(text):
        shown = match.group().rstrip(".,;:!?/")
        if pattern is _TAG:
            name = _TAG_NAME.match(shown)
            key = name.group().lower() if name is not None else shown
        else:
            key = shown.lower().removeprefix("https://").removeprefix("http://").removeprefix("www.")
            key = _without_language(key)
        found.append((key.replace(" ", ""), Span(match.start(), match.start() + max(len(shown), 1))))
    return found


def _without_language(address: str) -> str:
    """Give back an address with * for the language that a page is in.

    >>> _without_language("ru.example.org/a"), _without_language("example.ru/en-us/a")
    ('*.example.org/a', 'example.ru/*/a')
    """
    host, slash, path = address.partition("/")
    return _LANGUAGE_HOST.sub("*.", host) + slash + _LANGUAGE_PART.sub("*", path)


def _spans(found: list[tuple[str, Span]], wanted: Counter[str]) -> tuple[Span, ...]:
    """Give back the last so many places of each key: the first ones have their partners."""
    left = Counter(wanted)
    spans = []
    for key, span in reversed(found):
        if left[key] > 0:
            left[key] -= 1
            spans.append(span)
    return tuple(reversed(spans))

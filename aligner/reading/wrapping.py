"""Hard-wrapped text: which lines go on in the next line.

Text wrapped at a width has a plain sign: the first word of the next line would not have
fitted on the line before. In text with a paragraph a line this is a rare accident.
"""

import re
from collections.abc import Sequence

from aligner.bitext import Span
from aligner.reading.lines import ends_sentence, trimmed

WIDTHS = range(55, 121)  # of wrapped text; books have 65 to 80, lines of verse 30 to 50
SLACK = 4  # characters by which a wrapped line may be shorter than it had to be
ENOUGH_LINES = 3  # lines with a line right after them, fewer prove nothing
FULL_SHARE = 0.5  # of such lines are full in wrapped text (wmt news wrapped at 72: 1.0), 0.1 elsewhere
SMALL_SHARE = 0.4  # of full lines are followed by lower case; verse and lists begin with capitals
NEARLY_FULL = 0.6  # of the width: a line that goes on in lower case needn't be quite full

ITEM = re.compile(r"(?:[-–—−*•·▪>]|\(?\d{1,3}[.)]|[a-zа-я]\))\s")


def wrapped_paragraphs(text: str, lines: Sequence[Span]) -> list[Span]:
    """Give back the paragraphs among the lines: the lines themselves unless they are wrapped.

    ``lines`` are all lines of the text, blank ones included, in order.
    """
    pairs = _neighbours(text, lines)
    width = _width(text, pairs)
    following = {line: after for line, after in pairs if width and goes_on(text, line, after, width)}
    paragraphs: list[Span] = []
    joined: Span | None = None
    for line in lines:
        span = trimmed(text, line)
        if not len(span):
            continue
        if joined is not None and joined == line:
            paragraphs[-1] = Span(paragraphs[-1].start, span.stop)
        else:
            paragraphs.append(span)
        joined = following.get(line)
    return paragraphs


def goes_on(text: str, line: Span, after: Span, width: int) -> bool:
    """Say whether a line of text wrapped at ``width`` goes on in the line after it."""
    here, there = text[line.start : line.stop].rstrip(), text[after.start : after.stop].rstrip()
    if ends_sentence(here) and (ITEM.match(there.lstrip()) or _indent(there) > _indent(here)):
        return False
    if _is_full(here, there, width):
        return True
    starts_small = there.lstrip()[:1].islower()
    return starts_small and len(here) >= NEARLY_FULL * width and not ends_sentence(here)


def _neighbours(text: str, lines: Sequence[Span]) -> list[tuple[Span, Span]]:
    blank = [not len(trimmed(text, line)) for line in lines]
    return [(lines[i], lines[i + 1]) for i in range(len(lines) - 1) if not blank[i] and not blank[i + 1]]


def _width(text: str, pairs: Sequence[tuple[Span, Span]]) -> int | None:
    """Give back the width that the text is wrapped at, None if it is not wrapped."""
    if len(pairs) < ENOUGH_LINES:
        return None
    shown = [(text[line.start : line.stop].rstrip(), text[after.start : after.stop]) for line, after in pairs]
    lengths = sorted(len(here) for here, _ in shown)
    width = lengths[(len(lengths) * 95) // 100 if len(lengths) > 20 else -1]
    if width not in WIDTHS:
        return None
    full = [there for here, there in shown if _is_full(here, there, width)]
    small = [there for there in full if there.lstrip()[:1].islower()]
    if len(full) < FULL_SHARE * len(shown) or len(small) < SMALL_SHARE * len(full):
        return None
    return width


def _is_full(here: str, there: str, width: int) -> bool:
    word = there.split(maxsplit=1)[0]
    return len(here) + 1 + len(word) > width - SLACK and len(here) >= width / 3


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())

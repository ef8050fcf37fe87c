"""Flag about repetition: words that the target says over again and the source doesn't."""

from itertools import pairwise

from aligner.bitext import Span
from aligner.scoring.flags.view import Finding, PairView
from aligner.scoring.sides import Side

MAY_DOUBLE = frozenset(
    {"had", "that", "very", "bye", "no", "yes", "ha", "ho", "he", "is", "so", "many", "long", "do"}
)
"""Words that English may say twice running: He had had enough."""

LONGEST_LOOP = 8
FAR_LOOP, FAR_TIMES = 4, 3
FEWEST_WORDS = 2


def repetition(pair: PairView) -> Finding | None:
    """Find words said over again at once, or four words said three times."""
    side = pair.theirs
    if len(side.words) < FEWEST_WORDS or len(side.words) == len(side.plain):
        return None
    lower = [word.lower for word in side.words]
    following = set(pairwise(lower))
    if len(following) == len(lower) - 1 and all(one != other for one, other in following):
        return None
    found = _loop(side, lower) or _far_loop(side, lower)
    if found is None or _source_repeats(pair):
        return None
    return Finding(target=(found,), note=pair.target[found.start : found.stop])


def _loop(side: Side, lower: list[str]) -> Span | None:
    """Give back the first run of words that follows itself, with no sentence's end between."""
    for size in range(1, min(LONGEST_LOOP, len(lower) // 2) + 1):
        alike = [one == other for one, other in zip(lower, lower[size:], strict=False)]
        if True not in alike:
            continue
        for at in range(len(lower) - 2 * size + 1):
            if not all(alike[at : at + size]):
                continue
            if (
                size == 1
                and (lower[at] in MAY_DOUBLE or len(lower[at]) == 1)
                and lower[at + 2 : at + 3] != lower[at : at + 1]
            ):
                continue
            between = side.text[side.span(at + size - 1).stop : side.word_starts[at + size]]
            if size == 1 and between.strip():
                continue  # Duran-Duran; day, day and night
            if size > 1 and any(mark in between for mark in ".!?;:"):
                continue
            return Span(side.word_starts[at], side.span(at + 2 * size - 1).stop)
    return None


def _far_loop(side: Side, lower: list[str]) -> Span | None:
    if len(lower) < FAR_LOOP * FAR_TIMES or len(lower) - len(side.plain) < FAR_TIMES - 1:
        return None
    seen: dict[tuple[str, ...], int] = {}
    for at in range(len(lower) - FAR_LOOP + 1):
        gram = tuple(lower[at : at + FAR_LOOP])
        seen[gram] = seen.get(gram, 0) + 1
        if seen[gram] == FAR_TIMES:
            return Span(side.word_starts[at], side.span(at + FAR_LOOP - 1).stop)
    return None


def _source_repeats(pair: PairView) -> bool:
    """Say whether the source has a word twice running or three times: the repetition is its own."""
    lower = [word.lower for word in pair.ours.words]
    if any(one == other for one, other in pairwise(lower)):
        return True
    return any(lower.count(word) >= FAR_TIMES for word in set(lower) if len(word) > 4)

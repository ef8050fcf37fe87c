"""What a translation is like, sentence by sentence, without another translation to compare it with.

Meant for sorting the sentences of one kind of text, worst first. The means of two systems
differ by less than how hard their texts are: no ranking of systems follows from them.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from aligner.bitext import Alignment, Bead, Flag, ScoredPair, SegmentedDocument, Span
from aligner.evaluation.bootstrap import Interval, bootstrap_mean

PURPOSE = (
    "For sorting sentences of one kind of text, worst first. This is no ranking of translation systems: "
    "how hard a text is weighs more than who translated it."
)

BINS = 10
"""Bars of the histogram, each ten points of quality wide."""

BEST = 100.0


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """A pair, where it stands, and what is known of it; ``value`` lies in 0 to 100."""

    place: str
    source: str
    target: str
    value: float
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Unpaired:
    """The sentences of one side without a counterpart, and their share of the side's characters."""

    share: float
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TranslationReport:
    """What was found out about one translation.

    ``measure`` is what ``value`` of each pair is: ``quality``, or ``score`` where no quality
    is known. ``interval`` and ``quartiles`` are of these values, None without pairs;
    ``histogram`` counts them in BINS steps. ``worst`` are the pairs with the lowest values, ``flagged``
    others with flags, as many.
    """

    name: str
    pairs: int
    omitted: Unpaired
    added: Unpaired
    measure: str
    interval: Interval | None
    quartiles: tuple[float, float, float] | None
    histogram: tuple[int, ...]
    flags: tuple[tuple[str, int], ...]
    worst: tuple[JudgedPair, ...]
    flagged: tuple[JudgedPair, ...] = ()

    @property
    def flags_per_hundred(self) -> float:
        """Give back how many flags a hundred pairs have."""
        return 100 * sum(count for _, count in self.flags) / self.pairs if self.pairs else 0.0

    def to_dict(self) -> dict[str, Any]:
        """Give back the report as plain JSON values."""
        interval = self.interval
        return {
            "name": self.name,
            "pairs": self.pairs,
            "omitted": {"share": round(self.omitted.share, 4), "sentences": list(self.omitted.texts)},
            "added": {"share": round(self.added.share, 4), "sentences": list(self.added.texts)},
            "measure": self.measure,
            "mean": interval and round(interval.mean, 2),
            "interval": interval and [round(interval.low, 2), round(interval.high, 2)],
            "quartiles": self.quartiles and [round(value, 2) for value in self.quartiles],
            "histogram": list(self.histogram),
            "flags_per_hundred": round(self.flags_per_hundred, 2),
            "flags": dict(self.flags),
            "worst": [_pair_facts(pair) for pair in self.worst],
            "flagged": [_pair_facts(pair) for pair in self.flagged],
        }


def _pair_facts(pair: JudgedPair) -> dict[str, Any]:
    return {
        "place": pair.place,
        "value": round(pair.value, 2),
        "source": pair.source,
        "target": pair.target,
        "flags": [
            {
                "name": flag.name,
                "source": [[span.start, span.stop] for span in flag.source],
                "target": [[span.start, span.stop] for span in flag.target],
                "note": flag.note,
            }
            for flag in pair.flags
        ],
    }


def report_on(
    name: str,
    pairs: Sequence[JudgedPair],
    *,
    measure: str,
    omitted: Unpaired,
    added: Unpaired,
    generator: np.random.Generator,
    worst: int,
) -> TranslationReport:
    """Give back the report on a translation from its pairs and what stayed without a counterpart."""
    values = [pair.value for pair in pairs]
    lowest = worst_pairs(pairs, worst)
    return TranslationReport(
        name=name,
        pairs=len(pairs),
        omitted=omitted,
        added=added,
        measure=measure,
        interval=bootstrap_mean(values, generator) if values else None,
        quartiles=quartiles(values) if values else None,
        histogram=histogram(values),
        flags=flag_counts(pairs),
        worst=lowest,
        flagged=flagged_pairs(pairs, lowest, worst),
    )


def measured_values(rows: Sequence[ScoredPair]) -> tuple[str, list[float]]:
    """Give back which measure all these pairs have, and its values, 0 to 100.

    That is the quality if every pair has one; else the score, taken times a hundred.
    """
    qualities = [row.quality for row in rows if row.quality is not None]
    if rows and len(qualities) == len(rows):
        return "quality", qualities
    return "score", [100 * (row.score or 0.0) for row in rows]


def histogram(values: Iterable[float]) -> tuple[int, ...]:
    """Give back how many values fall into each of BINS equal steps from 0 to 100.

    >>> histogram([0, 9.9, 10, 100])
    (2, 1, 0, 0, 0, 0, 0, 0, 0, 1)
    """
    counts = [0] * BINS
    for value in values:
        counts[min(max(int(value * BINS / BEST), 0), BINS - 1)] += 1
    return tuple(counts)


def quartiles(values: Sequence[float]) -> tuple[float, float, float]:
    """Give back the values below which a quarter, half and three quarters of them lie."""
    one, two, three = np.quantile(values, [0.25, 0.5, 0.75])
    return float(one), float(two), float(three)


def flag_counts(pairs: Iterable[JudgedPair]) -> tuple[tuple[str, int], ...]:
    """Give back how many pairs have each flag, the most frequent first."""
    counts = Counter(flag.name for pair in pairs for flag in pair.flags)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def worst_pairs(pairs: Sequence[JudgedPair], number: int) -> tuple[JudgedPair, ...]:
    """Give back the pairs with the lowest values, the lowest first; of equals those with more flags."""
    return tuple(sorted(pairs, key=lambda pair: (pair.value, -len(pair.flags)))[:number])


def flagged_pairs(
    pairs: Sequence[JudgedPair], shown: Sequence[JudgedPair], number: int
) -> tuple[JudgedPair, ...]:
    """Give back pairs with flags that aren't shown yet, those with the most flags first."""
    known = {id(pair) for pair in shown}
    found = [pair for pair in pairs if pair.flags and id(pair) not in known]
    return tuple(sorted(found, key=lambda pair: (-len(pair.flags), pair.value))[:number])


def unpaired(document: SegmentedDocument, beads: Iterable[Bead], side: str) -> Unpaired:
    """Give back the sentences of a side without a counterpart; page furniture is left aside.

    ``side`` is ``source`` or ``target``. Furniture that found a counterpart is text like any.
    """
    paired = {number for bead in beads if not bead.is_null for number in getattr(bead, side)}
    whole = alone = 0
    texts = []
    for number, sentence in enumerate(document.sentences):
        if number not in paired:
            if document.role_of(number) == "furniture":
                continue
            alone += len(sentence.text)
            texts.append(sentence.text)
        whole += len(sentence.text)
    return Unpaired(alone / whole if whole else 0.0, tuple(texts))


def shared_blocks(count: int, spans: Iterable[Span]) -> list[Span]:
    """Give back the finest blocks of ``count`` sentences whose borders no span crosses.

    >>> [tuple(block) for block in shared_blocks(5, [Span(0, 2), Span(1, 3), Span(3, 4)])]
    [(0, 1, 2), (3,), (4,)]
    """
    inside = {number for span in spans for number in range(span.start + 1, span.stop)}
    borders = [number for number in range(count + 1) if number not in inside]
    return [Span(start, stop) for start, stop in pairwise(borders)]


def text_of_blocks(alignment: Alignment, blocks: Sequence[Span]) -> list[str]:
    """Give back what the target has for each block of source sentences, in the target's order.

    A target sentence without a counterpart goes with what stands before it; page furniture
    without one is left out.
    """
    starts = [block.start for block in blocks]
    texts: list[list[str]] = [[] for _ in blocks]
    at = 0
    for bead in sorted(alignment.beads, key=lambda bead: bead.target.start):
        if not len(bead.target):
            continue
        if len(bead.source):
            at = bisect_right(starts, bead.source.start) - 1
        elif all(alignment.target.role_of(number) == "furniture" for number in bead.target):
            continue
        texts[at].append(alignment.target.text_of(bead.target))
    return [" ".join(parts) for parts in texts]

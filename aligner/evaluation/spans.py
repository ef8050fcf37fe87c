"""How well pairs of stretches of raw text agree with gold units, however either is cut.

Only characters that aren't blank count. Every source character of a predicted pair is
linked to the pair's whole target text; the share of that text which lies in the gold unit
of the character is its credit (0 to 1), and the same the other way round. So cutting a unit
finer costs nothing, gluing k equal units together gives a credit of 1/k, and a wrong
partner gives none::

    precision = credit / characters of the predicted pairs
    recall    = credit / characters of the gold units with two sides
    units_ok  = share of those units that got at least 0.8 of their credit on both sides

Characters outside every gold unit are left out of the count on their side, for partial gold.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from aligner.bitext import Alignment, SegmentedDocument, Span
from aligner.errors import InputError

_ENOUGH = 0.8
_NO_UNIT = -1
_OFFSET = re.compile(r"-?\d+")


@dataclass(frozen=True, slots=True)
class GoldUnit:
    """Offsets of a stretch of text and of its counterpart; None where there is none.

    A unit with two sides counts only if ``is_pair``: gold may say that two stretches
    stand at one place and are no translations of each other.
    """

    source: Span | None
    target: Span | None
    is_pair: bool = True


@dataclass(frozen=True, slots=True)
class SpanCounts:
    """What the figures are computed from; counts of several documents can be added.

    ``credit``, ``predicted`` and ``total`` are in characters that aren't blank.
    """

    credit: float = 0.0
    predicted: int = 0
    total: int = 0
    units: int = 0
    units_right: int = 0

    def __add__(self, other: "SpanCounts") -> "SpanCounts":
        names = [field.name for field in fields(SpanCounts)]
        return SpanCounts(**{name: getattr(self, name) + getattr(other, name) for name in names})

    @property
    def precision(self) -> float:
        return self.credit / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.credit / self.total if self.total else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    @property
    def units_ok(self) -> float:
        return self.units_right / self.units if self.units else 0.0


SpanPair = tuple[Span, Span]


def count_spans(
    source: str, target: str, units: Iterable[GoldUnit], predicted: Iterable[SpanPair]
) -> SpanCounts:
    """Give back the counts for one document.

    ``source`` and ``target`` are the texts that all offsets refer to. Raises InputError
    for a predicted span that leaves its text.
    """
    units = list(units)
    source_units = _unit_of_characters(source, [unit.source for unit in units])
    target_units = _unit_of_characters(target, [unit.target for unit in units])
    credits: defaultdict[int, list[float]] = defaultdict(lambda: [0.0, 0.0])
    characters = 0
    for source_span, target_span in predicted:
        sources = _characters_by_unit(source, source_span, source_units)
        targets = _characters_by_unit(target, target_span, target_units)
        if _outside_gold(sources) or _outside_gold(targets):
            continue
        sources.pop(_NO_UNIT, None)
        targets.pop(_NO_UNIT, None)
        characters += sources.total() + targets.total()
        for unit in sources.keys() & targets.keys():
            if units[unit].is_pair:
                linked = sources[unit] * targets[unit]
                credits[unit][0] += linked / targets.total()
                credits[unit][1] += linked / sources.total()
    return _counts(source, target, units, credits, characters)


def _counts(
    source: str, target: str, units: list[GoldUnit], credits: dict[int, list[float]], characters: int
) -> SpanCounts:
    total = right = 0
    pairs = [(number, unit) for number, unit in enumerate(units) if unit.is_pair]
    for number, unit in pairs:
        sizes = _size(source, unit.source), _size(target, unit.target)
        got = credits.get(number, [0.0, 0.0])
        total += sum(sizes)
        right += all(credit >= _ENOUGH * size for credit, size in zip(got, sizes, strict=True))
    credit = sum(sum(credits[number]) for number in sorted(credits))
    return SpanCounts(credit, characters, total, len(pairs), right)


def _unit_of_characters(text: str, spans: list[Span | None]) -> list[int]:
    """Give back the number of the unit that each character lies in; later units win."""
    numbers = [_NO_UNIT] * len(text)
    for number, span in enumerate(spans):
        if span is not None:
            _check_inside(span, text)
            numbers[span.start : span.stop] = [number] * len(span)
    return numbers


def _characters_by_unit(text: str, span: Span, unit_of: list[int]) -> Counter[int]:
    _check_inside(span, text)
    return Counter(unit_of[offset] for offset in span if not text[offset].isspace())


def _outside_gold(characters: Counter[int]) -> bool:
    return characters.keys() == {_NO_UNIT}


def _size(text: str, span: Span | None) -> int:
    return 0 if span is None else sum(not character.isspace() for character in text[span.start : span.stop])


def _check_inside(span: Span, text: str) -> None:
    if span.stop > len(text):
        raise InputError(f"The span [{span.start}, {span.stop}) leaves the text of {len(text)} characters.")


def span_pairs(alignment: Alignment) -> tuple[SpanPair, ...]:
    """Give back the offsets of every pair: from its first sentence's start to its last one's end."""
    return tuple(
        (_extent(alignment.source, bead.source), _extent(alignment.target, bead.target))
        for bead in alignment.beads
        if not bead.is_null
    )


def _extent(side: SegmentedDocument, numbers: Span) -> Span:
    return Span(side.sentences[numbers.start].span.start, side.sentences[numbers.stop - 1].span.stop)


def read_spans(path: str | Path) -> tuple[SpanPair, ...]:
    """Give back predicted pairs: a line is source start, stop, target start, stop; -1 for no text.

    Rows with one side only are left out, a header is passed over. Raises InputError.
    """
    rows = (_offsets(path, number, row[:4]) for number, row in _rows(path))
    return tuple((source, target) for source, target in rows if source is not None and target is not None)


def read_units(path: str | Path) -> tuple[GoldUnit, ...]:
    """Give back gold units: a line is unit, kind (``pair`` counts), source start, stop, target start, stop.

    Raises InputError.
    """
    units = []
    for number, row in _rows(path, first=2):
        source, target = _offsets(path, number, row[2:6])
        units.append(GoldUnit(source, target, row[1] == "pair"))
    return tuple(units)


def _rows(path: str | Path, first: int = 0) -> Iterator[tuple[int, list[str]]]:
    """Give back the rows and their line numbers; ``first`` is the column of the first offset."""
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: can't be read ({error}).") from error
    for number, line in enumerate(text.split("\n"), 1):
        row = line.rstrip("\r").split("\t")
        is_header = number == 1 and not any(_OFFSET.fullmatch(field) for field in row[first:])
        if line.strip() and not is_header:
            yield number, row


def _offsets(path: str | Path, number: int, row: list[str]) -> tuple[Span | None, Span | None]:
    try:
        source_start, source_stop, target_start, target_stop = map(int, row)
        return _span(source_start, source_stop), _span(target_start, target_stop)
    except ValueError:
        raise InputError(f"{path}, line {number}: no four offsets start, stop, start, stop.") from None


def _span(start: int, stop: int) -> Span | None:
    return Span(start, stop) if start >= 0 else None

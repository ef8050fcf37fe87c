"""Segmented documents with gold beads, and disturbed copies of them to learn from."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from aligner.alignment.sides import InnerSentences

Link = tuple[tuple[int, ...], tuple[int, ...], str]
"""Source lines, target lines, tag (exact, null, coarse)."""


@dataclass(frozen=True)
class GoldDocument:
    """Lines of both sides and the gold beads over their numbers."""

    family: str
    name: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    gold: tuple[Link, ...]
    vectors: tuple[np.ndarray, np.ndarray] | None = field(default=None, compare=False)
    inner: tuple[InnerSentences | None, InnerSentences | None] = field(default=(None, None), compare=False)


def read_lines(path: Path) -> tuple[str, ...]:
    """Give back the file's lines, their white space collapsed."""
    return tuple(" ".join(line.split()) for line in path.read_text(encoding="utf-8").split("\n")[:-1])


def read_gold(path: Path) -> tuple[Link, ...]:
    """Give back the beads of a Vecalign ladder with tags."""
    links = []
    for line in path.read_text(encoding="utf-8").splitlines():
        found = re.match(r"\[(.*?)\]:\[(.*?)\]:?(.*)", line)
        if found:
            source, target = (tuple(int(n) for n in re.findall(r"\d+", found[k])) for k in (1, 2))
            links.append((source, target, found[3].strip()))
    return tuple(links)


def read_family(folder: Path, languages: tuple[str, str] = ("ru", "en")) -> list[GoldDocument]:
    """Give back the documents of a folder in the benchmark's layout, sorted by name."""
    documents = []
    for gold in sorted(folder.glob("*.gold.tsv")):
        name = gold.name.removesuffix(".gold.tsv")
        source, target = (read_lines(folder / f"{name}.{language}.txt") for language in languages)
        documents.append(GoldDocument(folder.name, name, source, target, read_gold(gold)))
    return documents


def cut(document: GoldDocument, size: int) -> list[GoldDocument]:
    """Give back the document in pieces of about ``size`` source lines, cut between beads."""
    pieces: list[GoldDocument] = []
    current: list[Link] = []
    for link in document.gold:
        current.append(link)
        if sum(len(source) for source, _, _ in current) >= size:
            pieces.append(_piece(document, current, len(pieces)))
            current = []
    return pieces


def _piece(document: GoldDocument, links: Sequence[Link], number: int) -> GoldDocument:
    source = [line for link in links for line in link[0]]
    target = [line for link in links for line in link[1]]
    i0, j0 = min(source), min(target)
    return GoldDocument(
        document.family,
        f"{document.name}#{number}",
        document.source[i0 : max(source) + 1],
        document.target[j0 : max(target) + 1],
        tuple((tuple(i - i0 for i in s), tuple(j - j0 for j in t), tag) for s, t, tag in links),
    )


@dataclass(frozen=True)
class Unit:
    """A gold bead as texts, before it has a place in a document."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    tag: str = "exact"


def units_of(document: GoldDocument) -> list[Unit]:
    """Give back the document's beads as texts, nulls left out."""
    return [
        Unit(tuple(document.source[i] for i in s), tuple(document.target[j] for j in t), tag)
        for s, t, tag in document.gold
        if s and t
    ]


@dataclass(frozen=True)
class Disturbance:
    """How a document is disturbed; shares of its units or lines, 0 to 1."""

    delete: float = 0.0
    abridge: float = 0.0
    gap: float = 0.0
    merge: float = 0.0
    insert: float = 0.0


def draw_disturbance(random: np.random.Generator) -> Disturbance:
    """Give back a disturbance, each kind present or not."""
    choose = random.choice
    return Disturbance(
        delete=float(choose([0, 0, 0.08, 0.1, 0.2, 0.25])),
        abridge=float(choose([0, 0, 0, 0, 0.5])),
        gap=float(choose([0, 0, 0, 0, 0.25])),
        merge=float(choose([0, 0, 0.2, 0.3, 0.4])),
        insert=float(choose([0, 0, 0.1, 0.15, 0.3, 0.4])),
    )


def disturb(
    units: Sequence[Unit],
    noise: tuple[Sequence[str], Sequence[str]],
    how: Disturbance,
    random: np.random.Generator,
    name: str,
) -> GoldDocument:
    """Give back a document made of the units, disturbed; ``noise``: foreign lines of each side."""
    pieces = _delete(list(units), how, random)
    pieces = _regroup(pieces, how.merge, random)
    pieces = _insert(pieces, noise, how.insert, random)
    source: list[str] = []
    target: list[str] = []
    gold: list[Link] = []
    for unit in pieces:
        i, j = len(source), len(target)
        source += unit.source
        target += unit.target
        tag = "null" if not unit.source or not unit.target else unit.tag
        gold.append((tuple(range(i, len(source))), tuple(range(j, len(target))), tag))
    singles = [
        single
        for s, t, tag in gold
        for single in (
            [((i,), (), tag) for i in s] + [((), (j,), tag) for j in t] if tag == "null" else [(s, t, tag)]
        )
    ]
    return GoldDocument("augmented", name, tuple(source), tuple(target), tuple(singles))


def _without(unit: Unit, side: int) -> Unit:
    return replace(unit, source=()) if side == 0 else replace(unit, target=())


def _delete(units: list[Unit], how: Disturbance, random: np.random.Generator) -> list[Unit]:
    if how.gap:
        length = int(len(units) * how.gap)
        start, side = int(random.integers(0, len(units) - length + 1)), int(random.integers(2))
        units[start : start + length] = [_without(unit, side) for unit in units[start : start + length]]
    i = 0
    while i < len(units):
        if how.abridge:
            run = int(random.integers(1, 6))
            if random.random() < how.abridge:
                units[i : i + run] = [replace(unit, target=()) for unit in units[i : i + run]]
            i += run
        elif how.delete and random.random() < how.delete:
            run, side = (int(random.integers(2, 5)) if random.random() < 0.1 else 1), int(random.integers(2))
            units[i : i + run] = [_without(unit, side) for unit in units[i : i + run]]
            i += run
        else:
            i += 1
    return [unit for unit in units if unit.source or unit.target]


def _insert(
    lines: list[Unit], noise: tuple[Sequence[str], Sequence[str]], share: float, random: np.random.Generator
) -> list[Unit]:
    """Give back the units with blocks of foreign lines at the start, the end or in the middle."""
    if not share:
        return lines
    for side in (0, 1):
        left = int(share * len(lines))
        while left > 0:
            size = int(min(left, random.integers(3, 11)))
            drawn = [str(line) for line in random.choice(np.array(noise[side], dtype=object), size)]
            block = [Unit((line,), ()) if side == 0 else Unit((), (line,)) for line in drawn]
            where = int(random.choice([0, len(lines), int(random.integers(0, len(lines) + 1))]))
            lines[where:where] = block
            left -= size
    return lines


def _regroup(units: list[Unit], rate: float, random: np.random.Generator) -> list[Unit]:
    """Give back the units with neighbouring lines joined and long ones cut at a clause border.

    Lines whose counterpart was deleted are joined too: the bead is then partly translated.
    """
    result: list[Unit] = []
    i = 0
    while i < len(units):
        unit = units[i]
        if not rate or random.random() > rate:
            result.append(unit)
            i += 1
            continue
        side = int(random.integers(2))
        if random.random() < 0.5 and i + 1 < len(units):
            run = 3 if random.random() < 0.2 else 2
            group = units[i : i + run]
            result.append(_joined(group, side))
            i += len(group)
        else:
            lines = list(unit.source if side == 0 else unit.target)
            if lines:
                which = int(np.argmax([len(line) for line in lines]))
                lines[which : which + 1] = _clauses(lines[which])
            source, target = (tuple(lines), unit.target) if side == 0 else (unit.source, tuple(lines))
            result.append(Unit(source, target, _tag(source, target, [unit])))
            i += 1
    return result


def _joined(group: Sequence[Unit], side: int) -> Unit:
    source = tuple(line for one in group for line in one.source)
    target = tuple(line for one in group for line in one.target)
    if side == 0:
        source = (" ".join(source),) if source else ()
    else:
        target = (" ".join(target),) if target else ()
    return Unit(source, target, _tag(source, target, group))


def _tag(source: Sequence[str], target: Sequence[str], parts: Sequence[Unit]) -> str:
    plain = all(one.tag == "exact" for one in parts)
    return "exact" if plain and min(len(source), len(target)) <= 1 else "coarse"


def _clauses(line: str) -> list[str]:
    if len(line) < 60:
        return [line]
    borders = [found.end() for found in re.finditer(r"[,;:—–] ", line)]
    borders = [border for border in borders if 20 < border < len(line) - 20]
    if not borders:
        return [line]
    middle = min(borders, key=lambda border: abs(border - len(line) / 2))
    return [line[:middle].strip(), line[middle:].strip()]


def augmented(
    documents: Sequence[GoldDocument],
    noise: tuple[Sequence[str], Sequence[str]],
    count: int,
    random: np.random.Generator,
    size: int = 150,
) -> Iterator[GoldDocument]:
    """Give back ``count`` disturbed documents of about ``size`` units, joined from several."""
    for number in range(count):
        units: list[Unit] = []
        while len(units) < size:
            document = documents[int(random.integers(len(documents)))]
            found = units_of(document)
            start = int(random.integers(0, max(1, len(found) - size)))
            units += found[start : start + size]
        yield disturb(units[: int(size * 1.2)], noise, draw_disturbance(random), random, f"augmented{number}")

"""The pairs to train on and to test on, by document, from the folder given as --data.

``--data`` holds ``quality/`` (MLQE-PE ru-en, CC0) and ``bench/dev/`` (the benchmark).
Documents are split by the checksum of their name: a third is for testing only, and the
three translations of one Russian document are always on the same side.
"""

import itertools
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

FAMILIES = ("A_clean_ref", "A_clean_mt", "A_noisy_mt", "A_literary", "A_techdoc", "C_bible_sent")

BIBLE_TEST = "John"
"""The Gospel kept for testing: the other three tell much of the same in the same words."""

MAX_SENTENCES = 4

TERRIBLE = 50.0
"""Mean score below which a machine translation doesn't count as saying the same."""

DOMAINS = ("Reddit", "Wikiquote")

ONE_IN = 3
"""Of the Gospels' pairs a third is taken: they would outweigh everything else."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides, the document and family they come from, and the pair's place in it."""

    source: str
    target: str
    family: str
    document: str
    place: int
    test: bool
    good: float | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A translation that people judged: mean and z-mean of their scores."""

    source: str
    target: str
    mean: float
    z_mean: float


def is_test(family: str, document: str) -> bool:
    """Give back whether the document is kept for testing."""
    if family == "C_bible_sent":
        return document.startswith(BIBLE_TEST)
    return zlib.crc32(f"pairs {document}".encode()) % 3 == 0


def read_judged(data: Path, part: str) -> list[Judged]:
    """Give back the judged translations of ``part``, "train" or "dev"."""
    lines = (data / "quality" / f"mlqe_ru-en.{part}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return [Judged(one, other, float(mean), float(z_mean)) for one, other, mean, z_mean in rows]


def domain_of(source: str) -> str:
    """Give back where a judged sentence is from, as far as its looks tell: proverbs are Wikiquote's.

    The data doesn't say. MLQE-PE's Russian comes from Reddit and from Wikiquote; what isn't
    marked as a headline, question or talk and is one saying in a sentence or two, without a
    name, number or link, counts as Wikiquote.
    """
    marks = ("http", "::", "?", "/", "(", "@", "|", ":")
    spoken = any(mark in source for mark in marks) or any(character.isdigit() for character in source)
    return "Wikiquote" if not spoken and source.rstrip()[-1:] in ".!…»" and len(source) < 150 else "Reddit"


def read_families(data: Path) -> list[Pair]:
    """Give back the gold pairs of the benchmark's families, in the order of each document."""
    pairs: list[Pair] = []
    for family in FAMILIES:
        for gold in sorted((data / "bench" / "dev" / family).glob("*.gold.tsv")):
            name = gold.name.removesuffix(".gold.tsv")
            if not name.startswith("gospels_all"):
                pairs.extend(_read_document(gold, family, name))
    return pairs


def pair_of(judged: Judged, number: int) -> Pair:
    """Give back a judged translation as a pair, a document of its own."""
    test = zlib.crc32(judged.source.encode()) % 3 == 0
    return Pair(judged.source, judged.target, "mlqe", f"mlqe{number}", 0, test, good=judged.mean)


def read_right_pairs(data: Path, judged: list[Judged]) -> list[Pair]:
    """Give back all pairs that count as right, of both splits."""
    families = [
        pair
        for pair in read_families(data)
        if pair.family != "C_bible_sent" or zlib.crc32(pair.source.encode()) % ONE_IN == 0
    ]
    return [pair_of(one, n) for n, one in enumerate(judged) if one.mean >= TERRIBLE] + families


def joined(pairs: Sequence[Pair]) -> list[Pair]:
    """Give back pairs of two neighbouring pairs joined: of literature all, of the rest some.

    A bead may hold several sentences; two in one are right only if both sides hold both.
    """
    made = []
    for one, other in itertools.pairwise(pairs):
        together = (one.family, one.document, one.place + 1) == (other.family, other.document, other.place)
        chosen = one.family == "A_literary" or zlib.crc32(f"join {one.source}".encode()) % 5 == 0
        if together and chosen and one.family != "A_techdoc":
            source, target = f"{one.source} {other.source}", f"{one.target} {other.target}"
            made.append(replace(one, source=source, target=target, place=one.place + 10_000))
    return made


def _read_document(gold: Path, family: str, name: str) -> Iterator[Pair]:
    sides = [
        (gold.parent / f"{name}.{language}.txt").read_text(encoding="utf-8").split("\n")
        for language in ("ru", "en")
    ]
    for place, line in enumerate(gold.read_text(encoding="utf-8").splitlines()):
        one, other, _ = line.split(":")
        numbers = json.loads(one), json.loads(other)
        if not all(0 < len(side) <= MAX_SENTENCES for side in numbers):
            continue
        texts = [" ".join(side[n] for n in ns).strip() for side, ns in zip(sides, numbers, strict=True)]
        if all(texts):
            yield Pair(*texts, family, name, place, is_test(family, name))

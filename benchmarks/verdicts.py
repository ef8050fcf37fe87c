"""How often documents are rightly told to be translations of each other, or not."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aligner.config import ReadOptions
from aligner.pipeline import Parts, align_documents
from aligner.reading import read
from aligner.segmentation import get_segmenter

if TYPE_CHECKING:
    from aligner.protocols import Encoder

SEGMENTED = (
    "A_clean_ref", "A_clean_mt", "A_noisy_mt", "A_abridged", "A_gap25", "A_hard", "A_mixed", "A_del10",
    "A_ins30", "A_swap", "A_literary", "A_techdoc", "C_bible_sent",
)  # fmt: skip
RAW = ("B_plain", "B_web", "B_literary")
MANY = 20
"""Of a family with more documents, only so many are taken."""
SHUFFLED = 20
SEED = 3
REPORTS = ("tass", "sputnik", "xinhua")


@dataclass(frozen=True, slots=True)
class Case:
    """Two files, whether they are translations of each other, and whether they hold a segment a line."""

    family: str
    source: Path
    target: Path
    true: bool
    segmented: bool


def cases(data: Path) -> Iterator[Case]:
    """Give back all document pairs: true ones, shuffled ones, reports on the same event."""
    dev, rng = data / "bench" / "dev", random.Random(SEED)
    for family in (*SEGMENTED, *RAW):
        sources = [path for path in sorted((dev / family).glob("*.ru.txt")) if "gospels" not in path.name]
        segmented = family in SEGMENTED
        for source in sources[:: 1 + len(sources) // MANY]:
            yield Case(family, source, _english(source), true=True, segmented=segmented)
        for _ in range(SHUFFLED if len(sources) > 5 else 0):
            one, other = rng.sample(sources, 2)
            if family in ("A_clean_ref", "A_techdoc", "B_plain"):
                yield Case(f"{family}, shuffled", one, _english(other), true=False, segmented=segmented)
    yield from _matched(dev / "D_docmatch" / "wmt21news", rng)
    for source in sorted((dev / "E_mining").glob("comp*.ru.txt")):
        yield Case("E_mining, comparable", source, _english(source), true=False, segmented=True)
    seeds = data / "seeds"
    yield Case("seeds", seeds / "rbc.ru.txt", seeds / "rbc-mt.en.txt", true=True, segmented=False)
    for name in REPORTS:
        report = seeds / f"{name}.en.txt"
        yield Case("seeds, other reports", seeds / "rbc.ru.txt", report, true=False, segmented=False)
    examples = Path(__file__).parents[1] / "examples"
    for name in ("news", "story"):
        source = examples / f"{name}.ru.txt"
        yield Case("examples", source, _english(source), true=True, segmented=False)
    other = examples / "other-report.en.txt"
    yield Case("examples, other report", examples / "news.ru.txt", other, true=False, segmented=False)


def _english(source: Path) -> Path:
    return source.with_name(source.name.removesuffix(".ru.txt") + ".en.txt")


def _matched(folder: Path, rng: random.Random) -> Iterator[Case]:
    rows = [line.split("\t")[:2] for line in (folder / "gold.tsv").read_text(encoding="utf-8").splitlines()]
    pairs = [(folder / "ru" / one, folder / "en" / other) for one, other in rows]
    pairs = [(one, other) for one, other in pairs if one.exists() and other.exists()]
    for one, other in pairs:
        yield Case("D_docmatch (cut, padded)", one, other, true=True, segmented=False)
    for _ in range(3 * SHUFFLED):
        one, other = rng.sample(pairs, 2)
        yield Case("D_docmatch, shuffled", one[0], other[1], true=False, segmented=False)


def confusion(data: Path, encoder: "Encoder") -> Iterator[str]:
    """Give back the lines of a table: verdicts by family, and the scores next to the border."""
    by_lines, by_rules = (Parts(get_segmenter(name), encoder) for name in ("lines", "rules"))
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    scores: dict[bool, list[float]] = {True: [], False: []}
    for case in cases(data):
        sides = zip((case.source, case.target), ("ru", "en"), strict=True)
        source, target = (read(path, ReadOptions(name, segmented=case.segmented)) for path, name in sides)
        verdict = align_documents(source, target, by_lines if case.segmented else by_rules).verdict
        assert verdict is not None
        counts[case.family][str(verdict.label)] += 1
        scores[case.true].append(verdict.score)
    labels = ("translation", "partial", "not a translation")
    yield "| family | " + " | ".join(labels) + " |"
    yield "|---|---:|---:|---:|"
    for family, found in counts.items():
        yield f"| {family} | " + " | ".join(str(found[label]) for label in labels) + " |"
    yield ""
    yield f"Lowest scores of {len(scores[True])} true pairs: " + _ends(sorted(scores[True])[:5])
    yield f"Highest of {len(scores[False])} others: " + _ends(sorted(scores[False], reverse=True)[:5])
    yield ""


def _ends(scores: list[float]) -> str:
    return ", ".join(f"{score:.2f}" for score in scores) + "."

"""What the filter's rules take from pairs that are known to be good, and how fast they are.

``python -m benchmarks.filtering --data FOLDER`` reads the gold 1-1 pairs of the families in
FOLDER/bench/dev and the sentences of FOLDER/quality, applies the default rules and prints, or
with ``-o`` writes, the share of each set that each rule rejects: first of all (``taken``
sums up) and whatever came before. Pairs of quality/ are machine translations, some of them bad.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from aligner.evaluation.gold import read_links
from aligner.filtering import FilterOptions, PairFilter
from aligner.pair_files import open_pairs

TextPair = tuple[str, str]

FAMILIES = ("A_clean_ref", "A_literary", "A_techdoc")
QUALITY = "quality/mlqe_ru-en.train.tsv"
HEAD = """# What the filter takes from good pairs

`python -m benchmarks.filtering --data FOLDER -o benchmarks/results/filtering.md`

Default rules and thresholds, duplicates included. Per cent of the pairs, with the number of
pairs in brackets: what the rule took, being the first to object. Rules that took nothing
anywhere are left out. MLQE-PE is machine translation of sentences from Reddit and Wikiquote,
chosen to be hard, so not every pair of it is good.
"""


@dataclass(frozen=True, slots=True)
class Result:
    """A set of pairs as the filter left it."""

    name: str
    filter: PairFilter
    seconds: float
    rejected: tuple[tuple[str, TextPair], ...]

    @property
    def hard(self) -> int:
        """Give back how many pairs the rules rejected, duplicates aside."""
        return sum(count for name, count in self.filter.taken.items() if "duplicate" not in name)


def gold_pairs(folder: Path) -> Iterator[TextPair]:
    """Give back the texts of the 1-1 links in the gold of each document."""
    for gold in sorted(folder.glob("*.gold.tsv")):
        name = gold.name.removesuffix(".gold.tsv")
        source, target = (
            (folder / f"{name}.{code}.txt").read_text("utf-8").split("\n") for code in ("ru", "en")
        )
        for link in read_links(gold):
            if len(link.source) == len(link.target) == 1:
                yield source[link.source[0]], target[link.target[0]]


def quality_pairs(path: Path) -> Iterator[TextPair]:
    """Give back the sentences and their machine translations."""
    for pair in open_pairs(path):
        yield pair.source, pair.target


def measured(name: str, pairs: list[TextPair]) -> Result:
    """Give back what the default rules do to these pairs."""
    judge = PairFilter(FilterOptions())
    began = time.process_time()
    reasons = [judge.judge(*pair) for pair in pairs]
    seconds = time.process_time() - began
    found = ((reason, pair) for reason, pair in zip(reasons, pairs, strict=True) if reason)
    return Result(name, judge, seconds, tuple(found))


def table(results: list[Result]) -> str:
    """Give back the results as a Markdown table."""
    names = [name for name in results[0].filter.names if any(result.filter.taken[name] for result in results)]
    rows = [
        ("rule", *(f"{result.name} ({result.filter.pairs:,})" for result in results)),
        ("---", *("---:" for _ in results)),
        *((name, *(share(result.filter.taken[name], result) for result in results)) for name in names),
        ("**rules together**", *(f"**{share(result.hard, result)}**" for result in results)),
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def share(count: int, result: Result) -> str:
    """Give back a count as per cent of the pairs, with the count itself."""
    return f"{100 * count / result.filter.pairs:.2f} ({count})" if count else "–"


def speed(results: list[Result]) -> str:
    """Give back how many pairs a second the rules judge."""
    pairs = sum(result.filter.pairs for result in results)
    seconds = sum(result.seconds for result in results)
    rate = round(pairs / seconds, -2)
    return f"Speed on a shared 2-core machine: {rate:,.0f} pairs a CPU-second; files aren't counted."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--show", action="store_true", help="print each rejected pair with its reason")
    arguments = parser.parse_args()
    sets: list[tuple[str, Callable[[], Iterator[TextPair]]]] = [
        *((name, lambda name=name: gold_pairs(arguments.data / "bench" / "dev" / name)) for name in FAMILIES),
        ("MLQE-PE train", lambda: quality_pairs(arguments.data / QUALITY)),
    ]
    results = [measured(name, list(pairs())) for name, pairs in sets]
    text = f"{HEAD}\n{table(results)}\n\n{speed(results)}\n"
    if arguments.show:
        for result in results:
            for reason, pair in result.rejected:
                print(f"{result.name}\t{reason}\t{pair[0]}\t{pair[1]}")
    if arguments.output:
        arguments.output.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()

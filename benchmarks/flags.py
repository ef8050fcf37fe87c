"""How often each flag fires on gold pairs: good references, and machine translations for comparison.

    python benchmarks/flags.py --data FOLDER [--data FOLDER ...] [--errors FLAG]

A folder holds ``NAME.ru.txt``, ``NAME.en.txt`` (a segment a line) and ``NAME.gold.tsv`` (beads).
Documents are taken in the order of their names; the first half is the one to look at
(``--errors`` shows only that), the second judges.
"""

import argparse
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from aligner.scoring.flags import FLAGS, find_flags

BEAD = re.compile(r"\[([\d, ]*)\]:\[([\d, ]*)\]")
Pair = tuple[str, str]


def documents(folder: Path) -> list[list[Pair]]:
    """Give back the 1-1 gold pairs of each document in a folder."""
    return [list(_pairs(path)) for path in sorted(folder.glob("*.gold.tsv"))]


def _pairs(gold: Path) -> Iterator[Pair]:
    base = gold.name.removesuffix(".gold.tsv")
    source, target = (
        (gold.parent / f"{base}.{language}.txt").read_text(encoding="utf-8").split("\n")
        for language in ("ru", "en")
    )
    for line in gold.read_text(encoding="utf-8").splitlines():
        match = BEAD.match(line)
        if match is None:
            continue
        one, other = (
            [int(number) for number in side.split(",") if number.strip()] for side in match.groups()
        )
        if len(one) == 1 and len(other) == 1:
            yield source[one[0]], target[other[0]]


def rates(pairs: Sequence[Pair]) -> dict[str, float]:
    """Give back the share of pairs on which each flag fires, and "any" for at least one."""
    counts: Counter[str] = Counter()
    for source, target in pairs:
        names = [flag.name for flag in find_flags(source, target)]
        counts.update(names)
        counts["any"] += bool(names)
    return {name: counts[name] / max(len(pairs), 1) for name in [*(rule.name for rule in FLAGS), "any"]}


def halves(folder: Path) -> tuple[list[Pair], list[Pair]]:
    """Give back the pairs of the first half of the documents, and of the second."""
    all_documents = documents(folder)
    middle = len(all_documents) // 2
    return (
        [pair for document in all_documents[:middle] for pair in document],
        [pair for document in all_documents[middle:] for pair in document],
    )


def table(folders: Sequence[Path]) -> str:
    """Give back a Markdown table: a row for each flag, two columns (halves) for each folder."""
    columns = [
        (f"{folder.name} {half}", pairs)
        for folder in folders
        for half, pairs in zip("12", halves(folder), strict=True)
    ]
    heads = [f"{name} ({len(pairs)})" for name, pairs in columns]
    found = [rates(pairs) for _, pairs in columns]
    lines = ["| flag | " + " | ".join(heads) + " |", "|---|" + "---:|" * len(heads)]
    for name in found[0]:
        lines.append(f"| {name} | " + " | ".join(f"{100 * each[name]:.2f} %" for each in found) + " |")
    return "\n".join(lines)


def microseconds(pairs: Sequence[Pair]) -> float:
    """Give back the CPU time that a pair takes, in microseconds; sides taken apart before take less."""
    began = time.process_time()
    for source, target in pairs:
        find_flags(source, target)
    return 1e6 * (time.process_time() - began) / max(len(pairs), 1)


def show_errors(folder: Path, name: str) -> None:
    """Print the pairs of the first half on which this flag fires."""
    for source, target in halves(folder)[0]:
        for flag in find_flags(source, target):
            if flag.name == name:
                print(f"{flag.note}\n  {source}\n  {target}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--data", type=Path, action="append", required=True, help="a folder of gold documents"
    )
    parser.add_argument("--errors", metavar="FLAG", help="show where this flag fires in the first half")
    arguments = parser.parse_args()
    if arguments.errors:
        show_errors(arguments.data[0], arguments.errors)
        return
    pairs = [pair for half in halves(arguments.data[0]) for pair in half]
    cold, warm = microseconds(pairs), microseconds(pairs)
    print(table(arguments.data))
    print(
        f"\nCPU time a pair over {len(pairs)} pairs of {arguments.data[0].name}: "
        f"{cold:.0f} µs, and {warm:.0f} µs with every side known, as after scoring."
    )


if __name__ == "__main__":
    main()

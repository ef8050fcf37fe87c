"""Scores systems on the families of a benchmark folder and writes tables.

    python -m benchmarks.alignment.run --data FOLDER [--system NAME ...] [--family NAME ...]
                                       [--out FILE.md] [--baseline FILE.json] [--set-baseline]

FOLDER holds FAMILY/NAME.{ru,en}.txt with NAME.gold.tsv. Segmented families are scored on
beads (strict_t is the main figure), raw ones on characters (span F1). ``--baseline`` fails
when a floor in that file is broken or the gold is not what the floors were set on.
"""

import argparse
import hashlib
import json
import os
import resource
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from aligner import __version__
from aligner.evaluation import alternative_golds, combined, evaluate_links, links_of, read_links
from aligner.evaluation.spans import SpanCounts, count_spans, span_pairs
from benchmarks.alignment.families import BenchDocument, families
from benchmarks.alignment.systems import SYSTEMS, System, segmented

MARGIN = 0.015
"""Floors lie so far under the figures: another BLAS may turn one bead of the small texts."""

MEASURES = ("strict_t", "strict", "lax", "null")


@dataclass(frozen=True, slots=True)
class Result:
    """A system's figures on one family: F1 of each measure, CPU seconds, peak memory in MB."""

    system: str
    family: str
    documents: int
    figures: dict[str, float]
    seconds: float
    peak: float


def score_family(system: System, family: str, documents: list[BenchDocument]) -> Result:
    """Give back the figures of a system over all documents of a family."""
    before = time.process_time()
    predictions = []
    for document in documents:
        source, target = document.texts()
        one = segmented(source, document.languages[0], raw=document.raw)
        other = segmented(target, document.languages[1], raw=document.raw)
        predictions.append((document, source, target, system.align(one, other)))
    seconds = time.process_time() - before
    if documents[0].raw:
        counts = SpanCounts()
        for document, source, target, alignment in predictions:
            counts += count_spans(source, target, document.units(), span_pairs(alignment))
        figures = {"span": counts.f1}
    else:
        scored = combined(
            evaluate_links(
                document.name,
                links_of(alignment),
                [read_links(path) for path in (document.gold, *alternative_golds(document.gold))],
                keep_null_runs=False,
            )
            for document, _, _, alignment in predictions
        )
        figures = {measure: scored.score(measure).f1 for measure in MEASURES}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Result(system.name, family, len(documents), figures, seconds, peak)


def gold_checksum(folder: Path) -> str:
    """Give back a checksum of all gold files: floors hold for this gold only."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.gold*.tsv")):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def table(results: list[Result], signature: str, command: str) -> str:
    """Give back the results as Markdown."""
    lines = [
        f"`{command}`",
        "",
        f"Signature: `{signature}`. CPU seconds hold for one noisy machine: read them as ratios.",
        "",
        "| family | documents | system | strict_t or span | strict | lax | null | CPU s | peak MB |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for result in results:
        figures = result.figures
        main = figures.get("strict_t", figures.get("span", 0.0))
        rest = " | ".join(f"{figures[name]:.4f}" if name in figures else "" for name in MEASURES[1:])
        lines.append(
            f"| {result.family} | {result.documents} | {result.system} | **{main:.4f}** | {rest} "
            f"| {result.seconds:.1f} | {result.peak:.0f} |"
        )
    return "\n".join(lines) + "\n"


def broken_floors(results: list[Result], baseline: Path, checksum: str) -> list[str]:
    """Give back a line for each floor that a result breaks, and for gold that changed."""
    floors = json.loads(baseline.read_text(encoding="utf-8"))
    if floors["gold"] != checksum:
        return [f"the gold changed: {checksum}, not {floors['gold']}. Set the floors anew, on purpose."]
    broken = []
    found = {(result.system, result.family): result.figures for result in results}
    for key, minimum in floors["floors"].items():
        system, family, measure = key.split("/")
        value = found.get((system, family), {}).get(measure, -1.0)
        if value < minimum:
            broken.append(f"{key}: {value:.4f} is below its floor {minimum:.4f}")
    return broken


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=os.environ.get("ALIGNER_SHARED_DATA"), required=False)
    parser.add_argument("--system", action="append", choices=sorted(SYSTEMS), default=[])
    parser.add_argument("--family", action="append", default=[])
    parser.add_argument("--out", type=Path)
    parser.add_argument("--baseline", type=Path)
    parser.add_argument(
        "--set-baseline", action="store_true", help="write the figures into the baseline file"
    )
    options = parser.parse_args(arguments)
    if options.data is None:
        parser.error("no --data FOLDER and no $ALIGNER_SHARED_DATA")
    results = []
    for name in options.system or ["aligner"]:
        system = SYSTEMS[name]()
        for family, documents in families(Path(options.data), options.family):
            result = score_family(system, family, documents)
            results.append(result)
            main_figure = result.figures.get("strict_t", result.figures.get("span", 0.0))
            print(f"{result.system:15} {family:16} {main_figure:.4f}  {result.seconds:6.1f} s", flush=True)
    checksum = gold_checksum(Path(options.data))
    signature = f"aligner:{__version__}|gold:{checksum}"
    named = "".join(f" --system {name}" for name in options.system) + "".join(
        f" --family {n}" for n in options.family
    )
    report = table(results, signature, f"python -m benchmarks.alignment.run --data FOLDER{named}")
    if options.out:
        options.out.write_text(report, encoding="utf-8")
    if options.baseline and options.set_baseline:
        floors = {
            f"{result.system}/{result.family}/{measure}": round(value - MARGIN, 3)
            for result in results
            for measure, value in result.figures.items()
        }
        text = json.dumps({"gold": checksum, "floors": floors}, indent=2, sort_keys=True)
        options.baseline.write_text(text + "\n", encoding="utf-8")
    elif options.baseline:
        broken = broken_floors(results, options.baseline, checksum)
        print("\n".join(broken) or "all floors hold", file=sys.stderr if broken else sys.stdout)
        return 1 if broken else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""How time and memory of the search grow with the length of the texts.

    python -m benchmarks.alignment.scale [--count N ...] [--insert N] [--beside SYSTEM] [--out FILE.md]

Vectors are made, so that nothing but the search is measured: a text drifts through topics,
its translation is near it, 5 % of the sentences are left out, ``--insert`` puts so many
foreign sentences before the target. Each size runs in a process of its own. CPU seconds
hold for one machine; read ratios. ``--beside`` runs another system of systems.py that needs
lengths only (galechurch, length-only) on texts of the same sizes in the same run.
"""

import argparse
import multiprocessing
import resource
import sys
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aligner.alignment import align_vectors, load_learned_score
from aligner.blas import one_thread
from benchmarks.alignment.systems import SYSTEMS, segmented

DIM = 512
TOPIC = 0.4
"""Share of a sentence's length (before scaling) that its passage's topic has."""
NOISE = 0.9
"""Of a translation beside its original: cosines of 0.7 to 0.8, as the bundled encoder gives."""
LEFT_OUT = 0.05
HALF_PRECISION_FROM = 100_000


PART = 10_000
"""Sentences made at once, so that making them needs less memory than searching."""


def made_text(count: int, random: np.random.Generator, precision: type[np.floating]) -> NDArray[np.floating]:
    """Give back vectors of a text whose topic drifts: (count, DIM), rows of length 1."""
    result = np.empty((count, DIM), dtype=precision)
    topic = random.normal(size=DIM).astype(np.float32)
    common = random.normal(size=DIM).astype(np.float32)
    for first in range(0, count, PART):
        rows = random.normal(size=(min(PART, count - first), DIM)).astype(np.float32)
        for start in range(0, len(rows), 25):
            topic = 0.8 * topic + 0.6 * random.normal(size=DIM).astype(np.float32)
            rows[start : start + 25] += TOPIC * topic + 0.2 * common
        result[first : first + PART] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return result


def translated(rows: NDArray[np.floating], random: np.random.Generator) -> NDArray[np.floating]:
    result = np.empty_like(rows)
    for start in range(0, len(rows), PART):
        part = rows[start : start + PART].astype(np.float32)
        part += (NOISE / DIM**0.5) * random.normal(size=part.shape).astype(np.float32)
        result[start : start + PART] = part / np.linalg.norm(part, axis=1, keepdims=True)
    return result


def measure(count: int, insert: int) -> tuple[float, float, float]:
    """Give back CPU seconds, memory above the vectors' in MB, and the share of right pairs."""
    random = np.random.default_rng(0)
    precision = np.float16 if count > HALF_PRECISION_FROM else np.float32
    source = made_text(count, random, precision)
    kept = np.flatnonzero(random.random(count) > LEFT_OUT)
    target = translated(source[kept], random)
    if insert:
        target = np.concatenate([made_text(insert, random, precision), target])
    source_lengths = random.integers(30, 200, count)
    lengths = (source_lengths * random.uniform(0.8, 1.2, count)).astype(int)[kept]
    target_lengths = np.concatenate([random.integers(30, 200, insert), lengths])
    learned = load_learned_score("use-multilingual")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    with one_thread():
        beads = align_vectors(source, target, source_lengths, target_lengths, learned=learned)
    seconds = time.process_time() - start
    above = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    right = sum(
        bead.type == "1-1"
        and bead.target.start >= insert
        and kept[bead.target.start - insert] == bead.source.start
        for bead in beads
    )
    return seconds, above / 1024, right / len(kept)


def measure_beside(name: str, count: int) -> float:
    """Give back the CPU seconds of another system on a text of so many sentences."""
    random = np.random.default_rng(0)
    lines = ["a" * int(length) for length in random.integers(30, 200, count)]
    other = [
        "b" * int(len(line) * factor)
        for line, factor in zip(lines, random.uniform(0.8, 1.2, count), strict=True)
    ]
    one, two = (segmented("\n".join(side), "en", raw=False) for side in (lines, other))
    start = time.process_time()
    SYSTEMS[name]().align(one, two)
    return time.process_time() - start


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, nargs="+", default=[5_000, 20_000, 50_000])
    parser.add_argument("--insert", type=int, default=0)
    parser.add_argument("--beside", choices=("galechurch", "length-only"))
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    beside = f" {options.beside} CPU s |" if options.beside else ""
    lines = [
        "| sentences a side | inserted | CPU s | MB above the vectors | pairs right |" + beside,
        "|---|---|---|---|---|" + ("---|" if beside else ""),
    ]
    context = multiprocessing.get_context("spawn")  # a process of its own: peak memory counts from nought
    for count in options.count:
        with context.Pool(1) as pool:
            seconds, above, right = pool.apply(measure, (count, options.insert))
        line = f"| {count:,} | {options.insert:,} | {seconds:.2f} | {above:.0f} | {right:.4f} |"
        if options.beside:
            with context.Pool(1) as pool:
                line += f" {pool.apply(measure_beside, (options.beside, count)):.2f} |"
        lines.append(line)
        print(line, flush=True)
    if options.out:
        options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

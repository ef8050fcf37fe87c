"""Mining: pairs found against gold, and the time for many sentences.

    OPENBLAS_NUM_THREADS=1 python -m benchmarks.mining FOLDER [--speed 20000] [--json]

FOLDER holds NAME.ru.txt and NAME.en.txt, one sentence a line, and NAME.gold.tsv, pairs of line
numbers from 0. The coefficients were fitted on a random half of the pool and on the small sets
of even number (training/mined_pairs.py), so the others are the test; of the pool the test is
the gold and the pairs whose source sentence isn't in the half fitted on.
"""

import argparse
import json
import resource
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aligner.config import ReadOptions
from aligner.embedding import get_encoder
from aligner.mining import MIN_SCORE, NEIGHBOURS, MinedPair, mine_pairs
from aligner.neighbours import COLUMNS, ROWS, nearest
from aligner.protocols import Encoder, Progress
from aligner.reading import read, read_string
from aligner.segmentation import get_segmenter

THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--speed", type=int, help="also the time to find neighbours among so many sentences")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    results = {}
    if arguments.folder:
        results = measure(arguments.folder, get_encoder())
    if arguments.speed:
        results["speed"] = speed(arguments.speed)
    print(json.dumps(results, indent=2) if arguments.json else as_text(results))


def measure(folder: Path, encoder: Encoder) -> dict[str, dict[str, float]]:
    """Give back precision, recall and F1 of each set, and the best F1 over some thresholds."""
    results = {}
    for path in sorted(folder.glob("*.gold.tsv")):
        name = path.name.removesuffix(".gold.tsv")
        gold = {
            tuple(map(int, line.split("\t")[:2])) for line in path.read_text(encoding="utf-8").splitlines()
        }
        mined = mine(folder, name, encoder, min(THRESHOLDS))
        results[name] = figures(gold, mined, MIN_SCORE) | {
            "best": max(figures(gold, mined, threshold)["f1"] for threshold in THRESHOLDS)
        }
    small = [value for name, value in results.items() if not name.startswith("pool")]
    tested = [value for name, value in results.items() if name[-1] in "13579" and not name.startswith("pool")]
    if small:
        results["mean of small sets"] = mean(small)
        results["mean of those not fitted on"] = mean(tested)
    return results


def mean(values: list[dict[str, float]]) -> dict[str, float]:
    return {key: float(np.mean([value[key] for value in values])) for key in values[0]}


def mine(folder: Path, name: str, encoder: Encoder, min_score: float) -> tuple[MinedPair, ...]:
    lines = get_segmenter("lines")
    source, target = (
        lines.segment(read(folder / f"{name}.{language}.txt", ReadOptions(language, segmented=True)))
        for language in ("ru", "en")
    )
    return mine_pairs(source, target, encoder, min_score=min_score)


def figures(gold: set[tuple[int, ...]], mined: tuple[MinedPair, ...], threshold: float) -> dict[str, float]:
    """Give back precision, recall and F1; a merge counts as one wrong pair where the gold has 1-1."""
    found = {
        (*pair.pair.bead.source, *pair.pair.bead.target)
        for pair in mined
        if (pair.pair.score or 0) >= threshold
    }
    hits = len(found & gold)
    precision, recall = hits / max(1, len(found)), hits / max(1, len(gold))
    return {"precision": precision, "recall": recall, "f1": 2 * hits / max(1, len(found) + len(gold))}


class MadeUpEncoder:
    """Vectors drawn from the number in a text; of every tenth, those of both languages are near."""

    name, dim, signature = "use-multilingual", 512, "made-up"

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> NDArray[np.float32]:
        vectors = np.empty((len(texts), self.dim), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            word, number = text.rstrip(".").split()
            own = [1, int(number), word == "Предложение"]
            row[:] = np.random.default_rng(own).standard_normal(self.dim, np.float32)
            if int(number) % 10 == 0:
                row += 2 * np.random.default_rng([0, int(number)]).standard_normal(self.dim, np.float32)
            row /= np.linalg.norm(row)
        return vectors


def speed(count: int) -> dict[str, float]:
    """Give back CPU seconds and memory for made-up vectors, and the seconds of the bare products."""
    source, target = (
        get_segmenter("lines").segment(
            read_string(
                "\n".join(f"{word} {number}." for number in range(count)),
                ReadOptions(language, segmented=True),
                name=language,
            )
        )
        for language, word in (("ru", "Предложение"), ("en", "Sentence"))
    )
    encoder = MadeUpEncoder()
    one, other = (encoder.encode([sentence.text for sentence in side.sentences]) for side in (source, target))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    times = [time.process_time()]
    for start in range(0, count, ROWS):
        for left in range(0, count, COLUMNS):
            one[start : start + ROWS] @ other[left : left + COLUMNS].T
    times.append(time.process_time())
    nearest(one, other, NEIGHBOURS)
    times.append(time.process_time())
    del one, other
    pairs = mine_pairs(source, target, encoder)
    return {
        "sentences a side": count,
        "products alone": times[1] - times[0],
        "neighbours": times[2] - times[1],
        "pairs": len(pairs),
        "MB before": before // 1024,
        "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def as_text(results: dict[str, dict[str, float]]) -> str:
    lines = []
    for name, values in results.items():
        lines.append(f"{name:28}" + "  ".join(f"{key} {value:.4g}" for key, value in values.items()))
    return "\n".join(lines)


if __name__ == "__main__":
    main()

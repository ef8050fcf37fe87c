"""What the scores and flags of a pair cost, beside the encoding of its two sides.

    python -m benchmarks.pair_times --data SHARED

CPU time of one process on one thread. "New words": met for the first time, but for those of MLQE-PE that
the news had; "known words": all met before, in sentences that are forgotten.
"""

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from aligner.blas import one_thread
from aligner.embedding.use_multilingual import UseMultilingual
from aligner.scoring.flags import find_flags
from aligner.scoring.pair_scorer import PairScorer
from aligner.scoring.sides import take_apart
from benchmarks.flags import halves
from training.pair_scores.data import read_judged

PARTS = ("encoding", "its tokens", "features", "trees, network, n-grams", "flags")
AIM = 0.5
AGAIN = 3


def pairs_of(data: Path) -> dict[str, list[tuple[str, str]]]:
    """Give back news (A_clean_ref) and social media and proverbs (MLQE-PE dev)."""
    news = [pair for half in halves(data / "bench" / "dev" / "A_clean_ref") for pair in half]
    judged = [(one.source, one.target) for one in read_judged(data, "dev")]
    return {"news": news, "MLQE-PE dev": judged}


def microseconds(work: Callable[[], object], pairs: int) -> float:
    """Give back the CPU time of a piece of work, in microseconds a pair."""
    began = time.process_time()
    work()
    return 1e6 * (time.process_time() - began) / pairs


def measure(encoder: UseMultilingual, scorer: PairScorer, pairs: Sequence[tuple[str, str]]) -> list[float]:
    """Give back the microseconds of each of PARTS for these pairs."""
    sources, targets = [one for one, _ in pairs], [other for _, other in pairs]
    count = len(pairs)
    take_apart.cache_clear()
    texts = [*sources, *targets]
    times = [microseconds(lambda: encoder.encode(texts), count)]
    times.append(max(0.0, microseconds(lambda: encoder.encode_with_tokens(texts), count) - times[0]))
    one, other = encoder.encode_with_tokens(texts).halves()
    rows = None

    def features() -> None:
        nonlocal rows
        rows = scorer.features.features(sources, targets, one, other)

    def models() -> None:
        scorer.parallel(rows, sources, targets)
        scorer.quality(scorer.quality.raw(rows, sources, targets, one.vectors, other.vectors))

    times += [microseconds(features, count), microseconds(models, count)]
    return [*times, microseconds(lambda: [find_flags(*pair) for pair in pairs], count)]


def time_figures(data: Path) -> Iterator[str]:
    """Give back the lines about time. To be called before any word was met."""
    encoder, scorer = UseMultilingual(), PairScorer.load()
    # What is read or compiled on first use is no part of a pair's cost.
    measure(encoder, scorer, [("Вот так.", "Like this.")])
    yield "| µs of CPU a pair | " + " | ".join(PARTS) + " | scoring to encoding |"
    yield "|---" + "|---:" * (len(PARTS) + 1) + "|"
    for name, pairs in pairs_of(data).items():
        with one_thread():
            runs = [measure(encoder, scorer, pairs) for _ in range(1 + AGAIN)]
        again = [min(times) for times in zip(*runs[1:], strict=True)]
        for kind, times in (("new words", runs[0]), ("known words", again)):
            share = sum(times[1:]) / again[0]
            cells = [f"{part:.0f}" for part in times] + [f"{share:.2f}"]
            yield f"| {name}, {kind} | " + " | ".join(cells) + " |"
    yield ""
    yield f"The aim is {AIM} at most, flags included. Flags after features: the sides are taken apart once."


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    for line in time_figures(parser.parse_args().data):
        print(line)


if __name__ == "__main__":
    main()

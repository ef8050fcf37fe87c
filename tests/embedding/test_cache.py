"""Vectors kept on disk."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from aligner.embedding import load_encoder
from aligner.embedding.cache import CachedEncoder
from aligner.errors import OutputError
from tests.embedding.texts import varied_texts

ROOT = Path(__file__).parents[2]


class CountingEncoder:
    """The hashing encoder, counting what it is asked."""

    name = "counting"
    dim = 256

    def __init__(self, signature: str = "counting-1") -> None:
        self.signature = signature
        self.asked: list[str] = []
        self._encoder = load_encoder("hashing")

    def encode(self, texts: Sequence[str], *, progress=None):
        self.asked.extend(texts)
        return self._encoder.encode(texts)


def test_a_text_is_encoded_once_in_all_runs(tmp_path: Path) -> None:
    texts = ["Снег", "Snow", "", "Снег"]
    first = CountingEncoder()
    vectors = CachedEncoder(first, tmp_path).encode(texts)
    assert first.asked == ["Снег", "Snow"]
    second = CountingEncoder()
    again = CachedEncoder(second, tmp_path).encode([*texts, "Дождь"])
    assert second.asked == ["Дождь"]
    assert np.array_equal(again[:4], vectors)
    assert np.array_equal(vectors, first._encoder.encode(texts))


def test_another_model_does_not_get_these_vectors(tmp_path: Path) -> None:
    CachedEncoder(CountingEncoder("counting-1"), tmp_path).encode(["Снег"])
    other = CountingEncoder("counting-2")
    CachedEncoder(other, tmp_path).encode(["Снег"])
    assert other.asked == ["Снег"]


def test_the_oldest_vectors_go_when_the_room_is_used_up(tmp_path: Path) -> None:
    room_for_ten = 10 * (256 * 4 + 64)
    for number in range(0, 40, 5):
        CachedEncoder(CountingEncoder(), tmp_path, max_bytes=room_for_ten).encode(
            [f"text {n}" for n in range(number, number + 5)]
        )
    late = CountingEncoder()
    CachedEncoder(late, tmp_path, max_bytes=room_for_ten).encode([f"text {n}" for n in range(40)])
    assert late.asked == [f"text {n}" for n in range(30)]


def test_the_file_holds_arrays_and_no_pickle(tmp_path: Path) -> None:
    encoder = CachedEncoder(CountingEncoder(), tmp_path)
    vector = encoder.encode(["Снег"])[0]
    assert vector.astype("<f4").tobytes() in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_a_damaged_file_is_one_clear_error(tmp_path: Path) -> None:
    encoder = CachedEncoder(CountingEncoder(), tmp_path)
    encoder.encode(["Снег"])
    encoder.path.write_bytes(b"this is no database" * 1000)
    with pytest.raises(OutputError, match="Delete this file"):
        encoder.encode(["Снег"])


def test_a_folder_that_is_a_file_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="can't be opened"):
        CachedEncoder(CountingEncoder(), tmp_path / "file").encode(["Снег"])


WRITER = """
import sys
from pathlib import Path
from aligner.embedding import get_encoder

start = int(sys.argv[2])
encoder = get_encoder("hashing", cache=Path(sys.argv[1]))
for first in range(start, start + 600, 20):
    encoder.encode([f"text {number}" for number in range(first, first + 20)])
"""


def test_two_processes_write_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), str(start)], cwd=ROOT)
        for start in (0, 300)
    ]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]
    hashing = load_encoder("hashing")
    texts = [f"text {number}" for number in range(900)]
    counting = CountingEncoder(hashing.signature)
    vectors = CachedEncoder(counting, tmp_path).encode(texts)
    assert counting.asked == []
    assert np.array_equal(vectors, hashing.encode(texts))


def test_a_file_that_another_process_is_making_is_waited_for(tmp_path: Path) -> None:
    encoder = CachedEncoder(CountingEncoder(), tmp_path)
    other = sqlite3.connect(encoder.path, check_same_thread=False, isolation_level=None)
    other.execute("CREATE TABLE unfinished (number INTEGER)")
    other.execute("BEGIN IMMEDIATE")
    done = threading.Timer(0.3, lambda: other.execute("COMMIT"))
    done.start()
    encoder.encode(["Снег"])
    done.join()
    other.close()
    late = CountingEncoder()
    CachedEncoder(late, tmp_path).encode(["Снег"])
    assert late.asked == []


def test_a_file_that_stays_locked_is_one_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aligner.embedding.cache.PATIENCE", 0.1)
    encoder = CachedEncoder(CountingEncoder(), tmp_path)
    other = sqlite3.connect(encoder.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(OutputError, match="locked"):
        encoder.encode(["Снег"])
    other.close()


def test_progress_comes_through(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    texts = list(dict.fromkeys(varied_texts()))
    CachedEncoder(CountingEncoder(), tmp_path).encode(texts, progress=lambda *counts: heard.append(counts))
    assert heard[-1][0] == heard[-1][1] > 250

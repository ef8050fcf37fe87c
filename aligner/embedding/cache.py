"""Vectors kept on disk, so that a text is encoded once and not in every run."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from aligner.embedding.around import AroundEncoder
from aligner.embedding.text_preparation import Report, encode_distinct
from aligner.errors import OutputError

if TYPE_CHECKING:
    from aligner.protocols import Encoder, Progress, Vectors

MAX_BYTES = 4 * 2**30
"""What the vectors of one encoder may take; the oldest go first."""

SLICE = 20_000
"""Texts looked up, encoded and stored at a time: what an interrupted run keeps, what memory holds."""

LOOK_UP = 500
"""Keys in one question; SQLite takes no more than 999 in its older versions."""

PATIENCE = 60.0
"""Seconds to wait for another process that is writing."""

ROW_OVERHEAD = 64
"""Bytes that a row takes beside its vector: key, number, index."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS vectors (
    number INTEGER PRIMARY KEY,
    key BLOB NOT NULL UNIQUE,
    vector BLOB NOT NULL
)
"""


class CachedEncoder(AroundEncoder):
    """An encoder that asks a folder of vectors first.

    One SQLite file per encoder signature, keyed by a hash of the prepared text, vectors as
    little-endian float32. Several processes may use it at once.
    """

    def __init__(self, encoder: "Encoder", directory: Path, *, max_bytes: int = MAX_BYTES) -> None:
        super().__init__(encoder)
        self._directory = directory
        self._max_bytes = max_bytes

    @property
    def path(self) -> Path:
        """Give back the file of this encoder's vectors."""
        digest = blake2b(self.signature.encode(), digest_size=8).hexdigest()
        return self._directory / f"vectors-{digest}.sqlite"

    def encode(self, texts: Sequence[str], *, progress: "Progress | None" = None) -> "Vectors":
        """Give back float32 (len(texts), dim), rows of length 1; zeros for a blank text.

        Raises OutputError where the cache can't be written or is damaged.
        """
        return encode_distinct(texts, self.dim, self._encode, progress)

    def _encode(self, texts: list[str], report: Report) -> "Vectors":
        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        with self._opened() as connection:
            for start in range(0, len(texts), SLICE):
                part = texts[start : start + SLICE]
                self._encode_slice(connection, part, vectors[start : start + len(part)])
                report.add(len(part))
        return vectors

    def _encode_slice(self, connection: sqlite3.Connection, texts: list[str], vectors: "Vectors") -> None:
        keys = [blake2b(text.encode(), digest_size=16).digest() for text in texts]
        known = self._known(connection, keys)
        for number, key in enumerate(keys):
            if key in known:
                vectors[number] = known[key]
        missing = [number for number, key in enumerate(keys) if key not in known]
        if not missing:
            return
        vectors[missing] = self._encoder.encode([texts[number] for number in missing])
        rows = [(keys[number], vectors[number].astype("<f4").tobytes()) for number in missing]
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("INSERT OR IGNORE INTO vectors (key, vector) VALUES (?, ?)", rows)
            self._make_room(connection)

    def _known(self, connection: sqlite3.Connection, keys: list[bytes]) -> "dict[bytes, Vectors]":
        known: dict[bytes, Vectors] = {}
        for start in range(0, len(keys), LOOK_UP):
            part = keys[start : start + LOOK_UP]
            marks = ",".join("?" * len(part))
            for key, blob in connection.execute(
                f"SELECT key, vector FROM vectors WHERE key IN ({marks})", part
            ):
                if len(blob) != self.dim * 4:
                    raise sqlite3.DatabaseError(f"a vector of {len(blob)} bytes")
                known[key] = np.frombuffer(blob, dtype="<f4")
        return known

    def _make_room(self, connection: sqlite3.Connection) -> None:
        """Delete the oldest rows beyond the limit; SQLite uses their place in the file again."""
        limit = max(1, self._max_bytes // (self.dim * 4 + ROW_OVERHEAD))
        # Numbers rise with age, and only the lowest are ever deleted: their range bounds the count.
        connection.execute(
            "DELETE FROM vectors WHERE number <= (SELECT max(number) FROM vectors) - ?", (limit,)
        )

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        path = self.path
        try:
            self._directory.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise OutputError(f"{path}: the cache of vectors can't be opened ({error}).") from error
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            # A lost last write costs only time; a damaged file is what WAL prevents.
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.execute(SCHEMA)
            yield connection
        except sqlite3.OperationalError as error:
            raise OutputError(f"{path}: the cache of vectors can't be used ({error}).") from error
        except sqlite3.Error as error:
            raise OutputError(
                f"{path}: the cache of vectors is damaged ({error}). Delete this file and run again."
            ) from error
        finally:
            connection.close()

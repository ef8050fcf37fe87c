"""Vectors kept on disk, so that a text is encoded once and not in every run."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

import numpy as np

from aligner.embedding.around import AroundEncoder, knowing_tokens
from aligner.embedding.text_preparation import (
    Report,
    encode_distinct,
    encode_distinct_with_tokens,
    no_tokens,
)
from aligner.errors import OutputError
from aligner.token_vectors import Encoded, TokenVectors, starts_of

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

BETWEEN_TRIES = 0.01
"""Seconds between two tries to open a file that another process is making."""

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
    little-endian float32, and tokens behind them. Several processes may use it at once.
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
        return encode_distinct(texts, self.dim, lambda *these: self._encode(*these).vectors, progress)

    def encode_with_tokens(self, texts: Sequence[str], *, progress: "Progress | None" = None) -> Encoded:
        """Give back what ``encode`` gives, with tokens; raises what it raises."""
        dims = self.dim, self._token_encoder.token_dim
        return encode_distinct_with_tokens(texts, dims, self._encode, progress)

    def _encode(self, texts: list[str], report: Report) -> Encoded:
        parts = []
        with self._opened() as connection:
            for start in range(0, len(texts), SLICE):
                part = texts[start : start + SLICE]
                parts.append(self._encode_slice(connection, part))
                report.add(len(part))
        return Encoded(
            np.concatenate([part.vectors for part in parts]),
            TokenVectors.joined([part.tokens for part in parts]),
        )

    def _encode_slice(self, connection: sqlite3.Connection, texts: list[str]) -> Encoded:
        keys = [blake2b(text.encode(), digest_size=16).digest() for text in texts]
        known = self._known(connection, keys)
        missing = [number for number, key in enumerate(keys) if key not in known]
        made = self._made([texts[number] for number in missing])
        if missing:
            rows = [(keys[number], _packed(made, place)) for place, number in enumerate(missing)]
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany("INSERT OR IGNORE INTO vectors (key, vector) VALUES (?, ?)", rows)
                self._make_room(connection, sum(len(blob) for _, blob in rows) // len(rows))
        found = [number for number, key in enumerate(keys) if key in known]
        if not found:
            return made
        stored = _unpacked([known[keys[number]] for number in found], self.dim, made.tokens.vectors.shape[1])
        both = Encoded(
            np.concatenate((made.vectors, stored.vectors)),
            TokenVectors.joined((made.tokens, stored.tokens)),
        )
        return both.take(np.argsort([*missing, *found]))

    def _made(self, texts: list[str]) -> Encoded:
        """Give back what the encoder makes of texts; of one that doesn't know tokens, none."""
        knowing = knowing_tokens(self._encoder)
        if knowing is not None:
            return knowing.encode_with_tokens(texts)
        return Encoded(self._encoder.encode(texts), no_tokens(len(texts), 0))

    def _known(self, connection: sqlite3.Connection, keys: list[bytes]) -> dict[bytes, bytes]:
        known: dict[bytes, bytes] = {}
        for start in range(0, len(keys), LOOK_UP):
            part = keys[start : start + LOOK_UP]
            marks = ",".join("?" * len(part))
            for key, blob in connection.execute(
                f"SELECT key, vector FROM vectors WHERE key IN ({marks})", part
            ):
                known[key] = blob
        return known

    def _make_room(self, connection: sqlite3.Connection, row: int) -> None:
        """Delete the oldest rows beyond the limit; SQLite uses their place in the file again.

        ``row``: what the newest rows take, on average, taken for the size of all.
        """
        limit = max(1, self._max_bytes // (row + ROW_OVERHEAD))
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
            _prepare(connection)
            yield connection
        except sqlite3.OperationalError as error:
            raise OutputError(f"{path}: the cache of vectors can't be used ({error}).") from error
        except sqlite3.Error as error:
            raise OutputError(
                f"{path}: the cache of vectors is damaged ({error}). Delete this file and run again."
            ) from error
        finally:
            connection.close()


def _prepare(connection: sqlite3.Connection) -> None:
    """Make a new file ready for several processes, or find it so.

    A change to WAL needs the file alone, and SQLite refuses it at once, without the patience it
    has with a writer, while another process opens the same new file.
    """
    deadline = monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            # A lost last write costs only time; a damaged file is what WAL prevents.
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.execute(SCHEMA)
            return
        except sqlite3.OperationalError as error:
            # The lowest byte is the kind of error; the rest says why.
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > deadline:
                raise
            sleep(BETWEEN_TRIES)


_OF_A_TOKEN = np.dtype("<i4").itemsize + np.dtype("<f4").itemsize
"""Bytes of a token beside its vector: its piece, and the scale of its vector."""


def _packed(encoded: Encoded, text: int) -> bytes:
    """Give back the vector of a text and what is known of its tokens, little-endian."""
    tokens = encoded.tokens
    own = slice(tokens.starts[text], tokens.starts[text + 1])
    arrays = (
        encoded.vectors[text].astype("<f4"),
        tokens.pieces[own].astype("<i4"),
        tokens.scales[own].astype("<f4"),
        tokens.vectors[own],
    )
    return b"".join(array.tobytes() for array in arrays)


def _unpacked(blobs: Sequence[bytes], dim: int, token_dim: int) -> Encoded:
    """Give back what was packed. Raises DatabaseError where the size can't be right."""
    vectors, parts = [], []
    for blob in blobs:
        count, rest = divmod(len(blob) - dim * 4, _OF_A_TOKEN + token_dim)
        if rest or count < 0 or (count and not token_dim):
            raise sqlite3.DatabaseError(f"a vector of {len(blob)} bytes")
        middle = dim * 4 + count * _OF_A_TOKEN
        vectors.append(np.frombuffer(blob, "<f4", dim))
        pieces = np.frombuffer(blob, "<i4", count, dim * 4)
        scales = np.frombuffer(blob, "<f4", count, dim * 4 + count * 4)
        of_tokens = np.frombuffer(blob, np.int8, count * token_dim, middle).reshape(count, token_dim)
        parts.append((pieces, of_tokens, scales))
    counts = np.array([len(pieces) for pieces, _, _ in parts])
    pieces, of_tokens, scales = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    return Encoded(np.stack(vectors), TokenVectors(pieces, of_tokens, scales, starts_of(counts)))

"""Vectors of single words, alike for words of like meaning in either language, at almost no cost.

The bundled encoder's table has a vector for each piece of a word. Those of a word, averaged
and put through one matrix that was fitted to what the whole network says of single words
(training/pair_scores), tell translations from other words nearly as well as the network does,
at a hundredth of its time.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from aligner.bundled_model import read_pieces, read_weights, resources

Floats = NDArray[np.float32]
Rows = NDArray[np.intp]

PIECE_DIM = 512

EVEN = 64
"""Pieces are worked on in multiples of this: so many that the product never counts as a small one
(OpenBLAS takes another way below a million multiplications), and whole rows of its kernels."""

CAPACITY = 100_000
"""Words kept, 30 MB: then the table starts anew. A novel has 20,000 to 40,000 forms."""

RAREST = 16.0
"""Rarity from which words weigh the same; in nats of the encoder's own piece statistics."""

COMMON = 7.0
"""Rarity of и, the, of: they weigh next to nothing."""


class PieceTable(Protocol):
    """What is needed of the encoder: the pieces of a word, their vectors and their rarity."""

    def pieces_of(self, word: str) -> list[int]:
        """Give back the numbers of the word's pieces."""
        ...

    def vectors_of(self, pieces: NDArray[np.int64]) -> Floats:
        """Give back float32 (pieces, dim)."""
        ...

    def rarity_of(self, piece: int) -> float:
        """Give back minus the log-probability of the piece."""
        ...


class BundledPieces:
    """The pieces of the bundled encoder. Raises ModelError where it isn't installed."""

    def __init__(self) -> None:
        folder = resources()
        self._weights = read_weights(folder / "weights.npz")
        self._pieces = read_pieces(folder / "sp.model")

    def pieces_of(self, word: str) -> list[int]:
        """Give back the numbers of the word's pieces."""
        numbers: list[int] = self._pieces.encode(word)
        return numbers

    def vectors_of(self, pieces: NDArray[np.int64]) -> Floats:
        """Give back float32 (pieces, 512)."""
        vectors = np.empty((len(pieces), PIECE_DIM), dtype=np.float32)
        self._weights.embed(pieces, out=vectors)
        return vectors

    def rarity_of(self, piece: int) -> float:
        """Give back minus the log-probability of the piece in the encoder's training text."""
        return -float(self._pieces.get_score(piece))


class WordVectors:
    """A growing table of the words met so far: unit vectors, weights, numbers of pieces."""

    def __init__(self, table: PieceTable, mean: Floats, matrix: Floats) -> None:
        """``mean`` (piece dim,) is taken off a word's mean piece, ``matrix`` is (piece dim, dim)."""
        self._table = table
        self._mean = mean
        self._matrix = matrix
        self._start()

    def _start(self) -> None:
        self._row_of: dict[str, int] = {}
        self.vectors: Floats = np.zeros((0, self._matrix.shape[1]), dtype=np.float32)
        self.weights: Floats = np.zeros(0, dtype=np.float32)
        self.pieces: Floats = np.zeros(0, dtype=np.float32)

    def rows(self, texts: Sequence[Sequence[str]]) -> list[Rows]:
        """Give back the rows of the table for the words, in lower case, of each text.

        They hold until the next call. ``vectors``: float32 (rows, dim), unit length.
        ``weights``: 0.05 for the commonest words to 1 for rare ones. ``pieces``: how many each has.
        """
        if len(self._row_of) > CAPACITY:
            self._start()
        self._add({word for words in texts for word in words if word not in self._row_of})
        row_of = self._row_of
        return [np.array([row_of[word] for word in words], dtype=np.intp) for words in texts]

    def _add(self, missing: set[str]) -> None:
        if not missing:
            return
        words = sorted(missing)
        pieces = [self._table.pieces_of(word) or [0] for word in words]
        counts = np.array([len(of_word) for of_word in pieces])
        flat = np.array([piece for of_word in pieces for piece in of_word], dtype=np.int64)
        distinct, place = np.unique(flat, return_inverse=True)
        # A product of few rows rounds otherwise than one of many, and which words are new hangs on
        # what was scored before: so it is always a multiple of what a kernel takes at a time.
        several = np.resize(distinct, -(-len(distinct) // EVEN) * EVEN)
        projected = ((self._table.vectors_of(several) - self._mean) @ self._matrix)[: len(distinct)]
        starts = np.cumsum(counts) - counts
        vectors = np.add.reduceat(projected[place], starts, axis=0) / counts[:, None].astype(np.float32)
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        rarities = np.array([self._table.rarity_of(int(piece)) for piece in distinct])
        rarity = np.add.reduceat(rarities[place], starts)
        weights = np.clip((rarity - COMMON) / (RAREST - COMMON), 0.05, 1.0).astype(np.float32)
        for word in words:
            self._row_of[word] = len(self._row_of)
        self.vectors = np.concatenate((self.vectors, vectors))
        self.weights = np.concatenate((self.weights, weights))
        self.pieces = np.concatenate((self.pieces, counts.astype(np.float32)))

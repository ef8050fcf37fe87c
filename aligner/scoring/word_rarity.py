"""How rare words are, and in how many pieces the bundled encoder's vocabulary cuts them."""

from collections.abc import Sequence
from typing import Protocol
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray

from aligner.bundled_model import read_pieces, resources
from aligner.scoring.growing_array import GrowingArray

Floats = NDArray[np.float32]
Rows = NDArray[np.intp]

RAREST = 16.0
"""Rarity from which words weigh the same; in nats of the encoder's own piece statistics."""

COMMON = 7.0
"""Rarity of и, the, of: they weigh next to nothing."""


class Vocabulary(Protocol):
    """What is needed of the encoder: the pieces of words, and what is known of a piece."""

    def pieces_of(self, words: Sequence[str]) -> list[list[int]]:
        """Give back the numbers of each word's pieces."""
        ...

    def rarity_of(self, piece: int) -> float:
        """Give back minus the log-probability of the piece."""
        ...

    def letters_of(self, piece: int) -> int:
        """Give back how many letters and digits the piece has."""
        ...


class BundledVocabulary:
    """The vocabulary of the bundled encoder. Raises ModelError where it isn't installed."""

    def __init__(self) -> None:
        self._pieces = read_pieces(resources() / "sp.model")

    def pieces_of(self, words: Sequence[str]) -> list[list[int]]:
        """Give back the numbers of each word's pieces."""
        numbers: list[list[int]] = self._pieces.encode(list(words), num_threads=1)
        return numbers

    def rarity_of(self, piece: int) -> float:
        """Give back minus the log-probability of the piece in the encoder's training text."""
        return -float(self._pieces.get_score(piece))

    def letters_of(self, piece: int) -> int:
        """Give back how many letters and digits the piece has; 0 for one that isn't in the vocabulary."""
        return 0 if self._pieces.is_unknown(piece) else count_letters(self._pieces.id_to_piece(piece))


def count_letters(text: str) -> int:
    """Give back how many letters and digits the text has when the encoder has normalised it.

    >>> count_letters("don't"), count_letters("№"), count_letters("½…")
    (4, 2, 2)
    """
    return sum(map(str.isalnum, text if text.isascii() else normalize("NFKC", text)))


class WordRarity:
    """A growing table of the words met so far.

    ``weights``: float32 (rows,), 0.05 for the commonest words to 1 for rare ones. ``pieces``: how many
    each has.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.start_anew()

    def start_anew(self) -> None:
        """Forget all words: rows that were given back are void."""
        self._row_of: dict[str, int] = {}
        self._rarity_of: dict[int, float] = {}
        self._weights, self._pieces = GrowingArray(np.float32), GrowingArray(np.float32)

    @property
    def weights(self) -> Floats:
        return self._weights.rows

    @property
    def pieces(self) -> Floats:
        return self._pieces.rows

    def __len__(self) -> int:
        return len(self._row_of)

    def rows(self, words: Sequence[str]) -> Rows:
        """Give back the rows of the table for words in lower case. They hold until it starts anew."""
        row_of = self._row_of
        self._add(sorted({word for word in words if word not in row_of}))
        return np.array([row_of[word] for word in words], dtype=np.intp)

    def _add(self, words: list[str]) -> None:
        if not words:
            return
        pieces = [of_word or [0] for of_word in self.vocabulary.pieces_of(words)]
        rarities = np.array([sum(map(self._rarity, of_word)) for of_word in pieces])
        weights = np.clip((rarities - COMMON) / (RAREST - COMMON), 0.05, 1.0)
        self._row_of.update(zip(words, range(len(self._row_of), len(self._row_of) + len(words)), strict=True))
        self._weights.add(weights.astype(np.float32))
        self._pieces.add(np.array([len(of_word) for of_word in pieces], dtype=np.float32))

    def _rarity(self, piece: int) -> float:
        found = self._rarity_of.get(piece)
        if found is None:
            found = self._rarity_of[piece] = self.vocabulary.rarity_of(piece)
        return found

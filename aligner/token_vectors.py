"""What an encoder says of the pieces of a text, each where it stands, beside the vector of the whole.

The scores of pairs compare words with it: a word's vector in its sentence, not that of the word alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Bytes = NDArray[np.int8]
Pieces = NDArray[np.int32]
Places = NDArray[np.int64]

LARGEST = 127
"""What the largest number of a vector is stored as."""


@dataclass(frozen=True, slots=True)
class TokenVectors:
    """The pieces of n texts one after the other, and their vectors in a byte a number.

    ``pieces``: int32 (tokens,), numbers in the encoder's vocabulary. ``vectors``: int8 (tokens,
    dim), to be multiplied with ``scales``, float32 (tokens,). ``starts``: int64 (n + 1,), where each
    text begins and the last one ends.
    """

    pieces: Pieces
    vectors: Bytes
    scales: Floats
    starts: Places

    @classmethod
    def of(cls, pieces: NDArray[np.integer], vectors: Floats, counts: NDArray[np.integer]) -> "TokenVectors":
        """Give back texts of so many pieces each, their vectors rounded to bytes."""
        scales = np.abs(vectors).max(axis=1, initial=0).astype(np.float32) / np.float32(LARGEST)
        rounded = np.rint(vectors / np.maximum(scales, np.float32(1e-9))[:, None]).astype(np.int8)
        return cls(pieces.astype(np.int32), rounded, scales, starts_of(counts))

    @classmethod
    def joined(cls, parts: Iterable["TokenVectors"]) -> "TokenVectors":
        """Give back the texts of one or more parts, one after the other."""
        found = list(parts)
        counts = [np.diff(part.starts) for part in found]
        return cls(
            np.concatenate([part.pieces for part in found]),
            np.concatenate([part.vectors for part in found]),
            np.concatenate([part.scales for part in found]),
            starts_of(np.concatenate(counts)),
        )

    def __len__(self) -> int:
        return len(self.starts) - 1

    def take(self, texts: "NDArray[np.integer] | list[int]") -> "TokenVectors":
        """Give back some of the texts, in this order."""
        chosen = np.asarray(texts, dtype=np.int64)
        return self.spans(chosen, chosen + 1)

    def spans(self, first: NDArray[np.integer], stop: NDArray[np.integer]) -> "TokenVectors":
        """Give back texts made of all texts from ``first`` to before ``stop``, (m,) each."""
        begins = self.starts[first]
        counts = self.starts[stop] - begins
        starts = starts_of(counts)
        places = np.repeat(begins - starts[:-1], counts) + np.arange(starts[-1])
        return TokenVectors(self.pieces[places], self.vectors[places], self.scales[places], starts)

    def floats(self, tokens: NDArray[np.integer]) -> Floats:
        """Give back the vectors of some tokens: float32 (m, dim)."""
        made: Floats = self.vectors[tokens] * self.scales[tokens, None]
        return made


def starts_of(counts: NDArray[np.integer]) -> Places:
    """Give back where runs of so many begin, and where the last ends: int64 (n + 1,)."""
    starts = np.zeros(len(counts) + 1, dtype=np.int64)
    np.cumsum(counts, out=starts[1:])
    return starts


class Encoded(NamedTuple):
    """Texts encoded: ``vectors`` float32 (n, dim), rows of length 1 or zero, and the tokens of each."""

    vectors: Floats
    tokens: TokenVectors

    def take(self, texts: "NDArray[np.integer] | list[int]") -> "Encoded":
        """Give back some of the texts, in this order."""
        return Encoded(self.vectors[texts], self.tokens.take(texts))

    def halves(self) -> tuple["Encoded", "Encoded"]:
        """Give back the first and the second half: sources and targets that were encoded in one go."""
        middle = np.arange(len(self.vectors) // 2)
        return self.take(middle), self.take(middle + len(middle))

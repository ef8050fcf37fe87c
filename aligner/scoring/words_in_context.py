"""Vectors of words where they stand, from what the encoder says of the pieces of their texts."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from aligner.scoring.side_block import SideBlock
from aligner.token_vectors import TokenVectors

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]

UNKNOWN = -1


class LetterCounts:
    """How many letters and digits each piece of a vocabulary has, found out when first asked for."""

    def __init__(self, letters_of: Callable[[int], int]) -> None:
        self._letters_of = letters_of
        self._counts: Numbers = np.full(0, UNKNOWN, dtype=np.int64)

    def __call__(self, pieces: NDArray[np.int32]) -> Numbers:
        """Give back int64, one for each piece."""
        highest = int(pieces.max(initial=-1))
        if highest >= len(self._counts):
            room = np.full(2 * (highest + 1), UNKNOWN, dtype=np.int64)
            room[: len(self._counts)] = self._counts
            self._counts = room
        counts = self._counts[pieces]
        if (counts == UNKNOWN).any():
            for piece in set(pieces[counts == UNKNOWN].tolist()):
                self._counts[piece] = self._letters_of(piece)
            counts = self._counts[pieces]
        return counts


def word_vectors(block: SideBlock, tokens: TokenVectors, letters: LetterCounts) -> Floats:
    """Give back float32 (words of the block, dim): the sum of each word's pieces, at length 1.

    ``tokens``: of each side of the block. Pieces and words find each other by counting letters and
    digits from the start of the side, which both have in the same order. A word inside a longer piece
    gets that piece's; one beyond what was encoded gets zeros.
    """
    vectors = np.zeros((len(block.words), tokens.vectors.shape[1]), dtype=np.float32)
    if not len(tokens.pieces):
        return vectors
    of_form = block.letters
    ends = np.cumsum(of_form)
    first = (ends - of_form)[block.starts]
    of_token = letters(tokens.pieces)
    sizes = np.diff(tokens.starts)
    owners = np.repeat(np.arange(len(block)), sizes)
    before = np.cumsum(of_token) - of_token
    begins = (
        before - np.repeat(before[np.minimum(tokens.starts[:-1], len(before) - 1)], sizes) + first[owners]
    )
    inside = np.flatnonzero((of_token > 0) & (begins < ends[block.stops - 1][owners]))
    begins = begins[inside]
    word_of_form = np.full(len(block.rows), -1, dtype=np.int64)
    word_of_form[block.words] = np.arange(len(block.words))
    words = word_of_form[np.searchsorted(ends, begins, side="right")]
    floats = tokens.floats(inside)
    own = np.flatnonzero(words >= 0)
    runs = np.flatnonzero(np.diff(words[own], prepend=-1))
    if len(runs):
        vectors[words[own][runs]] = np.add.reduceat(floats[own], runs, axis=0)
    _fill_gaps(vectors, block, (ends - of_form)[block.words], begins, owners[inside], floats)
    vectors /= np.maximum(np.sqrt(np.einsum("ij,ij->i", vectors, vectors)), np.float32(1e-9))[:, None]
    return vectors


def _fill_gaps(
    vectors: Floats, block: SideBlock, starts: Numbers, begins: Numbers, owners: Numbers, floats: Floats
) -> None:
    """Give words that no piece begins in the vector of the piece that they lie in."""
    gaps = np.flatnonzero(~vectors.any(axis=1))
    if len(gaps) and len(begins):
        around = np.maximum(np.searchsorted(begins, starts[gaps], side="right") - 1, 0)
        same = owners[around] == block.word_owners[gaps]
        vectors[gaps[same]] = floats[around[same]]

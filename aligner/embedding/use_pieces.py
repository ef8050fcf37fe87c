"""What USE-multilingual's network makes of single pieces, whatever their context: computed once.

A page of text has a few hundred distinct pieces, a novel twenty thousand, most of them rare:
the work that needs no neighbours is done per distinct piece and kept for the next sentences.
"""

from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aligner.bundled_model import Floats, Integers, Weights

PIECE_DIM = 512
BRANCH_DIM = 256

CAPACITY = 8_192
"""Pieces kept, of 15 KB each: 125 MB when full; then those not used for longest make room. 25,000
tokens of news in both languages hold 5,000."""

SLOTS = 24
"""What a product gives for a row may hang on where the row stands: the kernels of BLAS take 4 to 12
rows at a time, and not all of them alike (OpenBLAS's for processors with AVX2 adds up every other
six in another order). So a piece always stands at the same place of 24, and there are never
so few rows that the product counts as a small one, for which OpenBLAS has yet another way."""

BLOCK = 10 * SLOTS
"""Rows worked on at a time: what they need stays in the processor's cache."""

EMPTY = 0
"""The row of an empty place, all zeros: before, after and between sentences."""

NOTHING = -1

BASIS_FILE = "token_basis.npz"


@cache
def token_basis() -> Floats:
    """Give back float32 (512, 96): what a token's part of the sentence is multiplied with.

    The leading directions of words in context (training/token_basis.py): 96 of the 512 numbers
    tell translations of words nearly as well as all of them (docs/decisions/scores.md).
    """
    content = files("aligner.embedding").joinpath(BASIS_FILE).read_bytes()
    with np.load(BytesIO(content), allow_pickle=False) as archive:
        return np.asarray(archive["basis"], dtype=np.float32)


def token_matrix(weights: Weights, basis: Floats) -> Floats:
    """Give back float32 (1280, 96): from step 4 of the network, not yet normalised, to a token's vector."""
    matrices = weights.matrices
    return np.asarray((matrices["ln_g"][:, None] * matrices["cnn_W"]) @ basis, dtype=np.float32)


class Window(NamedTuple):
    """A branch: how many tokens it sees, and how many of them before the current one."""

    size: int
    before: int


WINDOWS = (Window(2, 0), Window(3, 1), Window(5, 2))
BRANCHES = len(WINDOWS)
PLACES = sum(window.size for window in WINDOWS)
"""Places of all windows: the products of the first convolution, one branch after the other."""


class TooManyPiecesError(ValueError):
    """More distinct pieces at once than the table has rows; fewer sentences at a time will do."""


class PieceTable:
    """Rows of numbers per distinct piece, filled as pieces come up; row 0 is all zeros.

    ``embedded`` (rows, 512) are the vectors of the pieces, ``sums`` and ``squares`` the sums
    of them and of their squares; ``projected`` (3, rows, 256) is step 1 of the network for
    each branch; ``products`` (10, rows, 256) step 2's products for each place in a window,
    with the bias of the branch in the current token's. ``context`` (rows, 96) is the
    piece's own part of the vector of a token.
    """

    def __init__(self, weights: Weights, capacity: int = CAPACITY, *, basis: Floats | None = None) -> None:
        matrices = weights.matrices
        self._weights = weights
        self._epsilon = float(matrices["eps"])
        self._projection, self._bias, self._gain, self._shift = (
            np.concatenate([matrices[f"{name}{window.size}"] for window in WINDOWS], axis=-1)
            for name in ("proj", "proj_b", "ln_g", "ln_b")
        )
        self._first = [
            matrices[f"w1_{window.size}"].reshape(window.size, BRANCH_DIM, BRANCH_DIM) for window in WINDOWS
        ]
        self._first_bias = [matrices[f"b1_{window.size}"] for window in WINDOWS]
        self._context = token_matrix(weights, token_basis() if basis is None else basis)[:PIECE_DIM]
        self._row_of: NDArray[np.int32] = np.zeros(weights.vocabulary, dtype=np.int32)
        self._piece_in: NDArray[np.int64] = np.full(capacity + 1, NOTHING, dtype=np.int64)
        self._last_call: NDArray[np.int64] = np.zeros(capacity + 1, dtype=np.int64)
        self._calls = 0
        self._filled = 1
        self.capacity = capacity
        # Empty, not zeros: memory that no piece has used yet costs nothing.
        rows = capacity + 1
        self.embedded: Floats = np.empty((rows, PIECE_DIM), dtype=np.float32)
        self.sums: Floats = np.zeros(rows, dtype=np.float32)
        self.squares: Floats = np.zeros(rows, dtype=np.float32)
        self.projected: Floats = np.empty((BRANCHES, rows, BRANCH_DIM), dtype=np.float32)
        self.products: Floats = np.empty((PLACES, rows, BRANCH_DIM), dtype=np.float32)
        self.context: Floats = np.empty((rows, self._context.shape[1]), dtype=np.float32)
        for array in (
            self.embedded[EMPTY],
            self.projected[:, EMPTY],
            self.products[:, EMPTY],
            self.context[EMPTY],
        ):
            array[...] = 0.0

    def rows(self, tokens: Integers) -> Integers:
        """Give back the row of each token, after filling in the pieces not seen before.

        The rows hold until the next call. Raises TooManyPiecesError for more
        distinct pieces than there are rows.
        """
        self._calls += 1
        distinct = np.unique(tokens)
        if len(distinct) > self.capacity:
            raise TooManyPiecesError(f"{len(distinct)} distinct pieces at once, more than {self.capacity}")
        found = self._row_of[distinct]
        self._last_call[found] = self._calls
        missing = distinct[found == EMPTY]
        room = self._make_room(len(missing))
        places = _places(missing)
        for first in range(0, int(places.max(initial=-1)) + 1, BLOCK):
            here = (places >= first) & (places < first + BLOCK)
            self._fill(missing[here], room[here], places[here] - first)
        self._last_call[room] = self._calls
        return self._row_of[tokens]

    def _make_room(self, count: int) -> Integers:
        """Give back so many rows that may be overwritten: unused ones, then those not used for longest."""
        fresh = np.arange(self._filled, min(self._filled + count, self.capacity + 1))
        self._filled += len(fresh)
        self._last_call[fresh] = self._calls
        if len(fresh) == count:
            return fresh
        self._last_call[EMPTY] = self._calls
        oldest = np.argsort(self._last_call, kind="stable")[: count - len(fresh)]
        self._row_of[self._piece_in[oldest]] = EMPTY
        return np.concatenate((fresh, oldest))

    def _fill(self, pieces: Integers, rows: Integers, places: Integers) -> None:
        several = np.full((int(places.max()) // SLOTS + 1) * SLOTS, pieces[0])
        several[places] = pieces
        embedded = np.empty((len(several), PIECE_DIM), dtype=np.float32)
        self._weights.embed(several, out=embedded)
        own = embedded[places]
        self.embedded[rows] = own
        self.sums[rows] = own.sum(axis=1)
        self.squares[rows] = np.einsum("ij,ij->i", own, own)
        self.context[rows] = (embedded @ self._context)[places]
        x = embedded @ self._projection
        x += self._bias
        _normalise(x, self._gain, self._shift, self._epsilon)
        place = 0
        for branch, window in enumerate(WINDOWS):
            part = x[:, branch * BRANCH_DIM : (branch + 1) * BRANCH_DIM]
            self.projected[branch, rows] = part[places]
            for offset, matrix in enumerate(self._first[branch]):
                product = part @ matrix
                if offset == window.before:
                    product += self._first_bias[branch]
                self.products[place, rows] = product[places]
                place += 1
        self._row_of[pieces] = rows
        self._piece_in[rows] = pieces


def _places(pieces: Integers) -> Integers:
    """Give back a place for each distinct piece that is, modulo SLOTS, its number; as low as can be."""
    slots = pieces % SLOTS
    order = np.argsort(slots, kind="stable")
    firsts = np.searchsorted(slots[order], slots)
    ranks = np.empty_like(order)
    ranks[order] = np.arange(len(order))
    return (ranks - firsts) * SLOTS + slots


def _normalise(rows: Floats, gain: Floats, shift: Floats, epsilon: float) -> None:
    """LayerNorm of every row, in place."""
    rows -= rows.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", rows, rows) / rows.shape[1]
    rows *= (1.0 / np.sqrt(variance + epsilon))[:, None]
    rows *= gain
    rows += shift

"""The network of USE-multilingual v3 (Yang et al. 2020, arXiv:1907.04307, the CNN variant) in numpy.

For every token t of a sentence, with the vector e of its piece:

1. x = LayerNorm(e P + p), 256 numbers for each of three branches, normalised over all 768;
2. first convolution of each branch, over 2, 3 or 5 tokens: h(t) = relu(sum over k of
   x(t+k) V_k + v) + x(t);
3. second convolution: c(t) = relu(sum over k of h(t+k) W_k + w) + h(t);
4. f(t) = LayerNorm([e, c of each branch]), 1,280 numbers.

The sentence is (sum of f(t)) C / sqrt(tokens), followed by four dense layers and a norm.

What costs time is the matrix products of 1, 2 and 3. Step 1 and the products of step 2 need no
context: use_pieces.py computes them once per distinct piece, here they are only gathered and
added up. Step 4 and the sum over tokens need a mean and a variance per token and one weighted
sum, not the normalised matrix. That leaves the products of step 3, which bound the speed.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from aligner.bundled_model import Floats, Integers, Weights
from aligner.embedding.use_pieces import (
    BRANCH_DIM,
    BRANCHES,
    EMPTY,
    PIECE_DIM,
    WINDOWS,
    PieceTable,
    TooManyPiecesError,
    Window,
    token_basis,
    token_matrix,
)

DIM = 512
STATE_DIM = PIECE_DIM + BRANCHES * BRANCH_DIM

GAP = 2
"""Empty rows between sentences: the reach of the widest window to either side."""

BATCH_ROWS = 1024
"""Rows (tokens and gaps) of one batch, 1 MB a matrix: large enough for the matrix products, small
enough for the processor's cache."""

PADDING = 64
"""Rows of a batch that may be empty because its sentences differ in length: a second batch costs
about as much. For documents of ten to fifty sentences this saves a tenth of the time."""


class Network:
    """Turns sentences of piece numbers into vectors."""

    def __init__(self, weights: Weights, basis: Floats | None = None) -> None:
        """``basis`` (512, n) in place of `token_basis` gives tokens n numbers in other directions."""
        basis = token_basis() if basis is None else basis
        self._matrices = weights.matrices
        self._epsilon = float(weights.matrices["eps"])
        self._pieces = PieceTable(weights, basis=basis)
        self._scratch = _Scratch(0)
        self._tokens = _TokenLayer(weights, basis)

    def encode(self, tokens: Integers, lengths: Integers, vectors: Floats | None = None) -> Floats:
        """Give back float32 (sentences, 512), rows of length 1.

        ``tokens`` are the pieces of all sentences one after the other, ``lengths`` how
        many each has, 1 to the piece table's capacity. What each token adds to its sentence is put
        into ``vectors``, float32 (tokens, 96), if given.
        """
        try:
            rows = self._pieces.rows(tokens)
        except TooManyPiecesError:
            half = len(lengths) // 2
            cut = int(lengths[:half].sum())
            first, second = (None, None) if vectors is None else (vectors[:cut], vectors[cut:])
            return np.concatenate(
                (
                    self.encode(tokens[:cut], lengths[:half], first),
                    self.encode(tokens[cut:], lengths[half:], second),
                )
            )
        pooled = np.empty((len(lengths), STATE_DIM), dtype=np.float32)
        for sentences, places, inside in _batches(lengths):
            grid = np.where(inside, rows[places], EMPTY).astype(np.intp)
            if self._scratch.rows < grid.size:
                self._scratch = _Scratch(max(grid.size, BATCH_ROWS))
            pooled[sentences], mean, weight = self._pool(grid)
            if vectors is not None:
                made = self._tokens(self._pieces.context[grid.ravel()], self._scratch, mean, weight)
                vectors[places[inside]] = made[inside.ravel()]
        return self._finish(pooled, lengths)

    def _pool(self, grid: Integers) -> tuple[Floats, Floats, Floats]:
        """Give back (sentences, 1280): the sum of step 4, without gain and shift, for each row.

        And the mean and the weight, 1 / standard deviation, of each token, (tokens of the grid,).
        """
        pieces, scratch = self._pieces, self._scratch
        sentences, width = grid.shape
        flat = np.zeros(grid.size + 2 * GAP, dtype=np.intp)
        flat[GAP:-GAP] = grid.ravel()
        current = flat[GAP:-GAP]
        total, squares = pieces.sums[current], pieces.squares[current]
        first = 0
        for branch, window in enumerate(WINDOWS):
            products = pieces.products[first : first + window.size]
            h = scratch.first(flat, window, products, pieces.projected[branch])
            c = scratch.second(h, branch, self._matrices)
            total += c @ scratch.ones
            squares += np.einsum("ij,ij->i", c, c)
            first += window.size
        mean: Floats = np.asarray(total / STATE_DIM, dtype=np.float32)
        variance = squares / STATE_DIM - mean * mean
        weight: Floats = np.asarray(1.0 / np.sqrt(variance + self._epsilon), dtype=np.float32)
        weight[current == EMPTY] = 0.0
        by_sentence = weight.reshape(sentences, 1, width)
        pooled = np.empty((sentences, 1, STATE_DIM), dtype=np.float32)
        embedded = scratch.embedded[: grid.size]
        np.take(pieces.embedded, current, axis=0, out=embedded, mode="clip")
        np.matmul(by_sentence, embedded.reshape(sentences, width, PIECE_DIM), out=pooled[:, :, :PIECE_DIM])
        for branch in range(BRANCHES):
            start = PIECE_DIM + branch * BRANCH_DIM
            c = scratch.convolved[branch, : grid.size].reshape(sentences, width, BRANCH_DIM)
            np.matmul(by_sentence, c, out=pooled[:, :, start : start + BRANCH_DIM])
        pooled -= (weight * mean).reshape(sentences, 1, width).sum(axis=2, keepdims=True)
        return pooled[:, 0], mean, weight

    def _finish(self, pooled: Floats, lengths: Integers) -> Floats:
        """Give back the vectors of sentences from what ``_pool`` made of them; changes ``pooled``."""
        matrices = self._matrices
        count = lengths.astype(np.float32)[:, None]
        pooled *= matrices["ln_g"]
        pooled += count * matrices["ln_b"]
        mean = pooled @ matrices["cnn_W"]
        mean += count * matrices["cnn_b"]
        mean /= np.sqrt(count)
        lower = np.maximum(mean @ matrices["d0"], 0)
        middle = np.maximum(mean @ matrices["p1"] + lower @ matrices["d1"], 0)
        upper = np.maximum(middle @ matrices["d2"], 0)
        vectors: Floats = np.tanh(middle @ matrices["p3"] + upper @ matrices["d3"])
        vectors /= np.sqrt(np.maximum(np.einsum("ij,ij->i", vectors, vectors), self._epsilon))[:, None]
        return vectors


class _TokenLayer:
    """What each token adds to the sum of its sentence, f(t) C, in the directions of the basis."""

    def __init__(self, weights: Weights, basis: Floats) -> None:
        matrices = weights.matrices
        matrix = token_matrix(weights, basis)
        self._branches = np.split(matrix[PIECE_DIM:], BRANCHES)
        self._sums = matrix.sum(axis=0)
        self._bias = (matrices["ln_b"] @ matrices["cnn_W"] + matrices["cnn_b"]) @ basis

    def __call__(self, vectors: Floats, scratch: "_Scratch", mean: Floats, weight: Floats) -> Floats:
        """Give back (tokens, 96) from the pieces' own part, which is changed, and step 3 in ``scratch``."""
        for branch, matrix in enumerate(self._branches):
            vectors += scratch.convolved[branch, : len(vectors)] @ matrix
        vectors -= mean[:, None] * self._sums
        vectors *= weight[:, None]
        vectors += self._bias
        return vectors


class _Scratch:
    """Memory that every batch uses again: fresh pages cost more than the sums done in them."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.ones = np.ones(BRANCH_DIM, dtype=np.float32)
        self.embedded = np.empty((rows, PIECE_DIM), dtype=np.float32)
        self.convolved = np.empty((BRANCHES, rows, BRANCH_DIM), dtype=np.float32)
        self._hidden = np.empty((rows + 2 * GAP, BRANCH_DIM), dtype=np.float32)
        self._gathered = np.empty((rows, BRANCH_DIM), dtype=np.float32)

    def first(self, flat: Integers, window: Window, products: Floats, projected: Floats) -> Floats:
        """Give back step 2, (GAP + rows + GAP, 256), zeros where ``flat`` is EMPTY."""
        rows = len(flat) - 2 * GAP
        hidden, gathered = self._hidden[: len(flat)], self._gathered[:rows]
        middle = hidden[GAP:-GAP]
        for place, product in enumerate(products):
            start = GAP + place - window.before
            out = gathered if place else middle
            np.take(product, flat[start : start + rows], axis=0, out=out, mode="clip")
            if place:
                middle += gathered
        np.maximum(middle, 0, out=middle)
        np.take(projected, flat[GAP:-GAP], axis=0, out=gathered, mode="clip")
        middle += gathered
        hidden[flat == EMPTY] = 0.0
        return hidden

    def second(self, hidden: Floats, branch: int, matrices: dict[str, Floats]) -> Floats:
        """Give back step 3, (rows, 256), in ``convolved[branch]``.

        The windows of every size-th token lie side by side in memory, so they are the
        rows of a matrix without being copied together: one product for each phase.
        """
        size, before = WINDOWS[branch]
        rows = len(hidden) - 2 * GAP
        c = self.convolved[branch, :rows]
        weights = matrices[f"w2_{size}"]
        numbers = hidden.reshape(-1)
        for phase in range(min(size, rows)):
            count = (rows - phase + size - 1) // size
            start = (GAP - before + phase) * BRANCH_DIM
            windows = numbers[start : start + count * size * BRANCH_DIM].reshape(count, size * BRANCH_DIM)
            np.matmul(windows, weights, out=c[phase::size])
        c += matrices[f"b2_{size}"]
        np.maximum(c, 0, out=c)
        c += hidden[GAP:-GAP]
        return c


def _batches(lengths: Integers) -> Iterator[tuple[Integers, Integers, NDArray[np.bool_]]]:
    """Sentences of about the same length: their numbers, a grid of places of tokens, which of them count.

    A grid has a line per sentence and ends every line with GAP empty places or more.
    """
    starts = np.cumsum(lengths) - lengths
    order = np.argsort(lengths, kind="stable")
    first = 0
    while first < len(order):
        widths = lengths[order[first : first + BATCH_ROWS]] + GAP
        sizes = np.arange(1, len(widths) + 1) * widths
        fitting = (sizes <= BATCH_ROWS) & (sizes - np.cumsum(widths) <= PADDING)
        stop = first + max(1, int(fitting.sum()))
        sentences = order[first:stop]
        columns = np.arange(lengths[sentences[-1]] + GAP)
        inside = columns < lengths[sentences, None]
        yield sentences, np.where(inside, starts[sentences, None] + columns, 0), inside
        first = stop

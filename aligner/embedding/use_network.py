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
)

DIM = 512
TOKEN_DIM = PIECE_DIM + BRANCHES * BRANCH_DIM

GAP = 2
"""Empty rows between sentences: the reach of the widest window to either side."""

BATCH_ROWS = 1024
"""Rows (tokens and gaps) of one batch, 1 MB a matrix: large enough for the matrix products, small
enough for the processor's cache."""


class Network:
    """Turns sentences of piece numbers into vectors."""

    def __init__(self, weights: Weights) -> None:
        self._matrices = weights.matrices
        self._epsilon = float(weights.matrices["eps"])
        self._pieces = PieceTable(weights)
        self._scratch = _Scratch(0)

    def encode(self, tokens: Integers, lengths: Integers) -> Floats:
        """Give back float32 (sentences, 512), rows of length 1.

        ``tokens`` are the pieces of all sentences one after the other, ``lengths`` how
        many each has, 1 to the piece table's capacity.
        """
        try:
            rows = self._pieces.rows(tokens)
        except TooManyPiecesError:
            half = len(lengths) // 2
            cut = int(lengths[:half].sum())
            return np.concatenate(
                (self.encode(tokens[:cut], lengths[:half]), self.encode(tokens[cut:], lengths[half:]))
            )
        pooled = np.empty((len(lengths), TOKEN_DIM), dtype=np.float32)
        for sentences, grid in _batches(rows, lengths):
            if self._scratch.rows < grid.size:
                self._scratch = _Scratch(max(grid.size, BATCH_ROWS))
            pooled[sentences] = self._pool(grid)
        return self._finish(pooled, lengths)

    def _pool(self, grid: Integers) -> Floats:
        """Give back (sentences, 1280): the sum of step 4, without gain and shift, for each row."""
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
        mean = total / TOKEN_DIM
        weight = 1.0 / np.sqrt(squares / TOKEN_DIM - mean * mean + self._epsilon)
        weight[current == EMPTY] = 0.0
        by_sentence = weight.reshape(sentences, 1, width)
        pooled = np.empty((sentences, 1, TOKEN_DIM), dtype=np.float32)
        embedded = scratch.embedded[: grid.size]
        np.take(pieces.embedded, current, axis=0, out=embedded, mode="clip")
        np.matmul(by_sentence, embedded.reshape(sentences, width, PIECE_DIM), out=pooled[:, :, :PIECE_DIM])
        for branch in range(BRANCHES):
            start = PIECE_DIM + branch * BRANCH_DIM
            c = scratch.convolved[branch, : grid.size].reshape(sentences, width, BRANCH_DIM)
            np.matmul(by_sentence, c, out=pooled[:, :, start : start + BRANCH_DIM])
        pooled -= (weight * mean).reshape(sentences, 1, width).sum(axis=2, keepdims=True)
        return pooled[:, 0]

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


def _batches(rows: Integers, lengths: Integers) -> Iterator[tuple[Integers, NDArray[np.intp]]]:
    """Sentences of about the same length, as (their places, grid of rows of the piece table).

    A grid has a line per sentence and ends every line with GAP empty places or more.
    """
    starts = np.cumsum(lengths) - lengths
    order = np.argsort(lengths, kind="stable")
    first = 0
    while first < len(order):
        widths = lengths[order[first : first + BATCH_ROWS]] + GAP
        fitting = np.arange(1, len(widths) + 1) * widths <= BATCH_ROWS
        stop = first + max(1, int(fitting.sum()))
        sentences = order[first:stop]
        places = np.arange(lengths[sentences[-1]] + GAP)
        inside = places < lengths[sentences, None]
        grid = rows[np.where(inside, starts[sentences, None] + places, 0)]
        yield sentences, np.where(inside, grid, EMPTY).astype(np.intp)
        first = stop

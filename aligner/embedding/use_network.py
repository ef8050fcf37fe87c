"""The network of USE-multilingual v3 (Yang et al. 2020, arXiv:1907.04307, the CNN variant) in numpy.

For every token t of a sentence, with the vector e of its piece:

1. x = LayerNorm(e P + p), 256 numbers for each of three branches (windows of 2, 3, 5 tokens),
   normalised over all 768;
2. first convolution: h(t) = relu(sum over k of x(t+k) V_k + v) + x(t);
3. second convolution: c(t) = relu(sum over k of h(t+k) W_k + w) + h(t);
4. f(t) = LayerNorm([e, c of each branch]), 1,280 numbers.

The sentence is (sum of f(t)) C / sqrt(tokens), followed by four dense layers and a norm.

What costs time is the matrix products of 1, 2 and 3. Steps 1 and the products of step 2 have
no context, so they are computed once per distinct piece of a chunk of text, a seventh of its
tokens, and only gathered and added up per token. Step 4 and the sum over tokens need a mean
and a variance per token and one weighted sum, not the normalised matrix.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aligner.embedding.use_weights import Floats, Integers, Weights

DIM = 512
PIECE_DIM = 512
BRANCH_DIM = 256
GAP = 2
"""Empty rows between sentences: the reach of the widest window to either side."""

BATCH_TOKENS = 2048
"""Rows of one batch: its matrices stay in the processor's cache."""


class Window(NamedTuple):
    """A branch: how many tokens it sees, and how many of them before the current one."""

    size: int
    before: int


WINDOWS = (Window(2, 0), Window(3, 1), Window(5, 2))


@dataclass(frozen=True, slots=True)
class Branch:
    """The weights of one branch; ``first`` and ``second`` are (size, 256, 256)."""

    window: Window
    first: Floats
    first_bias: Floats
    second: Floats
    second_bias: Floats


class Pieces(NamedTuple):
    """What the network makes of each distinct piece; the last row stands for an empty place.

    ``embedded`` (pieces + 1, 512); ``sums`` and ``squares`` of its rows; ``projected`` per
    branch (pieces + 1, 256); ``products`` per branch and place in the window.
    """

    embedded: Floats
    sums: Floats
    squares: Floats
    projected: list[Floats]
    products: list[list[Floats]]


class Network:
    """Turns sentences of piece numbers into vectors."""

    def __init__(self, weights: Weights) -> None:
        matrices = weights.matrices
        self._weights = weights
        self._matrices = matrices
        self._epsilon = float(matrices["eps"])
        sizes = [window.size for window in WINDOWS]
        self._projection = np.concatenate([matrices[f"proj{size}"] for size in sizes], axis=1)
        self._projection_bias = np.concatenate([matrices[f"proj_b{size}"] for size in sizes])
        self._projection_gain = np.concatenate([matrices[f"ln_g{size}"] for size in sizes])
        self._projection_shift = np.concatenate([matrices[f"ln_b{size}"] for size in sizes])
        self._branches = [
            Branch(
                window,
                matrices[f"w1_{window.size}"].reshape(window.size, BRANCH_DIM, BRANCH_DIM),
                matrices[f"b1_{window.size}"],
                matrices[f"w2_{window.size}"].reshape(window.size, BRANCH_DIM, BRANCH_DIM),
                matrices[f"b2_{window.size}"],
            )
            for window in WINDOWS
        ]

    def encode(self, tokens: Integers, lengths: Integers) -> Floats:
        """Give back float32 (sentences, 512), rows of length 1.

        ``tokens`` are the pieces of all sentences one after the other, ``lengths`` how
        many each has (none of them 0).
        """
        distinct, numbers = np.unique(tokens, return_inverse=True)
        pieces = self._see_pieces(distinct)
        pooled = np.empty((len(lengths), PIECE_DIM + len(WINDOWS) * BRANCH_DIM), dtype=np.float32)
        for sentences, grid in _batches(numbers, lengths, empty=len(distinct)):
            pooled[sentences] = self._pool(pieces, grid)
        return self._finish(pooled, lengths)

    def _see_pieces(self, distinct: Integers) -> Pieces:
        count = len(distinct)
        embedded = np.zeros((count + 1, PIECE_DIM), dtype=np.float32)
        embedded[:count] = self._weights.embed(distinct)
        x = embedded @ self._projection
        x += self._projection_bias
        _normalise(x, self._projection_gain, self._projection_shift, self._epsilon)
        x[count] = 0.0
        projected = [np.ascontiguousarray(part) for part in np.split(x, len(WINDOWS), axis=1)]
        products = [
            [part @ matrix for matrix in branch.first]
            for branch, part in zip(self._branches, projected, strict=True)
        ]
        return Pieces(
            embedded,
            embedded.sum(axis=1),
            np.einsum("ij,ij->i", embedded, embedded),
            projected,
            products,
        )

    def _pool(self, pieces: Pieces, grid: Integers) -> Floats:
        """Give back (sentences, 1280): the sum over its tokens of step 4 for each row of the grid."""
        empty = len(pieces.sums) - 1
        sentences, width = grid.shape
        flat = np.concatenate((np.full(GAP, empty), grid.ravel()))
        blank = flat == empty
        total = pieces.sums[grid].ravel()
        squares = pieces.squares[grid].ravel()
        convolved = []
        for number, branch in enumerate(self._branches):
            c = _convolve(branch, pieces.projected[number], pieces.products[number], flat, blank)
            total += c.sum(axis=1)
            squares += np.einsum("ij,ij->i", c, c)
            convolved.append(c)
        dim = PIECE_DIM + len(WINDOWS) * BRANCH_DIM
        mean = total / dim
        weight = 1.0 / np.sqrt(squares / dim - mean * mean + self._epsilon)
        weight[blank[GAP:]] = 0.0
        by_sentence = weight.reshape(sentences, 1, width)
        pooled = np.empty((sentences, dim), dtype=np.float32)
        embedded = pieces.embedded[grid]
        pooled[:, :PIECE_DIM] = np.matmul(by_sentence, embedded)[:, 0]
        for number, c in enumerate(convolved):
            start = PIECE_DIM + number * BRANCH_DIM
            pooled[:, start : start + BRANCH_DIM] = np.matmul(
                by_sentence, c.reshape(sentences, width, BRANCH_DIM)
            )[:, 0]
        pooled -= (weight * mean).reshape(sentences, width).sum(axis=1, keepdims=True)
        return pooled

    def _finish(self, pooled: Floats, lengths: Integers) -> Floats:
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
        vectors = np.tanh(middle @ matrices["p3"] + upper @ matrices["d3"])
        vectors /= np.sqrt(np.maximum(np.einsum("ij,ij->i", vectors, vectors), self._epsilon))[:, None]
        return vectors


def _batches(numbers: Integers, lengths: Integers, *, empty: int) -> Iterator[tuple[Integers, Integers]]:
    """Sentences of about the same length, as (their places, grid of piece numbers).

    A grid has a row per sentence and ends every row with GAP empty places or more.
    """
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    order = np.argsort(lengths, kind="stable")
    first = 0
    while first < len(order):
        stop = first + 1
        while stop < len(order) and (stop + 1 - first) * (lengths[order[stop]] + GAP) <= BATCH_TOKENS:
            stop += 1
        sentences = order[first:stop]
        places = np.arange(lengths[sentences[-1]] + GAP)
        inside = places < lengths[sentences, None]
        grid = np.where(inside, (starts[sentences, None] + places) * inside, 0)
        yield sentences, np.where(inside, numbers[grid], empty)
        first = stop


def _convolve(
    branch: Branch, projected: Floats, products: list[Floats], flat: Integers, blank: NDArray[np.bool_]
) -> Floats:
    """Give back (rows, 256), steps 2 and 3 of one branch; ``flat`` starts with GAP empty places."""
    rows = len(flat) - GAP
    window = branch.window
    padded = np.concatenate((flat, np.full(GAP, len(projected) - 1)))
    h = np.zeros((len(padded), BRANCH_DIM), dtype=np.float32)
    middle = h[GAP : GAP + rows]
    for k, product in enumerate(products):
        start = GAP + k - window.before
        middle += product[padded[start : start + rows]]
    middle += branch.first_bias
    np.maximum(middle, 0, out=middle)
    middle += projected[flat[GAP:]]
    middle[blank[GAP:]] = 0.0
    c = np.zeros((rows, BRANCH_DIM), dtype=np.float32)
    for k, matrix in enumerate(branch.second):
        start = GAP + k - window.before
        c += h[start : start + rows] @ matrix
    c += branch.second_bias
    np.maximum(c, 0, out=c)
    c += middle
    return c


def _normalise(rows: Floats, gain: Floats, bias: Floats, epsilon: float) -> None:
    """LayerNorm of every row, in place."""
    rows -= rows.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", rows, rows) / rows.shape[1]
    rows *= (1.0 / np.sqrt(variance + epsilon))[:, None]
    rows *= gain
    rows += bias

"""A small network that answers as a kernel regression does, which is too large to ship."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

HAND = 0.09
"""Weight of a standardised feature beside the vectors in the kernel (cross-validated)."""

GAMMA = 2.0
"""Of the kernel, over the median squared distance of two pairs (cross-validated, as RIDGE)."""

RIDGE = 0.7
MEASURED = 800
"""Pairs whose distances give the median."""

AT_A_TIME = 4000

HIDDEN = 128
EPOCHS = 20
BATCH = 256
RATE = 2e-3
WARM = 0.3
"""Share of the steps in which the rate rises; then it falls, both as a cosine does."""

JUDGED_WEIGHT = 4.0
"""Weight of a pair that people judged beside one that only the kernel answers for."""

Answer = Callable[[np.ndarray], np.ndarray]


def teach(inputs: np.ndarray, goal: np.ndarray, dim: int) -> Answer:
    """Give back a kernel ridge regression: a function of inputs, float32 (pairs, .) to (pairs,).

    ``inputs``: the two sides' vectors, ``dim`` numbers together, and standardised features.
    """
    factors = np.repeat([1.0, HAND], [dim, inputs.shape[1] - dim]).astype(np.float32)
    known = inputs * factors
    some = known[:MEASURED].astype(np.float64)
    gamma = GAMMA / np.median(_distances(some, some))
    likeness = _likeness(known, known, gamma).astype(np.float64)
    likeness[np.diag_indices(len(known))] += RIDGE
    weights = np.linalg.solve(likeness, goal - goal.mean()).astype(np.float32)
    return lambda others: _likeness(others * factors, known, gamma) @ weights + np.float32(goal.mean())


def _likeness(rows: np.ndarray, columns: np.ndarray, gamma: float) -> np.ndarray:
    parts = [
        np.exp(-np.float32(gamma) * _distances(rows[start : start + AT_A_TIME], columns))
        for start in range(0, len(rows), AT_A_TIME)
    ]
    return np.concatenate(parts)


def _distances(rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    squares = (rows**2).sum(axis=1)[:, None] + (columns**2).sum(axis=1)
    return np.maximum(squares - 2 * rows @ columns.T, 0)


@dataclass
class Layers:
    """Weights of the network: float32 (inputs, HIDDEN), (HIDDEN,), (HIDDEN,), (1,)."""

    hidden: np.ndarray
    hidden_bias: np.ndarray
    output: np.ndarray
    bias: np.ndarray


def learn(inputs: np.ndarray, answers: np.ndarray, weights: np.ndarray, seed: int) -> Layers:
    """Give back the network that comes nearest to the answers, in weighted squares, by Adam.

    Adam is that of Kingma & Ba (2015, https://arxiv.org/abs/1412.6980), its batches drawn by ``seed``.
    """
    rng = np.random.default_rng(seed)
    spread = np.maximum(inputs.std(axis=0), np.float32(1e-3))
    rows = inputs / spread
    middle, scale = answers.mean(), answers.std()
    goal = ((answers - middle) / scale).astype(np.float32)
    weights = weights.astype(np.float32)
    hidden = rng.normal(0, 1 / np.sqrt(rows.shape[1]), (rows.shape[1], HIDDEN)).astype(np.float32)
    output = rng.normal(0, 1 / np.sqrt(HIDDEN), HIDDEN).astype(np.float32)
    layers = [hidden, np.zeros(HIDDEN, np.float32), output, np.zeros(1, np.float32)]
    adam = _Adam(layers, EPOCHS * (len(rows) // BATCH))
    for _ in range(EPOCHS):
        order = rng.permutation(len(rows))
        for start in range(0, len(rows) - BATCH + 1, BATCH):
            batch = order[start : start + BATCH]
            adam.step(_gradients(layers, rows[batch], goal[batch], weights[batch]))
    hidden, hidden_bias, output, bias = layers
    return Layers(
        hidden / spread[:, None], hidden_bias, output * np.float32(scale), bias * scale + np.float32(middle)
    )


def _gradients(
    layers: list[np.ndarray], rows: np.ndarray, goal: np.ndarray, weights: np.ndarray
) -> list[np.ndarray]:
    hidden, hidden_bias, output, bias = layers
    values = rows @ hidden + hidden_bias
    gate = 1 / (1 + np.exp(-values))
    active = values * gate
    wrong = 2 * weights * (active @ output + bias - goal) / len(rows)
    back = wrong[:, None] * output * (gate + active * (1 - gate))
    return [rows.T @ back, back.sum(axis=0), wrong @ active, wrong.sum(keepdims=True)]


class _Adam:
    """Changes the layers in place, step by step, at a rate that rises and falls."""

    def __init__(self, layers: list[np.ndarray], steps: int) -> None:
        self._layers = layers
        self._means = [np.zeros_like(layer) for layer in layers]
        self._squares = [np.zeros_like(layer) for layer in layers]
        self._steps = steps
        self._step = 0

    def step(self, gradients: list[np.ndarray]) -> None:
        self._step += 1
        rate = np.float32(RATE * self._share() * np.sqrt(1 - 0.999**self._step) / (1 - 0.9**self._step))
        for layer, gradient, mean, square in zip(
            self._layers, gradients, self._means, self._squares, strict=True
        ):
            mean += np.float32(0.1) * (gradient - mean)
            square += np.float32(0.001) * (gradient**2 - square)
            layer -= rate * mean / (np.sqrt(square) + np.float32(1e-8))

    def _share(self) -> float:
        place = self._step / self._steps
        if place < WARM:
            return float(0.5 - 0.5 * np.cos(np.pi * place / WARM))
        return float(0.5 + 0.5 * np.cos(np.pi * (place - WARM) / (1 - WARM)))

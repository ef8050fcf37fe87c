"""Fitting the networks: gradients from the lattice, Adam over documents."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aligner.alignment.context import context_of
from aligner.alignment.features import BEAD_FEATURES, NULL_FEATURES, bead_candidates, null_values
from aligner.alignment.learned import LearnedScore, Network
from aligner.alignment.search import first_pass
from aligner.alignment.sides import make_side
from aligner.alignment.similarity import BEAD_TYPES, Block, bead_cosines, make_batch
from training.bead_score.documents import GoldDocument
from training.bead_score.lattice import IMPOSSIBLE, expectations

ROWS = np.array([n for n, _ in BEAD_TYPES])
COLUMNS = np.array([m for _, m in BEAD_TYPES])


@dataclass
class Example:
    """A document as features, with what the gold allows."""

    document: GoldDocument
    kind: np.ndarray
    row: np.ndarray
    column: np.ndarray
    values: np.ndarray
    source_values: np.ndarray
    target_values: np.ndarray
    facts: np.ndarray
    allowed: np.ndarray
    source_null: np.ndarray
    target_null: np.ndarray
    shape: tuple[int, int, int]
    weight: float = 1.0


def make_example(document: GoldDocument) -> Example:
    """Give back the features of the document (it needs its vectors) and the gold's constraints."""
    assert document.vectors is not None
    lengths = [
        np.array([len(line) for line in side], dtype=np.float32)
        for side in (document.source, document.target)
    ]
    source = make_side(document.vectors[0], lengths[0], inner=document.inner[0])
    target = make_side(document.vectors[1], lengths[1], inner=document.inner[1])
    block = Block(0, len(source), 0, len(target))
    context = context_of(*first_pass(source, target, (block,)), source, target)
    batch = make_batch(source, target, (block,))
    cosines = bead_cosines(batch, source, target)
    found = list(bead_candidates(batch, cosines, source, target, context))
    kind = np.concatenate([np.full(len(part.row), part.kind) for part in found])
    row, column = (
        np.concatenate([part.row for part in found]),
        np.concatenate([part.column for part in found]),
    )
    shape = (len(BEAD_TYPES), len(source) + 1, len(target) + 1)
    allowed, source_null, target_null = constraints(document, shape)
    return Example(
        document,
        kind,
        row,
        column,
        np.concatenate([part.values for part in found]),
        null_values(batch, source, batch.source_at, 1, context)[0],
        null_values(batch, target, batch.target_at, 2, context)[0],
        np.array([1.0, context.nulls, context.cosine]),
        allowed[kind, row, column],
        source_null,
        target_null,
        shape,
    )


def constraints(
    document: GoldDocument, shape: tuple[int, int, int]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give back which beads and nulls the gold allows.

    Inside a coarse bead any beads may stand, but no nulls; inside an exact bead larger than
    any bead type anything may.
    """
    allowed = np.zeros(shape, dtype=bool)
    source_null, target_null = np.zeros(shape[1] - 1, dtype=bool), np.zeros(shape[2] - 1, dtype=bool)
    for source, target, tag in document.gold:
        if not source or not target:
            source_null[list(source)] = True
            target_null[list(target)] = True
            continue
        i0, i1, j0, j1 = source[0], source[-1] + 1, target[0], target[-1] + 1
        size = (i1 - i0, j1 - j0)
        if size != (len(source), len(target)):  # foreign lines inside: no bead of ours can be right
            tag = "broken"
        if tag != "coarse" and size in BEAD_TYPES:
            allowed[BEAD_TYPES.index(size), i1, j1] = True
            continue
        for kind, (n, m) in enumerate(BEAD_TYPES):
            allowed[kind, i0 + n : i1 + 1, j0 + m : j1 + 1] = True
        if tag != "coarse":
            source_null[i0:i1] = target_null[j0:j1] = True
    return allowed, source_null, target_null


class Trainable:
    """A network whose gradients are known; float64 while it learns."""

    def __init__(
        self, inputs: int, units: int, mean: np.ndarray, scale: np.ndarray, random: np.random.Generator
    ) -> None:
        self.mean, self.scale = mean, scale
        self.parts = [
            random.normal(0, inputs**-0.5, (inputs, units)),
            np.zeros(units),
            random.normal(0, 0.3 * units**-0.5, units),
            np.zeros(1),
            np.zeros(inputs),
        ]

    def forward(self, values: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        hidden_weights, hidden_bias, output, bias, line = self.parts
        scaled = (values - self.mean) / self.scale
        hidden = np.maximum(scaled @ hidden_weights + hidden_bias, 0)
        return scaled, hidden, hidden @ output + bias + scaled @ line

    def backward(self, scaled: np.ndarray, hidden: np.ndarray, gradient: np.ndarray) -> list[np.ndarray]:
        through = np.outer(gradient, self.parts[2]) * (hidden > 0)
        return [
            scaled.T @ through,
            through.sum(0),
            hidden.T @ gradient,
            gradient.sum(keepdims=True),
            scaled.T @ gradient,
        ]

    def frozen(self) -> Network:
        """Give back the network for use: scaling folded into the weights, the line beside the units."""
        hidden, hidden_bias, output, bias, line = self.parts
        weights = np.concatenate([hidden, line[:, None]], axis=1) / self.scale[:, None]
        biases = np.concatenate([hidden_bias, bias]) - self.mean @ weights
        return Network(*(part.astype(np.float32) for part in (weights, biases, output)))


def gradient_of(
    example: Example, beads: Trainable, nulls: Trainable, opening: np.ndarray
) -> tuple[float, list[np.ndarray]] | None:
    """Give back the loss and the gradients of one document; None where the gold is out of reach."""
    scaled, hidden, score = beads.forward(example.values)
    source_scaled, source_hidden, source_null = nulls.forward(example.source_values)
    target_scaled, target_hidden, target_null = nulls.forward(example.target_values)
    start = float(example.facts @ opening)
    scores = np.full(example.shape, IMPOSSIBLE)
    scores[example.kind, example.row, example.column] = score
    free = expectations(scores, ROWS, COLUMNS, source_null, target_null, start)
    scores[example.kind, example.row, example.column] = np.where(example.allowed, score, IMPOSSIBLE)
    bound = expectations(
        scores,
        ROWS,
        COLUMNS,
        np.where(example.source_null, source_null, IMPOSSIBLE),
        np.where(example.target_null, target_null, IMPOSSIBLE),
        start,
    )
    if bound[0] < IMPOSSIBLE / 2:
        return None
    difference = (free[1] - bound[1])[example.kind, example.row, example.column]
    moved = np.abs(difference) > 1e-5
    gradients = beads.backward(scaled[moved], hidden[moved], difference[moved])
    gradients += [
        one + other
        for one, other in zip(
            nulls.backward(source_scaled, source_hidden, free[2] - bound[2]),
            nulls.backward(target_scaled, target_hidden, free[3] - bound[3]),
            strict=True,
        )
    ]
    gradients.append((free[4] - bound[4]) * example.facts)
    return free[0] - bound[0], gradients


@dataclass(frozen=True)
class Settings:
    """How long and how large; chosen on documents kept aside (docs/decisions)."""

    units: int = 16
    null_units: int = 8
    epochs: int = 10
    rate: float = 0.01
    decay: float = 1e-3
    documents_a_step: int = 4


def fit(
    examples: Sequence[Example], settings: Settings, seed: int
) -> tuple[Trainable, Trainable, np.ndarray, float]:
    """Give back the trained networks, the opening weights, and the last epoch's loss."""
    random = np.random.default_rng(seed)
    beads = Trainable(len(BEAD_FEATURES), settings.units, *_spread([e.values[::7] for e in examples]), random)
    nulls = Trainable(
        len(NULL_FEATURES), settings.null_units, *_spread([e.source_values for e in examples]), random
    )
    beads.parts[4][BEAD_FEATURES.index("cosine")] = 1.0
    opening = np.zeros(3)
    parts = [*beads.parts, *nulls.parts, opening]
    first, second = [np.zeros_like(p) for p in parts], [np.zeros_like(p) for p in parts]
    step, loss = 0, 0.0
    for epoch in range(settings.epochs):
        loss = 0.0
        rate = settings.rate * min(1.0, (settings.epochs - epoch) / (settings.epochs * 0.6))
        order = random.permutation(len(examples))
        for start in range(0, len(order), settings.documents_a_step):
            total: list[np.ndarray] | None = None
            for number in order[start : start + settings.documents_a_step]:
                found = gradient_of(examples[number], beads, nulls, opening)
                if found is None:
                    continue
                weight = examples[number].weight
                loss += weight * found[0]
                weighted = [weight * g for g in found[1]]
                total = weighted if total is None else [a + b for a, b in zip(total, weighted, strict=True)]
            if total is None:
                continue
            step += 1
            for number, (part, gradient) in enumerate(zip(parts, total, strict=True)):
                gradient = gradient / settings.documents_a_step + settings.decay * part
                first[number] = 0.9 * first[number] + 0.1 * gradient
                second[number] = 0.98 * second[number] + 0.02 * gradient**2
                part -= (
                    rate
                    * (first[number] / (1 - 0.9**step))
                    / (np.sqrt(second[number] / (1 - 0.98**step)) + 1e-6)
                )
    return beads, nulls, opening, loss


def _spread(arrays: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    values = np.concatenate(arrays).astype(np.float64)
    return values.mean(0), np.maximum(values.std(0), 1e-3)


def frozen(fits: Sequence[tuple[Trainable, Trainable, np.ndarray, float]]) -> LearnedScore:
    """Give back the fits as one score, the mean of theirs."""
    return LearnedScore(
        tuple(beads.frozen() for beads, *_ in fits),
        tuple(nulls.frozen() for _, nulls, *_ in fits),
        tuple(opening.astype(np.float32) for _, _, opening, _ in fits),
    )

"""The search: two passes over the blocks of the alignment matrix.

Pass one scores beads by the hand-set formula and tells how alike the texts are, document
and passage; pass two scores with that knowledge.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from aligner.alignment.blocks import cut_into_blocks
from aligner.alignment.context import Context, context_of
from aligner.alignment.crossing import find_crossing, with_crossing
from aligner.alignment.dp import IMPOSSIBLE, Path, best_paths
from aligner.alignment.features import bead_candidates, null_values
from aligner.alignment.learned import LearnedScore
from aligner.alignment.prior import FIRST_PASS, Threshold, adapted, prior_scores
from aligner.alignment.sides import Floats, Side
from aligner.alignment.similarity import BEAD_TYPES, Block, BlockBatch, bead_cosines, make_batch

BATCH_CELLS = 150_000
"""Cells of the alignment matrix worked on at once; bounds memory at about 100 MB."""

FURNITURE_BONUS = 1.5
"""Log-odds (hand-set) by which a null is likelier for what looks like page furniture."""

FURNITURE_PRIOR_BONUS = 0.08
"""The same on the scale of the hand-set score, cosines."""


def search(source: Side, target: Side, learned: LearnedScore | None) -> list[tuple[int, int, int, int, bool]]:
    """Give back beads and nulls that cover the whole matrix, and whether each breaks the order."""
    blocks = cut_into_blocks(source, target)
    context = context_of(*first_pass(source, target, blocks), source, target)
    second = _PriorPass(adapted(context)) if learned is None else _LearnedPass(learned, context)
    path = _run(source, target, blocks, second)
    crossing = find_crossing(
        path,
        source,
        target,
        lambda block: _run(source, target, (block,), second),
        lambda beads: path_cosines(beads, source, target),
    )
    return with_crossing(path, crossing)


def first_pass(source: Side, target: Side, blocks: Sequence[Block]) -> tuple[Path, list[float]]:
    """Give back the path that the hand-set score finds, and the cosine of each of its beads."""
    path = _run(source, target, blocks, _PriorPass(FIRST_PASS))
    return path, path_cosines(path, source, target)


def path_cosines(path: Path, source: Side, target: Side) -> list[float]:
    """Give back the cosine of each bead of a path, 0.0 for a null."""
    bounds = np.array(path, dtype=np.int64).reshape(-1, 4)
    rows, columns = bounds[:, 1] - bounds[:, 0], bounds[:, 3] - bounds[:, 2]
    result = np.zeros(len(bounds))
    for n in range(1, int(rows.max(initial=0)) + 1):
        for m in range(1, int(columns.max(initial=0)) + 1):
            at = np.flatnonzero((rows == n) & (columns == m))
            total = np.zeros(len(at))
            for a in range(n):
                for b in range(m):
                    total += _weighted_products(source, target, bounds[at, 0] + a, bounds[at, 2] + b)
            norms = source.run_norms[n, bounds[at, 1]] * target.run_norms[m, bounds[at, 3]]
            result[at] = total / np.maximum(norms, 1e-6)
    cosines: list[float] = result.tolist()
    return cosines


def _weighted_products(
    source: Side, target: Side, i: NDArray[np.int64], j: NDArray[np.int64]
) -> "NDArray[np.float64]":
    """Give back the weighted products of sentence pairs, so many at once as keep memory small."""
    result = np.empty(len(i))
    step = 8192
    for start in range(0, len(i), step):
        one = np.asarray(source.vectors[i[start : start + step]], dtype=np.float32)
        other = np.asarray(target.vectors[j[start : start + step]], dtype=np.float32)
        result[start : start + step] = np.einsum("ij,ij->i", one, other)
    return result * source.weights[i] * target.weights[j]


WHOLE_BONUS = np.float32(2.0)
"""Log-odds for a bead of several sentences on both sides. The gold that the score was learnt on
accepts any cut inside such a bead and so teaches nothing of it; people who align by hand keep
it whole where a clause moved over the full stop (docs/decisions/bead-score.md)."""


class _PriorPass:
    """Scores a batch by the hand-set formula."""

    def __init__(self, threshold: Threshold) -> None:
        self.threshold = threshold

    def __call__(self, batch: BlockBatch, source: Side, target: Side) -> tuple[Floats, Floats, Floats, float]:
        cosines = bead_cosines(batch, source, target)
        scores = prior_scores(batch, cosines, source, target, self.threshold)
        return (
            scores,
            _furniture(source, batch.source_at) * np.float32(FURNITURE_PRIOR_BONUS),
            _furniture(target, batch.target_at) * np.float32(FURNITURE_PRIOR_BONUS),
            self.threshold.opening,
        )


class _LearnedPass:
    """Scores a batch by the learned score, with what the first pass told of the texts."""

    def __init__(self, learned: LearnedScore, context: Context) -> None:
        self.learned = learned
        self.context = context

    def __call__(self, batch: BlockBatch, source: Side, target: Side) -> tuple[Floats, Floats, Floats, float]:
        cosines = bead_cosines(batch, source, target)
        scores = np.full((len(BEAD_TYPES), *cosines[1, 1].shape), IMPOSSIBLE, dtype=np.float32)
        for found in bead_candidates(batch, cosines, source, target, self.context):
            bonus = WHOLE_BONUS if min(BEAD_TYPES[found.kind]) > 1 else np.float32(0)
            scores[found.kind, found.block, found.row, found.column] = (
                self.learned.beads(found.values) + bonus
            )
        source_nulls = self.learned.nulls(null_values(batch, source, batch.source_at, 1, self.context))
        target_nulls = self.learned.nulls(null_values(batch, target, batch.target_at, 2, self.context))
        return (
            scores,
            source_nulls + _furniture(source, batch.source_at) * np.float32(FURNITURE_BONUS),
            target_nulls + _furniture(target, batch.target_at) * np.float32(FURNITURE_BONUS),
            self.learned.opening(self.context),
        )


def _furniture(side: Side, at: NDArray[np.int64]) -> Floats:
    return side.furniture[np.minimum(at[:, :-1], len(side) - 1)].astype(np.float32)


def _run(source: Side, target: Side, blocks: Sequence[Block], score: "_PriorPass | _LearnedPass") -> Path:
    paths: dict[Block, Path] = {}
    for group in batches(blocks):
        trivial = [block for block in group if not block.rows or not block.columns]
        paths.update((block, _only_nulls(block)) for block in trivial)
        worth = tuple(block for block in group if block.rows and block.columns)
        if worth:
            batch = make_batch(source, target, worth)
            paths.update(zip(worth, best_paths(batch, *score(batch, source, target)), strict=True))
    return [bead for block in blocks for bead in paths[block]]


def _only_nulls(block: Block) -> Path:
    return [(i, i + 1, block.j0, block.j0) for i in range(block.i0, block.i1)] + [
        (block.i1, block.i1, j, j + 1) for j in range(block.j0, block.j1)
    ]


def batches(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Give back the blocks in groups of like size that fit BATCH_CELLS when padded."""
    group: list[Block] = []
    rows = columns = 0
    for block in sorted(blocks, key=lambda block: (block.rows + block.columns, block.i0, block.j0)):
        rows, columns = max(rows, block.rows), max(columns, block.columns)
        if group and (len(group) + 1) * (rows + 1) * (columns + 1) > BATCH_CELLS:
            yield group
            group, rows, columns = [], block.rows, block.columns
        group.append(block)
    if group:
        yield group

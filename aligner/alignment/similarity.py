"""Cosines of every bead that could stand in a block, from its 1-1 products alone."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.alignment.sides import Floats, Side

BEAD_TYPES: tuple[tuple[int, int], ...] = (
    (1, 1),
    (1, 2),
    (2, 1),
    (1, 3),
    (3, 1),
    (2, 2),
    (1, 4),
    (4, 1),
    (2, 3),
    (3, 2),
    (1, 5),
    (5, 1),
    (1, 6),
    (6, 1),
    (3, 3),
)
"""(source sentences, target sentences) of the beads that the search considers."""


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of the alignment matrix: sentences [i0, i1) by [j0, j1)."""

    i0: int
    i1: int
    j0: int
    j1: int

    @property
    def rows(self) -> int:
        return self.i1 - self.i0

    @property
    def columns(self) -> int:
        return self.j1 - self.j0


@dataclass(frozen=True, slots=True)
class BlockBatch:
    """Blocks padded to one size, so that one pass of numpy serves them all.

    ``products``: float32, (blocks, rows, columns), cosine of each pair of sentences, 0 in
    the padding. ``source_parts``: the same with the parts of the rows in the rows, each
    against the best part of the column; ``target_parts``: (blocks, columns' parts, rows),
    likewise for the columns. ``source_at``/``target_at``: int, (blocks, rows + 1)/(blocks,
    columns + 1), the text's sentence number at each position, clipped to the block's end.
    """

    blocks: tuple[Block, ...]
    products: Floats
    source_parts: Floats
    target_parts: Floats
    source_at: NDArray[np.int64]
    target_at: NDArray[np.int64]

    @property
    def rows(self) -> int:
        return int(self.products.shape[1])

    @property
    def columns(self) -> int:
        return int(self.products.shape[2])


def make_batch(source: Side, target: Side, blocks: tuple[Block, ...]) -> BlockBatch:
    """Give back the blocks with the cosines of their sentence pairs, padded to one size."""
    rows = max(block.rows for block in blocks)
    columns = max(block.columns for block in blocks)
    products = np.zeros((len(blocks), rows, columns), dtype=np.float32)
    for number, block in enumerate(blocks):
        one = np.asarray(source.vectors[block.i0 : block.i1], dtype=np.float32)
        other = np.asarray(target.vectors[block.j0 : block.j1], dtype=np.float32)
        np.matmul(one, other.T, out=products[number, : block.rows, : block.columns])
    source_parts, target_parts = products, products.transpose(0, 2, 1)
    if len(source.inner.lengths) > len(source) or len(target.inner.lengths) > len(target):
        source_parts, target_parts = _part_products(source, target, blocks, rows, columns)
    return BlockBatch(
        blocks,
        products,
        source_parts,
        target_parts,
        np.array([np.minimum(np.arange(b.i0, b.i0 + rows + 1), b.i1) for b in blocks]),
        np.array([np.minimum(np.arange(b.j0, b.j0 + columns + 1), b.j1) for b in blocks]),
    )


def _part_products(
    source: Side, target: Side, blocks: tuple[Block, ...], rows: int, columns: int
) -> tuple[Floats, Floats]:
    """Give back each part's cosine with the best part of each unit of the other side."""
    source_starts, target_starts = source.inner.starts, target.inner.starts
    most_source = max(int(source_starts[b.i1] - source_starts[b.i0]) for b in blocks)
    most_target = max(int(target_starts[b.j1] - target_starts[b.j0]) for b in blocks)
    source_parts = np.zeros((len(blocks), most_source, columns), dtype=np.float32)
    target_parts = np.zeros((len(blocks), most_target, rows), dtype=np.float32)
    for number, block in enumerate(blocks):
        first_source, last_source = source_starts[block.i0], source_starts[block.i1]
        first_target, last_target = target_starts[block.j0], target_starts[block.j1]
        one = np.asarray(source.inner.vectors[first_source:last_source], dtype=np.float32)
        other = np.asarray(target.inner.vectors[first_target:last_target], dtype=np.float32)
        products = one @ other.T
        at_target = target_starts[block.j0 : block.j1] - first_target
        at_source = source_starts[block.i0 : block.i1] - first_source
        source_parts[number, : len(one), : block.columns] = np.maximum.reduceat(products, at_target, axis=1)
        target_parts[number, : len(other), : block.rows] = np.maximum.reduceat(products, at_source, axis=0).T
    return source_parts, target_parts


def bead_cosines(batch: BlockBatch, source: Side, target: Side) -> dict[tuple[int, int], Floats]:
    """Give back for each bead type its cosine at every end position.

    Arrays float32, (blocks, rows + 1, columns + 1): entry [b, i, j] belongs to the bead
    whose last sentences are i - 1 and j - 1 of block b; -1 where it doesn't fit.
    """
    count, rows, columns = batch.products.shape
    inside_rows = np.array([block.rows for block in batch.blocks])[:, None, None]
    inside_columns = np.array([block.columns for block in batch.blocks])[:, None, None]
    weighted = np.zeros((count, rows + 1, columns + 1), dtype=np.float32)
    weights_i = source.weights[np.minimum(batch.source_at[:, :rows], len(source) - 1)]
    weights_j = target.weights[np.minimum(batch.target_at[:, :columns], len(target) - 1)]
    np.multiply(batch.products, weights_i[:, :, None], out=weighted[:, 1:, 1:])
    weighted[:, 1:, 1:] *= weights_j[:, None, :]
    i, j = np.arange(rows + 1)[None, :, None], np.arange(columns + 1)[None, None, :]
    beyond = (i > inside_rows) | (j > inside_columns)
    along = {1: weighted}
    for run in range(2, max(m for _, m in BEAD_TYPES) + 1):
        wider = along[run - 1].copy()
        wider[:, :, run:] += weighted[:, :, 1 : max(1, columns + 2 - run)]
        along[run] = wider
    result: dict[tuple[int, int], Floats] = {}
    for run_j in sorted({m for _, m in BEAD_TYPES}):
        total = along[run_j]
        for run_i in range(1, max(n for n, m in BEAD_TYPES if m == run_j) + 1):
            if run_i > 1:
                taller = total.copy()
                taller[:, run_i:] += along[run_j][:, 1 : max(1, rows + 2 - run_i)]
                total = taller
            if (run_i, run_j) not in BEAD_TYPES:
                continue
            norm_i = source.run_norms[run_i][batch.source_at]
            norm_j = target.run_norms[run_j][batch.target_at]
            cosine = total / np.maximum(norm_i[:, :, None] * norm_j[:, None, :], 1e-6)
            cosine[:, :run_i] = -1
            cosine[:, :, :run_j] = -1
            cosine[beyond] = -1
            result[run_i, run_j] = cosine
    return result

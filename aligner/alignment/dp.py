"""Dynamic programming over beads and nulls, many blocks in step.

The best path may be in one of three states after each position: a bead, a run of source
nulls, a run of target nulls (source nulls come first where both meet, so that no null run
is counted twice). Opening a null run has its own score (affine gaps). All scores are
log-odds and add up.
"""

import numpy as np
from numpy.typing import NDArray

from aligner.alignment.sides import Floats
from aligner.alignment.similarity import BEAD_TYPES, Block, BlockBatch

IMPOSSIBLE = np.float32(-1e9)

Path = list[tuple[int, int, int, int]]
"""Beads (source start, source stop, target start, target stop) in order."""


def best_paths(
    batch: BlockBatch, scores: Floats, source_nulls: Floats, target_nulls: Floats, opening: float
) -> list[Path]:
    """Give back the best path through each block, in the text's own sentence numbers.

    ``scores``: float32, (types, blocks, rows + 1, columns + 1), log-odds of the bead that
    ends there, IMPOSSIBLE where there is none. ``source_nulls`` (blocks, rows) and
    ``target_nulls`` (blocks, columns): log-odds of leaving a sentence alone; 0 in the
    padding. ``opening``: log-odds of a null run, once.
    """
    count, rows, columns = batch.products.shape
    running = np.zeros((count, columns + 1), dtype=np.float64)
    np.cumsum(target_nulls, axis=1, out=running[:, 1:])
    beads = np.full((rows + 1, count, columns + 1), IMPOSSIBLE, dtype=np.float64)
    any_state = beads.copy()
    source_run = np.full((count, columns + 1), IMPOSSIBLE, dtype=np.float64)
    bead_type = np.zeros((rows + 1, count, columns + 1), dtype=np.int8)
    source_from = np.zeros((rows + 1, count, columns + 1), dtype=np.int8)
    target_from = np.zeros((rows + 1, count, columns + 1), dtype=np.int8)
    state = np.zeros((rows + 1, count, columns + 1), dtype=np.int8)
    beads[0, :, 0] = 0
    for i in range(rows + 1):
        if i:
            best = beads[i]
            for number, (n, m) in enumerate(BEAD_TYPES):
                if i < n or columns < m:
                    continue
                value = any_state[i - n, :, : columns + 1 - m] + scores[number, :, i, m:]
                better = value > best[:, m:]
                np.copyto(best[:, m:], value, where=better)
                np.copyto(bead_type[i, :, m:], np.int8(number), where=better)
            opened = beads[i - 1] + opening
            source_from[i] = opened > source_run  # 1: the run of source nulls opens here
            source_run = np.maximum(source_run, opened) + source_nulls[:, i - 1, None]
        arrive = np.full((count, columns + 1), IMPOSSIBLE, dtype=np.float64)
        opened = beads[i, :, :-1] + opening
        after_source = source_run[:, :-1] > opened
        arrive[:, 1:] = np.where(after_source, source_run[:, :-1], opened) + target_nulls
        level = arrive - running
        highest = np.maximum.accumulate(level, axis=1)
        target_run = highest + running
        entered = level >= highest  # the run of target nulls opens here
        target_from[i] = np.where(entered, 1, 0)
        target_from[i, :, 1:][entered[:, 1:] & after_source] = 2
        state[i] = np.where(
            (beads[i] >= source_run) & (beads[i] >= target_run), 0, np.where(source_run >= target_run, 1, 2)
        )
        any_state[i] = np.maximum(np.maximum(beads[i], source_run), target_run)
    return [
        _trace(number, block, bead_type, source_from, target_from, state)
        for number, block in enumerate(batch.blocks)
    ]


def _trace(
    number: int,
    block: Block,
    bead_type: NDArray[np.int8],
    source_from: NDArray[np.int8],
    target_from: NDArray[np.int8],
    state: NDArray[np.int8],
) -> Path:
    path: Path = []
    i, j, i0, j0 = block.rows, block.columns, block.i0, block.j0
    current = int(state[i, number, j])
    while i or j:
        if current == 0:
            n, m = BEAD_TYPES[bead_type[i, number, j]]
            path.append((i0 + i - n, i0 + i, j0 + j - m, j0 + j))
            i, j = i - n, j - m
            current = int(state[i, number, j])
        elif current == 1:
            path.append((i0 + i - 1, i0 + i, j0 + j, j0 + j))
            current = 0 if source_from[i, number, j] else 1
            i -= 1
        else:
            path.append((i0 + i, i0 + i, j0 + j - 1, j0 + j))
            current = (2, 0, 1)[target_from[i, number, j]]
            j -= 1
    path.reverse()
    return path

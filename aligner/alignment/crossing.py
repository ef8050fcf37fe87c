"""Passages that changed places: what the monotone search left alone on both sides.

Pages swap blocks. Leftover sentences of both sides are matched again; where two or more
neighbours of one side match neighbours of the other, that rectangle is searched as a text
of its own and its beads are marked as crossing.
"""

from collections.abc import Callable

import numpy as np

from aligner.alignment.anchors import Window, mutual_best
from aligner.alignment.dp import Path
from aligner.alignment.sides import Side
from aligner.alignment.similarity import Block

LEAST_COSINE = 0.55
"""Mutual best leftovers under this cosine don't start a crossing passage."""

LEAST_BEADS = 2
"""A single sentence that found a like one elsewhere is likelier a repetition than a move."""

MOST_PRODUCTS = 100_000_000
"""Leftovers are compared all with all up to here (a second); beyond, only near each other."""


def find_crossing(
    path: Path,
    source: Side,
    target: Side,
    search: Callable[[Block], Path],
    cosines: Callable[[Path], list[float]],
) -> Path:
    """Give back beads between leftovers of the path, each of which breaks its order.

    ``search`` gives the best path through a block, ``cosines`` those of beads.
    """
    free_source = np.array([i0 for i0, i1, j0, j1 in path if j0 == j1], dtype=np.int64)
    free_target = np.array([j0 for i0, i1, j0, j1 in path if i0 == i1], dtype=np.int64)
    if len(free_source) < LEAST_BEADS or len(free_target) < LEAST_BEADS:
        return []
    one, other, best, _ = mutual_best(
        source.vectors[free_source], target.vectors[free_target], _windows(len(free_source), len(free_target))
    )
    kept = best >= LEAST_COSINE
    seeds = list(zip(free_source[one[kept]].tolist(), free_target[other[kept]].tolist(), strict=True))
    runs_source, runs_target = _runs(free_source), _runs(free_target)
    rectangles: dict[Block, int] = {}
    for i, j in seeds:
        block = Block(*runs_source[i], *runs_target[j])
        rectangles[block] = rectangles.get(block, 0) + 1
    found: Path = []
    used_source: set[int] = set()
    used_target: set[int] = set()
    for block, count in sorted(rectangles.items(), key=lambda item: (-item[1], item[0].i0, item[0].j0)):
        if count < LEAST_BEADS:
            continue
        beads = [
            bead
            for bead in search(block)
            if bead[0] < bead[1]
            and bead[2] < bead[3]
            and not used_source.intersection(range(bead[0], bead[1]))
            and not used_target.intersection(range(bead[2], bead[3]))
        ]
        if len(beads) < LEAST_BEADS or np.mean(cosines(beads)) < LEAST_COSINE:
            continue
        for bead in beads:
            used_source.update(range(bead[0], bead[1]))
            used_target.update(range(bead[2], bead[3]))
        found += beads
    return sorted(found)


def _windows(rows: int, columns: int) -> list[Window]:
    if rows * columns <= MOST_PRODUCTS:
        return [Window(0, rows, 0, columns)]
    reach = max(1, MOST_PRODUCTS // (2 * rows))
    step = 1024
    windows = []
    for start in range(0, rows, step):
        middle = start * columns // rows
        first, last = max(0, middle - reach), min(columns, middle + reach + step)
        windows.append(Window(start, min(start + step, rows), first, last))
    return windows


def _runs(numbers: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> dict[int, tuple[int, int]]:
    """Give back for each number the run of consecutive numbers that it belongs to."""
    runs: dict[int, tuple[int, int]] = {}
    borders = np.flatnonzero(np.diff(numbers) != 1) + 1
    for run in np.split(numbers, borders):
        for number in run.tolist():
            runs[number] = (int(run[0]), int(run[-1]) + 1)
    return runs


def with_crossing(path: Path, crossing: Path) -> list[tuple[int, int, int, int, bool]]:
    """Give back the path with crossing beads in place of the nulls that they explain.

    A crossing bead stands where its first source sentence stood.
    """
    by_source = {bead[0]: bead for bead in crossing}
    taken_source = {i for bead in crossing for i in range(bead[0], bead[1])}
    taken_target = {j for bead in crossing for j in range(bead[2], bead[3])}
    result: list[tuple[int, int, int, int, bool]] = []
    for i0, i1, j0, j1 in path:
        if j0 == j1 and i0 in taken_source:
            if i0 in by_source:
                result.append((*by_source[i0], True))
        elif not (i0 == i1 and j0 in taken_target):
            result.append((i0, i1, j0, j1, False))
    return result

"""The dynamic programme against a search that tries every path."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.alignment.dp import IMPOSSIBLE, Path, best_paths
from aligner.alignment.similarity import BEAD_TYPES, Block, BlockBatch


def batch_of(sizes: list[tuple[int, int]]) -> BlockBatch:
    rows, columns = max(r for r, _ in sizes), max(c for _, c in sizes)
    blocks = tuple(Block(0, r, 0, c) for r, c in sizes)
    products = np.zeros((len(sizes), rows, columns), dtype=np.float32)
    at = np.zeros((len(sizes), 1), dtype=np.int64)
    return BlockBatch(blocks, products, products, products.transpose(0, 2, 1), at, at)


def path_score(
    path: Path, scores: np.ndarray, source: np.ndarray, target: np.ndarray, opening: float
) -> float:
    """Give back what a path is worth, by the definition."""
    total, in_nulls = 0.0, False
    for i0, i1, j0, j1 in path:
        if i0 == i1 or j0 == j1:
            total += (0.0 if in_nulls else opening) + float(source[i0:i1].sum() + target[j0:j1].sum())
            in_nulls = True
        else:
            total += float(scores[BEAD_TYPES.index((i1 - i0, j1 - j0)), i1, j1])
            in_nulls = False
    return total


def best_by_trying_all(scores: np.ndarray, source: np.ndarray, target: np.ndarray, opening: float) -> float:
    """Give back the score of the best path: every bead and null tried at every position."""
    rows, columns = len(source), len(target)

    @cache
    def best(i: int, j: int, state: str) -> float:
        if i == rows and j == columns:
            return 0.0
        found = [-1e9]
        for kind, (n, m) in enumerate(BEAD_TYPES):
            if i + n <= rows and j + m <= columns and scores[kind, i + n, j + m] > IMPOSSIBLE / 2:
                found.append(float(scores[kind, i + n, j + m]) + best(i + n, j + m, "bead"))
        cost = opening if state == "bead" else 0.0
        if i < rows and state != "target":
            found.append(cost + float(source[i]) + best(i + 1, j, "source"))
        if j < columns:
            found.append(cost + float(target[j]) + best(i, j + 1, "target"))
        return max(found)

    return best(0, 0, "bead")


def drawn(sizes: list[tuple[int, int]], seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    random = np.random.default_rng(seed)
    rows, columns = max(r for r, _ in sizes), max(c for _, c in sizes)
    shape = (len(BEAD_TYPES), len(sizes), rows + 1, columns + 1)
    scores = random.normal(-1, 2, shape).astype(np.float32)
    scores[random.random(shape) < 0.3] = IMPOSSIBLE
    source = random.normal(-0.5, 1, (len(sizes), rows)).astype(np.float32)
    target = random.normal(-0.5, 1, (len(sizes), columns)).astype(np.float32)
    return scores, source, target, float(random.normal(-0.5, 0.5))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 7), st.integers(1, 7)), min_size=1, max_size=3), st.integers(0, 2**31)
)
def test_finds_a_path_as_good_as_trying_all(sizes: list[tuple[int, int]], seed: int) -> None:
    scores, source, target, opening = drawn(sizes, seed)
    paths = best_paths(batch_of(sizes), scores, source, target, opening)
    for number, ((rows, columns), path) in enumerate(zip(sizes, paths, strict=True)):
        own = scores[:, number], source[number, :rows], target[number, :columns], opening
        assert path_score(path, *own) == pytest.approx(best_by_trying_all(*own), abs=1e-3)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), min_size=1, max_size=4), st.integers(0, 2**31)
)
def test_a_path_leads_from_corner_to_corner_without_a_gap(sizes: list[tuple[int, int]], seed: int) -> None:
    for (rows, columns), path in zip(sizes, best_paths(batch_of(sizes), *drawn(sizes, seed)), strict=True):
        ends = [(0, 0)] + [(i1, j1) for _, i1, _, j1 in path]
        assert [(i0, j0) for i0, _, j0, _ in path] == ends[:-1]
        assert ends[-1] == (rows, columns)


def test_a_block_gets_the_same_path_alone_and_beside_larger_ones() -> None:
    sizes = [(4, 6), (9, 3), (7, 8)]
    scores, source, target, opening = drawn(sizes, 5)
    together = best_paths(batch_of(sizes), scores, source, target, opening)
    for number, (rows, columns) in enumerate(sizes):
        alone = best_paths(
            batch_of([(rows, columns)]),
            scores[:, number : number + 1, : rows + 1, : columns + 1],
            source[number : number + 1, :rows],
            target[number : number + 1, :columns],
            opening,
        )
        assert alone[0] == together[number]

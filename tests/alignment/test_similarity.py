"""Cosines of beads and what supports them, against plain loops."""

import numpy as np
import pytest

from aligner.alignment.sides import InnerSentences, Side, make_side
from aligner.alignment.similarity import BEAD_TYPES, Block, bead_cosines, make_batch
from aligner.alignment.support import UNCOVERED_CAP, supports
from tests.alignment.texts import lengths, sentences, side, translated


def uneven(count: int, seed: int) -> Side:
    drawn = np.random.default_rng(seed).integers(5, 300, count)
    return make_side(sentences(count, seed), drawn)


def test_a_beads_cosine_is_that_of_the_weighted_sums_of_its_sentences() -> None:
    source, target = uneven(9, 1), uneven(11, 2)
    blocks = (Block(0, 9, 0, 11), Block(2, 6, 3, 11))
    cosines = bead_cosines(make_batch(source, target, blocks), source, target)
    for number, block in enumerate(blocks):
        for n, m in BEAD_TYPES:
            for i in range(block.rows + 1):
                for j in range(block.columns + 1):
                    found = cosines[n, m][number, i, j]
                    if i < n or j < m:
                        assert found == -1
                        continue
                    rows = slice(block.i0 + i - n, block.i0 + i)
                    columns = slice(block.j0 + j - m, block.j0 + j)
                    one = source.weights[rows] @ source.vectors[rows]
                    other = target.weights[columns] @ target.vectors[columns]
                    expected = one @ other / np.linalg.norm(one) / np.linalg.norm(other)
                    assert found == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (1, 9), (2, 1), (3, 2), (9, 1), (4, 1)])
def test_a_block_of_any_size_has_cosines_and_support(rows: int, columns: int) -> None:
    source, target = side(sentences(rows, 1)), side(sentences(columns, 2))
    batch = make_batch(source, target, (Block(0, rows, 0, columns),))
    assert set(bead_cosines(batch, source, target)) == set(BEAD_TYPES)
    assert set(supports(batch.source_parts, source, batch.source_at, range(1, 7))) == set(range(1, 7))


def test_support_is_the_weighted_mean_over_the_sentences_inside() -> None:
    units, starts = 5, np.array([0, 2, 3, 6, 7, 9])
    inner = InnerSentences(sentences(9, 3), np.arange(10, 19, dtype=np.float32), starts)
    source = make_side(sentences(units, 4), lengths(units), inner=inner)
    target = side(translated(sentences(6, 4), 5))
    batch = make_batch(source, target, (Block(0, units, 0, 6),))
    products = source.inner.vectors @ target.vectors.T
    support = supports(batch.source_parts, source, batch.source_at, range(1, 4))
    for width in range(1, 4):
        for run in range(1, 4):
            for i in range(run, units + 1):
                for j in range(width, 7):
                    parts = range(starts[i - run], starts[i])
                    outside = [k for k in range(6) if not j - width <= k < j]
                    inside = [max(0.0, products[p, j - width : j].max()) for p in parts]
                    rival = [max(0.0, products[p, outside].max()) if outside else 0.0 for p in parts]
                    gap = [min(max(o - n, 0.0), UNCOVERED_CAP) for n, o in zip(inside, rival, strict=True)]
                    weights = inner.lengths[list(parts)]
                    expected = [np.average(values, weights=weights) for values in (inside, rival, gap)]
                    at = np.array([0]), np.array([i]), run, np.array([j])
                    assert np.allclose(np.ravel(support[width].means(*at)), expected, atol=1e-4)

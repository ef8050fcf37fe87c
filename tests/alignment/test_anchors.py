"""Anchors and blocks: right without comparing all with all."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.alignment.anchors import OFF_THE_DIAGONAL, Window, chain, find_anchors, mutual_best
from aligner.alignment.blocks import LARGEST_CELLS, cut_into_blocks
from aligner.alignment.sides import Side
from tests.alignment.texts import sentences, side, translated


def test_mutual_best_pairs_in_windows_are_those_of_the_whole_matrix() -> None:
    one, other = sentences(40, 1), translated(sentences(40, 1), 2)
    places = np.arange(40) / 40
    products = one @ other.T - OFF_THE_DIAGONAL * (places[:, None] - places) ** 2
    windows = [Window(0, 25, 0, 40), Window(25, 40, 0, 40)]
    source, target, cosine, margin = mutual_best(one, other, windows)
    expected = [(i, j) for i in range(40) for j in [products[i].argmax()] if products[:, j].argmax() == i]
    assert list(zip(source, target, strict=True)) == expected
    for i, j, c, m in zip(source, target, cosine, margin, strict=True):
        rivals = np.concatenate([np.delete(products[i], j), np.delete(products[:, j], i)])
        assert np.isclose(c, products[i, j], atol=1e-5)
        assert np.isclose(m, c - rivals.max(), atol=1e-5)


def test_of_a_text_that_repeats_itself_each_copy_finds_its_own() -> None:
    for copies in (2, 12, 60):
        text = np.tile(sentences(30, 3), (copies, 1))
        anchors = find_anchors(side(text), side(np.tile(translated(sentences(30, 3), 4), (copies, 1))))
        assert len(anchors) >= 0.9 * len(text)
        assert (anchors.source == anchors.target).all()


def heaviest_by_trying_all(pairs: list[tuple[int, int]], weights: list[float]) -> float:
    best: list[float] = []
    for number, (i, j) in enumerate(pairs):
        before = [best[k] for k, (a, b) in enumerate(pairs[:number]) if a < i and b < j]
        best.append(weights[number] + max(before, default=0.0))
    return max(best, default=0.0)


@given(st.lists(st.tuples(st.integers(0, 30), st.floats(0.31, 1)), max_size=25))
def test_the_chain_is_the_heaviest_that_rises(drawn: list[tuple[int, float]]) -> None:
    target = np.array([j for j, _ in drawn], dtype=np.int64)
    cosine = np.array([c for _, c in drawn], dtype=np.float32)
    source = np.arange(len(drawn), dtype=np.int64)
    found = chain(source, target, cosine, np.zeros(len(drawn), dtype=np.float32))
    assert (np.diff(found.source) > 0).all()
    assert (np.diff(found.target) > 0).all()
    weights = [float(c) - 0.3 for c in cosine]
    expected = heaviest_by_trying_all(list(enumerate(target.tolist())), weights)
    assert np.isclose(float(sum(found.cosine - 0.3)), expected, atol=1e-3)


def test_windows_of_a_long_text_hold_the_true_counterparts_past_an_inserted_chapter() -> None:
    text = sentences(4000, 1)
    source, target = side(text), side(np.concatenate([sentences(3000, 2), translated(text, 3)]))
    anchors = find_anchors(source, target)
    assert len(anchors) > 3900
    assert (anchors.target - anchors.source == 3000).mean() > 0.999


def corners_meet(source: Side, target: Side) -> bool:
    blocks = cut_into_blocks(source, target)
    ends = [(0, 0)] + [(block.i1, block.j1) for block in blocks]
    starts = [(block.i0, block.j0) for block in blocks]
    sizes = [block.rows * block.columns for block in blocks if block.rows and block.columns]
    return starts == ends[:-1] and ends[-1] == (len(source), len(target)) and max(sizes) <= LARGEST_CELLS


@settings(max_examples=8, deadline=None)
@given(st.integers(1, 2500), st.integers(1, 2500), st.integers(0, 3))
def test_blocks_lead_from_corner_to_corner_and_none_is_too_large(rows: int, columns: int, seed: int) -> None:
    shared = sentences(max(rows, columns), seed)
    assert corners_meet(side(shared[:rows]), side(translated(shared, seed)[:columns]))


def test_unrelated_texts_are_cut_too() -> None:
    assert corners_meet(side(sentences(2600, 1)), side(sentences(1900, 2)))
    assert corners_meet(side(sentences(20, 1)), side(sentences(60_000, 2)))

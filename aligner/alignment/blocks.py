"""Cutting the alignment matrix into blocks between sure anchors.

A block is searched whole, so a short text is one block and no anchor can mislead it. A
long text is cut where two neighbouring sentences of one side are the sure counterparts of
two neighbours of the other: no bead of a person's would reach over such a place.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from aligner.alignment.anchors import Anchors, find_anchors
from aligner.alignment.sides import Side
from aligner.alignment.similarity import Block

WHOLE_CELLS = 90_000
"""A matrix up to this size (300 by 300 sentences) is one block."""

BLOCK_SENTENCES = 12
"""Sentences of the longer side from which a block may end at the next sure place."""

LARGEST_CELLS = 600_000
"""No block is larger: what lies between anchors further apart is cut along its diagonal."""

SURE_COSINE = 0.5
SURE_MARGIN = 0.1
"""A pair is sure when its cosine is so high and so far above either side's runner-up."""


def cut_into_blocks(source: Side, target: Side) -> tuple[Block, ...]:
    """Give back blocks that follow each other from corner to corner of the matrix."""
    whole = Block(0, len(source), 0, len(target))
    if whole.rows * whole.columns <= WHOLE_CELLS:
        return (whole,)
    anchors = find_anchors(source, target)
    corners = [(0, 0), *_spaced(_sure_places(anchors), whole), (len(source), len(target))]
    between = [Block(i0, i1, j0, j1) for (i0, j0), (i1, j1) in pairwise(corners)]
    return tuple(part for block in between for part in _small_enough(block, anchors))


def _sure_places(anchors: Anchors) -> list[tuple[int, int]]:
    sure = (anchors.cosine >= SURE_COSINE) & (anchors.margin >= SURE_MARGIN)
    in_step = (np.diff(anchors.source) == 1) & (np.diff(anchors.target) == 1)
    second = np.flatnonzero(sure[1:] & sure[:-1] & in_step) + 1
    return list(zip(anchors.source[second].tolist(), anchors.target[second].tolist(), strict=True))


def _spaced(places: Sequence[tuple[int, int]], whole: Block) -> Iterator[tuple[int, int]]:
    """Give back as few of the places as make blocks of about BLOCK_SENTENCES."""
    at = (0, 0)
    for place in places:
        end = (whole.i1 - place[0], whole.j1 - place[1])
        if max(place[0] - at[0], place[1] - at[1]) >= BLOCK_SENTENCES and max(end) >= BLOCK_SENTENCES // 2:
            yield place
            at = place


def _small_enough(block: Block, anchors: Anchors) -> Iterator[Block]:
    """Give back the block, or parts of it where it is too large to be searched whole."""
    if block.rows * block.columns <= LARGEST_CELLS:
        yield block
        return
    corners = [(block.i0, block.j0), *_inner_anchors(block, anchors), (block.i1, block.j1)]
    for (i0, j0), (i1, j1) in pairwise(corners):
        yield from _along_diagonal(Block(i0, i1, j0, j1))


def _inner_anchors(block: Block, anchors: Anchors) -> Iterator[tuple[int, int]]:
    """Give back the weaker anchors inside a large block, spaced as sure places are."""
    at = (block.i0, block.j0)
    for i, j in zip(anchors.source.tolist(), anchors.target.tolist(), strict=True):
        inside = block.i0 < i < block.i1 and block.j0 < j < block.j1
        if inside and max(i - at[0], j - at[1]) >= BLOCK_SENTENCES:
            yield i, j
            at = (i, j)


def _along_diagonal(block: Block) -> Iterator[Block]:
    """Give back parts of a block without anchors: its halves, until they are small.

    A narrow block, one side's insertion, keeps its ends and leaves its middle alone.
    """
    if block.rows * block.columns <= LARGEST_CELLS:
        yield block
        return
    i, j = (block.i0 + block.i1) // 2, (block.j0 + block.j1) // 2
    if block.columns > 8 * block.rows:
        reach = 4 * block.rows
        yield from _along_diagonal(Block(block.i0, i, block.j0, block.j0 + reach))
        yield Block(i, i, block.j0 + reach, block.j1 - reach)
        yield from _along_diagonal(Block(i, block.i1, block.j1 - reach, block.j1))
    elif block.rows > 8 * block.columns:
        reach = 4 * block.columns
        yield from _along_diagonal(Block(block.i0, block.i0 + reach, block.j0, j))
        yield Block(block.i0 + reach, block.i1 - reach, j, j)
        yield from _along_diagonal(Block(block.i1 - reach, block.i1, j, block.j1))
    else:
        yield from _along_diagonal(Block(block.i0, i, block.j0, j))
        yield from _along_diagonal(Block(i, block.i1, j, block.j1))

"""From the vectors of two texts to the beads that cover both."""

import numpy as np
from numpy.typing import NDArray

from aligner.alignment.learned import LearnedScore, has_learned_score, load_learned_score
from aligner.alignment.search import search
from aligner.alignment.sides import make_side
from aligner.bitext import Bead, Span

__all__ = ["align_vectors", "has_learned_score", "load_learned_score"]


def align_vectors(
    source_vectors: NDArray[np.float32],
    target_vectors: NDArray[np.float32],
    source_lengths: NDArray[np.generic],
    target_lengths: NDArray[np.generic],
    *,
    source_furniture: NDArray[np.bool_] | None = None,
    target_furniture: NDArray[np.bool_] | None = None,
    learned: LearnedScore | None = None,
) -> list[Bead]:
    """Give back beads that cover every sentence of both sides once, nulls one by one.

    ``source_vectors``: float32 or float16, (sentences, dim), rows of length 1, or zero for
    a blank sentence, which is left alone. ``source_lengths``: (sentences,), characters.
    ``learned``: the score for this encoder; the hand-set one where None.
    """
    kept_source = np.flatnonzero(source_vectors.any(axis=1))
    kept_target = np.flatnonzero(target_vectors.any(axis=1))
    path = []
    if len(kept_source) and len(kept_target):
        source = make_side(
            source_vectors[kept_source],
            np.asarray(source_lengths)[kept_source],
            None if source_furniture is None else source_furniture[kept_source],
        )
        target = make_side(
            target_vectors[kept_target],
            np.asarray(target_lengths)[kept_target],
            None if target_furniture is None else target_furniture[kept_target],
        )
        path = search(source, target, learned)
    paired = [
        (
            Span(int(kept_source[i0]), int(kept_source[i1 - 1]) + 1),
            Span(int(kept_target[j0]), int(kept_target[j1 - 1]) + 1),
        )
        for i0, i1, j0, j1 in path
        if i0 < i1 and j0 < j1
    ]
    return with_nulls(paired, len(source_vectors), len(target_vectors))


def with_nulls(paired: list[tuple[Span, Span]], source_count: int, target_count: int) -> list[Bead]:
    """Give back the pairs, which are in order, with a null for each sentence between them."""
    beads: list[Bead] = []
    i = j = 0
    for source, target in [*paired, (Span(source_count, source_count), Span(target_count, target_count))]:
        beads += [Bead(Span(n, n + 1), Span(j, j)) for n in range(i, source.start)]
        beads += [Bead(Span(source.start, source.start), Span(n, n + 1)) for n in range(j, target.start)]
        if len(source):
            beads.append(Bead(source, target))
        i, j = source.stop, target.stop
    return beads

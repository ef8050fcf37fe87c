"""From the vectors of two texts to the beads that cover both."""

import numpy as np
from numpy.typing import NDArray

from aligner.alignment.learned import LearnedScore, has_learned_score, load_learned_score, score_signature
from aligner.alignment.search import search
from aligner.alignment.sides import InnerSentences, make_side
from aligner.bitext import Bead, Span

__all__ = ["InnerSentences", "align_vectors", "has_learned_score", "load_learned_score", "score_signature"]


def align_vectors(
    source_vectors: NDArray[np.float32],
    target_vectors: NDArray[np.float32],
    source_lengths: NDArray[np.generic],
    target_lengths: NDArray[np.generic],
    *,
    source_furniture: NDArray[np.bool_] | None = None,
    target_furniture: NDArray[np.bool_] | None = None,
    source_inner: InnerSentences | None = None,
    target_inner: InnerSentences | None = None,
    learned: LearnedScore | None = None,
) -> list[Bead]:
    """Give back beads that cover every sentence of both sides once, nulls one by one.

    ``source_vectors``: float32 or float16, (sentences, dim), rows of length 1, or zero for
    a blank sentence, which is left alone. ``source_lengths``: (sentences,), characters.
    ``source_inner``: the sentences inside the units, where units may hold several (a
    translation memory's segments, lines of a file); a blank unit holds none.
    ``learned``: the score for this encoder; the hand-set one where None.
    """
    kept_source = np.flatnonzero(source_vectors.any(axis=1))
    kept_target = np.flatnonzero(target_vectors.any(axis=1))
    path: list[tuple[int, int, int, int, bool]] = []
    if len(kept_source) and len(kept_target):
        source = make_side(
            source_vectors[kept_source],
            np.asarray(source_lengths)[kept_source],
            None if source_furniture is None else source_furniture[kept_source],
            None if source_inner is None else _inner_of(source_inner, kept_source),
        )
        target = make_side(
            target_vectors[kept_target],
            np.asarray(target_lengths)[kept_target],
            None if target_furniture is None else target_furniture[kept_target],
            None if target_inner is None else _inner_of(target_inner, kept_target),
        )
        path = search(source, target, learned)
    paired = [
        Bead(_numbers(kept_source, i0, i1), _numbers(kept_target, j0, j1), crossing)
        for i0, i1, j0, j1, crossing in path
        if i0 < i1 and j0 < j1
    ]
    return with_nulls(paired, len(source_vectors), len(target_vectors))


def _inner_of(inner: InnerSentences, kept: NDArray[np.int64]) -> InnerSentences:
    """Give back the inner sentences of the units kept; the others, blank, hold none."""
    counts = np.diff(inner.starts)[kept]
    return InnerSentences(inner.vectors, inner.lengths, np.concatenate([[0], np.cumsum(counts)]))


def _numbers(kept: NDArray[np.int64], start: int, stop: int) -> Span:
    """Give back the text's own sentence numbers; blank sentences between are taken along."""
    return Span(int(kept[start]), int(kept[stop - 1]) + 1)


def with_nulls(paired: list[Bead], source_count: int, target_count: int) -> list[Bead]:
    """Give back the beads, which are in source order, with a null for each other sentence.

    A source null stands in source order. A target null stands after the bead, crossing
    ones aside, that ends before it.
    """
    taken_target = {j for bead in paired for j in bead.target}
    beads: list[Bead] = []
    i = j = 0
    end = Bead(Span(source_count, source_count), Span(target_count, target_count))
    for bead in [*paired, end]:
        beads += [Bead(Span(n, n + 1), Span(j, j)) for n in range(i, bead.source.start)]
        i = bead.source.stop
        if not bead.crossing:
            left = [n for n in range(j, bead.target.start) if n not in taken_target]
            beads += [Bead(Span(bead.source.start, bead.source.start), Span(n, n + 1)) for n in left]
            j = bead.target.stop
        if bead is not end:
            beads.append(bead)
    return beads

"""What a first pass tells of the document and of each passage: how alike, how many nulls."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aligner.alignment.dp import Path
from aligner.alignment.sides import Floats, Side

WINDOW = 8
"""Beads on either side that make a passage."""

PRIOR_BEADS = 2
"""Weight of the document's own figure in a passage's, in beads."""


@dataclass(frozen=True, slots=True)
class Context:
    """The document's and each passage's median cosine and share of nulls, from a first pass.

    ``source_cosine``, ``source_nulls``: float32, (sentences + 1,), at the position after
    each sentence; likewise for the target. ``length_ratio``: target characters to one of
    the source, from the beads of the first pass.
    """

    cosine: float
    nulls: float
    length_ratio: float
    source_cosine: Floats
    source_nulls: Floats
    target_cosine: Floats
    target_nulls: Floats


def context_of(path: Path, cosines: Sequence[float], source: Side, target: Side) -> Context:
    """Give back the context of a first pass; ``cosines`` has one figure for each bead, 0 for nulls."""
    is_null = np.array([i0 == i1 or j0 == j1 for i0, i1, j0, j1 in path], dtype=np.float64)
    cosine = np.array(cosines, dtype=np.float64) * (1 - is_null)
    single = np.array([i1 - i0 == 1 and j1 - j0 == 1 for i0, i1, j0, j1 in path], dtype=bool)
    median = float(np.median(cosine[single])) if single.any() else 0.3
    nulls = float(is_null.mean()) if len(path) else 0.0
    null_sum = np.concatenate([[0.0], np.cumsum(is_null)])
    cosine_sum = np.concatenate([[0.0], np.cumsum(cosine)])
    at = np.arange(len(path))
    low, high = np.maximum(at - WINDOW, 0), np.minimum(at + WINDOW + 1, len(path))
    count = high - low
    local_nulls = null_sum[high] - null_sum[low]
    passage_nulls = (local_nulls + PRIOR_BEADS * nulls) / (count + PRIOR_BEADS)
    passage_cosine = (cosine_sum[high] - cosine_sum[low] + PRIOR_BEADS * median) / (
        count - local_nulls + PRIOR_BEADS
    )
    bounds = np.array(path, dtype=np.int64).reshape(-1, 4)
    source_bead = np.repeat(at, bounds[:, 1] - bounds[:, 0])
    target_bead = np.repeat(at, bounds[:, 3] - bounds[:, 2])
    return Context(
        cosine=median,
        nulls=nulls,
        length_ratio=_length_ratio(bounds, is_null, source, target),
        source_cosine=_after(passage_cosine[source_bead], median),
        source_nulls=_after(passage_nulls[source_bead], nulls),
        target_cosine=_after(passage_cosine[target_bead], median),
        target_nulls=_after(passage_nulls[target_bead], nulls),
    )


def _after(values: "np.ndarray[tuple[int], np.dtype[np.float64]]", first: float) -> Floats:
    return np.concatenate([[first], values]).astype(np.float32)


def _length_ratio(
    bounds: "np.ndarray[tuple[int, ...], np.dtype[np.int64]]",
    is_null: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]",
    source: Side,
    target: Side,
) -> float:
    paired = bounds[is_null == 0]
    source_characters = (source.cumulative[paired[:, 1]] - source.cumulative[paired[:, 0]]).sum()
    target_characters = (target.cumulative[paired[:, 3]] - target.cumulative[paired[:, 2]]).sum()
    # 200 characters of prior at one to one keep a page of three sentences sane
    return float((target_characters + 200) / (source_characters + 200))

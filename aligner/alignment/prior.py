"""The hand-set bead score: for the first pass, and for encoders that no score was learnt on.

Bead score = cosine - tau - 0.15 min(ln^2 length ratio, 2.5), one unit a bead whatever its
size; a null scores 0 (docs/decisions). Merging n sentences into one bead must pay for
itself, since each bead more brings its own positive score.
"""

from dataclasses import dataclass

import numpy as np

from aligner.alignment.context import Context
from aligner.alignment.dp import IMPOSSIBLE
from aligner.alignment.sides import Floats, Side
from aligner.alignment.similarity import BEAD_TYPES, BlockBatch

LENGTH_WEIGHT = 0.15
LENGTH_CAP = 2.5


@dataclass(frozen=True, slots=True)
class Threshold:
    """tau, what a bead's cosine must exceed, and the score of opening a run of nulls."""

    tau: float
    opening: float


FIRST_PASS = Threshold(tau=0.15, opening=-0.05)


def adapted(context: Context) -> Threshold:
    """Give back the thresholds that suit the document, as its first pass shows it."""
    return Threshold(
        tau=float(np.clip(0.8 * context.cosine - 0.25, 0.1, 0.35)),
        opening=-max(0.0, 0.1 - 0.5 * context.nulls),
    )


def prior_scores(
    batch: BlockBatch,
    cosines: dict[tuple[int, int], Floats],
    source: Side,
    target: Side,
    threshold: Threshold,
) -> Floats:
    """Give back the score of every bead: float32, (types, blocks, rows + 1, columns + 1)."""
    scores = np.full((len(BEAD_TYPES), *cosines[1, 1].shape), IMPOSSIBLE, dtype=np.float32)
    for number, (n, m) in enumerate(BEAD_TYPES):
        cosine = cosines[n, m]
        source_length = _run_lengths(source, batch.source_at, n)
        target_length = _run_lengths(target, batch.target_at, m)
        ratio = np.log(target_length)[:, None, :] - np.log(source_length)[:, :, None]
        value = cosine - threshold.tau - LENGTH_WEIGHT * np.minimum(ratio**2, LENGTH_CAP)
        scores[number] = np.where(cosine > -1, value, IMPOSSIBLE)
    return scores


def _run_lengths(side: Side, at: "np.ndarray[tuple[int, ...], np.dtype[np.int64]]", run: int) -> Floats:
    lengths = side.cumulative[at] - side.cumulative[np.maximum(at - run, 0)]
    return np.asarray(np.maximum(lengths, 1), dtype=np.float32)

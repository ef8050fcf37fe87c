"""What speaks for a bead from inside it, and against it from outside.

Each part (the sentences inside a unit, or the unit itself) has a best counterpart inside
the bead and one outside. Their means over a bead's parts, weighted with the parts'
lengths, come from sums kept at each position, so every bead costs a few look-ups.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.alignment.sides import Floats, Side

UNCOVERED_CAP = 0.3


@dataclass(frozen=True, slots=True)
class Support:
    """Sums over parts, up to each position of one side, for beads of one width on the other.

    float32, (blocks, positions, other side's positions): entry [b, i, j] sums, over the
    parts before position i, length times: ``inside``, the part's best cosine with the
    ``width`` units that end at j; ``outside``, with all others; ``uncovered``, how far
    outside is above inside, up to UNCOVERED_CAP. ``lengths``: (blocks, positions).
    """

    inside: Floats
    outside: Floats
    uncovered: Floats
    lengths: Floats

    def means(
        self, block: NDArray[np.int64], end: NDArray[np.int64], run: int, other_end: NDArray[np.int64]
    ) -> tuple[Floats, Floats, Floats]:
        """Give back a bead's mean of each sum; ``run``: its units on this side, ending at ``end``."""
        start = end - run
        length = np.maximum(self.lengths[block, end] - self.lengths[block, start], 1)
        inside, outside, uncovered = (
            (sums[block, end, other_end] - sums[block, start, other_end]) / length
            for sums in (self.inside, self.outside, self.uncovered)
        )
        return inside, outside, uncovered


def supports(parts: Floats, side: Side, at: NDArray[np.int64], widths: range) -> dict[int, Support]:
    """Give back the support of beads of each width.

    ``parts``: float32, (blocks, parts, other side's units), the parts' best cosines.
    ``at``: (blocks, positions), the side's unit numbers at each position.
    """
    count, most, columns = parts.shape
    before = np.zeros((count, most, columns + 1), dtype=np.float32)
    after = np.zeros_like(before)
    np.maximum.accumulate(parts, axis=2, out=before[:, :, 1:])
    np.maximum.accumulate(parts[:, :, ::-1], axis=2, out=after[:, :, -2::-1])
    np.maximum(before, 0, out=before)
    np.maximum(after, 0, out=after)
    first = side.inner.starts[at[:, :1]]
    border = side.inner.starts[at] - first
    number = np.minimum(first + np.arange(most), len(side.inner.lengths) - 1)
    # padding repeats the last part; no position's sum reaches it
    weights = side.inner.lengths[number]
    lengths = np.take_along_axis(_running(weights[:, :, None])[:, :, 0], border, axis=1)
    result: dict[int, Support] = {}
    best = np.full((count, most, columns + 1), -1, dtype=np.float32)
    for width in widths:
        # best of the width units that end at j: the narrower window's best, or its new first
        outside = after.copy()
        if width <= columns:
            np.maximum(best[:, :, width:], parts[:, :, : columns + 1 - width], out=best[:, :, width:])
            np.maximum(outside[:, :, width:], before[:, :, : columns + 1 - width], out=outside[:, :, width:])
        inside = np.maximum(best, 0)
        uncovered = np.clip(outside - inside, 0, UNCOVERED_CAP)
        sums = [
            np.take_along_axis(_running(values * weights[:, :, None]), border[:, :, None], axis=1)
            for values in (inside, outside, uncovered)
        ]
        result[width] = Support(sums[0], sums[1], sums[2], lengths)
    return result


def _running(values: Floats) -> Floats:
    """Give back the sums before each position along axis 1, one entry longer than ``values``."""
    count, most, columns = values.shape
    total = np.zeros((count, most + 1, columns), dtype=np.float32)
    np.cumsum(values, axis=1, out=total[:, 1:])
    return total

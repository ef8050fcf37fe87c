"""Ladders as Vecalign writes them: ``[0, 1]:[0]:cost``, one bead a line.

Sentence numbers count from 0; nulls are included (``[3]:[]:0.000000``), and so is every
weak, rejected or crossing bead: a ladder covers both documents. ``cost`` is 1 − cosine, 0
for a null; it is left out (``[0]:[0]``) where the alignment isn't scored. The order is the
alignment's.
"""

from aligner.bitext import Alignment, ScoredPair
from aligner.errors import OptionError
from aligner.writing.rows import RowWriter, decimal


class LadderWriter(RowWriter):
    """Writes the ladder of one alignment; a second one raises OptionError."""

    keeps_nulls = True
    keeps_rejected = True

    def _before(self, alignment: Alignment) -> str:
        if self._alignments:
            raise OptionError(
                f"{self.paths[0]}: a ladder holds sentence numbers of one pair of documents only. "
                "Write one ladder a pair, or use tsv, jsonl or tmx."
            )
        return ""

    def _row(self, alignment: Alignment, number: int, row: ScoredPair) -> tuple[str, ...]:
        sides = f"{list(row.bead.source)}:{list(row.bead.target)}"
        if not alignment.rows:
            return (f"{sides}\n",)
        cost = 0.0 if row.bead.is_null else 1.0 - (row.cosine or 0.0)
        return (f"{sides}:{decimal(cost, 6)}\n",)

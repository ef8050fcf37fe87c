"""Tab-separated values: a header, then one pair a line.

Columns: ``source_ids`` and ``target_ids`` (0-based sentence numbers, ``3,4``; empty on
the empty side of a null), ``source``, ``target``, ``type`` (``1-2``; ``1-1x`` marks a
bead that crosses others), ``cosine``, ``score``, ``source_paragraphs``,
``target_paragraphs``. ``WriteOptions.columns`` appends more, in the order of EXTRA.

There is no quoting: a ``"`` is a plain character and a tab is always a border. Read it
with ``csv.QUOTE_NONE`` or, in pandas, ``sep="\\t", quoting=3``. Line breaks, tabs and other
control characters within a text are one space (see ``one_line``).
"""

from collections.abc import Callable
from typing import BinaryIO

from aligner.bitext import Alignment, ScoredPair, SegmentedDocument, Span
from aligner.config import WriteOptions
from aligner.errors import OptionError
from aligner.writing.one_line import one_line
from aligner.writing.rows import RowWriter, bead_type, decimal, joined

HEADER = (
    "source_ids",
    "target_ids",
    "source",
    "target",
    "type",
    "cosine",
    "score",
    "source_paragraphs",
    "target_paragraphs",
)

EXTRA: dict[str, Callable[[Alignment, ScoredPair], str]] = {
    "parallel": lambda _, row: decimal(row.parallel),
    "quality": lambda _, row: decimal(row.quality, 2),
    "flags": lambda _, row: ",".join(flag.name for flag in row.flags),
    "source_document": lambda alignment, _: alignment.source.document.name,
    "target_document": lambda alignment, _: alignment.target.document.name,
}


class TsvWriter(RowWriter):
    """Writes TSV; nulls only with ``WriteOptions.nulls``. Raises OptionError for an unknown column."""

    def __init__(self, output: str, options: WriteOptions, stdout: BinaryIO | None = None) -> None:
        unknown = [column for column in options.columns if column not in EXTRA]
        if unknown:
            raise OptionError(f"TSV has no column {unknown[0]!r} to append. There are: {', '.join(EXTRA)}.")
        super().__init__(output, options, stdout)
        self.keeps_nulls = options.nulls
        self._extra = [column for column in EXTRA if column in options.columns]
        self._write("\t".join((*HEADER, *self._extra)) + "\n")

    def _row(self, alignment: Alignment, number: int, row: ScoredPair) -> tuple[str, ...]:
        bead = row.bead
        fields = [
            joined(bead.source),
            joined(bead.target),
            one_line(row.source),
            one_line(row.target),
            bead_type(bead),
            decimal(row.cosine),
            decimal(row.score),
            joined(paragraphs(alignment.source, bead.source)),
            joined(paragraphs(alignment.target, bead.target)),
            *(one_line(EXTRA[column](alignment, row)) for column in self._extra),
        ]
        return ("\t".join(fields) + "\n",)


def paragraphs(side: SegmentedDocument, numbers: Span) -> tuple[int, ...]:
    """Give back the numbers of the paragraphs that hold these sentences, each once."""
    return tuple(dict.fromkeys(side.sentences[number].paragraph for number in numbers))

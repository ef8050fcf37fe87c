"""What all writers share: which rows are written, the counts, and the life of the output."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from types import TracebackType
from typing import BinaryIO, Self

from aligner.bitext import Alignment, Bead, ScoredPair, Span
from aligner.config import WriteOptions
from aligner.output import Output, open_output


class RowWriter(ABC):
    """Writes the rows of alignments, one after the other; keeps none of them in memory.

    As a context manager it closes at the end of the block, and discards what it wrote if
    the block was left by an exception, Ctrl-C included. The counts say what became of the
    rows: ``written``, ``below_min_score``, ``nulls_left_out``, ``rejected_left_out``.
    """

    keeps_nulls = False
    keeps_rejected = False
    """Whether weak and rejected pairs are written too (and marked, if the format can)."""

    def __init__(self, output: str, options: WriteOptions, stdout: BinaryIO | None = None) -> None:
        self.options = options
        self.written = 0
        self.below_min_score = 0
        self.nulls_left_out = 0
        self.rejected_left_out = 0
        self._alignments = 0
        self._outputs = self._open(output, stdout)

    def _open(self, output: str, stdout: BinaryIO | None) -> tuple[Output, ...]:
        return (open_output(output, stdout),)

    @property
    def paths(self) -> tuple[str, ...]:
        """Give back the paths of what is written, ``-`` for the standard output."""
        return tuple(output.path for output in self._outputs)

    def add(self, alignment: Alignment) -> None:
        """Write the rows of one alignment. Raises OutputError."""
        self._write(self._before(alignment))
        self._alignments += 1
        for number, row in enumerate(rows_of(alignment)):
            if self._is_wanted(row):
                self._write(*self._row(alignment, number, row))
                self.written += 1

    def close(self) -> None:
        """Write what ends the output and put it in place. Raises OutputError."""
        try:
            self._write(self._after())
            for output in self._outputs:
                output.finish()
            for output in self._outputs:
                output.publish()
        except BaseException:
            self.discard()
            raise

    def discard(self) -> None:
        """Give up: leave no new file, and an existing one as it was."""
        for output in self._outputs:
            output.discard()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self.discard()

    def is_below_min_score(self, row: ScoredPair) -> bool:
        """Say whether the row has a score and it is too low; an unscored pair isn't weak."""
        minimum = self.options.min_score
        return minimum is not None and row.score is not None and row.score < minimum

    def _is_wanted(self, row: ScoredPair) -> bool:
        if row.bead.is_null:
            self.nulls_left_out += not self.keeps_nulls
            return self.keeps_nulls
        if row.rejected is not None:
            self.rejected_left_out += not self.keeps_rejected
            return self.keeps_rejected
        weak = self.is_below_min_score(row)
        self.below_min_score += weak
        return self.keeps_rejected or not weak

    def _write(self, *texts: str) -> None:
        for output, text in zip(self._outputs, texts, strict=False):
            if text:
                output.write(text)

    def _before(self, alignment: Alignment) -> str:
        """Give back what stands before the rows of this alignment (the first: a header)."""
        return ""

    @abstractmethod
    def _row(self, alignment: Alignment, number: int, row: ScoredPair) -> tuple[str, ...]:
        """Give back the row of bead ``number``, one text for each output."""

    def _after(self) -> str:
        """Give back what stands after the last row."""
        return ""


def rows_of(alignment: Alignment) -> Iterator[ScoredPair]:
    """Give back one row a bead, without scores where the alignment isn't scored yet."""
    if alignment.rows:
        yield from alignment.rows
        return
    for bead in alignment.beads:
        yield ScoredPair(bead, alignment.source.text_of(bead.source), alignment.target.text_of(bead.target))


def bead_type(bead: Bead) -> str:
    """Give back the bead's type, with an ``x`` behind it if the bead crosses others.

    >>> bead_type(Bead(Span(0, 1), Span(0, 2))), bead_type(Bead(Span(4, 5), Span(2, 3), crossing=True))
    ('1-2', '1-1x')
    """
    return f"{bead.type}{'x' if bead.crossing else ''}"


def joined(numbers: Iterator[int] | tuple[int, ...] | Span) -> str:
    """Give back sentence or paragraph numbers separated by commas.

    >>> joined(Span(3, 5)), joined(Span(3, 3))
    ('3,4', '')
    """
    return ",".join(map(str, numbers))


def decimal(number: float | None, places: int = 4) -> str:
    """Give back the number with fixed decimals and never as minus zero; "" for None.

    >>> decimal(0.5), decimal(-0.00001), decimal(None)
    ('0.5000', '0.0000', '')
    """
    if number is None:
        return ""
    return f"{round(float(number), places) + 0.0:.{places}f}"

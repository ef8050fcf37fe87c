"""Many sides at once as flat arrays: the forms of one after those of the other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.scoring.form_table import FACT, FormTable
from aligner.scoring.forms import Form
from aligner.scoring.sides import Side

Doubles = NDArray[np.float64]
Numbers = NDArray[np.int64]
Rows = NDArray[np.intp]

MAX_WORDS = 160
"""Words of a side that are matched with the other side's: two long paragraphs."""

BORDER_FORM = Form("<border>")


@dataclass(frozen=True, slots=True)
class SideBlock:
    """The sources, or the targets, of a number of pairs.

    ``rows``: those of all forms in the table, each side's with a border at its end; ``owners``: the
    side of each, from 0. ``sums``: int64 (sides, FACTS). Of the words and numbers, at most MAX_WORDS a
    side: ``words``, the places among the forms; ``word_owners``; ``ranks``, from 0 within the side.
    ``counts`` and ``word_starts``: how many each side has, and where they begin.
    """

    sides: list[Side]
    table: FormTable
    rows: Rows
    owners: Numbers
    starts: Numbers
    sums: Numbers
    words: Numbers
    word_owners: Numbers
    ranks: Numbers
    counts: Numbers
    word_starts: Numbers

    @classmethod
    def of(cls, sides: Sequence[Side], table: FormTable) -> "SideBlock":
        """Give back the block of one side or more."""
        rows = table.rows([form for side in sides for form in (*side.forms, BORDER_FORM)])
        sizes = np.array([len(side.forms) + 1 for side in sides])
        starts = np.cumsum(sizes) - sizes
        owners = np.repeat(np.arange(len(sides), dtype=np.int64), sizes)
        facts = table.facts[rows]
        is_word = facts[:, FACT["word"]]
        before = np.cumsum(is_word) - is_word
        ranks = before - before[starts][owners]
        words = np.flatnonzero(is_word & (ranks < MAX_WORDS))
        word_owners = owners[words]
        counts = np.bincount(word_owners, minlength=len(sides))
        return cls(
            list(sides),
            table,
            rows,
            owners,
            starts,
            np.add.reduceat(facts, starts, axis=0),
            words,
            word_owners,
            ranks[words],
            counts,
            np.cumsum(counts) - counts,
        )

    def __len__(self) -> int:
        return len(self.sides)

    @property
    def word_rows(self) -> Rows:
        """Give back the row of each word among those of `WordRarity`."""
        return self.table.word_row[self.rows[self.words]]

    @property
    def letters(self) -> Numbers:
        """Give back how many letters and digits each form has."""
        return np.asarray(self.table.facts[self.rows, FACT["letters"]])

    @property
    def stops(self) -> Numbers:
        """Give back where the forms of each side end."""
        return np.append(self.starts[1:], len(self.rows))

    def sum(self, values: NDArray[np.generic]) -> Doubles:
        """Give back for each side the sum of values of its words, added one after the other."""
        return np.bincount(self.word_owners, values, len(self)).astype(np.float64)

    def lowest(self, values: Doubles, among: NDArray[np.bool_] | None = None) -> Doubles:
        """Give back for each side the lowest of the values of its words; infinity where there is none."""
        found = np.full(len(self), np.inf)
        chosen = slice(None) if among is None else among
        np.minimum.at(found, self.word_owners[chosen], values[chosen])
        return found

    def highest(self, values: Doubles) -> Doubles:
        """Give back for each side the highest of the values of its words, 0 where there is none."""
        found = np.zeros(len(self))
        np.maximum.at(found, self.word_owners, values)
        return found

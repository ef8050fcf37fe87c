r"""TSV: one pair a line, a tab always a border, no quoting; lines end at ``\n`` or ``\r\n``.

With a header that names the columns (see ``columns.KNOWN``), or without one if the options
give the columns' numbers; then what is added stands in new columns at the end. Blank lines
behind the first are passed over.
"""

from collections.abc import Iterator

from aligner.config import PairFileOptions
from aligner.errors import InputError
from aligner.pair_files.columns import column_numbers, find_columns
from aligner.pair_files.inputs import Input, line_and_end
from aligner.pair_files.pair import Fields, Pair, Record, as_text
from aligner.pair_files.pair_file import PairFile

BOM = "\ufeff"


class TsvFile(PairFile):
    """Reads TSV and writes it again. A record's ``raw`` is its line."""

    format = "tsv"

    def __init__(self, inputs: tuple[Input, ...], options: PairFileOptions) -> None:
        super().__init__(inputs, options)
        self._header: list[str] = []
        self._header_end = "\n"
        self._start = ""
        self._columns = (0, 1)

    def records(self) -> Iterator[Record]:
        lines = self.inputs[0].lines()
        first = next(lines, "")
        if not first:
            raise InputError(f"{self.name}: is empty.")
        numbers = column_numbers(self.options)
        if numbers is None:
            self._read_header(first)
            yield from self._rows(lines, 2, len(self._header))
        else:
            self._columns = numbers
            width = first.count("\t") + 1
            if max(numbers) >= width:
                raise InputError(
                    f"{self.name}, line 1: {_columns(width)}; none is number {max(numbers) + 1}."
                )
            yield from self._rows(_and_then(first.removeprefix(BOM), lines), 1, width)

    def _read_header(self, line: str) -> None:
        self._start = BOM if line.startswith(BOM) else ""
        text, self._header_end = line_and_end(line.removeprefix(BOM))
        self._header = text.split("\t")
        twice = next((name for name in self._header if self._header.count(name) > 1 and name), None)
        if twice is not None:
            raise InputError(f"{self.name}, line 1: two columns are named {twice!r}.")
        found = find_columns(self._header, self.options)
        if found is None and len(self._header) == 1:
            raise InputError(
                f"{self.name}, line 1: no tab in it ({_shown(self._header)}). TSV has one between columns."
            )
        if found is None:
            wanted = self.options.columns or ("source", "target")
            raise InputError(
                f"{self.name}, line 1: no columns {wanted[0]!r} and {wanted[1]!r} in the header "
                f"({_shown(self._header)}). Name them: --columns NAME,NAME, or number those of a file "
                "without a header: --columns 1,2"
            )
        self._columns = (self._header.index(found[0]), self._header.index(found[1]))

    def _rows(self, lines: Iterator[str], first: int, width: int) -> Iterator[Record]:
        header = self._header
        source, target = self._columns
        number = 0
        for place, line in enumerate(lines, first):
            text = line_and_end(line)[0]
            if not text:
                continue
            cells = text.split("\t")
            if len(cells) != width:
                raise InputError(
                    f"{self.name}, line {place}: {_columns(len(cells))}, "
                    f"but the first line has {width}. A tab or a line break within a text?"
                )
            facts = dict(zip(header, cells, strict=False))
            yield Record(Pair(cells[source], cells[target], number, place, facts), line)
            number += 1

    def head(self, names: tuple[str, ...]) -> tuple[str, ...]:
        if not self._header:
            return ("",)
        added = [name for name in names if name not in self._header]
        return (self._start + "\t".join((*self._header, *added)) + (self._header_end or "\n"),)

    def row(self, record: Record, names: tuple[str, ...], fields: Fields) -> tuple[str, ...]:
        line: str = record.raw
        if not names:
            return (line,)
        text, end = line_and_end(line)
        cells = text.split("\t")
        for name in names:
            value = as_text(name, fields.get(name))
            if name in self._header:
                cells[self._header.index(name)] = value
            else:
                cells.append(value)
        return ("\t".join(cells) + (end or "\n"),)


def _and_then(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _columns(count: int) -> str:
    return f"{count} column{'' if count == 1 else 's'}"


def _shown(names: list[str]) -> str:
    """Give back the first names of a header, shortened: it may be no header at all."""
    shown = ", ".join(" ".join(name[:30].split()) for name in names[:8])
    return shown + (" ..." if len(names) > 8 else "")

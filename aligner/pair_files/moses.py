"""A Moses pair: two files, line n of one translates line n of the other.

There is no room for scores or reasons; with such fields the pairs are written as TSV with
the columns ``source`` and ``target``.
"""

from collections.abc import Iterator
from itertools import zip_longest

from aligner.errors import InputError, OptionError
from aligner.pair_files.inputs import line_and_end
from aligner.pair_files.pair import Fields, Pair, Record, as_text
from aligner.pair_files.pair_file import PairFile


class MosesFile(PairFile):
    """Reads two line-parallel files and writes them again. A record's ``raw`` is the two lines."""

    format = "moses"

    @property
    def name(self) -> str:
        return " and ".join(one.name for one in self.inputs)

    def records(self) -> Iterator[Record]:
        both = zip_longest(*(one.lines() for one in self.inputs))
        for number, lines in enumerate(both):
            if None in lines:
                raise self._unlike(number, lines[0] is None, both)
            source, target = (line_and_end(line)[0] for line in lines)
            if not number:
                source, target = source.removeprefix("\ufeff"), target.removeprefix("\ufeff")
            yield Record(Pair(source, target, number, number + 1), lines)

    def _unlike(self, shorter: int, first_ended: bool, rest: Iterator[object]) -> InputError:
        longer = shorter + 1 + sum(1 for _ in rest)
        counts = (shorter, longer) if first_ended else (longer, shorter)
        return InputError(
            f"{self.inputs[0].name} has {counts[0]:,} lines, {self.inputs[1].name} has {counts[1]:,}. "
            "Line n of one has to translate line n of the other."
        )

    def layout(self, format: str, names: tuple[str, ...]) -> PairFile:
        if format == "tsv":
            return _AsTsv(self.inputs, self.options)
        if format == self.format and names:
            raise OptionError(
                f"Moses files have no room for {', '.join(names)}. Write TSV: name the output .tsv"
            )
        return super().layout(format, names)

    def head(self, names: tuple[str, ...]) -> tuple[str, ...]:
        return "", ""

    def row(self, record: Record, names: tuple[str, ...], fields: Fields) -> tuple[str, ...]:
        source, target = record.raw
        return _ended(source), _ended(target)

    def tail(self) -> tuple[str, ...]:
        return "", ""


class _AsTsv(MosesFile):
    """Writes the pairs of a Moses pair as TSV."""

    def head(self, names: tuple[str, ...]) -> tuple[str, ...]:
        return ("\t".join(("source", "target", *names)) + "\n",)

    def row(self, record: Record, names: tuple[str, ...], fields: Fields) -> tuple[str, ...]:
        texts = (as_text("", text) for text in (record.pair.source, record.pair.target))
        return ("\t".join((*texts, *(as_text(name, fields.get(name)) for name in names))) + "\n",)

    def tail(self) -> tuple[str, ...]:
        return ("",)


def _ended(line: str) -> str:
    return line if line.endswith("\n") else line + "\n"

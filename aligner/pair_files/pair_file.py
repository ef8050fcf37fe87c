"""What all formats of pair files share: read a record, write it again with more to it."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from types import TracebackType
from typing import ClassVar, Self

from aligner.config import PairFileOptions
from aligner.errors import OptionError
from aligner.pair_files.inputs import Input
from aligner.pair_files.pair import Fields, Pair, Record


class PairFile(ABC):
    """A file of pairs, open for one pass.

    What is written again is text for each of the format's files (Moses has two): ``head``,
    ``row`` for each record, ``tail``. ``head`` can be asked for when the first record was
    read or the file is at its end, ``tail`` at its end. Encoding is always UTF-8.
    """

    format: ClassVar[str]

    def __init__(self, inputs: tuple[Input, ...], options: PairFileOptions) -> None:
        self.inputs = inputs
        self.options = options

    @property
    def name(self) -> str:
        """Give back what messages call the file."""
        return self.inputs[0].name

    @abstractmethod
    def records(self) -> Iterator[Record]:
        """Give back the records, in order. Raises InputError, which names the line."""

    def pairs(self) -> Iterator[Pair]:
        """Give back the pairs, in order. Raises InputError, which names the line."""
        for record in self.records():
            yield record.pair

    def layout(self, format: str, names: tuple[str, ...]) -> "PairFile":
        """Give back what writes records in this format with these fields beside them.

        Raises OptionError if the format is another than the file's.
        """
        if format != self.format:
            raise OptionError(
                f"{self.name} is {self.format.upper()}, and pairs are written in the format they "
                f"are read in, not in {format.upper()}. Name the output .{self.format}"
            )
        return self

    def head(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Give back what stands before the first record if fields of these names are added."""
        return ("",)

    @abstractmethod
    def row(self, record: Record, names: tuple[str, ...], fields: Fields) -> tuple[str, ...]:
        """Give back the record with these fields added or replaced; it is written only once.

        ``names`` are those given to ``head``; without any the record is as it was.
        """

    def tail(self) -> tuple[str, ...]:
        """Give back what stands after the last record."""
        return ("",)

    def estimated_total(self, done: int) -> int:
        """Give back how many pairs the file may have, given how many were read; 0: no idea."""
        share = self.inputs[0].share_read()
        return round(done / share) if share else 0

    def close(self) -> None:
        """Close the input."""
        for one in self.inputs:
            one.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

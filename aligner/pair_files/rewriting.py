"""Records written again: with more beside them, or sorted into several files.

::

    with open_pair_file("corpus.tmx") as file, Rewriting(file) as rewriting:
        scored = rewriting.add("scored.tmx", ("parallel",))
        for record in file.records():
            scored.write(record, {"parallel": 0.9})

The files appear together at the end of the block, or not at all if it is left by an error.
"""

from types import TracebackType
from typing import BinaryIO, Self

from aligner.errors import OptionError
from aligner.output import STDOUT, Output, open_output
from aligner.pair_files import format_of_output, moses_files
from aligner.pair_files.pair import Fields, Record
from aligner.pair_files.pair_file import PairFile

_ROWS_AT_ONCE = 256
_NOTHING: Fields = {}


class PairOutput:
    """One output of a rewriting: records as they were, with the fields named beside them."""

    def __init__(self, file: PairFile, path: str, names: tuple[str, ...], stdout: BinaryIO | None) -> None:
        format = format_of_output(path, file.format)
        if path == STDOUT and format == "moses" and names:
            format = "tsv"  # one stream, and room for them
        self.written = 0
        self._names = names
        self._layout = file.layout(format, names)
        self._begun = False
        self._rows: list[tuple[str, ...]] = []
        self.outputs = _open(path, format, file, stdout)

    @property
    def paths(self) -> tuple[str, ...]:
        """Give back the paths written, ``-`` for the standard output."""
        return tuple(output.path for output in self.outputs)

    def write(self, record: Record, fields: Fields = _NOTHING) -> None:
        """Write the record with these fields; one not given is empty. Raises OutputError."""
        self._rows.append(self._layout.row(record, self._names, fields))
        self.written += 1
        if len(self._rows) >= _ROWS_AT_ONCE:
            self._flush()

    def finish(self) -> None:
        """Write what is left. Raises OutputError."""
        self._flush()
        self._put(self._layout.tail())
        for output in self.outputs:
            output.finish()

    def _flush(self) -> None:
        if not self._begun:
            self._begun = True
            self._put(self._layout.head(self._names))
        self._put(tuple(map("".join, zip(*self._rows, strict=True))))
        self._rows.clear()

    def _put(self, texts: tuple[str, ...]) -> None:
        # The rows of no records are no texts at all, not one for each output.
        for output, text in zip(self.outputs, texts, strict=False):
            if text:
                output.write(text)


class Rewriting:
    """The outputs that the records of one file go to. Raises OutputError and OptionError."""

    def __init__(self, file: PairFile, stdout: BinaryIO | None = None) -> None:
        self._file = file
        self._stdout = stdout
        self._parts: list[PairOutput] = []

    def add(self, path: str, names: tuple[str, ...] = ()) -> PairOutput:
        """Give back a new output at this path, ``-`` being the standard output.

        A suffix of another format than the file's is refused, but for TSV from Moses.
        """
        part = PairOutput(self._file, path, names, self._stdout)
        self._parts.append(part)
        return part

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._complete()
        finally:
            for output in self._outputs:
                output.discard()  # does nothing to one that is in its place

    def _complete(self) -> None:
        for part in self._parts:
            part.finish()
        for output in self._outputs:
            output.publish()

    @property
    def _outputs(self) -> list[Output]:
        return [output for part in self._parts for output in part.outputs]


def output_files(path: str, file: PairFile) -> tuple[str, ...]:
    """Give back the paths of the files that an output consists of: two for Moses."""
    if path == STDOUT or format_of_output(path, file.format) != "moses":
        return (path,)
    return moses_files(path, file.options)


def _open(path: str, format: str, file: PairFile, stdout: BinaryIO | None) -> tuple[Output, ...]:
    if path == STDOUT and format == "moses":
        raise OptionError(
            "Moses is two files, which can't go to the standard output. Name them: -o corpus.moses"
        )
    opened: list[Output] = []
    try:
        for name in output_files(path, file):
            opened.append(open_output(name, stdout))
    except BaseException:
        for output in opened:
            output.discard()
        raise
    return tuple(opened)

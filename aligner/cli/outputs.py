"""The outputs of a run: which formats, no clashes, and all of them whole or absent."""

import os
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from types import TracebackType
from typing import BinaryIO, Self

from aligner.bitext import Alignment
from aligner.config import WriteOptions
from aligner.errors import OptionError, UnknownNameError
from aligner.writing import format_of, open_writer
from aligner.writing.rows import RowWriter

STANDARD = "-"


@dataclass(frozen=True, slots=True)
class OutputPlan:
    """A path (``-`` for the standard output) and the name of its format."""

    path: str
    format: str


def plan_outputs(paths: Sequence[str], format: str | None) -> tuple[OutputPlan, ...]:
    """Give back what is to be written where; the standard output if nothing was named.

    ``format`` holds for the only output whatever its suffix; of several outputs, for those
    whose suffix names no format, and for ``-``. Raises UnknownNameError.
    """
    paths = paths or (STANDARD,)
    return tuple(OutputPlan(path, _format(path, format, alone=len(paths) == 1)) for path in paths)


def _format(path: str, format: str | None, *, alone: bool) -> str:
    if format is None:
        return format_of(path)
    if alone or path == STANDARD:
        return format
    try:
        return format_of(path)
    except UnknownNameError:
        return format


def check_paths(plans: Iterable[OutputPlan], inputs: Iterable[str], languages: tuple[str, str]) -> None:
    """Raise OptionError if two outputs are one file, or an output is an input."""
    read = {place: path for path in inputs if (place := _place(path)) is not None}
    taken: dict[str, str] = {}
    for plan in plans:
        for path in _files_of(plan, languages):
            place = STANDARD if path == STANDARD else _place(path)
            if place is None:
                continue
            if place in read:
                raise OptionError(f"{path} is read by this run. Write to another file.")
            if place in taken:
                raise OptionError(f"Two outputs would be one: {taken[place]} and {path}. Name them apart.")
            taken[place] = path


def _files_of(plan: OutputPlan, languages: tuple[str, str]) -> tuple[str, ...]:
    if plan.format != "moses" or plan.path == STANDARD:
        return (plan.path,)
    stem = plan.path.removesuffix(".moses")
    return tuple(f"{stem}.{language}" for language in languages)


def _place(path: str) -> str | None:
    """Give back the same string for the same file; None for what is no file: a pipe, a terminal."""
    if path == STANDARD or (os.path.exists(path) and not os.path.isfile(path)):
        return None
    return os.path.normcase(os.path.realpath(path))


class Outputs:
    """Opened outputs; whatever wasn't written when the block ends is discarded.

    Files are opened before the work, so that a missing folder is found out at once; the
    standard output after it, so that a failure prints nothing there.
    """

    def __init__(self, plans: Iterable[OutputPlan], options: WriteOptions) -> None:
        self._options = options
        self._plans = tuple(plans)
        self._files: list[RowWriter] = []

    def __enter__(self) -> Self:
        try:
            for plan in self._plans:
                if plan.path == STANDARD:
                    self._open(plan, BytesIO()).discard()  # can this format go there?
                else:
                    self._files.append(self._open(plan))
        except BaseException:
            self._discard()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._discard()

    def _open(self, plan: OutputPlan, stdout: BinaryIO | None = None) -> RowWriter:
        return open_writer(plan.path, self._options, format=plan.format, stdout=stdout)

    def _discard(self) -> None:
        for writer in self._files:
            writer.discard()  # does nothing to one that was closed

    def write(self, alignment: Alignment) -> tuple[str, ...]:
        """Write the alignment to every output and give back the paths, ``-`` among them.

        Files first, and none is put in place before all have their rows; the standard output
        last, so that a reader who leaves early costs no file. Raises OutputError.
        """
        _write(alignment, self._files)
        standard = [self._open(plan) for plan in self._plans if plan.path == STANDARD]
        _write(alignment, standard)
        return tuple(path for writer in (*self._files, *standard) for path in writer.paths)


def _write(alignment: Alignment, writers: Iterable[RowWriter]) -> None:
    with ExitStack() as closing:
        for writer in writers:
            closing.enter_context(writer)
            writer.add(alignment)


def creation_date(environment: Mapping[str, str]) -> str | None:
    """Give back SOURCE_DATE_EPOCH as a TMX date, or None, so that two runs give the same bytes.

    >>> creation_date({"SOURCE_DATE_EPOCH": "86400"})
    '19700102T000000Z'

    Raises OptionError for what isn't a number of seconds.
    """
    seconds = environment.get("SOURCE_DATE_EPOCH")
    if not seconds:
        return None
    try:
        return time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(int(seconds)))
    except (ValueError, OverflowError, OSError):
        raise OptionError(
            f"SOURCE_DATE_EPOCH is {seconds!r}; it has to be whole seconds since 1970. Set it so or unset it."
        ) from None

"""Writers of alignments: one file per format, chosen by name or by the output's suffix."""

import os
from typing import BinaryIO

from aligner.bitext import Alignment
from aligner.config import WriteOptions
from aligner.errors import UnknownNameError
from aligner.output import STDOUT
from aligner.registry import Registry
from aligner.writing.rows import RowWriter

WRITERS = Registry(
    "format",
    {
        "tmx": "aligner.writing.tmx:TmxWriter",
        "tsv": "aligner.writing.tsv:TsvWriter",
        "jsonl": "aligner.writing.jsonl:JsonlWriter",
        "moses": "aligner.writing.moses:MosesWriter",
        "ladder": "aligner.writing.ladder:LadderWriter",
    },
)

SUFFIXES = {
    ".tmx": "tmx",
    ".tsv": "tsv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".moses": "moses",
    ".ladder": "ladder",
    ".path": "ladder",  # what Vecalign's users call it
}


def format_of(path: str) -> str:
    """Give back the name of the format that the path's suffix stands for.

    >>> format_of("novel.en.TMX"), format_of("-")
    ('tmx', 'tsv')

    Raises UnknownNameError, which lists the formats, for any other suffix.
    """
    if path == STDOUT:
        return "tsv"
    suffix = os.path.splitext(path)[1].lower()
    try:
        return SUFFIXES[suffix]
    except KeyError:
        hint = f"Name one with --format, or end the output in {', '.join(SUFFIXES)}."
        raise UnknownNameError("output format", suffix or path, WRITERS, hint) from None


def open_writer(
    output: str, options: WriteOptions, *, format: str | None = None, stdout: BinaryIO | None = None
) -> RowWriter:
    """Give back a writer to this path; ``-`` is the standard output (or ``stdout``).

    ``format`` is a name in WRITERS and overrides the suffix. Raises UnknownNameError,
    OptionError for options that the format can't follow, and OutputError.
    """
    writer: RowWriter = WRITERS.load(format or format_of(output))(output, options, stdout)
    return writer


def write(
    alignment: Alignment, output: str, options: WriteOptions | None = None, *, format: str | None = None
) -> tuple[str, ...]:
    """Write one alignment and give back the paths written. Raises as ``open_writer`` does."""
    with open_writer(output, options or WriteOptions(), format=format) as writer:
        writer.add(alignment)
    return writer.paths

"""Files of pairs that exist already: TMX, TSV, JSON Lines, Moses; read, and written again.

One pass, one record in memory, compressed or not::

    for pair in open_pairs("corpus.tmx.gz"):
        print(pair.line, pair.source, pair.target)

To write each record again with scores beside it, or into another file, see ``Rewriting``.
"""

import os
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from aligner.config import PairFileOptions
from aligner.errors import InputError, OptionError
from aligner.output import GZIP_SUFFIX
from aligner.pair_files.inputs import STDIN, Input
from aligner.pair_files.pair import Pair
from aligner.pair_files.pair_file import PairFile
from aligner.registry import Registry

PAIR_FILES = Registry(
    "format of pairs",
    {
        "tmx": "aligner.pair_files.tmx:TmxFile",
        "tsv": "aligner.pair_files.tsv:TsvFile",
        "jsonl": "aligner.pair_files.jsonl:JsonlFile",
        "moses": "aligner.pair_files.moses:MosesFile",
    },
)

SUFFIXES = {
    ".tmx": "tmx",
    ".tsv": "tsv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".moses": "moses",
}

MOSES_SUFFIX = ".moses"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def open_pairs(
    *paths: str | os.PathLike[str], options: PairFileOptions | None = None, stdin: BinaryIO | None = None
) -> Iterator[Pair]:
    """Give back the pairs of a file, one after the other; arguments and errors are `open_pair_file`'s."""
    with open_pair_file(*paths, options=options, stdin=stdin) as file:
        yield from file.pairs()


def open_pair_file(
    *paths: str | os.PathLike[str], options: PairFileOptions | None = None, stdin: BinaryIO | None = None
) -> PairFile:
    """Give back a file of pairs, open for one pass.

    One path; ``-`` is the standard input; for Moses two paths, or one that stands for both:
    ``corpus.moses`` or ``corpus`` for ``corpus.ru`` and ``corpus.en``, after the languages in
    the options. The format is the options', or the suffix's, or what the first bytes look
    like. Raises InputError, UnknownNameError, or OptionError for columns in a format that
    has none.
    """
    options = options or PairFileOptions()
    names = input_files([os.fspath(path) for path in paths], options)
    inputs = tuple(Input(name, stdin) for name in names)
    format = options.format or (
        "moses" if len(names) == 2 else _suffix_format(names[0]) or _sniffed(inputs[0])
    )
    if options.columns is not None and format in ("tmx", "moses"):
        raise OptionError(f"{format.upper()} has no columns to name; the languages choose the texts.")
    file: PairFile = PAIR_FILES.load(format)(inputs, options)
    return file


def input_files(paths: Sequence[str], options: PairFileOptions) -> tuple[str, ...]:
    """Give back the files that these paths stand for: one, or the two of a Moses pair.

    Raises InputError if they stand for another number, or a prefix for no files.
    """
    moses_possible = options.format in (None, "moses")
    if len(paths) == 2 and moses_possible:
        return tuple(paths)
    if len(paths) != 1:
        raise InputError("One file of pairs is wanted, or the two files of a Moses pair.")
    if moses_possible and paths[0] != STDIN:
        both = moses_files(paths[0], options)
        if not all(map(os.path.exists, both)) and all(os.path.exists(name + GZIP_SUFFIX) for name in both):
            both = (both[0] + GZIP_SUFFIX, both[1] + GZIP_SUFFIX)
        if _suffix_format(paths[0]) == "moses":
            return both
        if not os.path.exists(paths[0]) and all(map(os.path.exists, both)):
            return both
    if options.format == "moses":
        raise InputError(f"{paths[0]}: Moses is two files. Name both, or what their names begin with.")
    return tuple(paths)


def moses_files(path: str, options: PairFileOptions) -> tuple[str, str]:
    """Give back the two paths that ``corpus.moses`` or ``corpus`` stands for.

    >>> moses_files("corpus.moses.gz", PairFileOptions())
    ('corpus.ru.gz', 'corpus.en.gz')
    """
    packed = GZIP_SUFFIX if path.endswith(GZIP_SUFFIX) else ""
    stem = path.removesuffix(GZIP_SUFFIX).removesuffix(MOSES_SUFFIX)
    return f"{stem}.{options.source_language}{packed}", f"{stem}.{options.target_language}{packed}"


def format_of_output(path: str, inherited: str) -> str:
    """Give back the format that a path's suffix stands for, or ``inherited`` where it says nothing.

    >>> format_of_output("kept.TMX.gz", "tsv"), format_of_output("-", "tsv")
    ('tmx', 'tsv')
    """
    return _suffix_format(path) or inherited


def _suffix_format(path: str) -> str | None:
    return SUFFIXES.get(os.path.splitext(path.lower().removesuffix(GZIP_SUFFIX))[1])


def _sniffed(one: Input) -> str:
    """Give back the format that the first bytes look like; TSV if they look like nothing special."""
    start = one.start()
    text = start.decode("utf-16" if start.startswith(_UTF16_MARKS) else "utf-8-sig", "replace").lstrip()
    if text.startswith("<"):
        return "tmx"
    return "jsonl" if text.startswith("{") else "tsv"

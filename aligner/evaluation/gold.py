"""Links read from files: gold alignments and other aligners' output.

Formats (``READERS`` is the table):

ladder    ``[0, 1]:[0]:tag`` as Vecalign writes it, or tab-separated ``0,1<TAB>0<TAB>tag``;
          lines that start with ``#`` and a header line are passed over
tsv       our TSV: a header with ``source_ids`` and ``target_ids``
jsonl     our JSON Lines: objects with ``source_ids`` and ``target_ids``
tmx       TMX whose units carry ``x-source-ids`` and ``x-target-ids`` props, as ours do
hunalign  hunalign's ladder of rungs, ``source<TAB>target<TAB>score``; it looks like a
          tab-separated ladder, so it has to be named

Numbers count from 0. A null over several sentences stays one link (``single_nulls`` cuts
it); a line with both sides empty says nothing and is dropped. A file of several documents,
as ``batch`` writes them, is refused: its numbers start anew in each.
"""

import json
import re
from collections.abc import Callable, Iterator
from glob import escape, glob
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from aligner.errors import InputError, UnknownNameError
from aligner.evaluation.links import Link, link

_BRACKETS = re.compile(r"\s*(\[[\d,\s]*\])\s*:\s*(\[[\d,\s]*\])\s*(?::\s*(.*?))?\s*")
_NUMBERS = re.compile(r"[\[\]\d,\s]*")
_DIGITS = re.compile(r"\d+")
_IDS = ("source_ids", "target_ids")
_GOLD_SUFFIX = ".gold.tsv"


def read_links(path: str | Path, *, format: str | None = None) -> tuple[Link, ...]:
    """Give back the links in a file, in its order.

    ``format`` is a name in READERS; without it .tmx and .jsonl files are known by their
    suffix, TSV by its header, and anything else is read as a ladder. Raises InputError,
    which names the line that can't be understood, and UnknownNameError.
    """
    path = Path(path)
    try:
        with path.open("rb") as file:
            found = tuple(_reader(path, file, format)(str(path), file))
    except OSError as error:
        raise InputError(f"{path}: can't be read ({error.strerror or error}).") from error
    return tuple(one for one in found if one.source or one.target)


def alternative_golds(path: str | Path) -> tuple[Path, ...]:
    """Give back a gold file ``NAME.gold.tsv`` and the equally right ``NAME.gold.altN.tsv`` beside it."""
    path = Path(path)
    if not path.name.endswith(_GOLD_SUFFIX):
        return (path,)
    stem = str(path).removesuffix(_GOLD_SUFFIX)
    return (path, *map(Path, sorted(glob(f"{escape(stem)}.gold.alt*.tsv"))))


Lines = Iterator[tuple[int, str]]
LinkReader = Callable[[str, BinaryIO], Iterator[Link]]


def _reader(path: Path, file: BinaryIO, format: str | None) -> LinkReader:
    if format is not None:
        if format not in READERS:
            raise UnknownNameError("format of links", format, READERS)
        return READERS[format]
    by_suffix = {".tmx": "tmx", ".jsonl": "jsonl", ".ndjson": "jsonl"}.get(path.suffix.lower())
    if by_suffix:
        return READERS[by_suffix]
    first = file.readline()
    file.seek(0)
    return READERS["tsv" if set(_IDS) <= set(_columns(first.decode("utf-8", "replace"))) else "ladder"]


def _columns(header: str) -> list[str]:
    return header.lstrip("\ufeff").rstrip("\r\n").split("\t")


def _lines(path: str, file: BinaryIO) -> Lines:
    """Give back the lines that aren't blank, with their numbers counted from 1."""
    for number, data in enumerate(file, 1):
        try:
            line = data.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise InputError(
                f"{path}, line {number}: not valid UTF-8 (byte 0x{data[error.start]:02X})."
            ) from error
        if line.strip():
            yield number, line


def _read_ladder(path: str, file: BinaryIO) -> Iterator[Link]:
    for number, line in _lines(path, file):
        if line.lstrip().startswith("#"):
            continue
        found = parse_ladder_line(line)
        if found is not None:
            yield found
        elif number > 1 or _DIGITS.search(line):  # else the header
            raise InputError(
                f"{path}, line {number}: not a link: {_shortened(line)}. Wanted: [0, 1]:[0] or 0,1<TAB>0."
            )


def parse_ladder_line(line: str) -> Link | None:
    """Give back the link that a line of a ladder holds, or None if it holds none.

    >>> parse_ladder_line("[0, 1]:[0]:exact")
    Link(source=(0, 1), target=(0,), tag='exact')
    >>> parse_ladder_line("3\\t\\t0.2")
    Link(source=(3,), target=(), tag='0.2')
    """
    match = _BRACKETS.fullmatch(line)
    if match:
        return link(_numbers(match[1]), _numbers(match[2]), match[3] or "")
    fields = line.split("\t")
    if len(fields) < 2 or not all(_NUMBERS.fullmatch(field) for field in fields[:2]):
        return None
    return link(_numbers(fields[0]), _numbers(fields[1]), fields[2].strip() if len(fields) > 2 else "")


def _numbers(text: str) -> list[int]:
    return [int(digits) for digits in _DIGITS.findall(text)]


def _read_tsv(path: str, file: BinaryIO) -> Iterator[Link]:
    lines = _lines(path, file)
    columns = _columns(next(lines, (1, ""))[1])
    try:
        source, target = (columns.index(name) for name in _IDS)
    except ValueError:
        raise InputError(f"{path}, line 1: no header with the columns {' and '.join(_IDS)}.") from None
    documents: set[str] = set()
    for number, line in lines:
        fields = line.split("\t")
        _check_one_document(
            path, number, documents, dict(zip(columns, fields, strict=False)).get("source_document")
        )
        ids = [fields[column] if column < len(fields) else "?" for column in (source, target)]
        if not all(_NUMBERS.fullmatch(field) for field in ids):
            raise InputError(f"{path}, line {number}: no sentence numbers: {_shortened(line)}.")
        yield link(_numbers(ids[0]), _numbers(ids[1]))


def _read_jsonl(path: str, file: BinaryIO) -> Iterator[Link]:
    documents: set[str] = set()
    for number, line in _lines(path, file):
        try:
            facts = json.loads(line)
            source, target = (facts[name] for name in _IDS)
            if not all(type(one) is int and one >= 0 for one in [*source, *target]):
                raise ValueError
        except (ValueError, KeyError, TypeError):
            raise InputError(
                f"{path}, line {number}: not an object with lists of numbers in {' and '.join(_IDS)}."
            ) from None
        _check_one_document(path, number, documents, facts.get("source_document"))
        yield link(source, target)


def _read_tmx(path: str, file: BinaryIO) -> Iterator[Link]:
    documents: set[str] = set()
    try:
        for _, unit in etree.iterparse(file, tag="tu", resolve_entities=False, no_network=True):
            props = {prop.get("type"): prop.text or "" for prop in unit.iterfind("prop")}
            ids = [props.get(f"x-{name.replace('_', '-')}", "?") for name in _IDS]
            if not all(_NUMBERS.fullmatch(field) for field in ids):
                raise InputError(
                    f"{path}, line {unit.sourceline}: a unit without sentence numbers. "
                    "Links can be read from TMX only with x-source-ids and x-target-ids props."
                )
            _check_one_document(path, unit.sourceline, documents, props.get("x-source-document"))
            yield link(_numbers(ids[0]), _numbers(ids[1]))
            unit.clear()
    except etree.XMLSyntaxError as error:
        raise InputError(f"{path}: not well-formed XML ({error}).") from error


def _read_hunalign(path: str, file: BinaryIO) -> Iterator[Link]:
    """Each rung names where the next bead begins on both sides; the last one, the ends."""
    rungs = [_rung(path, number, line) for number, line in _lines(path, file)]
    for number, (here, following) in enumerate(pairwise(rungs), 2):
        if following[0] < here[0] or following[1] < here[1]:
            raise InputError(f"{path}, line {number}: the rungs of a hunalign ladder never go back.")
        yield link(range(here[0], following[0]), range(here[1], following[1]))


def _rung(path: str, number: int, line: str) -> tuple[int, int]:
    fields = line.split("\t")
    if len(fields) < 2 or not all(_DIGITS.fullmatch(field.strip()) for field in fields[:2]):
        raise InputError(f"{path}, line {number}: not a rung of a hunalign ladder: {_shortened(line)}.")
    return int(fields[0]), int(fields[1])


def _check_one_document(path: str, number: int | None, documents: set[str], name: str | None) -> None:
    documents.update([] if name is None else [name])
    if len(documents) > 1:
        raise InputError(
            f"{path}, line {number}: a second document begins here ({name}). Evaluate one document a file."
        )


def _shortened(line: str, limit: int = 60) -> str:
    return repr(line if len(line) <= limit else line[: limit - 1] + "…")


READERS: dict[str, LinkReader] = {
    "ladder": _read_ladder,
    "tsv": _read_tsv,
    "jsonl": _read_jsonl,
    "tmx": _read_tmx,
    "hunalign": _read_hunalign,
}

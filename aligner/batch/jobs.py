"""Which pairs of files a batch aligns: by their names, by patterns, by a manifest, by their content."""

import csv
import io
import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from aligner.errors import InputError, OptionError
from aligner.folders import expand, files_in
from aligner.reading.encodings import decode

Metadata = tuple[tuple[str, str], ...]

_UNSAFE = re.compile(r'[\\:*?"<>|\0\n\t]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Job:
    """Two files to align.

    ``name`` names the outputs; it may have folders in it. ``source_name`` and ``target_name``
    are what the outputs call the documents, the source's once in a batch. ``metadata`` goes
    into the outputs.
    """

    name: str
    source: str
    target: str
    source_name: str
    target_name: str
    metadata: Metadata = ()


@dataclass(frozen=True, slots=True)
class Pairing:
    """The jobs of a batch, and the files for which no partner was found."""

    jobs: tuple[Job, ...]
    lonely_sources: tuple[str, ...] = ()
    lonely_targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Files:
    """Files of one side: the folder they are in, and their paths relative to it, with ``/``."""

    folder: str
    names: tuple[str, ...]

    def path(self, name: str) -> str:
        """Give back the path of a file."""
        return str(Path(self.folder) / name)


def pair_by_name(sources: Files, targets: Files, languages: tuple[str, str]) -> Pairing:
    """Give back the pairs of files whose names differ in the language only.

    The language is a part of the name of its own (``a.ru.txt``, ``a_ru.html``, ``ru/a.txt``,
    ``ru-a.txt``) or missing (``a.txt``); the last suffix doesn't count. What finds no partner so is
    paired with the file of its own name in the other folder, whatever is in it (``lenta.ru.5.txt``).
    Raises OptionError where two files of a side would have one name.
    """
    source, target = languages
    one, other = _keys(sources, source, target), _keys(targets, target, source)
    paired = {keys[key] for key in one.keys() & other.keys() for keys in (one, other)}
    for name in sorted(({*sources.names} & {*targets.names}) - paired):
        if not _is_one_file(sources.path(name), targets.path(name)):
            for keys, files in ((one, sources), (other, targets)):
                for key in [key for key, own in keys.items() if own == name]:
                    del keys[key]
                _add(keys, _stem(name), name, files)
    return _paired(sources, targets, one, other)


def pair_by_pattern(sources: Files, targets: Files, patterns: tuple[str, str]) -> Pairing:
    """Give back the pairs of files whose names have the same ``{name}`` in their patterns.

    A pattern is matched against the path relative to the folder; ``{name}`` stands for
    anything, folders included. Raises OptionError for a pattern without ``{name}``.
    """
    keys = tuple(_matched(side, pattern) for side, pattern in zip((sources, targets), patterns, strict=True))
    return _paired(sources, targets, *keys)


def pair_by_content(sources: Files, targets: Files, matches: Iterable[tuple[str, str]]) -> Pairing:
    """Give back a job for each match of a source's and a target's name, named as the source."""
    pairs = sorted(matches)
    names = _distinct([_stem(source) for source, _ in pairs])
    jobs = tuple(
        Job(name, sources.path(source), targets.path(target), source, target)
        for name, (source, target) in zip(names, pairs, strict=True)
    )
    return Pairing(
        jobs,
        _others(sources.names, {source for source, _ in pairs}),
        _others(targets.names, {target for _, target in pairs}),
    )


def _paired(sources: Files, targets: Files, one: Mapping[str, str], other: Mapping[str, str]) -> Pairing:
    names = [
        name
        for name in sorted(one.keys() & other.keys())
        if not _is_one_file(sources.path(one[name]), targets.path(other[name]))
    ]
    jobs = tuple(
        Job(name, sources.path(one[name]), targets.path(other[name]), one[name], other[name])
        for name in names
    )
    return Pairing(
        jobs,
        _others(list(one.values()), {job.source_name for job in jobs}),
        _others(list(other.values()), {job.target_name for job in jobs}),
    )


def _is_one_file(source: str, target: str) -> bool:
    return os.path.realpath(source) == os.path.realpath(target)


def _others(names: Sequence[str], taken: set[str]) -> tuple[str, ...]:
    return tuple(sorted(name for name in names if name not in taken))


def _keys(files: Files, language: str, other: str) -> dict[str, str]:
    """Give back the files by what their names have in common with those of the other side.

    Left out are files whose names say that they belong to the other side.
    """
    own, foreign = _code(language), _code(other)
    keys: dict[str, str] = {}
    for name in files.names:
        if own.search(name) or not foreign.search(name):
            _add(keys, _stem(_without_code(name, own)), name, files)
    return keys


def _code(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?:(?<=[._/-])|^){re.escape(language)}(?=[._/-]|$)", re.IGNORECASE)


def _without_code(name: str, code: re.Pattern[str]) -> str:
    """Give back the name without the last language code in it and the sign before it."""
    found = list(code.finditer(name))
    if not found:
        return name
    before, after = name[: found[-1].start()], name[found[-1].end() :]
    if before.endswith((".", "_", "-")):
        before = before[:-1]
    elif after:
        after = after[1:]
    return before + after


def _stem(name: str) -> str:
    path = PurePath(name)
    return path.with_suffix("").as_posix() if path.suffix and path.stem else path.as_posix()


def _matched(files: Files, pattern: str) -> dict[str, str]:
    if pattern.count("{name}") != 1:
        raise OptionError(f"The pattern {pattern!r} needs {{name}} once, for what both names have in common.")
    before, after = pattern.split("{name}")
    keys: dict[str, str] = {}
    for name in files.names:
        if name.startswith(before) and name.endswith(after) and len(name) > len(before) + len(after):
            _add(keys, name[len(before) : len(name) - len(after)], name, files)
    return keys


def _add(keys: dict[str, str], key: str, name: str, files: Files) -> None:
    if key in keys:
        raise OptionError(
            f"{files.path(keys[key])} and {files.path(name)} would both be the pair {key!r}. "
            "Say which files belong together with --pattern or a manifest."
        )
    keys[key] = name


def read_manifest(path: str) -> tuple[Job, ...]:
    """Give back the jobs of a manifest: TSV with a header, or JSON Lines.

    Columns ``source`` and ``target`` are paths relative to the manifest's folder; ``name``
    names the outputs, by default the source's path without its suffix; all others are
    metadata. Raises InputError with the number of the line.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"{path}: can't be read ({error.strerror or error}).") from None
    text, _ = decode(data, name=path, encoding=None)
    is_json = path.lower().endswith((".jsonl", ".ndjson")) or text.lstrip().startswith("{")
    rows = _json_rows(path, text) if is_json else _tsv_rows(path, text)
    if not rows:
        raise InputError(f"{path}: no pairs in this manifest.")
    folder = Path(path).parent
    for number, row in rows:
        for column in ("source", "target"):
            if not row.get(column):
                raise InputError(
                    f"{path}, line {number}: no {column}. Each line needs a source and a target."
                )
    names = _distinct([row.get("name") or _made_safe(_relative_stem(row["source"])) for _, row in rows])
    source_names = _distinct([row["source"] for _, row in rows])
    jobs = []
    for name, source_name, (number, row) in zip(names, source_names, rows, strict=True):
        if not is_safe(name):
            raise InputError(
                f"{path}, line {number}: {name!r} can't be the name of an output. A name has none of "
                '\\ : * ? " < > | in it, and no part that is empty, hidden or a device such as CON.'
            )
        metadata = tuple(
            (key, value) for key, value in row.items() if key not in ("source", "target", "name") and value
        )
        source, target = str(folder / row["source"]), str(folder / row["target"])
        jobs.append(Job(name, source, target, source_name, row["target"], metadata))
    return tuple(jobs)


def is_safe(name: str) -> bool:
    """Say whether the name stays inside the folder of the outputs, on any system.

    >>> is_safe("2024/may 9"), is_safe("../a"), is_safe("/a"), is_safe("")
    (True, False, False, False)
    """
    parts = name.split("/")
    return all(
        part
        and part.strip(". ")
        and not part.startswith(".")
        and not _DEVICES.match(part)
        and not set(part) & set('\\:*?"<>|\0\n\t')
        for part in parts
    )


def _made_safe(name: str) -> str:
    """Give back the name of a source with _ for what can't be in the name of an output."""
    parts = [_UNSAFE.sub("_", part) for part in name.split("/")]
    return "/".join(part if is_safe(part) else f"_{part}" for part in parts)


def _relative_stem(source: str) -> str:
    parts = [part for part in PurePath(source).parts if part not in ("..", ".", PurePath(source).anchor)]
    return _stem("/".join(parts))


def _tsv_rows(path: str, text: str) -> list[tuple[int, dict[str, str]]]:
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter="\t", quoting=csv.QUOTE_NONE)
    rows = [(number, [field.strip() for field in row]) for number, row in enumerate(reader, 1) if any(row)]
    if not rows:
        return []
    _, header = rows[0]
    if not {"source", "target"} <= set(header):
        hint = " Put tabs between the columns." if len(header) == 1 else ""
        columns = ", ".join(header)
        raise InputError(
            f"{path}, line 1: the header needs the columns source and target, it has {columns}.{hint}"
        )
    if len(set(header)) != len(header):
        raise InputError(f"{path}, line 1: a column stands twice in the header.")
    for number, row in rows[1:]:
        if len(row) != len(header):
            raise InputError(f"{path}, line {number}: {len(row)} columns, the header has {len(header)}.")
    return [(number, dict(zip(header, row, strict=True))) for number, row in rows[1:]]


def _json_rows(path: str, text: str) -> list[tuple[int, dict[str, str]]]:
    rows = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise InputError(f"{path}, line {number}: not JSON ({error}).") from None
        if not isinstance(row, dict):
            raise InputError(f"{path}, line {number}: not an object.")
        rows.append((number, {key: _as_text(value) for key, value in row.items()}))
    return rows


def _as_text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _distinct(names: Sequence[str]) -> list[str]:
    """Give back the names, a number behind those that stood before."""
    given: set[str] = set()
    result = []
    for name in names:
        candidate, count = name, 1
        while candidate in given:
            count += 1
            candidate = f"{name}~{count}"
        given.add(candidate)
        result.append(candidate)
    return result


def relative_files(argument: str, *, without: str) -> Files:
    """Give back the files of a folder or a glob, less those below the folder ``without``.

    The folder of a glob is the deepest that holds all its files. Raises InputError.
    """
    if os.path.isdir(argument):
        folder, names = argument, files_in(argument)
    else:
        paths = expand(argument)
        if not os.path.exists(paths[0]):
            raise InputError(f"{argument}: no such folder. Give a folder, or a glob in quotes.")
        folder = os.path.commonpath([os.path.dirname(path) or "." for path in paths])
        names = tuple(Path(os.path.relpath(path, folder)).as_posix() for path in paths)
    outside = Path(os.path.realpath(without))
    kept = tuple(name for name in names if outside not in Path(os.path.realpath(Path(folder) / name)).parents)
    if not kept:
        raise InputError(
            f"{argument}: no files but in the folder of the outputs, {without}. Write to another folder."
        )
    return Files(folder, kept)

"""One output for all pairs, put together from the pairs' own, one after the other."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from aligner.batch.jobs import Job
from aligner.batch.options import BatchOptions
from aligner.batch.work import part_path
from aligner.config import WriteOptions
from aligner.errors import OptionError, OutputError
from aligner.output import GZIP_SUFFIX, Output, open_output
from aligner.writing import open_writer
from aligner.writing.one_line import one_line

PARQUET = "parquet"
PARTS = {"tsv": "tsv", "tmx": "tmx", "jsonl": "jsonl", PARQUET: "jsonl"}
"""Formats of joint outputs, and of the parts they are made of."""

_BODY = "  <body>\n"
_BODY_END = "  </body>\n"

_BATCH = 1 << 20


@dataclass(frozen=True, slots=True)
class JointOutput:
    """A path and the format of what is written there."""

    path: str
    format: str


def plan_joint(path: str) -> JointOutput:
    """Give back the joint output of this path, its format by the suffix. Raises OptionError."""
    suffix = Path(path.lower().removesuffix(GZIP_SUFFIX)).suffix.removeprefix(".")
    format = {"ndjson": "jsonl"}.get(suffix, suffix)
    if format not in PARTS:
        raise OptionError(
            f"{path}: a joint output ends in .tmx, .tsv, .jsonl or .parquet, or .gz behind that."
        )
    return JointOutput(path, format)


def check_joint(joint: JointOutput) -> None:
    """Find out before the work what would be in the way of this output at its end.

    Raises OutputError where there is no folder for it, and MissingExtraError.
    """
    if joint.format == PARQUET:
        import aligner.batch.parquet  # noqa: F401 - says what is missing
    folder = os.path.dirname(os.path.realpath(joint.path))
    if not os.path.isdir(folder):
        raise OutputError(f"{joint.path}: there is no folder {folder}. Make it first, or check the path.")


def write_joint(joint: JointOutput, jobs: Sequence[Job], folder: str, options: BatchOptions) -> None:
    """Write the pairs of all these jobs, in their order, from the outputs in ``folder``.

    Each pair is read, written and forgotten. The output appears whole or not at all. Raises
    OutputError, and MissingExtraError for Parquet without its library.
    """
    parts = [Path(folder) / part_path(job.name, PARTS[joint.format], options) for job in jobs]
    if joint.format == PARQUET:
        from aligner.batch.parquet import write_parquet

        write_parquet(joint.path, parts)
        return
    output = open_output(joint.path)
    try:
        _WRITE[joint.format](output, list(zip(jobs, parts, strict=True)), options.write)
        output.finish()
        output.publish()
    except BaseException:
        output.discard()
        raise


def _write_tsv(output: Output, parts: list[tuple[Job, Path]], options: WriteOptions) -> None:
    """Write TSV with a column for each kind of metadata behind the others."""
    keys = list(dict.fromkeys(key for job, _ in parts for key, _ in job.metadata))
    header = _empty("tsv", options).decode().rstrip("\n").split("\t")
    names = [f"metadata_{key}" if key in header else key for key in map(one_line, keys)]
    output.write("\t".join([*header, *names]) + "\n")
    for job, path in parts:
        known = dict(job.metadata)
        values = "".join(f"\t{one_line(known.get(key, ''))}" for key in keys)
        with open(path, encoding="utf-8", newline="\n") as file:
            next(file)
            for line in file:
                output.write(line.rstrip("\n") + values + "\n" if keys else line)


def _write_jsonl(output: Output, parts: list[tuple[Job, Path]], options: WriteOptions) -> None:
    for _, path in parts:
        with open(path, "rb") as file:
            while block := file.read(_BATCH):
                output.write_bytes(block)


def _write_tmx(output: Output, parts: list[tuple[Job, Path]], options: WriteOptions) -> None:
    """Write the head of the first, the units of all, and one end."""
    if not parts:
        output.write_bytes(_empty("tmx", options))
        return
    for number, (_, path) in enumerate(parts):
        with open(path, encoding="utf-8", newline="\n") as file:
            head = list(_until(file, _BODY))
            if number == 0:
                output.write("".join(head))
            for line in _until(file, _BODY_END):
                if line != _BODY_END:
                    output.write(line)
            end = file.read()
    output.write(_BODY_END + end)


def _until(lines: Iterable[str], last: str) -> Iterator[str]:
    """Give back the lines up to and with ``last``; a text can't look like it, it stands deeper."""
    for line in lines:
        yield line
        if line == last:
            return


def _empty(format: str, options: WriteOptions) -> bytes:
    """Give back an output without a single pair."""
    stream = BytesIO()
    with open_writer("-", options, format=format, stdout=stream):
        pass
    return stream.getvalue()


_WRITE: dict[str, Callable[[Output, list[tuple[Job, Path]], WriteOptions], None]] = {
    "tsv": _write_tsv,
    "jsonl": _write_jsonl,
    "tmx": _write_tmx,
}

"""The work on a few pairs, in whatever process: read, align, write, remember."""

import errno
import traceback
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from aligner import pipeline
from aligner.batch.jobs import Job
from aligner.batch.options import BatchOptions
from aligner.batch.outcome import Outcome, digest_of
from aligner.batch.state import STATE, remember
from aligner.bitext import Alignment, SegmentedDocument, VerdictLabel
from aligner.errors import AlignerError, InputError, OptionError, OutputError
from aligner.folders import is_special
from aligner.pipeline import EncodedDocument, Parts, align_encoded, encode_documents, read_pair
from aligner.writing import open_writer

SUFFIXES = {"tmx": ".tmx", "tsv": ".tsv", "jsonl": ".jsonl", "moses": ".moses", "ladder": ".ladder"}

NO_TRANSLATION = "not a translation"

UNEXPECTED = "unexpected"
"""How the reason begins of a failure that may not come again, and so isn't remembered."""

_one_at_a_time = Lock()
"""Held while a process works: a cluster's worker may have threads, an encoder may not like that."""


@dataclass(frozen=True, slots=True)
class Task:
    """Some jobs with the keys of all that hangs on them, and what a process has to know to do them.

    ``signature`` is that of the planner.
    """

    jobs: tuple[Job, ...]
    keys: tuple[str, ...]
    folder: str
    options: BatchOptions
    signature: str


def signature_of(options: BatchOptions) -> str:
    """Give back the signature of version, parts and models. Raises what loading the parts raises."""
    return pipeline.signature_of(_parts(options.encoder, options.segmenter, options.cache))


@cache
def _parts(encoder: str, segmenter: str, cache: str | None) -> Parts:
    """Give back the parts, loaded once a process."""
    return Parts.load(encoder=encoder, segmenter=segmenter, cache=None if cache is None else Path(cache))


def work(task: Task) -> tuple[Outcome, ...]:
    """Give back what became of each pair; its outputs and its record are written.

    A pair that fails is an outcome; raises OutputError, ModelError and the like, which would
    meet every pair.
    """
    with _one_at_a_time:
        if signature_of(task.options) != task.signature:
            raise OptionError(
                f"This worker has another version of aligner or of the model: {signature_of(task.options)}, "
                f"not {task.signature}. Install the same on all machines."
            )
        return tuple(_done(job, key, task) for job, key in zip(task.jobs, task.keys, strict=True))


def _done(job: Job, key: str, task: Task) -> Outcome:
    outcome = _outcome(job, task)
    if outcome.failure is not None:
        _remove_outputs(job, task)
    if outcome.failure is None or not outcome.failure.startswith(UNEXPECTED):
        remember(task.folder, key, outcome)
    return outcome


def _outcome(job: Job, task: Task) -> Outcome:
    options = task.options
    parts = _parts(options.encoder, options.segmenter, options.cache)
    try:
        # Encoded by itself: vectors differ in the last digit by what they are encoded together with.
        sides = encode_documents(_segmented(job, options, parts), parts)
        return _finished(job, sides[0], sides[1], task, parts)
    except InputError as error:
        return _failed(job, str(error))
    except OutputError as error:
        if getattr(error.__cause__, "errno", None) == errno.ENAMETOOLONG:
            return _failed(job, str(error))
        raise
    except AlignerError:
        raise  # the next pair would fail likewise
    except Exception as error:
        # Ten thousand other pairs shouldn't wait for the one that shows a mistake in this program.
        place = traceback.extract_tb(error.__traceback__)[-1]
        reason = f"{UNEXPECTED} {type(error).__name__}: {error} ({Path(place.filename).name}:{place.lineno})"
        return _failed(job, f"{reason}. Please report it.")


def _failed(job: Job, reason: str) -> Outcome:
    return Outcome(job.name, job.source_name, job.target_name, failure=" ".join(reason.split()))


def _segmented(job: Job, options: BatchOptions, parts: Parts) -> tuple[SegmentedDocument, SegmentedDocument]:
    for path in (job.source, job.target):
        if is_special(path):
            raise InputError(f"{path}: a pipe or a device. A batch takes files only.")
    documents = read_pair((job.source, job.target), (options.source, options.target), check=options.check)
    names = job.source_name, job.target_name
    source, target = (
        parts.segmenter.segment(replace(document, name=name))
        for document, name in zip(documents, names, strict=True)
    )
    for side in (source, target):
        if not side.sentences:
            raise InputError(f"{side.document.name}: no sentences. There is nothing to align.")
    return source, target


def _finished(
    job: Job, source: EncodedDocument, target: EncodedDocument, task: Task, parts: Parts
) -> Outcome:
    alignment = replace(align_encoded(source, target, parts), metadata=job.metadata)
    outcome = _summarised(job, alignment)
    if task.options.require_translation and outcome.verdict == VerdictLabel.NOT_A_TRANSLATION:
        return replace(outcome, failure=NO_TRANSLATION)
    return replace(outcome, **_written(job, alignment, task))


def _summarised(job: Job, alignment: Alignment) -> Outcome:
    verdict = alignment.verdict
    pairs = [row for row in alignment.pairs if row.rejected is None]
    outcome = Outcome(
        job.name,
        job.source_name,
        job.target_name,
        source_sentences=len(alignment.source),
        target_sentences=len(alignment.target),
        pairs=len(alignment.pairs),
        mean_score=_mean([row.score for row in pairs]),
        mean_parallel=_mean([row.parallel for row in pairs]),
        mean_quality=_mean([row.quality for row in pairs]),
    )
    if verdict is None:
        return outcome
    return replace(
        outcome,
        verdict=verdict.label.value,
        verdict_score=round(verdict.score, 4),
        coverage_source=round(verdict.coverage_source, 4),
        coverage_target=round(verdict.coverage_target, 4),
        warning=NO_TRANSLATION if verdict.label == VerdictLabel.NOT_A_TRANSLATION else None,
    )


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(sum(known) / len(known), 4) if known else None


def _written(job: Job, alignment: Alignment, task: Task) -> dict[str, Any]:
    """Write the outputs of a pair and give back what of its outcome hangs on that."""
    outputs, below = [], 0
    for path, format in outputs_of(job.name, task.options):
        place = Path(task.folder) / path
        _make_folder(place.parent)
        with open_writer(str(place), task.options.write, format=format) as writer:
            writer.add(alignment)
        below = max(below, writer.below_min_score)
        for written in writer.paths:
            relative = Path(written).relative_to(task.folder).as_posix()
            outputs.append((relative, digest_of(written)))
    return {"outputs": tuple(outputs), "below_min_score": below}


def outputs_of(name: str, options: BatchOptions) -> tuple[tuple[str, str], ...]:
    """Give back path and format of each output of the pair, the parts of joint outputs too."""
    own = [(f"{name}{SUFFIXES[format]}", format) for format in options.formats]
    return (
        *own,
        *(
            (part_path(name, format, options), format)
            for format in options.joint
            if format not in options.formats
        ),
    )


def files_of(name: str, options: BatchOptions) -> Iterator[str]:
    """Give back the path of each file that a pair's outputs are."""
    for path, format in outputs_of(name, options):
        if format == "moses":
            stem = path.removesuffix(SUFFIXES[format])
            yield from (f"{stem}.{side.language}" for side in (options.source, options.target))
        else:
            yield path


def part_path(name: str, format: str, options: BatchOptions) -> str:
    """Give back where the pair's part of a joint output lies: its own output, if it has that format."""
    path = f"{name}{SUFFIXES[format]}"
    return path if format in options.formats else f"{STATE}/parts/{path}"


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: the folder can't be made ({error.strerror or error}).") from error


def _remove_outputs(job: Job, task: Task) -> None:
    """Remove what an earlier run, or the first formats of this one, wrote for a pair that now failed."""
    for path in files_of(job.name, task.options):
        with suppress(OSError):  # never written, since its name is too long, or a folder is there
            (Path(task.folder) / path).unlink()

"""A whole batch: what is done already, the rest over the workers, and the joint outputs."""

import os
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import PurePath

from aligner.batch.executors import Done, in_processes, in_this_process, may_fork, on_cluster
from aligner.batch.jobs import Job
from aligner.batch.joint import PARTS, JointOutput, check_joint, write_joint
from aligner.batch.options import BatchOptions
from aligner.batch.outcome import Outcome, digest_of, key_of
from aligner.batch.state import alone_in, forget_others, prune, record_path, remembered
from aligner.batch.work import Task, files_of, signature_of
from aligner.errors import OptionError
from aligner.output import open_output
from aligner.writing.one_line import one_line

TASK_BYTES = 48_000
"""Input of a task, about two hundred sentences: handing it out costs next to nothing beside."""

TASK_JOBS = 16

ROUNDS = 4
"""Tasks for each worker, at least, if there are so many pairs: the last ones keep few waiting."""

FAILURES = "failures.tsv"

Heard = Callable[[Outcome, bool], None]
"""Is told what became of each pair, and whether an earlier run had done it."""


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What became of all pairs, in the order of the jobs.

    ``kept`` of them had been done before; the outputs of ``pruned`` others were removed.
    """

    outcomes: tuple[Outcome, ...]
    kept: int
    signature: str
    pruned: int = 0

    @property
    def failures(self) -> tuple[Outcome, ...]:
        """Give back the pairs that failed."""
        return tuple(outcome for outcome in self.outcomes if outcome.failure is not None)


def run_batch(
    jobs: Sequence[Job],
    folder: str | os.PathLike[str],
    options: BatchOptions,
    *,
    processes: int = 1,
    scheduler: str | None = None,
    joint: Sequence[JointOutput] = (),
    force: bool = False,
    heard: Heard | None = None,
    reserved: Sequence[str] = (),
    prune_gone: bool = False,
) -> BatchReport:
    """Align and write all pairs; a pair that fails stops no other.

    Each pair's outputs go into ``folder``, under its name, with ``failures.tsv``. What an
    earlier run did with the same contents, options and version is kept unless ``force``. The
    same jobs give the same bytes however often the run was broken off and in however many
    processes it was done (with a cache of vectors, but for the last digit of a score). No output may
    be one of the ``reserved`` files: a manifest, a log. ``prune_gone`` removes the outputs of pairs that
    earlier runs into the folder had and this one hasn't.
    Raises OptionError, OutputError, ModelError, and UnknownNameError.
    """
    place = os.path.abspath(os.fspath(folder))
    check_jobs(jobs, place, options, joint, reserved)
    signature = signature_of(options)
    with alone_in(place):
        for output in joint:
            check_joint(output)
        how = _Work(processes, scheduler, force, options.encoder)
        kept, outcomes, keys = _done(jobs, place, options, signature, how, heard or _ignore)
        pruned = 0
        if prune_gone:
            mine = _read_or_written(jobs, place, outcomes.values(), joint, reserved)
            pruned = prune(place, keys, outcomes.keys(), mine)
        report = BatchReport(tuple(outcomes[job.name] for job in jobs), kept, signature, pruned)
        good = [job for job in jobs if outcomes[job.name].failure is None]
        for output in joint:
            write_joint(output, good, place, options)
        write_failures(report.failures, os.path.join(place, FAILURES))
    return report


@dataclass(frozen=True, slots=True)
class _Work:
    """How the work is done: in so many processes or by a scheduler, whether anew, with what encoder."""

    processes: int
    scheduler: str | None
    force: bool
    encoder: str


def _done(
    jobs: Sequence[Job], folder: str, options: BatchOptions, signature: str, how: _Work, heard: Heard
) -> tuple[int, dict[str, Outcome], set[str]]:
    """Give back how many pairs an earlier run had done, what became of all, by name, and their keys."""
    outcomes: dict[str, Outcome] = {}
    waiting: list[tuple[Job, str]] = []
    keys = set()
    for job in jobs:
        key = key_of(job, (digest_of(job.source), digest_of(job.target)), options, signature)
        keys.add(key)
        known = None if how.force else remembered(folder, key)
        if known is None:
            record_path(folder, key).unlink(missing_ok=True)
            waiting.append((job, key))
        else:
            outcomes[job.name] = known
            heard(known, True)
    kept = len(outcomes)

    def task_of(numbers: Sequence[int]) -> Task:
        some = [waiting[number] for number in numbers]
        jobs = tuple(_absolute(job) for job, _ in some)
        return Task(jobs, tuple(key for _, key in some), folder, options, signature)

    with closing(_worked([job for job, _ in waiting], task_of, how)) as working:
        for _, found in working:
            for outcome in found:
                outcomes[outcome.name] = outcome
                heard(outcome, False)
    forget_others(folder, keys, outcomes.keys())
    return kept, outcomes, keys


def _read_or_written(
    jobs: Sequence[Job],
    folder: str,
    outcomes: Iterable[Outcome],
    joint: Sequence[JointOutput],
    reserved: Sequence[str],
) -> set[str]:
    """Give back the real paths of all files that a run reads or writes."""
    written = (os.path.join(folder, path) for outcome in outcomes for path, _ in outcome.outputs)
    read = (path for job in jobs for path in (job.source, job.target))
    return set(map(os.path.realpath, (*read, *written, *(output.path for output in joint), *reserved)))


def _ignore(outcome: Outcome, kept: bool) -> None:
    """Take no notice."""


def check_jobs(
    jobs: Sequence[Job],
    folder: str,
    options: BatchOptions,
    joint: Sequence[JointOutput] = (),
    reserved: Sequence[str] = (),
) -> None:
    """Raise OptionError where two outputs would be one, or an output be an input or ``reserved``."""
    root = os.path.realpath(folder)
    failures = _same_on_any_system(os.path.join(root, FAILURES))
    taken: dict[str, str] = {}
    inputs = {os.path.realpath(path) for job in jobs for path in (job.source, job.target)}
    inputs.update(map(os.path.realpath, reserved))
    for job in jobs:
        for path in files_of(job.name, options):
            place = os.path.join(root, path)
            key = _same_on_any_system(place)
            if key in taken:
                raise OptionError(
                    f"The pairs {taken[key]!r} and {job.name!r} would be written to one file, {path}."
                )
            if key == failures:
                raise OptionError(
                    f"The pair {job.name!r} would be written to {path}, where pairs that fail are named. "
                    "Rename it, or choose another --format."
                )
            if os.path.realpath(place) in inputs:
                raise OptionError(
                    f"{path} in {folder} is read by this run, or its log. Write to another folder."
                )
            taken[key] = job.name
    for key, name in taken.items():
        for parent in PurePath(key).parents:
            if str(parent) in taken:
                raise OptionError(
                    f"The pair {taken[str(parent)]!r} would be written to {parent.name}, where the pair "
                    f"{name!r} needs a folder. Rename one."
                )
    if os.path.realpath(os.path.join(root, FAILURES)) in inputs:
        raise OptionError(f"{FAILURES} in {folder} is read by this run, or its log. Write to another folder.")
    for output in joint:
        if os.path.realpath(output.path) in inputs:
            raise OptionError(f"{output.path} is read by this run, or its log. Write to another file.")
        key = _same_on_any_system(os.path.realpath(output.path))
        if key in taken or key == failures:
            raise OptionError(f"{output.path} would be written twice by this run. Name it otherwise.")


def _same_on_any_system(path: str) -> str:
    """Give back the path so that what some systems take for one file is one."""
    return os.path.normcase(path).casefold()


def in_tasks(jobs: Sequence[Job], workers: int) -> list[range]:
    """Give back which jobs to do in a task, by their numbers.

    So many jobs together that handing them out is no work, and so few that all workers have
    some. What is larger than a task should be comes first, lest one worker be at it when the
    others have nothing left.
    """
    sizes = [_size(job.source) + _size(job.target) for job in jobs]
    limit = min(TASK_BYTES, sum(sizes) // (workers * ROUNDS))
    tasks: list[tuple[int, range]] = []
    for number, size in enumerate(sizes):
        before, last = tasks[-1] if tasks else (0, range(0))
        if last and before + size <= limit and len(last) < TASK_JOBS:
            tasks[-1] = before + size, range(last.start, number + 1)
        else:
            tasks.append((size, range(number, number + 1)))
    tasks.sort(key=lambda sized: max(sized[0], limit), reverse=True)
    return [numbers for _, numbers in tasks]


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0


def _absolute(job: Job) -> Job:
    """Give back the job with paths that hold in any process's folder."""
    return replace(job, source=os.path.abspath(job.source), target=os.path.abspath(job.target))


def _worked(
    jobs: Sequence[Job], task_of: Callable[[Sequence[int]], Task], how: _Work
) -> Generator[Done, None, None]:
    """Do the jobs; ``task_of`` makes a task of some of them when its turn comes."""
    if how.scheduler is not None and jobs:
        from aligner.batch.cluster import connected

        with connected(how.scheduler) as (executor, workers):
            yield from on_cluster(map(task_of, in_tasks(jobs, workers)), executor, workers)
    elif how.processes > 1 and len(jobs) > 1:
        tasks = in_tasks(jobs, how.processes)
        fork = may_fork(how.encoder)
        yield from in_processes(map(task_of, tasks), min(how.processes, len(tasks)), fork=fork)
    else:
        yield from in_this_process(task_of([number]) for number in range(len(jobs)))


def write_failures(failures: Iterable[Outcome], path: str) -> None:
    """Write the pairs that failed as TSV: name, source, target, reason. Raises OutputError."""
    output = open_output(path)
    try:
        output.write("name\tsource\ttarget\treason\n")
        for outcome in failures:
            fields = (outcome.name, outcome.source, outcome.target, outcome.failure or "")
            output.write("\t".join(map(one_line, fields)) + "\n")
        output.finish()
        output.publish()
    except BaseException:
        output.discard()
        raise


def joint_parts(joint: Iterable[JointOutput]) -> tuple[str, ...]:
    """Give back the formats that the pairs have to be written in for these joint outputs."""
    return tuple(sorted({PARTS[output.format] for output in joint}))

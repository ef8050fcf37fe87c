"""A whole batch: what is done already, the rest over the workers, and the joint outputs."""

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from hashlib import blake2b

from aligner.batch.executors import Done, in_processes, in_this_process, on_cluster
from aligner.batch.jobs import Job
from aligner.batch.joint import PARTS, JointOutput, write_joint
from aligner.batch.options import BatchOptions
from aligner.batch.outcome import Group, Outcome, digest_of, key_of
from aligner.batch.state import alone_in, forget_others, record_path, remembered
from aligner.batch.work import Task, outputs_of, signature_of
from aligner.errors import OptionError
from aligner.output import open_output
from aligner.writing.one_line import one_line

GROUP_BYTES = 48_000
"""Input of a group, about two hundred sentences: enough to encode them without waste, and few
enough that they are soon done."""

GROUP_JOBS = 16

Heard = Callable[[Outcome, bool], None]
"""Is told what became of each pair, and whether an earlier run had done it."""


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What became of all pairs, in the order of the jobs; ``kept`` had been done before."""

    outcomes: tuple[Outcome, ...]
    kept: int
    signature: str

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
) -> BatchReport:
    """Align and write all pairs; a pair that fails stops no other.

    Each pair's outputs go into ``folder``, under its name, with ``failures.tsv``. What an
    earlier run did with the same contents, options and version is kept unless ``force``. The
    same jobs give the same bytes however often the run was broken off and in however many
    processes it was done (with a cache of vectors, but for the last digit of a score).
    Raises OptionError, OutputError, ModelError, and UnknownNameError.
    """
    place = os.path.abspath(os.fspath(folder))
    check_jobs(jobs, place, options)
    signature = signature_of(options)
    with alone_in(place):
        found = _done(jobs, place, options, signature, _Work(processes, scheduler, force), heard or _ignore)
        kept, outcomes = found
        report = BatchReport(tuple(outcomes[job.name] for job in jobs), kept, signature)
        good = [job for job in jobs if outcomes[job.name].failure is None]
        for output in joint:
            write_joint(output, good, place, options)
        write_failures(report.failures, os.path.join(place, "failures.tsv"))
    return report


@dataclass(frozen=True, slots=True)
class _Work:
    """How the work is done: in so many processes or by a scheduler, and whether anew."""

    processes: int
    scheduler: str | None
    force: bool


def _done(
    jobs: Sequence[Job], folder: str, options: BatchOptions, signature: str, how: _Work, heard: Heard
) -> tuple[int, dict[str, Outcome]]:
    """Give back how many pairs an earlier run had done, and what became of all, by name."""
    outcomes: dict[str, Outcome] = {}
    tasks: list[Task] = []
    keys = set()
    for group in groups_of(jobs, options, signature):
        keys.add(group.key)
        known = None if how.force else remembered(folder, group.key)
        if known is None:
            record_path(folder, group.key).unlink(missing_ok=True)
            tasks.append(Task(_absolute(group), folder, options, signature))
            continue
        for outcome in known:
            outcomes[outcome.name] = outcome
            heard(outcome, True)
    kept = len(outcomes)
    with closing(_worked(tasks, how)) as working:
        for _, found in working:
            for outcome in found:
                outcomes[outcome.name] = outcome
                heard(outcome, False)
    forget_others(folder, keys)
    return kept, outcomes


def _ignore(outcome: Outcome, kept: bool) -> None:
    """Take no notice."""


def check_jobs(jobs: Sequence[Job], folder: str, options: BatchOptions) -> None:
    """Raise OptionError where two pairs would have one output, or an output be an input."""
    taken: dict[str, str] = {}
    inputs = {os.path.realpath(path) for job in jobs for path in (job.source, job.target)}
    for job in jobs:
        for path, _ in outputs_of(job.name, options):
            place = os.path.join(os.path.realpath(folder), path)
            key = os.path.normcase(place).casefold()  # some systems don't tell A.tsv from a.tsv
            if key in taken:
                raise OptionError(
                    f"The pairs {taken[key]!r} and {job.name!r} would be written to one file, {path}."
                )
            if place in inputs:
                raise OptionError(f"{path} in {folder} is read by this run. Write to another folder.")
            taken[key] = job.name


def groups_of(jobs: Sequence[Job], options: BatchOptions, signature: str) -> Iterator[Group]:
    """Give back the jobs in groups that are encoded together.

    Vectors differ in the last digit by what they are encoded together with. So which pairs
    are together hangs on the jobs alone, never on what is done already; and a pair that comes
    or goes moves the borders as far as the next name that begins a group in any case.
    """
    together: list[Job] = []
    digests: list[tuple[str, str]] = []
    size = 0
    for job in jobs:
        begins = (
            blake2b(job.name.encode(errors="surrogatepass"), digest_size=1).digest()[0] < 256 // GROUP_JOBS
        )
        own = _size(job.source) + _size(job.target)
        if together and (begins or size + own > GROUP_BYTES or len(together) == GROUP_JOBS):
            yield Group(tuple(together), key_of(together, digests, options, signature))
            together, digests, size = [], [], 0
        together.append(job)
        digests.append((digest_of(job.source), digest_of(job.target)))
        size += own
    if together:
        yield Group(tuple(together), key_of(together, digests, options, signature))


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0


def _absolute(group: Group) -> Group:
    """Give back the group with paths that hold in any process's folder."""
    jobs = tuple(
        replace(job, source=os.path.abspath(job.source), target=os.path.abspath(job.target))
        for job in group.jobs
    )
    return Group(jobs, group.key)


def _worked(tasks: Sequence[Task], how: _Work) -> Generator[Done, None, None]:
    if how.scheduler is not None and tasks:
        from aligner.batch.cluster import connected

        with connected(how.scheduler) as (executor, workers):
            yield from on_cluster(tasks, executor, workers)
    elif how.processes > 1 and len(tasks) > 1:
        yield from in_processes(tasks, min(how.processes, len(tasks)))
    else:
        yield from in_this_process(tasks)


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

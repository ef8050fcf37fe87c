"""Where the work is done: in this process, in several on this machine, or on a cluster."""

import os
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait as wait_for

from aligner.batch.outcome import Outcome
from aligner.batch.work import Task, work
from aligner.blas import keep_to_one_thread, one_thread_each
from aligner.config import DEFAULT_ENCODER

AHEAD = 3
"""Tasks for each worker that are handed out at a time: one at work, others waiting."""

FORKABLE = frozenset({DEFAULT_ENCODER, "hashing"})
"""Encoders of numpy and nothing else."""

DIED = "the worker process died, perhaps for want of memory"

Done = tuple[Task, tuple[Outcome, ...]]


def in_this_process(tasks: Iterable[Task]) -> Iterator[Done]:
    """Do the tasks one after the other."""
    for task in tasks:
        yield task, work(task)


def may_fork(encoder: str) -> bool:
    """Say whether workers may be forks of this process, which begin with all that it has loaded.

    A fork copies none of the other threads, whatever these were about. Linux alone says how many there
    are; numpy's threads are ended before a fork, those of torch and the like aren't.
    """
    return sys.platform == "linux" and threading.active_count() == 1 and encoder in FORKABLE


def in_processes(tasks: Iterable[Task], processes: int, *, fork: bool = False) -> Iterator[Done]:
    """Do the tasks in so many processes, forks of this one or new ones, as they get done.

    Should a process die, the tasks that were handed out are done again, one by one in a
    process each, so that the pair that kills it is found and the others aren't lost.
    """
    waiting = iter(tasks)
    while True:
        suspects: list[Task] = []
        with _pool(processes, fork=fork) as pool:
            yield from _handed_out(waiting, pool, processes * AHEAD, suspects)
        if not suspects:
            return
        for task in suspects:
            yield task, _alone(task)


def on_cluster(tasks: Iterable[Task], executor: Executor, workers: int) -> Iterator[Done]:
    """Do the tasks on a cluster's executor, which itself sees to workers that are lost."""
    return _handed_out(iter(tasks), executor, max(1, workers) * AHEAD, None)


def _handed_out(
    tasks: Iterator[Task], executor: Executor, limit: int, suspects: list[Task] | None
) -> Iterator[Done]:
    """Do the tasks; where the executor breaks, put what was handed out into ``suspects``."""
    running: dict[Future[tuple[Outcome, ...]], Task] = {}
    try:
        while True:
            while len(running) < limit and (task := next(tasks, None)) is not None:
                running[executor.submit(work, task)] = task
            if not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                outcomes = future.result()
                yield running.pop(future), outcomes
    except BrokenProcessPool:
        if suspects is None:
            raise
        # A task that couldn't be handed out any more is in ``running`` no more than in ``tasks``.
        unsent = [task] if task is not None and task not in running.values() else []
        suspects += [*running.values(), *unsent]
    except BaseException:
        for future in running:
            future.cancel()
        raise


def _alone(task: Task) -> tuple[Outcome, ...]:
    try:
        return _in_own_process(task)
    except BrokenProcessPool:
        pass
    outcomes: list[Outcome] = []
    for job, key in zip(task.jobs, task.keys, strict=True):
        try:
            outcomes += _in_own_process(replace(task, jobs=(job,), keys=(key,)))
        except BrokenProcessPool:
            outcomes.append(Outcome(job.name, job.source_name, job.target_name, failure=DIED))
    return tuple(outcomes)


def _in_own_process(task: Task) -> tuple[Outcome, ...]:
    with _pool(1) as pool:
        return pool.submit(work, task).result()


@contextmanager
def _pool(processes: int, *, fork: bool = False) -> Iterator[ProcessPoolExecutor]:
    with one_thread_each():
        context = get_context("fork" if fork else "spawn")
        pool = ProcessPoolExecutor(processes, context, initializer=_start_worker)
        try:
            yield pool
        except BaseException:
            for process in list((pool._processes or {}).values()):
                process.terminate()
            pool.shutdown(wait=True, cancel_futures=True)
            raise
        pool.shutdown(wait=True)


def _start_worker() -> None:
    """See to it that this worker ends with its parent, leaves Ctrl-C to it and keeps to one core."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A fork has its parent's ways of ending.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
    keep_to_one_thread()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
        os._exit(1)

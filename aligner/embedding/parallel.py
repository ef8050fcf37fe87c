"""Encoding over several processes, each with a model of its own."""

import os
import signal
import threading
import weakref
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from aligner.blas import one_thread_each
from aligner.embedding.around import AroundEncoder
from aligner.embedding.text_preparation import Report, encode_distinct, encode_distinct_with_tokens
from aligner.errors import AlignerError
from aligner.protocols import TokenEncoder
from aligner.token_vectors import Encoded, TokenVectors

if TYPE_CHECKING:
    from aligner.protocols import Encoder, Progress, Vectors

Made = TypeVar("Made")

WORTHWHILE = 4_000
"""Texts from which workers are started: loading a model takes as long as encoding a thousand."""

TASK = 1_000
"""Texts a worker gets at a time: a second's work, so that all end at about the same time."""


class ParallelEncoder(AroundEncoder):
    """An encoder that spreads long inputs over worker processes.

    The workers start with the first long input and stay until ``close`` or the end of the
    program; short inputs are encoded here. A script that uses it needs the usual
    ``if __name__ == "__main__":``, because workers import the script.
    """

    def __init__(
        self, spec: str, encoder: "Encoder", processes: int, *, worthwhile: int = WORTHWHILE
    ) -> None:
        self._spec = spec
        super().__init__(encoder)
        self._processes = processes
        self._worthwhile = worthwhile
        self._executor: ProcessPoolExecutor | None = None
        self._end: Callable[[], object] = lambda: None

    def encode(self, texts: Sequence[str], *, progress: "Progress | None" = None) -> "Vectors":
        """Give back float32 (len(texts), dim), rows of length 1; zeros for a blank text.

        Raises what the encoder raises in a worker, and AlignerError where a worker dies.
        """
        if len(texts) < self._worthwhile:
            return self._encoder.encode(texts, progress=progress)
        return encode_distinct(texts, self.dim, self._encode, progress)

    def encode_with_tokens(self, texts: Sequence[str], *, progress: "Progress | None" = None) -> Encoded:
        """Give back what ``encode`` gives, with tokens; raises what it raises."""
        if len(texts) < self._worthwhile:
            return self._token_encoder.encode_with_tokens(texts, progress=progress)
        dims = self.dim, self._token_encoder.token_dim
        return encode_distinct_with_tokens(texts, dims, self._encode_with_tokens, progress)

    def close(self) -> None:
        """End the workers, also those at work."""
        if self._executor is not None:
            self._executor = None
            self._end()

    def _encode(self, texts: list[str], report: Report) -> "Vectors":
        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        for numbers, part in self._parts(_encode_here, texts, report):
            vectors[numbers] = part
        return vectors

    def _encode_with_tokens(self, texts: list[str], report: Report) -> Encoded:
        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        order: list[int] = []
        parts = []
        for numbers, part in self._parts(_encode_with_tokens_here, texts, report):
            vectors[numbers] = part.vectors
            parts.append(part.tokens)
            order.extend(numbers)
        return Encoded(vectors, TokenVectors.joined(parts).take(np.argsort(order)))

    def _parts(
        self, encode: Callable[[list[str]], Made], texts: list[str], report: Report
    ) -> Iterator[tuple[list[int], Made]]:
        """Give back numbers of texts and what a worker made of them, in the order in which they come."""
        # Texts of like length together: a batch of them wastes little, and tasks stay even
        # because the longest go first.
        order = sorted(range(len(texts)), key=lambda number: len(texts[number]), reverse=True)
        tasks: dict[Future[Made], list[int]] = {}
        try:
            executor = self._started()
            with one_thread_each():
                for numbers in _tasks(order, texts):
                    tasks[executor.submit(encode, [texts[number] for number in numbers])] = numbers
            for task in as_completed(tasks):
                yield tasks[task], task.result()
                report.add(len(tasks[task]))
        except BrokenProcessPool:
            self.close()
            raise AlignerError(
                f"A worker process of encoder {self._spec!r} died, perhaps for want of memory. "
                "Try again with one process."
            ) from None
        except BaseException:
            self.close()
            raise

    def _started(self) -> ProcessPoolExecutor:
        if self._executor is None:
            self._executor = ProcessPoolExecutor(
                self._processes, get_context("spawn"), initializer=_start_worker, initargs=(self._spec,)
            )
            self._end = weakref.finalize(self, _end_workers, self._executor)
        return self._executor


def _end_workers(executor: ProcessPoolExecutor) -> None:
    """Stop workers now, at work or not, and wait until they are gone."""
    for worker in list((executor._processes or {}).values()):
        worker.terminate()
    executor.shutdown(wait=True, cancel_futures=True)


def _tasks(order: list[int], texts: list[str]) -> Iterator[list[int]]:
    """Give back groups of about the same number of characters."""
    size = TASK * max(1, sum(map(len, texts)) // len(texts))
    group: list[int] = []
    characters = 0
    for number in order:
        group.append(number)
        characters += len(texts[number])
        if characters >= size:
            yield group
            group, characters = [], 0
    if group:
        yield group


_encoder_here: "Encoder | None" = None


def _start_worker(spec: str) -> None:
    """Load the encoder of this worker, and see to it that it ends with its parent."""
    global _encoder_here
    # Ctrl-C reaches every process of the terminal; the parent alone decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    from aligner.embedding import load_encoder

    _encoder_here = load_encoder(spec)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _encode_with_tokens_here(texts: list[str]) -> Encoded:
    assert isinstance(_encoder_here, TokenEncoder), "the worker has been started by _start_worker"
    return _encoder_here.encode_with_tokens(texts)


def _encode_here(texts: list[str]) -> "Vectors":
    assert _encoder_here is not None, "the worker has been started by _start_worker"
    return _encoder_here.encode(texts)

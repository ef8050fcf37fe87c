"""How many threads matrix products may use: one.

Two BLAS threads on small products mostly wait for each other: on a busy machine of two
cores, encoding took ten times the CPU time with two. Long work is spread over processes.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from threadpoolctl import ThreadpoolController

THREAD_VARIABLES = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()


@contextmanager
def one_thread() -> Iterator[None]:
    """Keep numpy's matrix products on one thread for as long as this lasts."""
    with _controller().limit(limits=1, user_api="blas"):
        yield


def keep_to_one_thread() -> None:
    """Keep numpy's matrix products on one thread until this process ends."""
    _controller().limit(limits=1, user_api="blas")


@contextmanager
def one_thread_each() -> Iterator[None]:
    """Let processes started meanwhile compute on one thread each, not all on all cores."""
    before = {name: os.environ.get(name) for name in THREAD_VARIABLES}
    os.environ.update(dict.fromkeys(THREAD_VARIABLES, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value

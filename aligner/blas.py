"""How many threads matrix products may use: one.

Two BLAS threads on small products mostly wait for each other: on a busy machine of two
cores, encoding took ten times the CPU time with two. Long work is spread over processes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from threadpoolctl import ThreadpoolController


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()


@contextmanager
def one_thread() -> Iterator[None]:
    """Keep numpy's matrix products on one thread for as long as this lasts."""
    with _controller().limit(limits=1, user_api="blas"):
        yield

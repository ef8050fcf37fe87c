"""A Dask cluster as an executor. Dask does the rest: workers, loss of workers, Slurm, Kubernetes."""

import socket
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from aligner.errors import AlignerError, MissingExtraError

try:
    from distributed import Client
    from distributed.comm.addressing import parse_address, parse_host_port
except ImportError:
    raise MissingExtraError("--scheduler", "cluster") from None

PATIENCE = 30
"""Seconds to wait for the scheduler and for a first worker."""

RETRIES = 3
"""How often a task is given to another worker where one fails for reasons of its own."""


@contextmanager
def connected(address: str) -> Iterator[tuple[Executor, int]]:
    """Give back the executor of the cluster at this address and its number of worker threads.

    Raises AlignerError where there is no scheduler or no worker in time.
    """
    try:
        _probe(address)
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise AlignerError(f"{address}: no scheduler answers there ({error}). Check the address.") from error
    try:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            raise AlignerError(
                f"{address}: the scheduler has no workers. Start some: dask worker {address}"
            ) from None
        yield client.get_executor(retries=RETRIES, pure=False), sum(client.nthreads().values())
    finally:
        client.close()


def _probe(address: str) -> None:
    """Raise ValueError or OSError where there can't be a scheduler.

    A Client waits for ever for a server of another kind, such as the scheduler's dashboard, and
    one made with a malformed address delays the end of the program.
    """
    protocol, place = parse_address(address)
    if protocol not in ("tcp", "tls"):
        return
    host, port = parse_host_port(place)
    with socket.create_connection((host, port), PATIENCE) as connection:
        if protocol == "tcp":
            # A scheduler speaks first, and begins with the size of what it says: eight bytes.
            begin = connection.recv(8)
            if len(begin) < 8 or int.from_bytes(begin, "little") > 2**32:
                raise ValueError("another kind of server")

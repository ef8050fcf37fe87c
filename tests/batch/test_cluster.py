"""A batch on a Dask cluster: a scheduler and worker processes on this machine, one of them killed."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from aligner.batch import run_batch
from aligner.batch.state import STATE
from aligner.errors import AlignerError
from tests.batch.test_run import OPTIONS, contents, jobs_in, run
from tests.batch.texts import write_pairs

pytest.importorskip("distributed", reason="dask.distributed isn't installed (extra cluster)")

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

SLOW_WORKER = """
import time
from aligner.batch import work

def slowed(align):
    def slowly(source, target, parts):
        time.sleep(0.05)
        return align(source, target, parts)
    return slowly

if work.align_encoded.__name__ != "slowly":  # dask loads this file twice
    work.align_encoded = slowed(work.align_encoded)
"""


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list["subprocess.Popen[bytes]"]]]:
    """Start a scheduler and two workers, and give back the address and the workers."""
    preload = tmp_path / "slow_worker.py"
    preload.write_text(SLOW_WORKER, encoding="utf-8")
    info = tmp_path / "scheduler.json"
    module = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": environment}
    scheduler = subprocess.Popen(
        [*module, "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(info)],
        **quiet,  # type: ignore[call-overload]
    )
    workers = []
    try:
        deadline = time.monotonic() + 30
        while not info.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        common = ["--scheduler-file", str(info), "--nthreads", "1", "--no-nanny", "--no-dashboard"]
        for number in (1, 2):
            place = ["--local-directory", str(tmp_path / f"worker{number}"), "--preload", str(preload)]
            workers.append(subprocess.Popen([*worker, *common, *place], **quiet))  # type: ignore[call-overload]
        yield json.loads(info.read_text())["address"], workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_the_loss_of_a_worker_in_mid_run_changes_nothing(
    tmp_path: Path, cluster: tuple[str, list["subprocess.Popen[bytes]"]]
) -> None:
    address, workers = cluster
    write_pairs(tmp_path, 60)
    (tmp_path / "en" / "005.txt").write_text("")
    run(tmp_path, "here")
    seen: list[str] = []
    records = tmp_path / "there" / STATE / "records"

    def kill_one(outcome: object, kept: bool) -> None:
        seen.append(outcome.name)  # type: ignore[attr-defined]
        if len(seen) == 1:
            assert len(list(records.glob("*.json"))) < 60
            workers[0].kill()

    report = run_batch(jobs_in(tmp_path), tmp_path / "there", OPTIONS, scheduler=address, heard=kill_one)
    assert workers[0].wait(10) == -signal.SIGKILL
    assert workers[1].poll() is None
    assert sorted(seen) == [outcome.name for outcome in report.outcomes]
    assert [outcome.name for outcome in report.failures] == ["005"]
    assert contents(tmp_path / "there") == contents(tmp_path / "here")


@pytest.fixture
def silent_server() -> Iterator[str]:
    """Listen, and say nothing, as a web server does: the scheduler's dashboard, for example."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"tcp://127.0.0.1:{server.getsockname()[1]}"


def test_a_server_of_another_kind_is_told_from_a_scheduler(
    tmp_path: Path, silent_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from aligner.batch import cluster as module

    monkeypatch.setattr(module, "PATIENCE", 0.5)
    write_pairs(tmp_path, 1)
    with pytest.raises(AlignerError, match="no scheduler answers there"):
        run(tmp_path, scheduler=silent_server)


@pytest.mark.parametrize("address", ["nonsense", "tcp://127.0.0.1:port"])
def test_what_is_no_address_is_one_clear_message(tmp_path: Path, address: str) -> None:
    write_pairs(tmp_path, 1)
    with pytest.raises(AlignerError, match="no scheduler answers there"):
        run(tmp_path, scheduler=address)


def test_no_scheduler_is_one_clear_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from aligner.batch import cluster as module

    monkeypatch.setattr(module, "PATIENCE", 1)
    write_pairs(tmp_path, 1)
    with pytest.raises(AlignerError, match="no scheduler answers there"):
        run(tmp_path, scheduler="tcp://127.0.0.1:9")

"""What is remembered of a batch in the folder of its outputs, so that a later run can go on."""

import json
from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from aligner.batch.outcome import Outcome, digest_of
from aligner.errors import OutputError
from aligner.output import open_output

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

STATE = ".aligner"
"""The folder in the outputs' folder that holds the records and the parts of joint outputs."""

LEFT_OVER = ".aligner-*.tmp"
"""What a process that was killed leaves of an output (aligner/output.py)."""


@contextmanager
def alone_in(folder: str) -> Iterator[None]:
    """Make the folder and keep other batches out of it; tidy up behind killed ones.

    The lock ends with the process, however it ends. Raises OutputError.
    """
    state = Path(folder) / STATE
    try:
        state.mkdir(parents=True, exist_ok=True)
        lock = open(state / "lock", "w", encoding="utf-8")  # noqa: SIM115 - closed below
    except OSError as error:
        raise OutputError(f"{folder}: can't be written ({error.strerror or error}).") from error
    with lock:
        if fcntl is not None:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise OutputError(f"{folder}: another batch is writing there. Wait for its end.") from None
            except OSError:
                pass  # some network file systems have no locks
        yield
        for path in Path(folder).rglob(LEFT_OVER):
            path.unlink(missing_ok=True)


def forget_others(folder: str, keys: Set[str]) -> None:
    """Remove the records of groups that are no part of this batch any more."""
    for path in (Path(folder) / STATE / "records").glob("*.json"):
        if path.stem not in keys:
            path.unlink(missing_ok=True)


def record_path(folder: str, key: str) -> Path:
    """Give back the path of a group's record."""
    return Path(folder) / STATE / "records" / f"{key}.json"


def remember(folder: str, key: str, outcomes: Sequence[Outcome]) -> None:
    """Write the record of a group whose outputs are all in place. Raises OutputError."""
    path = record_path(folder, key)
    path.parent.mkdir(parents=True, exist_ok=True)
    output = open_output(str(path))
    output.write(json.dumps([asdict(outcome) for outcome in outcomes], ensure_ascii=True))
    output.finish()
    output.publish()


def remembered(folder: str, key: str) -> tuple[Outcome, ...] | None:
    """Give back the outcomes of a group, or None unless it is done and its outputs are as it left them."""
    try:
        with open(record_path(folder, key), encoding="utf-8") as file:
            outcomes = tuple(
                Outcome(**{**facts, "outputs": tuple((path, digest) for path, digest in facts["outputs"])})
                for facts in json.load(file)
            )
    except (OSError, ValueError, TypeError, KeyError):
        return None  # not done, or not by this version
    unchanged = all(
        digest_of(Path(folder) / path) == digest for outcome in outcomes for path, digest in outcome.outputs
    )
    return outcomes if unchanged else None

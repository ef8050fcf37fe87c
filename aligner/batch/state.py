"""What is remembered of a batch in the folder of its outputs, so that a later run can go on."""

import json
import os
from collections.abc import Iterator, Set
from contextlib import contextmanager, suppress
from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path, PurePath
from time import monotonic, sleep
from typing import TextIO

from aligner.batch.outcome import Outcome, digest_of
from aligner.errors import OutputError
from aligner.output import open_output

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

STATE = ".aligner"
"""The folder in the outputs' folder that holds the records and the parts of joint outputs."""

RECORDS = "records"

PATIENCE = 2.0
"""Seconds to wait for the workers of a batch that was killed to end."""

LEFT_OVER = ".aligner-*.tmp"
"""What a process that was killed leaves of an output (aligner/output.py)."""


@contextmanager
def alone_in(folder: str) -> Iterator[None]:
    """Make the folder and keep other batches out of it; tidy up behind killed ones.

    The lock ends with the process, however it ends. Raises OutputError.
    """
    state = Path(folder) / STATE
    try:
        (state / RECORDS).mkdir(parents=True, exist_ok=True)
        lock = open(state / "lock", "w", encoding="utf-8")  # noqa: SIM115 - closed below
    except OSError as error:
        raise OutputError(f"{folder}: can't be written ({error.strerror or error}).") from error
    with lock:
        if fcntl is not None:
            _take(lock, folder)
        yield
        for path in Path(folder).rglob(LEFT_OVER):
            path.unlink(missing_ok=True)


def _take(lock: TextIO, folder: str) -> None:
    """Take the lock. Workers of a batch that was killed may hold it a moment longer."""
    deadline = monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if monotonic() > deadline:
                raise OutputError(f"{folder}: another batch is writing there. Wait for its end.") from None
            sleep(0.05)
        except OSError:
            return  # some network file systems have no locks


def forget_others(folder: str, keys: Set[str], names: Set[str]) -> None:
    """Remove what is remembered of earlier contents or options of this batch's pairs.

    Records of pairs that this batch hasn't got stay: they may come again, or be pruned.
    """
    for path in _other_records(folder, keys):
        gone = _outcome_in(path)
        if gone is None or gone.name in names:
            path.unlink(missing_ok=True)


def prune(folder: str, keys: Set[str], names: Set[str], kept: Set[str]) -> int:
    """Remove what pairs that this batch hasn't got have written; give back how many pairs they were.

    An output stays where it isn't any more as its pair left it, for then it is somebody else's, and where
    it is one of the ``kept`` files (real paths): those that this run reads or writes.
    """
    count = 0
    for path in _other_records(folder, keys):
        gone = _outcome_in(path)
        if gone is None or gone.name in names:
            continue
        for output, digest in gone.outputs:
            place = Path(folder) / output
            inside = not PurePath(output).is_absolute() and ".." not in PurePath(output).parts
            if inside and os.path.realpath(place) not in kept and digest_of(place) == digest:
                with suppress(OSError):  # another program holds it
                    place.unlink()
        path.unlink(missing_ok=True)
        count += 1
    return count


def _other_records(folder: str, keys: Set[str]) -> list[Path]:
    found = (Path(folder) / STATE / RECORDS).glob("*.json")
    return sorted(path for path in found if path.stem not in keys)


def record_path(folder: str, key: str) -> Path:
    """Give back the path of a pair's record."""
    return Path(folder) / STATE / RECORDS / f"{key}.json"


def remember(folder: str, key: str, outcome: Outcome) -> None:
    """Write the record of a pair whose outputs are all in place. Raises OutputError."""
    facts = asdict(outcome)
    output = open_output(str(record_path(folder, key)))
    output.write(json.dumps({"outcome": facts, "checksum": _checksum(facts)}, ensure_ascii=True))
    output.finish()
    output.publish()


def _checksum(facts: object) -> str:
    return blake2b(json.dumps(facts).encode(), digest_size=16).hexdigest()


def remembered(folder: str, key: str) -> Outcome | None:
    """Give back what became of a pair, or None unless it is done and its outputs are as it left them."""
    outcome = _outcome_in(record_path(folder, key))
    if outcome is None:
        return None
    unchanged = all(digest_of(Path(folder) / path) == digest for path, digest in outcome.outputs)
    return outcome if unchanged else None


def _outcome_in(record: Path) -> Outcome | None:
    """Give back what a record tells, None if there is none, or a spoilt one, or another version's."""
    try:
        with open(record, encoding="utf-8") as file:
            found = json.load(file)
        facts = found["outcome"]
        if found["checksum"] != _checksum(facts):
            return None
        return Outcome(**{**facts, "outputs": tuple((path, digest) for path, digest in facts["outputs"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None

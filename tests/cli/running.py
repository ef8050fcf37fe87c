"""Running the command line, in this process or as a command of its own."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass

COMMAND = (sys.executable, "-m", "aligner")


@dataclass(frozen=True, slots=True)
class Result:
    """The exit code of a run and what it printed."""

    code: int
    out: str
    err: str


def run_command(
    *arguments: str, cwd: str | os.PathLike[str] | None = None, env: Mapping[str, str] | None = None
) -> Result:
    """Give back the result of a run in a process of its own."""
    done = subprocess.run(
        [*COMMAND, *arguments],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=120,
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

"""The bar and the times of the stages."""

import os
import re
import subprocess
import time
from pathlib import Path

import pytest

from aligner.cli.progress import StageProgress
from tests.cli.running import COMMAND

Pair = tuple[str, str]

COLOUR = re.compile("\x1b\\[[0-9;]*3[0-9]")


def run_on_a_terminal(*arguments: str, **env: str) -> str:
    """Give back what a run prints on a standard error that is a terminal."""
    pty = pytest.importorskip("pty", reason="terminals as POSIX has them")
    reader, writer = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        stderr=writer,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "TERM": "xterm", **env},
    )
    os.close(writer)
    seen = b""
    while True:
        try:
            chunk = os.read(reader, 4096)
        except OSError:  # what Linux says at the end
            break
        if not chunk:
            break
        seen += chunk
    os.close(reader)
    assert process.wait(timeout=60) == 0
    return seen.decode()


@pytest.fixture
def long_pair(pair: Pair) -> Pair:
    """Make a pair long enough for a bar."""
    for name, line in {
        "long.ru": "Это предложение номер {}.",
        "long.en": "This is sentence number {}.",
    }.items():
        Path(name).write_text("\n\n".join(line.format(number) for number in range(1200)), encoding="utf-8")
    return "long.ru", "long.en"


def test_long_work_shows_a_bar_on_a_terminal_and_the_stage(long_pair: Pair) -> None:
    shown = run_on_a_terminal("align", "--encoder", "hashing", *long_pair, "-o", "o.tsv")
    assert "━" in shown
    assert "/2400" in shown
    assert "Written: o.tsv" in shown


def test_no_color_takes_the_colours_away(long_pair: Pair) -> None:
    arguments = ("align", "--encoder", "hashing", *long_pair, "-o", "o.tsv")
    assert COLOUR.search(run_on_a_terminal(*arguments))
    assert not COLOUR.search(run_on_a_terminal(*arguments, NO_COLOR="1"))


def test_quiet_shows_no_bar(long_pair: Pair) -> None:
    assert "━" not in run_on_a_terminal("align", "-q", "--encoder", "hashing", *long_pair, "-o", "o.tsv")


def test_short_work_shows_no_bar(pair: Pair) -> None:
    assert "━" not in run_on_a_terminal("align", "--encoder", "hashing", *pair, "-o", "o.tsv")


def test_the_time_of_a_stage_lasts_until_the_next_begins() -> None:
    with StageProgress(show=False) as progress:
        progress("reading", 0, 0)
        time.sleep(0.05)
        progress("encoding", 0, 10)
        progress("encoding", 10, 10)
    assert progress.seconds["reading"] >= 0.05
    assert progress.seconds["encoding"] < 0.05

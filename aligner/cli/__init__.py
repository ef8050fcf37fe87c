"""The command line: one file per command, loaded when it is called.

Exit codes: 0 done, 1 an error that the message explains, 2 wrong usage, 3 the documents are
no translations of each other and ``--require-translation`` was given, 129 the terminal was
closed, 130 interrupted, 141 the reader of a pipe left, 143 ended by SIGTERM.
"""

import contextlib
import errno
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from aligner import __version__
from aligner.cli.termination import INTERRUPTED, Termination, interruptions_unwind
from aligner.errors import AlignerError
from aligner.registry import Registry

COMMANDS = Registry(
    "command",
    {
        "align": "aligner.cli.align:align",
        "batch": "aligner.cli.batch:batch",
        "match": "aligner.cli.match:match",
        "mine": "aligner.cli.mine:mine",
        "evaluate": "aligner.cli.evaluate:evaluate",
        "score": "aligner.cli.score:score",
        "filter": "aligner.cli.filter:filter",
        "evaluate-alignment": "aligner.cli.evaluate_alignment:evaluate_alignment",
    },
)

FAILED = 1
READER_LEFT = 128 + 13  # what shells give for SIGPIPE

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}


class _ReaderLeftError(Exception):
    """The reader of the standard output has gone; not an OSError, which click would turn into 1."""


class LazyGroup(click.Group):
    """A group that imports the file of a command when the command is named."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = COMMANDS.load(name)
        return command

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except BrokenPipeError as error:
            raise _ReaderLeftError from error


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """Align a Russian text with its English translation, sentence by sentence.

    \b
    aligner align novel.ru.txt novel.en.txt -o novel.tmx
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Give back the exit code of a run; every AlignerError becomes its message here."""
    _speak_utf8()
    try:
        with interruptions_unwind():
            outcome = cli.main(arguments, prog_name="aligner", standalone_mode=False)
            if sys.stdout is not None:  # as in `aligner ... >&-`
                sys.stdout.flush()
    except AlignerError as error:
        click.echo(f"aligner: {error}", err=True)
        return FAILED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except Termination as told:
        if told.code == INTERRUPTED:
            click.echo("aligner: interrupted.", err=True)
        return told.code
    except (_ReaderLeftError, BrokenPipeError):
        _forget_stdout()
        return READER_LEFT
    except OSError as error:
        # Files say themselves what went wrong with them; reports and summaries are printed.
        if error.errno not in _NO_ROOM or error.filename is not None:
            raise
        _forget_stdout()
        click.echo(f"aligner: standard output: can't be written ({error.strerror}).", err=True)
        return FAILED
    return outcome if isinstance(outcome, int) else 0


def _speak_utf8() -> None:
    # Windows gives pipes a legacy code page; a file name that isn't Unicode must not stop a message.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _forget_stdout() -> None:
    # What is still buffered would raise again when the interpreter flushes at exit.
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

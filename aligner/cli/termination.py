"""Signals that end a run: let them unwind it, so that what is unfinished is removed.

An exception that a signal raises can come anywhere, and not everywhere does it get through: some
places turn it into an error of their own (Python 3.11 does while a class is made), and callbacks
of the interpreter lose it (imports have some, objects that are cleared away too).
"""

import contextlib
import signal
import sys
from collections.abc import Iterator
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

INTERRUPTED = 128 + 2  # what shells give for SIGINT
TERMINATED = 128 + 15
TERMINAL_CLOSED = 128 + 1

AGAIN = 0.01
"""Seconds until an interruption that was lost comes again. Where the callback still runs then, it is
lost once more and comes once more."""


class Termination(SystemExit):
    """The process was told to end, and what its exit code is to be."""

    code: int


@contextlib.contextmanager
def interruptions_unwind() -> Iterator[None]:
    """Let Ctrl-C, SIGTERM and the end of the terminal raise Termination.

    What is raised in its place or after it, until this ends, is taken for it. Not KeyboardInterrupt
    for Ctrl-C: where that passes through a string that is executed, as it does while a named tuple
    is made, Python remembers it and ends by the signal in spite of a code.
    """
    codes = _codes()
    told: list[Termination] = []

    def leave(number: int, frame: FrameType | None) -> None:
        told.append(Termination(codes[signal.Signals(number)]))
        raise told[-1]

    try:
        before = {number: signal.signal(number, leave) for number in codes}
    except ValueError:  # not the main thread
        yield
        return
    try:
        with _again_where_lost(told):
            yield
    except BaseException:
        if told:
            raise told[-1] from None
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _codes() -> dict[signal.Signals, int]:
    """Give back the signals that end a run and its code; one that it was started to ignore does not."""
    codes = {signal.SIGINT: INTERRUPTED, signal.SIGTERM: TERMINATED}
    if hasattr(signal, "SIGHUP"):  # Windows has none
        codes[signal.SIGHUP] = TERMINAL_CLOSED
    return {number: code for number, code in codes.items() if signal.getsignal(number) is not signal.SIG_IGN}


@contextlib.contextmanager
def _again_where_lost(told: list[Termination]) -> Iterator[None]:
    """Raise the last that was told once more when a callback has lost it."""
    if not hasattr(signal, "setitimer"):  # Windows, where only Ctrl-C comes as a signal
        yield
        return
    report = sys.unraisablehook

    def keep(unraisable: "UnraisableHookArgs") -> None:
        if any(unraisable.exc_value is one for one in told):
            signal.setitimer(signal.ITIMER_REAL, AGAIN)
        else:
            report(unraisable)

    def raise_again(number: int, frame: FrameType | None) -> None:
        raise told[-1]

    before = signal.signal(signal.SIGALRM, raise_again)
    sys.unraisablehook = keep
    try:
        yield
    finally:
        sys.unraisablehook = report
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)

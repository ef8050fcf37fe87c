"""What is going on, on the standard error: a bar for long work, times on request."""

import sys
import threading
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE = 2.0
"""Seconds of work before a bar appears."""

LONG = 2_000
"""Sentences from which a bar appears at once."""


class StageProgress:
    """Hears from the pipeline how far it is; shows a bar, and keeps the time of each stage.

    The bar appears only if ``show`` and only for long work, and disappears with the block.
    rich, which draws it, is imported when it appears.
    """

    def __init__(self, *, show: bool) -> None:
        self.seconds: dict[str, float] = {}
        self._show = show
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._state = ("", 0, 0)
        self._began = time.perf_counter()
        self._lock = threading.Lock()
        self._timer = threading.Timer(PATIENCE, self._appear)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        if self._show:
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        with self._lock:
            self._timer.cancel()
            self._show = False
            if self._bar is not None:
                self._bar.stop()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Note that ``done`` of ``total`` sentences have passed this stage (0: it begins)."""
        now = time.perf_counter()
        before = self._state[0]
        if stage != before:
            if before:
                self.seconds[before] = now - self._began
            self._began = now
        self.seconds[stage] = now - self._began
        self._state = (stage, done, total)
        if total > LONG:
            self._appear()
        if self._bar is not None and self._task is not None:
            if done == 0:
                self._bar.reset(self._task)
            self._bar.update(self._task, description=stage, completed=done, total=total)

    def _appear(self) -> None:
        with self._lock:
            if not self._show or self._bar is not None:
                return
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            stage, done, total = self._state
            self._task = bar.add_task(stage or "reading", completed=done, total=total or None)
            bar.start()
            self._bar = bar


def stderr_is_a_terminal() -> bool:
    """Say whether a person may be watching the standard error."""
    return sys.stderr is not None and sys.stderr.isatty()

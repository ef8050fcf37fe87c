"""What a batch shows: how far it is, a table of what became of the pairs, a log."""

import time
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TextIO

from aligner.errors import OutputError
from aligner.writing.one_line import one_line

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from aligner.batch import BatchReport, Outcome, Pairing

ROWS = 20
"""Pairs in the table: all of a small batch, else the weakest."""


BETWEEN_LOOKS = 0.1
"""Seconds from one change of the bar to the next."""


class BatchProgress:
    """Hears of each pair; shows a bar on a terminal and writes the log."""

    def __init__(self, pairs: int, *, show: bool, log: str | None) -> None:
        self.seconds = 0.0
        self.sentences = 0
        self._pairs = pairs
        self._done = 0
        self._show = show
        self._began = time.perf_counter()
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._shown = 0.0
        self._log: TextIO | None = None
        self._log_path = log

    def __enter__(self) -> Self:
        if self._log_path is not None:
            try:
                self._log = open(self._log_path, "a", encoding="utf-8", errors="backslashreplace")
            except OSError as error:
                raise OutputError(
                    f"{self._log_path}: can't be written ({error.strerror or error})."
                ) from error
        self.note(f"begins: {self._pairs} pairs")
        if self._show:
            self._open_bar()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.seconds = time.perf_counter() - self._began
        if self._bar is not None:
            self._bar.stop()
        if kind is not None:
            self.note(f"broken off: {kind.__name__} {error}")

    def close(self) -> None:
        """Close the log."""
        if self._log is not None:
            self._log.close()

    def note(self, text: str) -> None:
        """Write a line into the log."""
        if self._log is not None:
            self._log.write(f"{time.strftime('%Y-%m-%dT%H:%M:%S%z')} {text}\n")
            self._log.flush()

    def __call__(self, outcome: "Outcome", kept: bool) -> None:
        """Take notice of what became of a pair."""
        self._done += 1
        if not kept:
            self.sentences += outcome.sentences
        name = one_line(outcome.name)
        if outcome.failure is not None:
            self.note(f"{name}: failed: {outcome.failure}")
        else:
            self.note(f"{name}: {'kept' if kept else 'done'}, {outcome.pairs} pairs")
        if self._bar is not None and self._task is not None:
            speed = self.sentences / max(1e-9, time.perf_counter() - self._began)
            self._bar.update(self._task, completed=self._done, speed=f"{speed:,.0f} sentences/s")
            if time.perf_counter() - self._shown > BETWEEN_LOOKS:
                self._bar.refresh()
                self._shown = time.perf_counter()

    def _open_bar(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._bar = Progress(
            TextColumn("pairs"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[speed]}"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
            # No thread of its own: a process with threads can't be forked.
            auto_refresh=False,
        )
        self._task = self._bar.add_task("", total=self._pairs, speed="")
        self._bar.start()
        self._bar.refresh()


def table(report: "BatchReport") -> str:
    """Give back a line for each pair; of many, the weakest that didn't fail."""
    good = [outcome for outcome in report.outcomes if outcome.failure is None]
    shown = good
    if len(good) > ROWS:
        shown = sorted(good, key=lambda outcome: (outcome.verdict_score or 0, outcome.name))[:ROWS]
    rows = [("pair", "pairs", "score", "covered", "verdict")]
    rows += [
        (
            one_line(outcome.name),
            f"{outcome.pairs:,}",
            "" if outcome.mean_score is None else f"{outcome.mean_score:.2f}",
            f"{outcome.coverage_source or 0:.0%}/{outcome.coverage_target or 0:.0%}",
            outcome.verdict or "",
        )
        for outcome in shown
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for name, *cells, verdict in rows:
        padded = "  ".join(f"{cell:>{width}}" for cell, width in zip(cells, widths[1:-1], strict=True))
        lines.append(f"{name:{widths[0]}}  {padded}  {verdict}".rstrip())
    if len(good) > len(shown):
        lines.append(f"... and {len(good) - len(shown):,} better ones")
    return "\n".join(lines)


def summary(report: "BatchReport", pairing: "Pairing", progress: BatchProgress) -> list[str]:
    """Give back the totals in a few lines, failures and files without a partner among them."""
    from aligner.cli.summary import counted

    failures = report.failures
    lines = []
    for outcome in failures[:ROWS]:
        lines.append(f"failed: {one_line(outcome.name)}: {outcome.failure}")
    if len(failures) > ROWS:
        lines.append(f"... and {len(failures) - ROWS:,} more in failures.tsv")
    for names, side in ((pairing.lonely_sources, "source"), (pairing.lonely_targets, "target")):
        if names:
            some = ", ".join(map(one_line, names[:3])) + (" ..." if len(names) > 3 else "")
            lines.append(f"{counted(len(names), f'{side} file')} without a partner: {some}")
    warned = sum(outcome.warning is not None for outcome in report.outcomes if outcome.failure is None)
    if warned:
        lines.append(f"{counted(warned, 'pair')} of documents that are not translations of each other")
    if report.pruned:
        lines.append(f"removed: the outputs of {counted(report.pruned, 'pair')} that this run hasn't got")
    speed = progress.sentences / max(1e-9, progress.seconds)
    lines.append(
        f"{counted(len(report.outcomes), 'document pair')}: "
        f"{len(report.outcomes) - len(failures):,} aligned, {len(failures):,} failed "
        f"({report.kept:,} known from an earlier run); "
        f"{sum(outcome.pairs for outcome in report.outcomes):,} sentence pairs; "
        f"{progress.seconds:,.1f} s, {speed:,.0f} sentences/s"
    )
    return lines


def as_json(
    report: "BatchReport", pairing: "Pairing", progress: BatchProgress, outputs: Sequence[str]
) -> dict[str, Any]:
    """Give back the report as plain JSON values."""
    return {
        "pairs": [outcome.to_dict() for outcome in report.outcomes],
        "done": len(report.outcomes) - len(report.failures),
        "kept": report.kept,
        "pruned": report.pruned,
        "failed": len(report.failures),
        "sources_without_partner": list(pairing.lonely_sources),
        "targets_without_partner": list(pairing.lonely_targets),
        "sentence_pairs": sum(outcome.pairs for outcome in report.outcomes),
        "sentences": progress.sentences,
        "seconds": round(progress.seconds, 3),
        "outputs": list(outputs),
        "signature": report.signature,
    }

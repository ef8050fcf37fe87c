"""The report on translations in lines for people."""

from collections.abc import Iterator, Sequence

from aligner.evaluation.reference_scores import MetricScore, ReferenceComparison
from aligner.evaluation.translation import PURPOSE, JudgedPair, TranslationReport

SHOWN = 120
"""Characters of a sentence without a counterpart that are shown."""

SHOWN_UNPAIRED = 5

TABLE_HEAD = ("translation", "pairs", "omitted", "added", "mean", "95 % interval", "flags per 100")


def report_lines(
    reports: Sequence[TranslationReport], reference: ReferenceComparison | None
) -> Iterator[str]:
    """Give back the lines of all reports: figures, flags, what is missing, the worst pairs."""
    for number, report in enumerate(reports):
        yield from _figures(report)
        if reference is not None:
            yield f"  {reference_line(reference, number)}"
        yield from details(report)
        yield ""
    if reference is not None:
        yield from reference_notes(reference, len(reports))
    yield PURPOSE


def table_rows(
    reports: Sequence[TranslationReport], reference: ReferenceComparison | None
) -> Iterator[tuple[str, ...]]:
    """Give back a row of cells for each translation, under TABLE_HEAD and the names of the metrics."""
    for number, report in enumerate(reports):
        interval = report.interval
        yield (
            report.name,
            str(report.pairs),
            percent(report.omitted.share),
            percent(report.added.share),
            f"{interval.mean:.1f}" if interval else "–",
            f"{interval.low:.1f} to {interval.high:.1f}" if interval else "–",
            f"{report.flags_per_hundred:.1f}",
            *(() if reference is None else (score_cell(each[number]) for each in reference.scores.values())),
        )


def _figures(report: TranslationReport) -> Iterator[str]:
    yield report.name
    yield (
        f"  without a counterpart: {percent(report.omitted.share)} of the source (omitted), "
        f"{percent(report.added.share)} of the translation (added)"
    )
    if report.interval is None or report.quartiles is None:
        yield "  no pairs"
        return
    low, middle, high = report.quartiles
    yield (
        f"  {report.measure}: mean {report.interval.mean:.1f} (95 % interval {report.interval.low:.1f} to "
        f"{report.interval.high:.1f}), quartiles {low:.1f}, {middle:.1f}, {high:.1f}; pairs: {report.pairs}"
    )


def details(report: TranslationReport) -> Iterator[str]:
    """Give back the lines about flags, sentences without a counterpart, worst pairs and flagged ones."""
    counts = ", ".join(f"{name} {count}" for name, count in report.flags)
    yield f"  flags per hundred pairs: {report.flags_per_hundred:.1f}{f' ({counts})' if counts else ''}"
    for what, side in (("omitted", report.omitted), ("added", report.added)):
        for text in side.texts[:SHOWN_UNPAIRED]:
            yield f"  {what}: {_short(text)}"
        if len(side.texts) > SHOWN_UNPAIRED:
            yield f"  {what}: and {len(side.texts) - SHOWN_UNPAIRED} more"
    if report.worst:
        yield f"  lowest {report.measure}:"
    for pair in report.worst:
        yield from _pair_lines(pair)
    if report.flagged:
        yield "  others with flags:"
    for pair in report.flagged:
        yield from _pair_lines(pair)


def _pair_lines(pair: JudgedPair) -> Iterator[str]:
    yield f"  {pair.value:5.1f}  [{pair.place}] {one_line(pair.source)}"
    yield f"         {one_line(pair.target)}"
    for flag in pair.flags:
        yield f"         ! {flag.name}{f': {one_line(flag.note)}' if flag.note else ''}"


def reference_line(reference: ReferenceComparison, number: int) -> str:
    """Give back the scores of one translation: `BLEU 31.2, chrF 58.0 (p 0.012)`."""
    parts = []
    for metric, scores in reference.scores.items():
        parts.append(f"{metric} {score_cell(scores[number])}")
    return ", ".join(parts)


def score_cell(own: MetricScore) -> str:
    """Give back a score and, if the first translation was compared with it, how sure that is.

    >>> score_cell(MetricScore(31.24)), score_cell(MetricScore(31.24, 0.012))
    ('31.2', '31.2 (p 0.012)')
    """
    return f"{own.score:.1f}" + ("" if own.p_value is None else f" (p {own.p_value:.3f})")


def reference_notes(reference: ReferenceComparison, translations: int) -> Iterator[str]:
    """Give back what the scores rest on: segments, signatures, and what p means."""
    left_out = f", {reference.left_out} without reference text left out" if reference.left_out else ""
    segments = "1 segment" if reference.segments == 1 else f"{reference.segments} segments"
    yield f"Against {reference.reference}: {segments}{left_out}"
    for metric, signature in reference.signatures.items():
        yield f"  {metric} {signature}"
    if translations > 1:
        yield "  p: how often a difference to the first translation this large comes by chance"


def percent(share: float) -> str:
    """Give back a share as people read it.

    >>> percent(0.1234)
    '12.3 %'
    """
    return f"{100 * share:.1f} %"


def one_line(text: str) -> str:
    """Give back the text with each run of white space made one blank."""
    return " ".join(text.split())


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= SHOWN else line[: SHOWN - 1].rstrip() + "…"

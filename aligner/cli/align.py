"""``aligner align``: two texts in, a parallel corpus out."""

import json
import os
import sys
from typing import TYPE_CHECKING

import click

from aligner.cli.options import (
    NumberRange,
    json_option,
    locales,
    parts_options,
    reading_options,
    verbosity_options,
)
from aligner.config import DEFAULT_SEGMENTER, ReadOptions, WriteOptions
from aligner.errors import OptionError

if TYPE_CHECKING:
    from aligner.bitext import Alignment
    from aligner.cli.progress import StageProgress
    from aligner.cli.summary import Summary
    from aligner.pipeline import Parts

NOT_A_TRANSLATION = 3


@click.command(short_help="Align two texts and write the pairs.")
@click.argument("source")
@click.argument("target")
@click.option(
    "-o",
    "--output",
    "paths",
    multiple=True,
    metavar="PATH",
    help="Where to write; may be given several times. Without it, or for '-': standard output.",
)
@click.option(
    "--format",
    metavar="NAME",
    help="tmx, tsv, jsonl, moses or ladder, where the output's suffix doesn't say. [standard output: tsv]",
)
@click.option(
    "--min-score",
    type=NumberRange(0, 1),
    metavar="NUMBER",
    help="Leave pairs with a lower score (0 to 1) out; the summary counts them.",
)
@click.option("--nulls", is_flag=True, help="Keep sentences without a counterpart in TSV.")
@click.option(
    "--tmx-locales", metavar="SOURCE,TARGET", callback=locales, help="Language codes for TMX: ru-RU,en-US."
)
@click.option(
    "--require-translation",
    is_flag=True,
    help="Write nothing and end with code 3 if the documents aren't translations of each other.",
)
@reading_options
@parts_options
@json_option
@verbosity_options
def align(
    source: str,
    target: str,
    paths: tuple[str, ...],
    format: str | None,
    min_score: float | None,
    nulls: bool,
    tmx_locales: tuple[str, str] | None,
    require_translation: bool,
    source_language: str,
    target_language: str,
    source_encoding: str | None,
    target_encoding: str | None,
    check: bool,
    encoder: str,
    segmenter: str,
    segmented: bool,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Align SOURCE with TARGET, its translation, and write the pairs.

    SOURCE and TARGET are text, Markdown or HTML files; one of them may be '-', the standard
    input. The suffix of an output names its format: .tmx, .tsv, .jsonl, .moses (two files,
    one for each language), .ladder. Outputs appear whole or not at all. The summary and
    warnings go to standard error.

    \b
    aligner align novel.ru.txt novel.en.txt -o novel.tmx -o novel.tsv
    aligner align page.ru.html page.en.html --min-score 0.5 > pairs.tsv
    """
    # Imported here, so that help needs none of it.
    from aligner.cli.outputs import Outputs, check_paths, creation_date, plan_outputs
    from aligner.cli.progress import StageProgress, stderr_is_a_terminal
    from aligner.cli.summary import Summary
    from aligner.pipeline import Parts

    _check_options(source, target, segmenter, segmented=segmented)
    plans = plan_outputs(paths, format)
    check_paths(plans, (source, target), (source_language, target_language))
    options = WriteOptions(
        min_score, nulls, tmx_locales, creation_date(os.environ), columns=("parallel", "quality", "flags")
    )
    sides = (
        ReadOptions(source_language, source_encoding, segmented=segmented),
        ReadOptions(target_language, target_encoding, segmented=segmented),
    )
    with (
        StageProgress(show=not quiet and stderr_is_a_terminal()) as progress,
        Outputs(plans, options) as outputs,
    ):
        parts = Parts.load(encoder=encoder, segmenter="lines" if segmented else segmenter)
        alignment = _aligned((source, target), sides, parts, check=check, progress=progress)
        refused = require_translation and _is_no_translation(alignment)
        progress("writing", 0, len(plans))
        written = () if refused else outputs.write(alignment)
        progress("writing", len(plans), len(plans))
    _report(
        Summary(alignment, min_score, written),
        progress,
        as_json=as_json,
        json_to_stderr=any(plan.path == "-" for plan in plans),
        quiet=quiet,
        verbose=verbose,
    )
    _warn(alignment, refused=refused)
    return NOT_A_TRANSLATION if refused else 0


def _check_options(source: str, target: str, segmenter: str, *, segmented: bool) -> None:
    if source == "-" and target == "-":
        raise OptionError("Only one side can come from the standard input. Name a file for the other.")
    if segmented and segmenter != DEFAULT_SEGMENTER:
        raise OptionError(f"--segmented and --segmenter {segmenter} exclude each other. Leave one out.")


def _aligned(
    texts: tuple[str, str],
    options: tuple[ReadOptions, ReadOptions],
    parts: "Parts",
    *,
    check: bool,
    progress: "StageProgress",
) -> "Alignment":
    # Imported here, so that help needs none of it.
    from aligner.pipeline import align_documents, read_pair

    stdin = None if sys.stdin is None else sys.stdin.buffer
    progress("reading", 0, 0)
    source, target = read_pair(texts, options, check=check, stdin=stdin)
    return align_documents(source, target, parts, progress=progress)


def _is_no_translation(alignment: "Alignment") -> bool:
    return alignment.verdict is not None and alignment.verdict.label == "not a translation"


def _report(
    summary: "Summary",
    progress: "StageProgress",
    *,
    as_json: bool,
    json_to_stderr: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    if as_json:
        click.echo(json.dumps(summary.to_dict(), ensure_ascii=False, indent=2), err=json_to_stderr)
    elif not quiet:
        click.echo(summary.to_text(), err=True)
    if verbose:
        times = ", ".join(f"{stage} {seconds:.2f} s" for stage, seconds in progress.seconds.items())
        click.echo(f"Time: {times}\nSignature: {summary.alignment.signature}", err=True)


def _warn(alignment: "Alignment", *, refused: bool) -> None:
    from aligner.cli.summary import verdict_line

    verdict = alignment.verdict
    if verdict is None or verdict.label == "translation":
        return
    if refused:
        what = "Nothing was written."
    elif verdict.label == "partial":
        what = "What has no counterpart was left unpaired."
    else:
        what = "Check that the files belong together."
    click.echo(f"aligner: warning: {verdict_line(verdict)}. {what}", err=True)

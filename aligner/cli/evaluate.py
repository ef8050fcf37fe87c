"""``aligner evaluate``: what is a translation like, and which of its sentences are worst?"""

import json
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from aligner.cli.options import parts_options, reading_options, verbosity_options
from aligner.cli.pair_options import columns_option
from aligner.config import DEFAULT_SEGMENTER, PairFileOptions, ReadOptions
from aligner.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aligner.cli.progress import StageProgress
    from aligner.judging import Judgement
    from aligner.pair_files.pair import Pair
    from aligner.pipeline import Parts

PAIR_SUFFIXES = (".tmx", ".tsv", ".jsonl", ".ndjson", ".moses")


@click.command(short_help="Judge translations: omissions, quality, the worst sentences.")
@click.argument("source")
@click.argument("translations", nargs=-1, metavar="TRANSLATION...")
@click.option(
    "--reference",
    metavar="REF",
    help="A translation by a person; adds BLEU and chrF (needs the extra 'evaluate').",
)
@click.option(
    "--worst",
    type=click.IntRange(min=0),
    default=10,
    show_default=True,
    metavar="NUMBER",
    help="How many of the worst pairs, and of others with flags, to show for each translation.",
)
@click.option("--html", metavar="FILE", help="Write the report as a page too, the worst pairs side by side.")
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    metavar="NUMBER",
    help="Seed of the resampling behind the interval.",
)
@click.option("--json", "as_json", is_flag=True, help="The report as JSON.")
@columns_option
@reading_options
@parts_options
@verbosity_options
def evaluate(
    source: str,
    translations: tuple[str, ...],
    reference: str | None,
    worst: int,
    html: str | None,
    seed: int,
    as_json: bool,
    columns: tuple[str, str] | None,
    source_language: str,
    target_language: str,
    source_encoding: str | None,
    target_encoding: str | None,
    check: bool,
    encoder: str,
    segmenter: str,
    segmented: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Judge each TRANSLATION of SOURCE without a reference, or with one.

    Reported are the share of the source that the translation leaves out and the share that it
    adds, the distribution of the pairs' quality (0 to 100) with a 95 % interval of its mean,
    flags such as a lost name or number, and the worst sentences. Files that hold pairs already
    (.tmx, .tsv, .jsonl, .moses) are judged as they are and given without a SOURCE of their own.
    One text may be '-', the standard input.

    It is meant for sorting the sentences of one kind of text, worst first; it can't rank
    translation systems.

    \b
    aligner evaluate novel.ru.txt novel.en.txt
    aligner evaluate page.ru.html mt1.en.txt mt2.en.txt --reference human.en.txt --html report.html
    aligner evaluate memory.tmx --worst 50
    """
    # Imported here, so that help needs none of it.
    from aligner.cli.outputs import OutputPlan, check_paths
    from aligner.cli.progress import StageProgress, stderr_is_a_terminal
    from aligner.evaluation.reference_scores import require_sacrebleu
    from aligner.output import open_output
    from aligner.pair_files import input_files
    from aligner.pipeline import Parts

    if segmented and segmenter != DEFAULT_SEGMENTER:
        raise OptionError(f"--segmented and --segmenter {segmenter} exclude each other. Leave one out.")
    paths = (source, *translations)
    if [*paths, reference].count("-") > 1:
        raise OptionError("Only one text can come from the standard input. Name files for the others.")
    hold_pairs = _hold_pairs(paths, reference)
    pair_options = PairFileOptions(None, columns, source_language, target_language)
    if reference is not None:
        require_sacrebleu()
    if html is not None:
        given = [*paths, *([] if reference is None else [reference])]
        read = [file for path in given for file in input_files([path], pair_options)] if hold_pairs else given
        check_paths([OutputPlan(html, "html")], read, ("", ""))
    page = None if html is None else open_output(html)
    try:
        with StageProgress(show=not quiet and stderr_is_a_terminal()) as progress:
            parts = Parts.load(encoder=encoder, segmenter="lines" if segmented else segmenter)
            if hold_pairs:
                judgement = _judge_files(
                    paths, reference, parts, pair_options, check=check, worst=worst, seed=seed
                )
            else:
                options = (
                    ReadOptions(source_language, source_encoding, segmented=segmented),
                    ReadOptions(target_language, target_encoding, segmented=segmented),
                )
                judgement = _judge_documents(
                    paths, reference, parts, options, progress, check=check, worst=worst, seed=seed
                )
        if page is not None:
            page.write(_page(judgement))
            page.finish()
            page.publish()
    except BaseException:
        if page is not None:
            page.discard()
        raise
    _show(judgement, as_json=as_json, quiet=quiet, err=html == "-")
    if verbose:
        click.echo(f"Signature: {judgement.signature}", err=True)


def _hold_pairs(paths: "Sequence[str]", reference: str | None) -> bool:
    """Say whether the paths are files of pairs. Raises OptionError for a mixture, UsageError for one text."""
    given = [*paths, *([] if reference is None else [reference])]
    found = [path.lower().removesuffix(".gz").endswith(PAIR_SUFFIXES) for path in given]
    if all(found):
        return True
    if any(found):
        pairs, texts = given[found.index(True)], given[found.index(False)]
        raise OptionError(f"{pairs} holds pairs, {texts} is a text. Judge either files of pairs or texts.")
    if len(paths) < 2:
        raise click.UsageError(
            "Give SOURCE and at least one TRANSLATION, or files of pairs (.tmx, .tsv ...)."
        )
    return False


def _judge_documents(
    paths: "Sequence[str]",
    reference: str | None,
    parts: "Parts",
    options: tuple[ReadOptions, ReadOptions],
    progress: "StageProgress",
    *,
    check: bool,
    worst: int,
    seed: int,
) -> "Judgement":
    from aligner.folders import told_apart
    from aligner.judging import judge_translations
    from aligner.reading import read
    from aligner.reading.languages import check_languages

    progress("reading", 0, 0)
    stdin = None if sys.stdin is None else sys.stdin.buffer
    source = read(paths[0], options[0], stdin=stdin)
    others = [*paths[1:], *([] if reference is None else [reference])]
    targets = [
        read(path, options[1], stdin=stdin) if path == "-" else replace(read(path, options[1]), name=name)
        for path, name in zip(others, told_apart(others), strict=True)
    ]
    if check:
        for target in targets:
            check_languages(source, target)
    return judge_translations(
        source,
        targets[: len(paths) - 1],
        parts,
        reference=None if reference is None else targets[-1],
        worst=worst,
        seed=seed,
        progress=progress,
    )


def _judge_files(
    paths: "Sequence[str]",
    reference: str | None,
    parts: "Parts",
    options: PairFileOptions,
    *,
    check: bool,
    worst: int,
    seed: int,
) -> "Judgement":
    from aligner.judging import judge_pair_files
    from aligner.pair_files import open_pairs
    from aligner.pair_sides import check_sides
    from aligner.signature import run_signature

    def pairs_of(path: str) -> "tuple[str, list[Pair]]":
        pairs = list(open_pairs(path, options=options))
        if check:
            check_sides(path, pairs, options)
        return path, pairs

    return judge_pair_files(
        [pairs_of(path) for path in paths],
        parts.encoder,
        reference=None if reference is None else pairs_of(reference),
        languages=(options.source_language, options.target_language),
        worst=worst,
        seed=seed,
        signature=run_signature({"encoder": parts.encoder.signature}),
    )


def _page(judgement: "Judgement") -> str:
    from aligner.evaluation.translation_html import report_page

    names = ", ".join(report.name for report in judgement.reports)
    # A file of pairs brings a source of its own.
    title = f"Translations of {judgement.source}" if any(judgement.verdicts) else f"Translations in {names}"
    return report_page(title, judgement.reports, judgement.reference, judgement.signature)


def _show(judgement: "Judgement", *, as_json: bool, quiet: bool, err: bool) -> None:
    from aligner.evaluation.translation_text import report_lines

    if as_json:
        click.echo(json.dumps(judgement.to_dict(), ensure_ascii=False, indent=2), err=err)
        return
    for report, verdict in zip(judgement.reports, judgement.verdicts, strict=True):
        if verdict not in (None, "translation"):
            click.echo(f"aligner: warning: {report.name}: {_VERDICTS[str(verdict)]}.", err=True)
    if judgement.reference is not None and judgement.reference_verdict == "not a translation":
        click.echo(
            f"aligner: warning: {judgement.reference.reference}: the reference is no translation of the "
            "source; BLEU and chrF beside it mean nothing.",
            err=True,
        )
    if quiet:
        return
    if _is_terminal() and not err and _show_table(judgement):
        return
    click.echo("\n".join(report_lines(judgement.reports, judgement.reference)), err=err)


_VERDICTS = {
    "partial": "a translation of the source in parts only",
    "not a translation": "not a translation of the source; its figures mean little",
}


def _is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def _show_table(judgement: "Judgement") -> bool:
    """Print the report under a table of all translations; False if the terminal is too narrow for it."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from aligner.evaluation.translation import PURPOSE
    from aligner.evaluation.translation_text import TABLE_HEAD, details, reference_notes, table_rows

    console = Console()
    reference = judgement.reference
    heads = (*TABLE_HEAD, *(() if reference is None else reference.scores))
    rows = list(table_rows(judgement.reports, reference))
    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    for head in heads:
        table.add_column(head, justify="left" if head == TABLE_HEAD[0] else "right", no_wrap=True)
    for row in rows:
        table.add_row(*map(escape, row))
    anywhere = console.options.update(max_width=sys.maxsize)
    if console.measure(table, options=anywhere).maximum > console.width:
        return False
    console.print(table)
    lines = [line for report in judgement.reports for line in ("", report.name, *details(report))]
    if reference is not None:
        lines += ["", *reference_notes(reference, len(judgement.reports))]
    for line in [*lines, "", PURPOSE]:
        console.print(line, markup=False, highlight=False, soft_wrap=True)
    return True

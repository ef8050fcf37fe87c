"""``aligner batch``: folders of texts in, a corpus out."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

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
from aligner.errors import InputError, OptionError, UnknownNameError

if TYPE_CHECKING:
    from aligner.batch import BatchOptions, Files, Pairing

FORMATS = ("tmx", "tsv", "jsonl", "moses", "ladder")
SOME_FAILED = 1


class _RefusedError(click.ClickException):
    """A batch that can't be as it was called: no pair has failed, so the exit code isn't 1."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"aligner: {self.message}", err=True, file=file)


@contextmanager
def _refusals() -> Iterator[None]:
    """Turn what is wrong with folders, manifest and options into wrong usage."""
    try:
        yield
    except (InputError, OptionError, UnknownNameError) as error:
        raise _RefusedError(str(error)) from error


@click.command(short_help="Align many pairs of documents and write a corpus.")
@click.argument("texts", nargs=-1, metavar="[SOURCES TARGETS]")
@click.option("-o", "--output", "folder", required=True, metavar="FOLDER", help="Where the outputs go.")
@click.option(
    "--manifest", metavar="PATH", help="A table of pairs: TSV or JSON Lines with source and target."
)
@click.option(
    "--pattern",
    nargs=2,
    metavar="SOURCE TARGET",
    help="What the names look like, {name} being common: '{name}.ru.txt' '{name}.en.txt'.",
)
@click.option(
    "--match", "by_content", is_flag=True, help="Pair the files by their content, as 'aligner match'."
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(FORMATS),
    help="Format of the outputs of each pair; may be given several times. [tsv]",
)
@click.option(
    "--joint",
    "joint_paths",
    multiple=True,
    metavar="PATH",
    help="Also all pairs in one file: .tmx, .tsv, .jsonl (also .gz) or .parquet; may be given several times.",
)
@click.option(
    "--min-score", type=NumberRange(0, 1), metavar="NUMBER", help="Leave pairs with a lower score out."
)
@click.option("--nulls", is_flag=True, help="Keep sentences without a counterpart in TSV.")
@click.option(
    "--tmx-locales", metavar="SOURCE,TARGET", callback=locales, help="Language codes for TMX: ru-RU,en-US."
)
@click.option("--require-translation", is_flag=True, help="Documents that aren't translations have failed.")
@click.option(
    "-j", "--jobs", type=click.IntRange(min=1), metavar="NUMBER", help="Processes. [one for each core]"
)
@click.option(
    "--scheduler", metavar="ADDRESS", help="Work on the Dask cluster of this address: tcp://host:8786."
)
@click.option("--cache", type=click.Path(file_okay=False), metavar="DIR", help="Keep vectors in this folder.")
@click.option("--force", is_flag=True, help="Do everything anew, also what an earlier run has done.")
@click.option(
    "--prune", is_flag=True, help="Remove the outputs of pairs that an earlier run had and this one hasn't."
)
@click.option("--log", metavar="PATH", help="Append a line for each pair to this file.")
@reading_options
@parts_options
@json_option
@verbosity_options
@_refusals()
def batch(
    texts: tuple[str, ...],
    folder: str,
    manifest: str | None,
    pattern: tuple[str, str] | None,
    by_content: bool,
    formats: tuple[str, ...],
    joint_paths: tuple[str, ...],
    min_score: float | None,
    nulls: bool,
    tmx_locales: tuple[str, str] | None,
    require_translation: bool,
    jobs: int | None,
    scheduler: str | None,
    cache: str | None,
    force: bool,
    prune: bool,
    log: str | None,
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
    """Align the files in SOURCES with those in TARGETS and write the pairs into FOLDER.

    SOURCES and TARGETS are folders or quoted globs. Files belong together if their names
    differ in the language only (a.ru.txt and a.en.html, ru/a.txt and en/a.txt, a.txt in
    both), unless --pattern, --match or --manifest says otherwise.

    Run again, it goes on where it was broken off, and redoes what has changed. A pair that
    fails stops no other: it is named at the end and in FOLDER/failures.tsv. Exit codes: 0 all
    well, 1 some pairs failed, 2 wrong usage, such as a folder that isn't there.

    \b
    aligner batch ru/ en/ -o corpus --format tmx --joint corpus/all.tmx
    aligner batch pages/ pages/ -o corpus --pattern '{name}.ru.html' '{name}.en.html'
    aligner batch --manifest pairs.tsv -o corpus --joint all.parquet
    """
    # Imported here, so that help needs none of it.
    from aligner.batch import BatchOptions, check_jobs, joint_parts, plan_joint, run_batch
    from aligner.cli.batch_view import BatchProgress, summary, table
    from aligner.cli.batch_view import as_json as report_as_json
    from aligner.cli.outputs import creation_date
    from aligner.cli.progress import stderr_is_a_terminal

    _check_usage(texts, manifest, pattern, by_content=by_content)
    if segmented and segmenter != DEFAULT_SEGMENTER:
        raise click.UsageError(f"--segmented and --segmenter {segmenter} exclude each other.")
    joint = [plan_joint(path) for path in joint_paths]
    columns = ("parallel", "quality", "flags", "source_document", "target_document")
    options = BatchOptions(
        ReadOptions(source_language, source_encoding, segmented=segmented),
        ReadOptions(target_language, target_encoding, segmented=segmented),
        check,
        encoder,
        "lines" if segmented else segmenter,
        tuple(dict.fromkeys(formats)) or ("tsv",),
        joint_parts(joint),
        WriteOptions(min_score, nulls, tmx_locales, creation_date(os.environ), columns),
        require_translation,
        None if cache is None else os.path.abspath(cache),
    )
    pairing = _pairing(texts, folder, manifest, pattern, options, by_content=by_content)
    _check_places(joint_paths, pairing, manifest, log)
    reserved = [path for path in (manifest, log) if path is not None]
    check_jobs(pairing.jobs, os.path.abspath(folder), options, joint, reserved)  # before the log is opened
    progress = BatchProgress(len(pairing.jobs), show=not quiet and stderr_is_a_terminal(), log=log)
    try:
        with progress:
            report = run_batch(
                pairing.jobs,
                folder,
                options,
                processes=jobs or _cores(),
                scheduler=scheduler,
                joint=joint,
                force=force,
                heard=progress,
                reserved=reserved,
                prune_gone=prune,
            )
        lines = summary(report, pairing, progress)
        progress.note(f"ends: {lines[-1]}")
    finally:
        progress.close()
    if as_json:
        facts = report_as_json(report, pairing, progress, joint_paths)
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
    elif not quiet:
        click.echo(table(report), err=True)
    if not quiet or report.failures:
        click.echo("\n".join(lines), err=True)
    if verbose:
        click.echo(f"Signature: {report.signature}", err=True)
    return SOME_FAILED if report.failures else 0


def _check_usage(
    texts: tuple[str, ...], manifest: str | None, pattern: tuple[str, str] | None, *, by_content: bool
) -> None:
    """Raise UsageError unless the pairs are given in exactly one way."""
    if manifest is not None and texts:
        raise click.UsageError("Give SOURCES and TARGETS or a --manifest, not both.")
    if manifest is None and len(texts) != 2:
        raise click.UsageError("Give SOURCES and TARGETS, two folders or quoted globs, or a --manifest.")
    if sum((manifest is not None, bool(pattern), by_content)) > 1:
        raise click.UsageError("--manifest, --pattern and --match exclude each other.")


def _pairing(
    texts: tuple[str, ...],
    folder: str,
    manifest: str | None,
    pattern: tuple[str, str] | None,
    options: "BatchOptions",
    *,
    by_content: bool,
) -> "Pairing":
    from aligner.batch import (
        Pairing,
        pair_by_content,
        pair_by_name,
        pair_by_pattern,
        read_manifest,
        relative_files,
    )

    if manifest is not None:
        return Pairing(read_manifest(manifest))
    sources, targets = (relative_files(argument, without=folder) for argument in texts)
    if by_content:
        pairing = pair_by_content(sources, targets, _matches(sources, targets, options))
    elif pattern:
        pairing = pair_by_pattern(sources, targets, pattern)
    else:
        pairing = pair_by_name(sources, targets, (options.source.language, options.target.language))
    if not pairing.jobs:
        raise click.UsageError(
            f"No file of {texts[0]} has a partner in {texts[1]}. Say what the names look like "
            "with --pattern, pair the files by content with --match, or give a --manifest."
        )
    return pairing


def _matches(sources: "Files", targets: "Files", options: "BatchOptions") -> list[tuple[str, str]]:
    from aligner.cli.match import Documents
    from aligner.embedding import get_encoder
    from aligner.matching import match_documents
    from aligner.segmentation import get_segmenter

    segmenter = get_segmenter(options.segmenter)
    encoder = get_encoder(options.encoder, cache=None if options.cache is None else Path(options.cache))
    one = Documents(sources.folder, sources.names, options.source, segmenter)
    other = Documents(targets.folder, targets.names, options.target, segmenter)
    found = match_documents(one, other, encoder, check=options.check)
    return [(match.source, match.target) for match in found.matches]


def _check_places(joint: tuple[str, ...], pairing: "Pairing", manifest: str | None, log: str | None) -> None:
    """Raise OptionError if two of the joint outputs and the log are one file, or one is an input."""
    inputs = {os.path.realpath(path) for job in pairing.jobs for path in (job.source, job.target)}
    inputs |= {os.path.realpath(path) for path in (manifest,) if path is not None}
    taken: set[str] = set()
    for path in (*joint, *((log,) if log is not None else ())):
        place = os.path.realpath(path)
        if place in inputs:
            raise OptionError(f"{path} is read by this run. Write to another file.")
        if place in taken:
            raise OptionError(f"Two outputs would be one: {path}. Name them apart.")
        taken.add(place)


def _cores() -> int:
    """Give back how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

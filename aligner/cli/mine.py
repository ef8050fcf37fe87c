"""``aligner mine``: pairs of sentences from texts that are no translations of each other."""

import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aligner.cli.options import NumberRange, json_option, parts_options, reading_options, verbosity_options
from aligner.config import DEFAULT_SEGMENTER, ReadOptions
from aligner.errors import InputError, OptionError
from aligner.signature import run_signature

if TYPE_CHECKING:
    from aligner.bitext import Document, SegmentedDocument
    from aligner.mining import MinedPair
    from aligner.output import Output
    from aligner.protocols import Segmenter

HEADER = ("source_ids", "target_ids", "source", "target", "score")
STANDARD = "-"
FAILED = 1
DOCUMENTS = ("source_document", "target_document")


@click.command(short_help="Find sentences that translate each other in texts that don't.")
@click.argument("texts", nargs=-1, metavar="[SOURCE TARGET]")
@click.option("--source", "more_sources", multiple=True, metavar="PATH", help="A source text; any number.")
@click.option("--target", "more_targets", multiple=True, metavar="PATH", help="A target text; any number.")
@click.option("-o", "--output", default="-", metavar="PATH", help="Where to write the TSV. [standard output]")
@click.option(
    "--min-score",
    type=NumberRange(0, 1),
    default=0.5,
    show_default=True,
    metavar="NUMBER",
    help="Probability from which two sentences are a pair: 0.3 finds most, 0.9 is nearly always right.",
)
@click.option("--cache", type=click.Path(file_okay=False), metavar="DIR", help="Keep vectors in this folder.")
@reading_options
@parts_options
@json_option
@verbosity_options
def mine(
    texts: tuple[str, ...],
    more_sources: tuple[str, ...],
    more_targets: tuple[str, ...],
    output: str,
    min_score: float,
    cache: str | None,
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
    """Find pairs of sentences that say the same in SOURCE and TARGET, in any order.

    Each is a file, a folder or a quoted glob; further ones follow --source and --target. The
    texts needn't be translations: reports of the same event, or two piles of sentences. The
    TSV has source_ids, target_ids (sentence numbers from 0), source, target and score, the
    probability that the two say the same; with several files on a side also the documents'
    names. Of several files one that can't be read is named on standard error and left out, and the
    exit code is 1.

    \b
    aligner mine report.ru.txt report.en.txt -o pairs.tsv
    aligner mine ru/ en/ --min-score 0.9 > pairs.tsv
    aligner mine --source a.ru.txt --source b.ru.txt --target 'wire/*.en.txt'
    """
    # Imported here, so that help needs none of it.
    from aligner.cli.outputs import OutputPlan, check_paths
    from aligner.cli.progress import StageProgress, stderr_is_a_terminal
    from aligner.embedding import get_encoder
    from aligner.folders import expand
    from aligner.mining import mine_pairs
    from aligner.output import open_output
    from aligner.segmentation import get_segmenter

    source_paths, target_paths = (
        [path for argument in arguments for path in expand(argument)]
        for arguments in _sides(texts, more_sources, more_targets)
    )
    languages = source_language, target_language
    check_paths([OutputPlan(output, "tsv")], [*source_paths, *target_paths], languages)
    if segmented and segmenter != DEFAULT_SEGMENTER:
        raise OptionError(f"--segmented and --segmenter {segmenter} exclude each other. Leave one out.")
    options = (
        ReadOptions(source_language, source_encoding, segmented=segmented),
        ReadOptions(target_language, target_encoding, segmented=segmented),
    )
    cutter = get_segmenter("lines" if segmented else segmenter)
    vectors = get_encoder(encoder, cache=None if cache is None else Path(cache))
    opened = open_output(output)
    try:
        with StageProgress(show=not quiet and stderr_is_a_terminal()) as progress:
            progress("reading", 0, 0)
            source, target, failures = _read((source_paths, target_paths), options, cutter, check=check)
            encoding = partial(progress, "encoding")
            pairs = mine_pairs(source, target, vectors, min_score=min_score, progress=encoding)
        _write(pairs, opened, with_documents=max(len(source_paths), len(target_paths)) > 1)
    except BaseException:
        opened.discard()
        raise
    for message in failures:
        click.echo(f"aligner: warning: {message}", err=True)
    figures: dict[str, Any] = {
        "source_documents": len(source),
        "target_documents": len(target),
        "source_sentences": sum(map(len, source)),
        "target_sentences": sum(map(len, target)),
        "pairs": len(pairs),
        "failures": failures,
        "min_score": min_score,
        "signature": run_signature({"segmenter": cutter.name, "encoder": vectors.signature}),
    }
    if as_json:
        click.echo(json.dumps(figures, ensure_ascii=False, indent=2), err=output == STANDARD)
    elif not quiet:
        click.echo(_summary(figures), err=True)
    if verbose:
        times = ", ".join(f"{stage} {seconds:.2f} s" for stage, seconds in progress.seconds.items())
        click.echo(f"Time: {times}\nSignature: {figures['signature']}", err=True)
    return FAILED if failures else 0


def _sides(
    texts: tuple[str, ...], sources: tuple[str, ...], targets: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give back the paths of both sides. Raises UsageError unless each has one."""
    if len(texts) not in (0, 2):
        raise click.UsageError(
            "Give SOURCE and TARGET, two files, folders or quoted globs, or several of each "
            "with --source and --target."
        )
    sides = (*texts[:1], *sources), (*texts[1:], *targets)
    for side, name in zip(sides, ("source", "target"), strict=True):
        if not side:
            raise click.UsageError(f"There is no {name} text. Give SOURCE and TARGET, or --{name} PATH.")
    return sides


def _read(
    paths: tuple[list[str], list[str]],
    options: tuple[ReadOptions, ReadOptions],
    segmenter: "Segmenter",
    *,
    check: bool,
) -> "tuple[list[SegmentedDocument], list[SegmentedDocument], list[str]]":
    """Give back the documents of both sides, and what is wrong with those of several that can't be read.

    Raises InputError where a side has none that can.
    """
    from aligner.reading.languages import check_languages

    failures: list[str] = []
    source, target = (_documents(given, side, failures) for given, side in zip(paths, options, strict=True))
    if check:
        for one, other in (*((one, target[0]) for one in source), *((source[0], other) for other in target)):
            check_languages(one, other)
    return (
        [segmenter.segment(one) for one in source],
        [segmenter.segment(other) for other in target],
        failures,
    )


def _documents(paths: list[str], options: ReadOptions, failures: list[str]) -> "list[Document]":
    from aligner.folders import told_apart
    from aligner.reading import read

    documents = []
    for path, name in zip(paths, told_apart(paths), strict=True):
        try:
            documents.append(replace(read(path, options), name=name))
        except InputError as error:
            if len(paths) == 1:
                raise
            failures.append(str(error))
    if not documents:
        raise InputError("\n".join(failures))
    return documents


def _write(pairs: "tuple[MinedPair, ...]", output: "Output", *, with_documents: bool) -> None:
    from aligner.writing.one_line import one_line
    from aligner.writing.rows import decimal, joined

    output.write("\t".join((*HEADER, *(DOCUMENTS if with_documents else ()))) + "\n")
    for mined in pairs:
        pair = mined.pair
        fields = [
            joined(pair.bead.source),
            joined(pair.bead.target),
            one_line(pair.source),
            one_line(pair.target),
            decimal(pair.score),
        ]
        if with_documents:
            fields += [one_line(mined.source_document), one_line(mined.target_document)]
        output.write("\t".join(fields) + "\n")
    output.finish()
    output.publish()


def _summary(figures: dict[str, Any]) -> str:
    from aligner.cli.summary import counted

    sides = ", ".join(
        f"{side}: {counted(figures[f'{side}_sentences'], 'sentence')} "
        f"in {counted(figures[f'{side}_documents'], 'document')}"
        for side in ("source", "target")
    )
    return f"{sides}\n{counted(figures['pairs'], 'pair')} of probability {figures['min_score']:g} or more"

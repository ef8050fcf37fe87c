"""``aligner match``: which documents of two folders belong together."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aligner.cli.options import NumberRange, json_option, parts_options, reading_options, verbosity_options
from aligner.config import DEFAULT_SEGMENTER, ReadOptions
from aligner.errors import InputError, LanguageError, OptionError
from aligner.signature import run_signature

if TYPE_CHECKING:
    from aligner.bitext import SegmentedDocument
    from aligner.matching import Matching
    from aligner.protocols import Segmenter

HEADER = "source\ttarget\tscore\n"
STANDARD = "-"
LOOKED_AT = 20
"""Documents of a folder that are looked at to see whether the folders are swapped."""
SHOWN = 10
FAILED = 1


@click.command(short_help="Find which documents of two folders translate each other.")
@click.argument("source_folder", metavar="SOURCE_DIR")
@click.argument("target_folder", metavar="TARGET_DIR")
@click.option(
    "-o", "--output", default=STANDARD, metavar="PATH", help="Where to write the TSV. [standard output]"
)
@click.option(
    "--unmatched", metavar="PATH", help="Also write which documents have no partner: side and name, as TSV."
)
@click.option(
    "--min-score",
    type=NumberRange(0, 1, max_open=True),
    default=0.5,
    show_default=True,
    metavar="NUMBER",
    help="Score below which documents don't belong together; 0.3 suits free literary translation.",
)
@click.option("--cache", type=click.Path(file_okay=False), metavar="DIR", help="Keep vectors in this folder.")
@reading_options
@parts_options
@json_option
@verbosity_options
def match(
    source_folder: str,
    target_folder: str,
    output: str,
    unmatched: str | None,
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
    """Find which files in SOURCE_DIR and TARGET_DIR are translations of each other.

    The TSV has source and target, names relative to the folders, and score: the share of the
    text that has a counterpart, 0 to 1. Each file is in one row at most; the choice is the best
    over all files. A file that can't be read is named on standard error and left out, and the
    exit code is 1.

    \b
    aligner match ru/ en/ -o matches.tsv --unmatched lonely.tsv
    """
    # Imported here, so that help needs none of it.
    from aligner.cli.outputs import OutputPlan, check_paths
    from aligner.cli.progress import StageProgress, stderr_is_a_terminal
    from aligner.cli.summary import counted
    from aligner.embedding import get_encoder
    from aligner.folders import files_in
    from aligner.matching import match_documents
    from aligner.output import open_output
    from aligner.segmentation import get_segmenter

    if segmented and segmenter != DEFAULT_SEGMENTER:
        raise OptionError(f"--segmented and --segmenter {segmenter} exclude each other. Leave one out.")
    cutter = get_segmenter("lines" if segmented else segmenter)
    vectors = get_encoder(encoder, cache=None if cache is None else Path(cache))
    source, target = (
        Documents(folder, files_in(folder), ReadOptions(language, encoding, segmented=segmented), cutter)
        for folder, language, encoding in (
            (source_folder, source_language, source_encoding),
            (target_folder, target_language, target_encoding),
        )
    )
    paths = [path for path in (output, unmatched) if path is not None]
    inputs = [str(path) for side in (source, target) for path in side.paths]
    if check:
        _check_folders(source, target)
    check_paths([OutputPlan(path, "tsv") for path in paths], inputs, (source_language, target_language))
    outputs = [open_output(path) for path in paths]
    try:
        with StageProgress(show=not quiet and stderr_is_a_terminal()) as progress:
            found = match_documents(
                source,
                target,
                vectors,
                min_score=min_score,
                check=check,
                progress=lambda done, total: progress("encoding", done, total),
            )
        for opened, text in zip(outputs, (_rows(found), _lonely(found)), strict=False):
            opened.write(text)
            opened.finish()
        for opened in outputs:
            opened.publish()
    except BaseException:
        for opened in outputs:
            opened.discard()
        raise
    for message in (*source.failures, *target.failures):
        click.echo(f"aligner: warning: {message}", err=True)
    for name in found.written_otherwise[:SHOWN]:
        click.echo(f"aligner: warning: {name}: in the letters of another language, left out.", err=True)
    if len(found.written_otherwise) > SHOWN:
        click.echo(f"aligner: warning: and {len(found.written_otherwise) - SHOWN:,} more.", err=True)
    figures: dict[str, Any] = {
        "matches": len(found.matches),
        "sources_without_partner": len(found.lonely_sources),
        "targets_without_partner": len(found.lonely_targets),
        "failures": [*source.failures, *target.failures],
        "written_otherwise": list(found.written_otherwise),
        "min_score": min_score,
        "signature": run_signature({"segmenter": cutter.name, "encoder": vectors.signature}),
    }
    if as_json:
        click.echo(json.dumps(figures, ensure_ascii=False, indent=2), err=output == STANDARD)
    elif not quiet:
        click.echo(
            f"{counted(figures['matches'], 'document')} matched; without a partner: "
            f"{figures['sources_without_partner']:,} in {source_folder}, "
            f"{figures['targets_without_partner']:,} in {target_folder}",
            err=True,
        )
    if verbose:
        click.echo(f"Signature: {figures['signature']}", err=True)
    return FAILED if figures["failures"] else 0


class Documents:
    """Documents of a folder, read one by one and named by their paths in it."""

    def __init__(
        self, folder: str, names: tuple[str, ...], options: ReadOptions, segmenter: "Segmenter"
    ) -> None:
        self.failures: list[str] = []
        self._folder = Path(folder)
        self._names = names
        self._options = options
        self._segmenter = segmenter

    @property
    def paths(self) -> list[str]:
        """Give back the paths of all."""
        return [str(self._folder / name) for name in self._names]

    @property
    def language(self) -> str:
        """Give back the language that the documents are said to be in."""
        return self._options.language

    def beginning(self) -> str:
        """Give back the text of the first documents that can be read."""
        from aligner.reading import read

        texts = []
        for name in self._names[:LOOKED_AT]:
            with suppress(InputError):  # named when all are read
                texts.append(read(self._folder / name, self._options).text)
        return "\n".join(texts)

    def __iter__(self) -> "Iterator[SegmentedDocument]":
        from aligner.reading import read

        for name in self._names:
            try:
                document = read(self._folder / name, self._options)
            except InputError as error:
                self.failures.append(str(error))
                continue
            yield self._segmenter.segment(replace(document, name=name))


def _check_folders(source: Documents, target: Documents) -> None:
    """Raise LanguageError where the first documents of each folder are in the other's script."""
    from aligner.reading.languages import are_swapped

    if are_swapped(source.beginning(), target.beginning(), (source.language, target.language)):
        raise LanguageError(
            "The two folders seem to be swapped: the first documents of each are in the letters of the "
            "other one's language. Exchange the arguments, or add --no-check."
        )


def _rows(found: "Matching") -> str:
    from aligner.writing.rows import decimal

    rows = (f"{_name(pair.source)}\t{_name(pair.target)}\t{decimal(pair.score)}\n" for pair in found.matches)
    return HEADER + "".join(rows)


def _lonely(found: "Matching") -> str:
    rows = [f"source\t{_name(name)}\n" for name in found.lonely_sources]
    rows += [f"target\t{_name(name)}\n" for name in found.lonely_targets]
    return "side\tname\n" + "".join(rows)


def _name(name: str) -> str:
    from aligner.writing.one_line import one_line

    return one_line(name)

"""What the commands on files of pairs share: options and what to make of them."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from aligner.cli.options import check_option, language, together

if TYPE_CHECKING:
    from aligner.config import PairFileOptions
    from aligner.pair_files.pair_file import PairFile


def columns(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, str] | None:
    """Give back two names that a comma separates. Raises BadParameter for other text."""
    if value is None:
        return None
    names = value.split(",")
    if len(names) != 2 or not all(names) or names[0] == names[1]:
        raise click.BadParameter(f"{value!r} isn't two columns. Wanted: ru,en or, without a header, 1,2")
    return names[0], names[1]


columns_option = click.option(
    "--columns",
    metavar="NAME,NAME",
    callback=columns,
    help="TSV columns or JSON keys of source and target; numbers (from 1) for TSV without a header.",
)

pair_file_options = together(
    click.option(
        "--source-lang",
        "source_language",
        metavar="CODE",
        callback=language,
        default="ru",
        show_default=True,
        help="Source language: which text of a TMX unit, which file of a Moses pair.",
    ),
    click.option(
        "--target-lang",
        "target_language",
        metavar="CODE",
        callback=language,
        default="en",
        show_default=True,
        help="Target language.",
    ),
    click.option(
        "--format",
        metavar="NAME",
        help="tmx, tsv, jsonl or moses, where neither the suffix nor the content says.",
    ),
    columns_option,
    check_option("first pairs have their sides swapped"),
)


def opened(paths: Sequence[str], outputs: Iterable[str], options: "PairFileOptions") -> "PairFile":
    """Give back the file of pairs, after making sure that no output is an input or another output.

    Raises UsageError without a path, InputError, OptionError and UnknownNameError.
    """
    # Imported here, so that help needs none of it.
    from aligner.cli.outputs import OutputPlan, check_paths
    from aligner.pair_files import open_pair_file
    from aligner.pair_files.rewriting import output_files

    if not paths:
        raise click.UsageError("Missing argument 'FILE...'.")
    file = open_pair_file(*paths, options=options)
    try:
        plans = [OutputPlan(name, "") for path in outputs for name in output_files(path, file)]
        check_paths(plans, [one.path for one in file.inputs], ("", ""))
    except BaseException:
        file.close()
        raise
    return file

"""``aligner filter``: the pairs worth keeping, and why the others aren't."""

import json
from typing import TYPE_CHECKING, Any

import click

from aligner.cli.options import NumberRange, json_option
from aligner.cli.pair_options import opened, pair_file_options
from aligner.config import PairFileOptions
from aligner.errors import OptionError

if TYPE_CHECKING:
    from aligner.filtering import FilterOptions, PairFilter

SWITCHES = {"on": True, "true": True, "yes": True, "off": False, "false": False, "no": False}


def setting(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, object]:
    """Give back the rules set by NAME=VALUE: a number, on or off. Raises BadParameter for other text."""
    found: dict[str, object] = {}
    for text in values:
        name, _, value = text.partition("=")
        try:
            found[name] = SWITCHES[value.lower()] if value.lower() in SWITCHES else float(value)
        except ValueError:
            raise click.BadParameter(f"{text!r}. Wanted: NAME=NUMBER, NAME=on or NAME=off") from None
    return found


@click.command(short_help="Sort out the bad pairs of a file.")
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option("-o", "--output", default="-", metavar="PATH", help="Where kept pairs go. [standard output]")
@click.option(
    "--rejected", metavar="PATH", help="Where rejected pairs go, each with its reason in 'rejected'."
)
@click.option("--config", metavar="FILE.toml", help="Rules and thresholds, as --show-config prints them.")
@click.option(
    "--rule",
    "rules",
    multiple=True,
    metavar="NAME=VALUE",
    callback=setting,
    help="A rule's threshold, or on, or off; any number of times.",
)
@click.option("--disable", multiple=True, metavar="NAME", help="Switch a rule off; any number of times.")
@click.option("--min-parallel", type=NumberRange(0, 1), metavar="NUMBER", help="Reject pairs below it.")
@click.option("--min-quality", type=NumberRange(0, 100), metavar="NUMBER", help="Reject pairs below it.")
@click.option("--reject-flag", "flags", multiple=True, metavar="NAME", help="Reject pairs with this flag.")
@click.option("--dry-run", is_flag=True, help="Count only, write nothing.")
@click.option("--list-rules", is_flag=True, help="Print the rules and leave.")
@click.option("--show-config", is_flag=True, help="Print the rules' settings as TOML and leave.")
@pair_file_options
@json_option
@click.option("-q", "--quiet", is_flag=True, help="No summary, no progress; warnings and errors only.")
def filter(
    files: tuple[str, ...],
    output: str,
    rejected: str | None,
    config: str | None,
    rules: dict[str, object],
    disable: tuple[str, ...],
    min_parallel: float | None,
    min_quality: float | None,
    flags: tuple[str, ...],
    dry_run: bool,
    list_rules: bool,
    show_config: bool,
    source_language: str,
    target_language: str,
    format: str | None,
    columns: tuple[str, str] | None,
    check: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Write the pairs of FILE that no rule objects to; nothing else about them changes.

    FILE is TMX, TSV (a header with 'source' and 'target', or see --columns), JSON Lines, or a
    Moses pair (two files, or corpus.moses for corpus.ru and corpus.en); '-' is the standard
    input, and files may be compressed (.gz). The summary says how many pairs each rule took,
    and how many it would have taken alone. Options overrule --config.

    \b
    aligner filter corpus.tsv -o clean.tsv --rejected bad.tsv
    aligner filter memory.tmx -o clean.tmx --rule length-ratio=2.5 --disable html
    aligner filter scored.tmx -o clean.tmx --min-parallel 0.5 --dry-run
    """
    # Imported here, so that help needs none of it.
    from aligner.cleaning import check_flags, clean
    from aligner.cli.progress import StageProgress, stderr_is_a_terminal
    from aligner.filtering import PairFilter

    if list_rules:
        click.echo(rule_table())
        return
    thresholds = {"min-parallel": min_parallel, "min-quality": min_quality}
    settings = {**rules, **{name: value for name, value in thresholds.items() if value is not None}}
    settings |= dict.fromkeys(disable, False)
    chosen = _options(config, settings, flags, (source_language, target_language))
    check_flags(chosen.flags)
    if show_config:
        click.echo(chosen.to_toml(), nl=False)
        return
    if dry_run and (output != "-" or rejected):
        raise OptionError("--dry-run writes nothing. Leave -o and --rejected out, or leave it out.")
    judge = PairFilter(chosen)
    outputs = [] if dry_run else [output, *([rejected] if rejected else [])]
    with (
        opened(files, outputs, PairFileOptions(format, columns, source_language, target_language)) as file,
        StageProgress(show=not quiet and stderr_is_a_terminal()) as progress,
    ):
        written = clean(
            file,
            judge,
            kept=None if dry_run else output,
            rejected=rejected or None,
            check=check,
            progress=progress,
        )
    if as_json:
        click.echo(json.dumps(facts(judge, written), ensure_ascii=False, indent=2), err="-" in outputs)
    elif not quiet:
        click.echo(summary(judge, written), err=True)


def _options(
    config: str | None, settings: dict[str, object], flags: tuple[str, ...], languages: tuple[str, str]
) -> "FilterOptions":
    from dataclasses import replace

    from aligner.filtering import FilterOptions, read_options

    options = FilterOptions(source_language=languages[0], target_language=languages[1])
    if config is not None:
        options = read_options(config, options)
    return replace(options.with_settings(settings), flags=flags or options.flags)


def rule_table() -> str:
    """Give back every rule with its default and what it rejects."""
    from aligner.filtering.duplicates import DUPLICATIONS
    from aligner.filtering.rules import RULES

    rows = [
        (
            rule.name,
            ("on" if rule.threshold is None else f"{rule.threshold:g}") if rule.on else "off",
            rule.description,
        )
        for rule in RULES
    ]
    rows += [(kind.name, "on" if kind.on else "off", kind.description) for kind in DUPLICATIONS]
    width = max(len(row[0]) for row in rows)
    return "\n".join(f"{name:{width}}  {default:>5}  {description}" for name, default, description in rows)


def facts(judge: "PairFilter", written: tuple[str, ...]) -> dict[str, Any]:
    """Give back the summary as plain JSON values."""
    from aligner.signature import run_signature

    on = {name: judge.options.settings.get(name, True) for name in judge.names}
    return {
        "pairs": judge.pairs,
        "kept": judge.kept,
        "rejected": judge.pairs - judge.kept,
        "rules": [
            {
                "name": name,
                "setting": on[name],
                "rejected": judge.taken[name],
                "alone": judge.would_take[name],
            }
            for name in judge.names
        ],
        "flags": list(judge.options.flags),
        "outputs": list(written),
        "signature": run_signature({"filters": on | {"flags": judge.options.flags or None}}),
    }


def summary(judge: "PairFilter", written: tuple[str, ...]) -> str:
    """Give back the summary for people: a line for each rule that would take a pair."""
    from aligner.cli.summary import counted

    lines = [f"{counted(judge.pairs, 'pair')}: {judge.kept:,} kept, {judge.pairs - judge.kept:,} rejected"]
    took = [name for name in judge.names if judge.would_take[name]]
    if took:
        width = max(map(len, took))
        lines.append(f"{'rule':{width}}  rejected     alone")
        lines += (f"{name:{width}}  {judge.taken[name]:8,}  {judge.would_take[name]:8,}" for name in took)
    files = [path for path in written if path != "-"]
    if files:
        lines.append(f"Written: {', '.join(files)}")
    return "\n".join(lines)

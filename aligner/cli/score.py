"""``aligner score``: scores and flags for pairs that exist already."""

import json
from typing import TYPE_CHECKING, Any

import click

from aligner.cli.options import json_option
from aligner.cli.pair_options import opened, pair_file_options
from aligner.config import DEFAULT_ENCODER, PairFileOptions
from aligner.errors import OptionError

if TYPE_CHECKING:
    from aligner.rescoring import Rescored


@click.command(short_help="Add scores and flags to a file of pairs.")
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option("-o", "--output", default="-", metavar="PATH", help="Where to write. [standard output]")
@click.option("--no-flags", is_flag=True, help="Scores only: faster.")
@click.option(
    "--encoder",
    metavar="NAME",
    default=DEFAULT_ENCODER,
    show_default=True,
    help="What turns sentences into vectors; the models have to have been trained on it.",
)
@pair_file_options
@json_option
@click.option("-q", "--quiet", is_flag=True, help="No summary, no progress; warnings and errors only.")
def score(
    files: tuple[str, ...],
    output: str,
    no_flags: bool,
    encoder: str,
    source_language: str,
    target_language: str,
    format: str | None,
    columns: tuple[str, str] | None,
    check: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Write FILE again with 'parallel', 'quality' and 'flags' beside each pair.

    FILE is TMX, TSV (a header with 'source' and 'target', or see --columns), JSON Lines, or a
    Moses pair (two files, or corpus.moses for corpus.ru and corpus.en, which become TSV);
    '-' is the standard input, and files may be compressed (.gz). Everything else in the file
    stays: attributes, props, columns, keys. Scores that are there already are replaced.

    parallel: probability that both sides say the same. quality: what people would give the
    translation, 0 to 100; it sorts sentences of one kind of text and ranks no systems.

    \b
    aligner score memory.tmx -o scored.tmx
    aligner score corpus.tsv.gz --columns ru,en -o scored.tsv.gz
    """
    # Imported here, so that help needs none of it.
    from aligner.cli.progress import StageProgress, stderr_is_a_terminal
    from aligner.embedding import load_token_encoder
    from aligner.rescoring import rescore
    from aligner.scoring.pair_scorer import PairScorer

    options = PairFileOptions(format, columns, source_language, target_language)
    scorer = PairScorer.load(encoder)
    if scorer.needs != encoder:
        raise OptionError(
            f"The models were trained on vectors of {scorer.needs}; there are none for {encoder}."
        )
    with (
        opened(files, [output], options) as file,
        StageProgress(show=not quiet and stderr_is_a_terminal()) as progress,
    ):
        found = rescore(
            file,
            output,
            encoder=load_token_encoder(encoder),
            scorer=scorer,
            with_flags=not no_flags,
            check=check,
            progress=progress,
        )
    if as_json:
        click.echo(json.dumps(facts(found), ensure_ascii=False, indent=2), err=output == "-")
    elif not quiet:
        click.echo(summary(found), err=True)


def facts(found: "Rescored") -> dict[str, Any]:
    """Give back the summary as plain JSON values."""
    scored = found.scored
    return {
        "pairs": found.pairs,
        "without_text_on_both_sides": found.blank,
        "mean_parallel": round(found.parallel / scored, 4) if scored else None,
        "mean_quality": round(found.quality / scored, 2) if scored else None,
        "flagged": found.flagged,
        "flags": dict(found.flags.most_common()),
        "outputs": list(found.outputs),
    }


def summary(found: "Rescored") -> str:
    """Give back the summary for people."""
    from aligner.cli.summary import counted

    lines = [counted(found.pairs, "pair")]
    if found.scored:
        parallel, quality = found.parallel / found.scored, found.quality / found.scored
        lines[0] += f", mean parallel {parallel:.2f}, mean quality {quality:.1f}"
    if found.blank:
        lines.append(f"Without text on both sides and so without scores: {found.blank:,}")
    if found.flags:
        flags = ", ".join(f"{name} {count:,}" for name, count in found.flags.most_common())
        lines.append(f"{counted(found.flagged, 'pair')} with flags: {flags}")
    files = [path for path in found.outputs if path != "-"]
    if files:
        lines.append(f"Written: {', '.join(files)}")
    return "\n".join(lines)

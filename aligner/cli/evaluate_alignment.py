"""``aligner evaluate-alignment``: how good is an alignment, measured against gold?"""

import json

import click


@click.command(short_help="Measure an alignment against gold.")
@click.argument("predicted")
@click.argument("gold", nargs=-1, required=True)
@click.option(
    "--format",
    "predicted_format",
    metavar="NAME",
    help="Format of PREDICTED, where it can't be told: ladder, tsv, jsonl, tmx or hunalign.",
)
@click.option("--gold-format", metavar="NAME", help="The same for GOLD.")
@click.option(
    "--keep-null-runs", is_flag=True, help="Count a null over several sentences as one, not one a sentence."
)
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON.")
def evaluate_alignment(
    predicted: str,
    gold: tuple[str, ...],
    predicted_format: str | None,
    gold_format: str | None,
    keep_null_runs: bool,
    as_json: bool,
) -> None:
    """Measure the links in PREDICTED against those in GOLD.

    Both are ladders ("[0, 1]:[0]:cost", sentence numbers from 0), TSV, JSON Lines or TMX as
    'aligner align' writes them. Of several GOLD files, equally right, the one that PREDICTED
    agrees with best counts.

    strict: the gold has the very same link. lax: some gold link shares a source and a target
    sentence with it.

    \b
    aligner evaluate-alignment mine.ladder gold.tsv
    """
    # Imported here, so that help needs none of it.
    from aligner.evaluation import evaluate_alignment as evaluate

    evaluation = evaluate(
        predicted,
        gold,
        keep_null_runs=keep_null_runs,
        predicted_format=predicted_format,
        gold_format=gold_format,
    )
    click.echo(json.dumps(evaluation.to_dict(), indent=2) if as_json else evaluation.to_text())

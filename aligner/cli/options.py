"""Options that several commands share, each in one place, and what their values mean."""

import math
import re
from collections.abc import Callable
from typing import Any

import click

from aligner.config import DEFAULT_ENCODER, DEFAULT_SEGMENTER

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")


def language(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """Give back a language code such as ``ru`` or ``pt-BR``. Raises BadParameter for other text."""
    if not LANGUAGE.fullmatch(value):
        raise click.BadParameter(f"{value!r} is no language code. Wanted: ru, en, pt-BR ...")
    return value


def locales(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, str] | None:
    """Give back two language codes that a comma separates. Raises BadParameter for other text."""
    if value is None:
        return None
    codes = value.split(",")
    if len(codes) != 2 or not all(LANGUAGE.fullmatch(code) for code in codes):
        raise click.BadParameter(f"{value!r} isn't two language codes. Wanted: ru-RU,en-US")
    return codes[0], codes[1]


class NumberRange(click.FloatRange):
    """Numbers from one to another; NaN, which no comparison excludes, is none of them."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Give back the number. Raises BadParameter."""
        number: float = super().convert(value, param, ctx)
        if math.isnan(number):
            self.fail(f"{value!r} is not a number.", param, ctx)
        return number


def together(*options: Decorator) -> Decorator:
    """Give back a decorator that adds these options, in this order."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def check_option(what: str) -> Decorator:
    """Give back the option to let pass what looks like a slip."""
    return click.option("--check/--no-check", default=True, help=f"Stop where the {what} (on by default).")


reading_options = together(
    click.option(
        "--source-lang",
        "source_language",
        metavar="CODE",
        callback=language,
        default="ru",
        show_default=True,
        help="Language of SOURCE.",
    ),
    click.option(
        "--target-lang",
        "target_language",
        metavar="CODE",
        callback=language,
        default="en",
        show_default=True,
        help="Language of TARGET.",
    ),
    click.option("--source-encoding", metavar="NAME", help="Encoding of SOURCE, if misread: cp1251 ..."),
    click.option("--target-encoding", metavar="NAME", help="Encoding of TARGET."),
    check_option("files are swapped or in one language"),
)

parts_options = together(
    click.option(
        "--encoder",
        metavar="NAME",
        default=DEFAULT_ENCODER,
        show_default=True,
        help="What turns sentences into vectors; also labse, sentence-transformers:NAME_OR_FOLDER.",
    ),
    click.option(
        "--segmenter",
        metavar="NAME",
        default=DEFAULT_SEGMENTER,
        show_default=True,
        help="What cuts the text into sentences; also razdel.",
    ),
    click.option("--segmented", is_flag=True, help="The files have one sentence a line; blank lines count."),
)

json_option = click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="The summary as JSON, to standard output unless an output goes there.",
)

verbosity_options = together(
    click.option("-q", "--quiet", is_flag=True, help="No summary, no progress; warnings and errors only."),
    click.option("-v", "--verbose", is_flag=True, help="Also each stage's time and the run's signature."),
)

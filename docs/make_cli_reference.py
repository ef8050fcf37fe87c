"""Writes docs/cli.md from the command line itself: run it with ``make docs``."""

from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path

import click

from aligner.cli import COMMANDS, cli

REFERENCE = Path(__file__).parent / "cli.md"

HEAD = """\
# Command line reference

Generated from the program by `make docs`; a test keeps it current. What the options are for
stands in the [guide](guide.md).
"""


def reference() -> str:
    """Give back the reference as Markdown."""
    commands: list[click.Command] = [cli, *(COMMANDS.load(name) for name in COMMANDS)]
    return "\n".join([HEAD, *("\n".join(section(command)) for command in commands)])


def section(command: click.Command) -> Iterator[str]:
    """Give back the lines about one command."""
    name = "aligner" if command is cli else f"aligner {command.name}"
    arguments = [parameter for parameter in command.params if isinstance(parameter, click.Argument)]
    signs = [f"{str(argument.name).upper()}{'...' if argument.nargs < 0 else ''}" for argument in arguments]
    yield f"## {name}\n"
    yield f"    {' '.join([name, '[OPTIONS]', *(signs or ['COMMAND'])])}\n"
    yield from prose(command.help or "")
    if command is cli:
        yield "| command | what it does |\n|---|---|"
        for loaded in map(COMMANDS.load, COMMANDS):
            yield f"| [`{loaded.name}`](#aligner-{loaded.name}) | {loaded.get_short_help_str(100)} |"
        yield ""
    yield "| option | what it does |\n|---|---|"
    yield from (line(option) for option in command.params if isinstance(option, click.Option))
    yield "| `-h`, `--help` | Show help and exit. |\n"


def prose(text: str) -> Iterator[str]:
    """Give back the help text as Markdown; what click must not wrap is an example."""
    for paragraph in cleandoc(text).split("\n\n"):
        lines = paragraph.split("\n")
        if lines[0] == "\b":
            yield "\n".join(f"    {line}" for line in lines[1:]) + "\n"
        else:
            yield "\n".join(lines) + "\n"


def line(option: click.Option) -> str:
    """Give back the table row of an option."""
    value = f" {option.metavar}" if option.metavar else ""
    names = [f"`{name}{value}`" for name in option.opts]
    names += [f"`{name}`" for name in option.secondary_opts]
    default = f" Default: `{option.default}`." if option.show_default else ""
    return f"| {', '.join(names)} | {(option.help or '').replace('|', '/')}{default} |"


def main() -> None:
    """Write the reference."""
    REFERENCE.write_text(reference(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

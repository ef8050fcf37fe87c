"""Reading the texts and gold files, apart from the package so that each checks the other."""

import re
from pathlib import Path

PROJECT = Path(__file__).parents[2]
EXAMPLES = PROJECT / "examples"
GATE_TEXTS = PROJECT / "benchmarks" / "data" / "segmented"

LADDER_LINE = re.compile(r"\[([\d, ]*)\]:\[([\d, ]*)\]:(exact|null)")

LadderBead = tuple[list[int], list[int], str]


def read_text(path: Path) -> str:
    """Give back the file's characters with its line ends as they are."""
    return path.read_bytes().decode("utf-8")


def read_lines(path: Path) -> list[str]:
    """Give back the lines of a file that ends with a line end.

    Only a line feed ends a line: ``str.splitlines`` would cut at other characters too.
    """
    text = read_text(path)
    assert text.endswith("\n"), f"{path.name} doesn't end with a line end"
    return text[:-1].split("\n")


def read_ladder(path: Path) -> list[LadderBead]:
    """Give back the beads of a ladder file: source numbers, target numbers, tag."""
    beads = []
    for line in read_lines(path):
        match = LADDER_LINE.fullmatch(line)
        assert match, f"{path.name}: not a bead: {line!r}"
        source, target = (
            [int(number) for number in side.split(",") if number.strip()] for side in match.groups()[:2]
        )
        beads.append((source, target, match.group(3)))
    return beads


def locate(sentences: list[str], text: str) -> list[tuple[int, int]]:
    """Give back where each sentence stands in the text, one after the other.

    Raises ValueError if a sentence doesn't follow the one before it.
    """
    spans, at = [], 0
    for sentence in sentences:
        start = text.index(sentence, at)
        at = start + len(sentence)
        spans.append((start, at))
    return spans


def text_outside(spans: list[tuple[int, int]], text: str) -> str:
    """Give back the non-blank characters of the text that no span covers."""
    at, outside = 0, []
    for start, stop in spans:
        outside.append(text[at:start])
        at = stop
    outside.append(text[at:])
    return "".join("".join(outside).split())

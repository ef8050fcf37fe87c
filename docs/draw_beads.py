"""Draws docs/images/news.svg, the beads of outputs/news.jsonl: run it with ``make docs``."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path

PROJECT = Path(__file__).parents[1]
DATA = PROJECT / "outputs" / "news.jsonl"
IMAGE = PROJECT / "docs" / "images" / "news.svg"

WIDTH, COLUMN, ROW, TOP = 860, 360, 24, 34
LETTERS = 44  # of a sentence that are shown
SHOWN_NULLS = 3  # of a run of nulls; the rest becomes one row

STYLE = """\
    text { font: 12px "DejaVu Sans", Verdana, Arial, sans-serif; fill: #1f2328 }
    .page { fill: #ffffff }
    .head { font-weight: bold }
    .pair { fill: #ddf0e3; stroke: #7cb893 }
    .null { fill: #f3f3f3; stroke: #d5d5d5; stroke-dasharray: 3 3 }
    .unpaired { fill: #8a8a8a }
    .link { fill: #ddf0e3; opacity: 0.75 }
    .score { font-size: 11px; fill: #1d6b3a; text-anchor: middle }"""


@dataclass(frozen=True)
class Row:
    """A row of one column: a sentence, or several nulls in one; ``bead`` is None for a null."""

    text: str
    bead: int | None


def column(beads: list[dict[str, object]], sentences: list[list[str]]) -> Iterator[Row]:
    """Give back the rows of one side, long runs of nulls folded."""
    numbered = list(zip(beads, sentences, strict=True))
    for is_null, group in groupby(numbered, key=lambda item: item[0]["score"] is None):
        if not is_null:
            for bead, texts in group:
                yield from (Row(text, int(str(bead["bead"]))) for text in texts)
            continue
        texts = [text for _, several in group for text in several]
        shown = len(texts) if len(texts) <= SHOWN_NULLS + 1 else SHOWN_NULLS
        yield from (Row(text, None) for text in texts[:shown])
        if texts[shown:]:
            yield Row(f"… and {len(texts) - shown} more lines of the page", None)


def sentences_of(bead: dict[str, object], side: str) -> list[str]:
    """Give back the sentences of one side of a bead, cut out of its text."""
    text, spans = str(bead[side]), bead[f"{side}_spans"]
    assert isinstance(spans, list)
    return [text[start - spans[0][0] : stop - spans[0][0]] for start, stop in spans]


def draw(beads: list[dict[str, object]]) -> str:
    """Give back the picture as SVG."""
    sides = [list(column(beads, [sentences_of(b, side) for b in beads])) for side in ("source", "target")]
    offsets = (0, (len(sides[0]) - len(sides[1])) * ROW // 2)
    height = TOP + max(map(len, sides)) * ROW + 8
    places = [places_of(rows, offset) for rows, offset in zip(sides, offsets, strict=True)]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        'aria-label="Sentences of two texts in two columns, paired sentences joined by bands">',
        f"  <style>\n{STYLE}\n  </style>",
        f'  <rect class="page" width="{WIDTH}" height="{height}"/>',
        f'  <text class="head" x="8" y="20">{beads[0]["source_document"]}</text>',
        f'  <text class="head" x="{WIDTH - COLUMN + 8}" y="20">{beads[0]["target_document"]}</text>',
        *(link(bead, places) for bead in beads if bead["score"] is not None),
        *(box(row, 4, TOP + number * ROW) for number, row in enumerate(sides[0])),
        *(box(row, WIDTH - COLUMN, TOP + offsets[1] + number * ROW) for number, row in enumerate(sides[1])),
        "</svg>\n",
    ]
    return "\n".join(parts)


def places_of(rows: list[Row], offset: int) -> dict[int, tuple[int, int]]:
    """Give back the top and bottom of each bead in a column."""
    places: dict[int, tuple[int, int]] = {}
    for number, row in enumerate(rows):
        if row.bead is not None:
            top = TOP + offset + number * ROW
            places[row.bead] = (places.get(row.bead, (top, 0))[0], top + ROW - 4)
    return places


def link(bead: dict[str, object], places: list[dict[int, tuple[int, int]]]) -> str:
    """Give back the band between the two sides of a pair, with its score."""
    (top, bottom), (other_top, other_bottom) = (side[int(str(bead["bead"]))] for side in places)
    left, right = 4 + COLUMN - 8, WIDTH - COLUMN
    middle = (left + right) // 2
    path = (
        f"M{left} {top} C{middle} {top} {middle} {other_top} {right} {other_top} V{other_bottom} "
        f"C{middle} {other_bottom} {middle} {bottom} {left} {bottom} Z"
    )
    at = (top + bottom + other_top + other_bottom) // 4 + 4
    score = f'<text class="score" x="{middle}" y="{at}">{float(str(bead["score"])):.2f}</text>'
    return f'  <path class="link" d="{path}"/>{score}'


def box(row: Row, x: int, y: int) -> str:
    """Give back a sentence in its box."""
    kind, style = ("null", ' class="unpaired"') if row.bead is None else ("pair", "")
    text = " ".join(row.text.split())
    shown = text if len(text) <= LETTERS else text[: LETTERS - 1].rstrip() + "…"
    return (
        f'  <rect class="{kind}" x="{x}" y="{y}" width="{COLUMN - 8}" height="{ROW - 4}" rx="3"/>'
        f'<text{style} x="{x + 7}" y="{y + 14}">{escape(shown)}</text>'
    )


def main() -> None:
    """Write the picture."""
    beads = [json.loads(line) for line in DATA.read_text(encoding="utf-8").split("\n") if line]
    IMAGE.write_text(draw(beads), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

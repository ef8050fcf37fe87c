"""The report on translations as one HTML page: nothing to load, no scripts, every text escaped."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from aligner.bitext import Span
from aligner.evaluation.reference_scores import ReferenceComparison
from aligner.evaluation.translation import BEST, BINS, PURPOSE, JudgedPair, TranslationReport
from aligner.evaluation.translation_text import TABLE_HEAD, percent, reference_notes, table_rows

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto;
  padding: 0 1rem; color: #222; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
th, td { border-bottom: 1px solid #ddd; padding: .4rem .6rem; text-align: left; vertical-align: top; }
td.number, th.number { text-align: right; white-space: nowrap; }
.wide { overflow-x: auto; } .flag-counts { width: auto; }
.pairs td { width: 45%; } .pairs td.number { width: 5rem; }
mark { background: #ffe08a; } .flags { color: #9a3412; font-size: .85rem; margin: 0; padding-left: 1rem; }
.note { color: #555; } summary { cursor: pointer; }
svg { max-width: 40rem; width: 100%; } h2 { margin-top: 2.5rem; }
@media (prefers-color-scheme: dark) {
  body { background: #1b1b1b; color: #ddd; } th, td { border-color: #444; }
  mark { background: #6b5200; color: #fff; } .flags { color: #fdba74; } .note { color: #aaa; }
}
""".strip()

SHOWN_SENTENCES = 10
"""Sentences without a counterpart that are shown at once."""

_WIDTH, _HEIGHT, _FOOT = 600, 180, 24
_GAP = 6


def report_page(
    title: str, reports: Sequence[TranslationReport], reference: ReferenceComparison | None, signature: str
) -> str:
    """Give back the page: a table of figures, then for each translation a histogram and its worst pairs."""
    return "\n".join(_lines(title, reports, reference, signature)) + "\n"


def _lines(
    title: str, reports: Sequence[TranslationReport], reference: ReferenceComparison | None, signature: str
) -> Iterator[str]:
    yield "<!doctype html>"
    yield '<html lang="en">'
    yield '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(title)}</title><style>{_STYLE}</style></head>"
    yield f"<body><h1>{escape(title)}</h1>"
    yield f'<p class="note">{escape(PURPOSE)}</p>'
    yield from _table(reports, reference)
    for report in reports:
        yield from _section(report)
    if reference is not None:
        yield "<h2>Reference</h2>"
        yield from (
            f'<p class="note">{escape(line.strip())}</p>' for line in reference_notes(reference, len(reports))
        )
    yield f'<p class="note">{escape(signature)}</p>'
    yield "</body></html>"


def _table(reports: Sequence[TranslationReport], reference: ReferenceComparison | None) -> Iterator[str]:
    heads = (*TABLE_HEAD, *(() if reference is None else reference.scores))
    first, *others = (escape(head) for head in heads)
    numbered = "".join(f'<th class="number">{head}</th>' for head in others)
    yield f'<div class="wide"><table><thead><tr><th>{first}</th>{numbered}</tr></thead><tbody>'
    for name, *cells in table_rows(reports, reference):
        numbers = "".join(f'<td class="number">{escape(cell)}</td>' for cell in cells)
        yield f"<tr><td>{escape(name)}</td>{numbers}</tr>"
    yield "</tbody></table></div>"


def _section(report: TranslationReport) -> Iterator[str]:
    yield f"<h2>{escape(report.name)}</h2>"
    yield f"<h3>Pairs by {escape(report.measure)}</h3>"
    yield histogram_svg(report.histogram)
    if report.flags:
        yield '<h3>Flags</h3><table class="flag-counts"><tbody>'
        yield from (
            f'<tr><td>{escape(name)}</td><td class="number">{count}</td></tr>' for name, count in report.flags
        )
        yield "</tbody></table>"
    for what, side in (("Omitted", report.omitted), ("Added", report.added)):
        if side.texts:
            yield f"<h3>{what}: {percent(side.share)}</h3>"
            yield from _sentences(side.texts)
    for title, pairs in ((f"Lowest {report.measure}", report.worst), ("Others with flags", report.flagged)):
        if pairs:
            yield f'<h3>{escape(title)}</h3><table class="pairs"><thead><tr>'
            yield f'<th class="number">{escape(report.measure)}</th><th>source</th><th>translation</th>'
            yield "</tr></thead><tbody>"
            yield from map(_pair, pairs)
            yield "</tbody></table>"


def _sentences(texts: Sequence[str]) -> Iterator[str]:
    """Give back a list of sentences, the most of a long one folded away."""
    for shown, folded in ((texts[:SHOWN_SENTENCES], False), (texts[SHOWN_SENTENCES:], True)):
        if shown:
            items = "".join(f"<li>{escape(text)}</li>" for text in shown)
            more = f"<details><summary>and {len(shown):,} more</summary><ul>{items}</ul></details>"
            yield more if folded else f"<ul>{items}</ul>"


def _pair(pair: JudgedPair) -> str:
    source = marked(pair.source, (span for flag in pair.flags for span in flag.source))
    target = marked(pair.target, (span for flag in pair.flags for span in flag.target))
    flags = "".join(
        f"<li>{escape(flag.name)}{f': {escape(flag.note)}' if flag.note else ''}</li>" for flag in pair.flags
    )
    below = f'<ul class="flags">{flags}</ul>' if flags else ""
    return (
        f'<tr><td class="number">{pair.value:.1f}<br><span class="note">{escape(pair.place)}</span></td>'
        f"<td>{source}</td><td>{target}{below}</td></tr>"
    )


def marked(text: str, spans: Iterable[Span]) -> str:
    """Give back the text escaped, with these spans marked; spans that overlap become one mark.

    >>> marked("a < b", [Span(2, 3), Span(2, 5)])
    'a <mark>&lt; b</mark>'
    """
    parts = []
    at = 0
    for start, stop in _merged(spans):
        parts += [escape(text[at:start]), f"<mark>{escape(text[start:stop])}</mark>"]
        at = stop
    return "".join([*parts, escape(text[at:])])


def _merged(spans: Iterable[Span]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for span in sorted(span for span in spans if len(span)):
        if merged and span.start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], span.stop))
        else:
            merged.append((span.start, span.stop))
    return merged


def histogram_svg(counts: Sequence[int]) -> str:
    """Give back a bar for each count, drawn as SVG, with its count above and its range below."""
    highest = max([*counts, 1])
    wide = _WIDTH / len(counts)
    parts = [
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT + _FOOT}" role="img" font-size="12" font-family="sans-serif" '
        'fill="currentColor">'
    ]
    for number, count in enumerate(counts):
        high = (_HEIGHT - 20) * count / highest
        x, middle = number * wide, (number + 0.5) * wide
        low = round(number * BEST / BINS)
        parts.append(
            f'<rect x="{x + _GAP / 2:.1f}" y="{_HEIGHT - high:.1f}" width="{wide - _GAP:.1f}" '
            f'height="{high:.1f}" fill="#4f7cac">'
            f"<title>{low} to {low + round(BEST / BINS)}: {count}</title></rect>"
        )
        if count:
            parts.append(
                f'<text x="{middle:.1f}" y="{_HEIGHT - high - 4:.1f}" text-anchor="middle">{count}</text>'
            )
        parts.append(f'<text x="{x:.1f}" y="{_HEIGHT + 16}">{low}</text>')
    parts.append(f'<text x="{_WIDTH}" y="{_HEIGHT + 16}" text-anchor="end">{round(BEST)}</text>')
    parts.append(f'<path d="M0 {_HEIGHT}H{_WIDTH}" stroke="currentColor"/>')
    return "".join([*parts, "</svg>"])

"""The reliability plot of a probability, drawn as SVG by hand: no library needed."""

from pathlib import Path

import numpy as np

BINS = 10
SIZE, MARGIN = 320, 56

STYLE = """<style>
text{font:13px system-ui,sans-serif;fill:#444}
.axis{stroke:#888;fill:none}.ideal{stroke:#999;stroke-dasharray:4 4}
.line{stroke:#0b66c3;stroke-width:2;fill:none}.dot{fill:#0b66c3}.count{fill:#0b66c3;opacity:.15}
@media(prefers-color-scheme:dark){text{fill:#ccc}.line{stroke:#6bb0f5}.dot,.count{fill:#6bb0f5}}
</style>"""


def bins(scores: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> list[tuple[float, float, float]]:
    """Give back for each filled bin the mean score, the share that is right, and its share of all."""
    numbers = np.minimum((scores * BINS).astype(int), BINS - 1)
    found = []
    for number in range(BINS):
        inside = numbers == number
        weight = weights[inside].sum()
        if weight:
            means = [float((weights[inside] * values[inside]).sum() / weight) for values in (scores, labels)]
            found.append((means[0], means[1], float(weight / weights.sum())))
    return found


def draw(path: Path, scores: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> None:
    """Write the plot: of the pairs scored so, how many are right? Bars show how many there are."""
    whole = SIZE + 2 * MARGIN

    def x(value: float) -> float:
        return round(MARGIN + SIZE * value, 1)

    def y(value: float) -> float:
        return round(MARGIN + SIZE * (1 - value), 1)

    found = bins(scores, labels, weights)
    points = " ".join(f"{x(mean)},{y(right)}" for mean, right, _ in found)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" role="img" '
        'aria-labelledby="title">',
        '<title id="title">Of the pairs with a score, the share that is right; the dashed line is ideal'
        "</title>",
        STYLE,
        f'<rect class="axis" x="{MARGIN}" y="{MARGIN}" width="{SIZE}" height="{SIZE}"/>',
    ]
    for mean, _, share in found:
        left = x(min(int(mean * BINS), BINS - 1) / BINS)
        parts.append(
            f'<rect class="count" x="{left}" y="{y(share)}" width="{SIZE / BINS}" '
            f'height="{round(SIZE * share, 1)}"/>'
        )
    parts.append(f'<line class="ideal" x1="{x(0)}" y1="{y(0)}" x2="{x(1)}" y2="{y(1)}"/>')
    parts.append(f'<polyline class="line" points="{points}"/>')
    parts += [f'<circle class="dot" cx="{x(mean)}" cy="{y(right)}" r="4"/>' for mean, right, _ in found]
    for tick in (0, 0.5, 1):
        parts.append(f'<text x="{x(tick)}" y="{y(0) + 18}" text-anchor="middle">{tick:g}</text>')
        parts.append(f'<text x="{x(0) - 8}" y="{y(tick) + 4}" text-anchor="end">{tick:g}</text>')
    parts.append(f'<text x="{x(0.5)}" y="{y(0) + 40}" text-anchor="middle">parallel</text>')
    parts.append(f'<text x="{x(0)}" y="{MARGIN - 14}">share of right pairs (bars: share of all pairs)</text>')
    path.write_text("\n".join([*parts, "</svg>"]) + "\n", encoding="utf-8")

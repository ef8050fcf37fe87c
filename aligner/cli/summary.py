"""What a run found, in a few lines for people and as JSON for programs."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from aligner.bitext import Alignment, SegmentedDocument, Verdict, VerdictLabel

VERDICTS = {
    VerdictLabel.TRANSLATION: "The documents are translations of each other",
    VerdictLabel.PARTIAL: "The documents are translations of each other in parts",
    VerdictLabel.NOT_A_TRANSLATION: "The documents are not translations of each other",
}


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of one alignment and the paths written."""

    alignment: Alignment
    min_score: float | None = None
    outputs: tuple[str, ...] = ()

    @property
    def below_min_score(self) -> int:
        """Give back how many pairs have a score below ``min_score``."""
        if self.min_score is None:
            return 0
        return sum(row.score is not None and row.score < self.min_score for row in self.alignment.pairs)

    @property
    def mean_score(self) -> float | None:
        """Give back the mean score of all pairs, those below ``min_score`` included."""
        scores = [row.score for row in self.alignment.pairs if row.score is not None]
        return sum(scores) / len(scores) if scores else None

    @property
    def unpaired(self) -> tuple[int, int]:
        """Give back how many sentences of each side are without a counterpart."""
        nulls = self.alignment.nulls
        return sum(len(bead.source) for bead in nulls), sum(len(bead.target) for bead in nulls)

    def to_text(self) -> str:
        """Give back the summary for people."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        one, other = self.alignment.source, self.alignment.target
        yield f"{_side(one)}, {_side(other)}"
        mean = self.mean_score
        mean_score = "" if mean is None else f", mean score {mean:.2f}"
        source, target = self.unpaired
        yield (
            f"{counted(len(self.alignment.pairs), 'pair')}{mean_score}; "
            f"without a counterpart: {source} in the source, {target} in the target"
        )
        verdict = self.alignment.verdict
        if verdict and verdict.label == VerdictLabel.TRANSLATION:  # otherwise it is a warning
            yield verdict_line(verdict)
        if self.below_min_score:
            yield f"{counted(self.below_min_score, 'pair')} below --min-score {self.min_score:g} left out"
        files = [path for path in self.outputs if path != "-"]
        if files:
            yield f"Written: {', '.join(files)}"

    def to_dict(self) -> dict[str, Any]:
        """Give back the summary as plain JSON values; scores have four decimals."""
        alignment, verdict = self.alignment, self.alignment.verdict
        source, target = self.unpaired
        types = Counter(bead.type for bead in alignment.beads)
        return {
            "source": _facts(alignment.source),
            "target": _facts(alignment.target),
            "pairs": len(alignment.pairs),
            "source_without_counterpart": source,
            "target_without_counterpart": target,
            "types": dict(sorted(types.items())),
            "mean_score": _rounded(self.mean_score),
            "min_score": self.min_score,
            "below_min_score": self.below_min_score,
            "verdict": verdict
            and {
                "label": verdict.label.value,
                "score": _rounded(verdict.score),
                "coverage_source": _rounded(verdict.coverage_source),
                "coverage_target": _rounded(verdict.coverage_target),
            },
            "outputs": list(self.outputs),
            "signature": alignment.signature,
        }


def verdict_line(verdict: Verdict) -> str:
    """Give back the verdict in a sentence, with its numbers.

    >>> verdict_line(Verdict(VerdictLabel.PARTIAL, 0.5, 0.25, 0.5))
    'The documents are translations of each other in parts (0.50; 25 % of the source, 50 % of the target)'
    """
    return (
        f"{VERDICTS[verdict.label]} ({verdict.score:.2f}; {verdict.coverage_source:.0%} of the source, "
        f"{verdict.coverage_target:.0%} of the target)".replace("%", " %")
    )


def counted(number: int, noun: str) -> str:
    """Give back the number with its noun.

    >>> counted(1, "pair"), counted(1200, "pair")
    ('1 pair', '1,200 pairs')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _side(side: SegmentedDocument) -> str:
    return f"{side.document.name} ({side.document.language}): {counted(len(side), 'sentence')}"


def _facts(side: SegmentedDocument) -> dict[str, Any]:
    document = side.document
    return {
        "name": document.name,
        "language": document.language,
        "format": document.format,
        "encoding": document.encoding,
        "sentences": len(side),
    }


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 4)

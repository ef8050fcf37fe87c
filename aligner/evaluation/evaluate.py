"""An alignment against its gold: the figures, as values, a table or a dictionary."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aligner.errors import OptionError
from aligner.evaluation.gold import read_links
from aligner.evaluation.links import Link
from aligner.evaluation.metrics import MEASURES, LinkCounts, Score, count_links

_TITLES = {
    "strict": "strict",
    "lax": "lax",
    "strict_t": "strict, coarse gold tolerated",
    "null": "sentences without counterpart",
    "link": "sentence links",
}
_FIGURES = ("precision", "recall", "f1")


@dataclass(frozen=True, slots=True)
class AlignmentEvaluation:
    """The counts of each document evaluated, by name; ``metrics`` says what they mean."""

    documents: tuple[tuple[str, LinkCounts], ...]

    @property
    def counts(self) -> LinkCounts:
        """Give back the counts of all documents together."""
        return sum((counts for _, counts in self.documents), LinkCounts())

    def score(self, measure: str) -> Score:
        """Give back precision and recall over all documents' counts together (micro)."""
        score: Score = getattr(self.counts, measure)
        return score

    def macro_f1(self, measure: str) -> float:
        """Give back the mean of the documents' F1, each counting the same whatever its length."""
        scores: list[Score] = [getattr(counts, measure) for _, counts in self.documents]
        return sum(score.f1 for score in scores) / len(scores) if scores else 0.0

    def to_text(self) -> str:
        """Give back a table for people, one measure a line."""
        width = max(map(len, _TITLES.values()))
        lines = [f"{'':{width}}  " + "  ".join(f"{figure:>9}" for figure in _FIGURES)]
        for measure in MEASURES:
            score = self.score(measure)
            figures = "  ".join(f"{getattr(score, figure):9.4f}" for figure in _FIGURES)
            lines.append(f"{_TITLES[measure]:{width}}  {figures}")
        if len(self.documents) > 1:
            lines.append(
                f"{len(self.documents)} documents, mean strict F1 of a document {self.macro_f1('strict'):.4f}"
            )
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """Give back all figures as plain values, those of each document among them."""
        return {
            **_figures(self.counts),
            "macro_f1": {measure: self.macro_f1(measure) for measure in MEASURES},
            "documents": {name: _figures(counts) for name, counts in self.documents},
        }


def evaluate_alignment(
    predicted: str | Path,
    golds: str | Path | Sequence[str | Path],
    *,
    keep_null_runs: bool = False,
    predicted_format: str | None = None,
    gold_format: str | None = None,
) -> AlignmentEvaluation:
    """Give back how well the links in a file agree with the gold.

    Of several ``golds``, equally right, the one that the prediction agrees with best
    (strict_t F1) counts. For formats see ``gold.READERS``. Raises InputError.
    """
    paths = [golds] if isinstance(golds, str | Path) else golds
    found = read_links(predicted, format=predicted_format)
    alternatives = [read_links(path, format=gold_format) for path in paths]
    return evaluate_links(Path(predicted).name, found, alternatives, keep_null_runs=keep_null_runs)


def evaluate_links(
    name: str,
    predicted: Iterable[Link],
    golds: Sequence[Sequence[Link]],
    *,
    keep_null_runs: bool = False,
) -> AlignmentEvaluation:
    """Give back how well predicted links agree with the best of the alternative golds."""
    if not golds:
        raise OptionError(f"{name}: no gold to evaluate against.")
    predicted = list(predicted)
    counted = [count_links(predicted, gold, keep_null_runs=keep_null_runs) for gold in golds]
    return AlignmentEvaluation(((name, max(counted, key=lambda counts: counts.strict_t.f1)),))


def combined(evaluations: Iterable[AlignmentEvaluation]) -> AlignmentEvaluation:
    """Give back the evaluation of all their documents as one corpus: counts add up."""
    return AlignmentEvaluation(tuple(document for one in evaluations for document in one.documents))


def _figures(counts: LinkCounts) -> dict[str, dict[str, float]]:
    scores: dict[str, Score] = {measure: getattr(counts, measure) for measure in MEASURES}
    return {
        measure: {figure: getattr(score, figure) for figure in _FIGURES} for measure, score in scores.items()
    }

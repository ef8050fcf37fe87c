"""BLEU and chrF against a reference, through sacrebleu, with its signatures.

sacrebleu is imported here only (the extra ``evaluate``). Papineni et al. 2002; Popović 2015;
the paired bootstrap is Koehn 2004, as sacrebleu does it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from aligner.errors import MissingExtraError

RESAMPLES = 1000

FEWEST = 5
"""Segments below which a bootstrap says nothing: of one segment it is sure of everything."""

METRICS = ("BLEU", "chrF")


@dataclass(frozen=True, slots=True)
class MetricScore:
    """A corpus score, and how likely a difference to the first translation this large is by chance.

    ``p_value`` is None for the first translation, where there is only one, and for too few segments.
    """

    score: float
    p_value: float | None = None


@dataclass(frozen=True, slots=True)
class ReferenceComparison:
    """The scores of several translations against one reference.

    ``scores``: for each metric one score for each translation, in their order. ``segments``
    is how many were compared; ``left_out`` how many the reference has no text for.
    """

    reference: str
    segments: int
    left_out: int
    scores: dict[str, tuple[MetricScore, ...]]
    signatures: dict[str, str]

    def to_dict(self) -> dict[str, Any]:
        """Give back the comparison as plain JSON values."""
        return {
            "reference": self.reference,
            "segments": self.segments,
            "left_out": self.left_out,
            "signatures": self.signatures,
        }


def require_sacrebleu() -> None:
    """Raise MissingExtraError unless sacrebleu is installed."""
    _sacrebleu()


def compare_with_reference(
    name: str, translations: Sequence[Sequence[str]], reference: Sequence[str], *, language: str
) -> ReferenceComparison:
    """Give back BLEU and chrF of each translation, segment by segment beside the reference.

    Segments without reference text are left out. With two translations or more, each is
    compared with the first by a paired bootstrap, unless there are fewer than FEWEST segments. Raises
    MissingExtraError without sacrebleu, ValueError where translations and reference differ in length.
    """
    if any(len(texts) != len(reference) for texts in translations):
        raise ValueError("translations and reference differ in their number of segments")
    kept = [number for number, text in enumerate(reference) if text.strip()]
    systems = [[texts[number] for number in kept] for texts in translations]
    scores = {metric: (MetricScore(0.0),) * len(systems) for metric in METRICS}
    signatures: dict[str, str] = {}
    if kept:
        metrics = _metrics([[reference[number] for number in kept]], language)
        alone = len(systems) == 1 or len(kept) < FEWEST
        scores, signatures = _single(systems, metrics) if alone else _paired(systems, metrics)
    return ReferenceComparison(name, len(kept), len(reference) - len(kept), scores, signatures)


def _sacrebleu() -> tuple[Any, Any, Any]:
    try:
        from sacrebleu.metrics.bleu import BLEU
        from sacrebleu.metrics.chrf import CHRF
        from sacrebleu.significance import PairedTest
    except ImportError:
        raise MissingExtraError("BLEU and chrF", "evaluate") from None
    return BLEU, CHRF, PairedTest


def _metrics(references: list[list[str]], language: str) -> dict[str, Any]:
    bleu, chrf, _ = _sacrebleu()
    made = (bleu(trg_lang=language, references=references), chrf(references=references))
    return dict(zip(METRICS, made, strict=True))


def _single(
    systems: list[list[str]], metrics: dict[str, Any]
) -> tuple[dict[str, tuple[MetricScore, ...]], dict[str, str]]:
    scores = {
        metric: tuple(MetricScore(by.corpus_score(texts, None).score) for texts in systems)
        for metric, by in metrics.items()
    }
    return scores, {metric: str(by.get_signature()) for metric, by in metrics.items()}


def _paired(
    systems: list[list[str]], metrics: dict[str, Any]
) -> tuple[dict[str, tuple[MetricScore, ...]], dict[str, str]]:
    _, _, paired_test = _sacrebleu()
    named = [(str(number), texts) for number, texts in enumerate(systems)]
    signatures, results = paired_test(named, metrics, None, "bs", n_samples=RESAMPLES)()
    keys = [key for key in results if key != "System"]  # in the order of the metrics
    scores = {
        metric: tuple(_judged(result, results[key][0]) for result in results[key])
        for metric, key in zip(metrics, keys, strict=True)
    }
    return scores, {metric: str(signatures[key]) for metric, key in zip(metrics, keys, strict=True)}


def _judged(result: Any, first: Any) -> MetricScore:
    # sacrebleu counts only differences above the real one, so two equal scores get its smallest p.
    equal = result.p_value is not None and result.score == first.score
    return MetricScore(float(result.score), 1.0 if equal else result.p_value)

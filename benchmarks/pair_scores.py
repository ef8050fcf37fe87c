"""How good the scores of pairs are: every figure of benchmarks/results/pair_scores.md.

    python -m benchmarks.pair_scores --data SHARED [--write]

SHARED holds ``quality/`` and ``bench/dev/`` (training/pair_scores/data.py tells which documents are
kept for testing) and ``seeds/``. ``--write`` puts the figures into benchmarks/results/pair_scores.md
and the reliability plot into docs/images/reliability.svg.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from statistics import mean

import numpy as np

from aligner.embedding.use_multilingual import UseMultilingual
from aligner.scoring.document_prior import in_document, prior_of
from aligner.scoring.flags import find_flags
from aligner.scoring.pair_scorer import PairScorer, PairScores
from benchmarks.pair_times import time_figures
from benchmarks.reliability import draw
from benchmarks.verdicts import confusion
from training.pair_scores.data import Pair, domain_of, read_families, read_judged, read_right_pairs
from training.pair_scores.measures import area_under_curve, calibration_error, correlation
from training.pair_scores.negatives import KINDS, Wrong, make_negatives

SEED = 20261123
EACH = 4
GOOD = 70.0
RESAMPLES = 1000

Figures = Iterator[str]


class Scored:
    """Scores of pairs, texts encoded here."""

    def __init__(self) -> None:
        self.encoder = UseMultilingual()
        self.scorer = PairScorer.load()

    def __call__(self, pairs: list[tuple[str, str]]) -> tuple[PairScores, np.ndarray, np.ndarray]:
        """Give back the scores and both sides' vectors."""
        sources, targets = [one for one, _ in pairs], [other for _, other in pairs]
        one, other = self.encoder.encode_with_tokens([*sources, *targets]).halves()
        return self.scorer.score(sources, targets, one, other), one.vectors, other.vectors


def table(head: list[str], rows: list[list[object]]) -> Figures:
    """Give back the lines of a Markdown table; numbers with three digits."""
    yield "| " + " | ".join(head) + " |"
    yield "|---" + "|---:" * (len(head) - 1) + "|"
    for row in rows:
        cells = [f"{cell:.3f}" if isinstance(cell, float) else str(cell) for cell in row]
        yield "| " + " | ".join(cells) + " |"
    yield ""


def parallel_figures(data: Path, scored: Scored, images: Path | None) -> Figures:
    """Give back the lines about ``parallel`` on the documents kept for testing."""
    right = [pair for pair in read_right_pairs(data, read_judged(data, "train")) if pair.test]
    wrong = make_negatives(right, each=EACH, seed=SEED)
    pairs = [*right, *(one.pair for one in wrong)]
    found, *sides = scored([(pair.source, pair.target) for pair in pairs])
    scores, cosines = found.parallel.astype(float), np.einsum("ij,ij->i", *sides)
    labels = np.repeat([1.0, 0.0], [len(right), len(wrong)])
    weights = np.repeat([1.0, len(right) / len(wrong)], [len(right), len(wrong)])
    kept = np.array([True] * len(right) + [one.kept for one in wrong])
    yield f"{len(right)} right pairs that the training of `parallel` didn't see (MLQE-PE's translations"
    yield "with 50 or more, and whole documents of the other families), and"
    yield f"{len(wrong)} wrong ones made from them. All wrong ones together weigh as much as all right ones."
    yield ""
    yield from table(
        ["", "figure", "aim"],
        [
            ["ROC AUC", area_under_curve(scores, labels, weights), "≥ .985"],
            ["ROC AUC, each kind weighing the same", _by_kind(scores, right, wrong), "≥ .985"],
            [
                "ROC AUC, wrong pairs that keep case and punctuation",
                area_under_curve(scores[kept], labels[kept], weights[kept]),
                "≥ .975",
            ],
            ["expected calibration error", calibration_error(scores, labels, weights), "≤ .030"],
            ["right pairs at 0.5 or more", float((scores[: len(right)] >= 0.5).mean()), ""],
        ],
    )
    yield "By kind of wrong pair (plain / keeping case and punctuation): AUC, and share at 0.5 or more."
    yield ""
    yield from table(
        ["kind", "n", "AUC", "AUC kept", "passing", "passing kept"], _kinds(scores, right, wrong)
    )
    yield from _families(scores, cosines, right, wrong)
    yield from _documents(scores, cosines, right)
    yield from _one_by_one(scores, cosines, right, wrong)
    if images is not None:
        draw(images / "reliability.svg", scores, labels, weights)


def _auc(scores: np.ndarray, right: int, chosen: np.ndarray) -> float:
    both = np.concatenate((scores[:right], scores[right:][chosen]))
    return area_under_curve(both, np.repeat([1.0, 0.0], [right, int(chosen.sum())]))


def _by_kind(scores: np.ndarray, right: list[Pair], wrong: list[Wrong]) -> float:
    kinds = np.array([one.kind for one in wrong])
    return float(np.mean([_auc(scores, len(right), kinds == kind) for kind in KINDS]))


def _kinds(scores: np.ndarray, right: list[Pair], wrong: list[Wrong]) -> list[list[object]]:
    kinds, kept = np.array([one.kind for one in wrong]), np.array([one.kept for one in wrong])
    rows: list[list[object]] = []
    for kind in KINDS:
        aucs: list[object] = []
        passing: list[object] = []
        for version in (False, True):
            chosen = (kinds == kind) & (kept == version)
            aucs.append(_auc(scores, len(right), chosen) if chosen.any() else "")
            passing.append(float((scores[len(right) :][chosen] >= 0.5).mean()) if chosen.any() else "")
        rows.append([kind.replace("_", " "), int((kinds == kind).sum()), *aucs, *passing])
    return rows


def _families(scores: np.ndarray, cosines: np.ndarray, right: list[Pair], wrong: list[Wrong]) -> Figures:
    yield "By family: right pairs at 0.5 or more alone, and among the pairs of their document"
    yield "(`in_document`)."
    yield ""
    rows: list[list[object]] = []
    of_wrong = np.array([one.pair.family for one in wrong])
    for family, group in groupby(range(len(right)), key=lambda row: right[row].family):
        places = list(group)
        chosen = np.concatenate((scores[places], scores[len(right) :][of_wrong == family]))
        labels = np.repeat([1.0, 0.0], [len(places), int((of_wrong == family).sum())])
        adapted = [one for _, one in _adapted(scores, cosines, right, places)]
        within = np.concatenate(adapted) if family != "mlqe" else scores[places]
        passing = float((scores[len(right) :][of_wrong == family] >= 0.5).mean())
        rows.append(
            [
                family,
                len(places),
                area_under_curve(chosen, labels),
                float((scores[places] >= 0.5).mean()),
                float((within >= 0.5).mean()),
                passing,
            ]
        )
    yield from table(["family", "n", "AUC", "recall alone", "recall in document", "wrong ones passing"], rows)


def _adapted(
    scores: np.ndarray, cosines: np.ndarray, right: list[Pair], places: list[int]
) -> Iterator[tuple[str, np.ndarray]]:
    for document, group in groupby(places, key=lambda row: right[row].document):
        rows = list(group)
        yield document, in_document(scores[rows].astype(np.float32), cosines[rows])


def _documents(scores: np.ndarray, cosines: np.ndarray, right: list[Pair]) -> Figures:
    literary = [row for row, pair in enumerate(right) if pair.family == "A_literary"]
    for document, group in groupby(literary, key=lambda row: right[row].document):
        places = list(group)
        prior = prior_of(scores[places].astype(np.float32))
        cosine = float(np.median(cosines[places]))
        yield f"Literature kept for testing: {document}, {len(places)} pairs, prior found {prior:.2f},"
        yield f"median cosine {cosine:.2f}."
    yield ""


def _one_by_one(scores: np.ndarray, cosines: np.ndarray, right: list[Pair], wrong: list[Wrong]) -> Figures:
    """Give back how many wrong pairs pass in a document whose other pairs are all right."""
    wrong_of = defaultdict(list)
    for number, one in enumerate(wrong):
        wrong_of[one.row].append(number)
    alone, within, unnamed = defaultdict(list), defaultdict(list), defaultdict(list)
    for _, group in groupby(range(len(right)), key=lambda row: (right[row].family, right[row].document)):
        rows = np.array(list(group))
        for place, row in enumerate(rows if right[rows[0]].family != "mlqe" else ()):
            for number in wrong_of[row]:
                kind, other = wrong[number].kind.replace("_", " "), len(right) + number
                document = np.r_[rows[:place], other, rows[place + 1 :]]
                adapted = in_document(scores[document].astype(np.float32), cosines[document])
                alone[kind].append(float(scores[other] >= 0.5))
                within[kind].append(float(adapted[place] >= 0.5))
                pair = wrong[number].pair
                unnamed[kind].append(within[kind][-1] and not find_flags(pair.source, pair.target))
    yield "Wrong pairs at 0.5 or more, alone, each as the only wrong one in its document, and of the last"
    yield "those that no flag names:"
    yield ""
    yield from table(
        ["kind", "n", "alone", "in document", "without a flag"],
        [
            [kind, len(alone[kind]), mean(alone[kind]), mean(within[kind]), float(mean(unnamed[kind]))]
            for kind in sorted(alone)
        ],
    )


def all_literature(data: Path, scored: Scored) -> Figures:
    """Give back the recall on every gold pair of A_literary, training documents among them."""
    pairs = [pair for pair in read_families(data) if pair.family == "A_literary"]
    found, *sides = scored([(pair.source, pair.target) for pair in pairs])
    scores, cosines = found.parallel.astype(float), np.einsum("ij,ij->i", *sides)
    within = np.concatenate([one for _, one in _adapted(scores, cosines, pairs, list(range(len(pairs))))])
    yield "All gold pairs of A_literary (two of three documents were trained on):"
    yield f"{(scores >= 0.5).mean():.3f} at 0.5 or more alone,"
    yield f"{(within >= 0.5).mean():.3f} in their documents."
    yield ""


def quality_figures(data: Path, scored: Scored) -> Figures:
    """Give back the lines about ``quality`` on MLQE-PE's development part."""
    dev, train = read_judged(data, "dev"), read_judged(data, "train")
    scores, source, target = scored([(one.source, one.target) for one in dev])
    means, z_means = np.array([one.mean for one in dev]), np.array([one.z_mean for one in dev])
    quality = scores.quality.astype(float)
    goal = np.array([one.z_mean for one in train])
    train_source = scored.encoder.encode([one.source for one in train])
    baselines = {
        "cosine": np.einsum("ij,ij->i", source, target),
        "source only: ridge on its vector": _ridge(train_source, goal, source),
        "source only: kernel ridge on its vector": _kernel_ridge(train_source, goal, source),
    }
    rows: list[list[object]] = [["**quality**", *_correlations(quality, z_means, means)]]
    rows += [[name, *_correlations(values, z_means, means)] for name, values in baselines.items()]
    yield "MLQE-PE ru-en dev, 1,000 sentences, no part in training. Pearson's correlation; interval by"
    yield "bootstrap."
    yield ""
    yield from table(["", "z-mean", "95 %", "mean"], rows)
    for name in list(baselines)[1:]:
        gain = correlation(quality, z_means) - correlation(baselines[name], z_means)
        gain_mean = correlation(quality, means) - correlation(baselines[name], means)
        yield f"Gain over {name}: {gain:+.3f} (z-mean), {gain_mean:+.3f} (mean); aim +.06."
        yield ""
    domains = np.array([domain_of(one.source) for one in dev])
    rows = []
    for domain, aim in (("Reddit", "≥ .55"), ("Wikiquote", "≥ .40")):
        inside = domains == domain
        figure = _correlations(quality[inside], z_means[inside], means[inside])
        rows.append([domain, int(inside.sum()), *figure, aim])
    yield "Within one domain, guessed from the text (`domain_of`): the data doesn't mark it."
    yield ""
    yield from table(["domain", "n", "z-mean", "95 %", "mean", "aim (z-mean)"], rows)
    good = (means >= GOOD).astype(float)
    probability = scores.good.astype(float)
    yield f"P(score ≥ 70) on dev: calibration error {calibration_error(probability, good):.3f} (aim ≤ .03;"
    yield f"a perfectly calibrated score would measure {_noise(probability):.3f} on 1,000 sentences),"
    yield f"AUC {area_under_curve(probability, good):.3f}, share good {good.mean():.3f}, mean"
    yield f"probability {probability.mean():.3f}."
    yield ""


def _noise(probability: np.ndarray) -> float:
    """Give back the calibration error measured on average where the probabilities are exactly right."""
    rng = np.random.default_rng(SEED)
    drawn = [calibration_error(probability, rng.random(len(probability)) < probability) for _ in range(200)]
    return float(np.mean(drawn))


def _correlations(values: np.ndarray, z_means: np.ndarray, means: np.ndarray) -> list[object]:
    rng = np.random.default_rng(SEED)
    samples = rng.integers(len(values), size=(RESAMPLES, len(values)))
    low, high = np.quantile([correlation(values[rows], z_means[rows]) for rows in samples], [0.025, 0.975])
    return [correlation(values, z_means), f"{low:.3f}–{high:.3f}", correlation(values, means)]


def _ridge(train: np.ndarray, goal: np.ndarray, test: np.ndarray, strength: float = 1.0) -> np.ndarray:
    centre = train.mean(axis=0)
    rows = (train - centre).astype(np.float64)
    left = rows.T @ rows + strength * np.eye(rows.shape[1])
    weights: np.ndarray = np.linalg.solve(left, rows.T @ (goal - goal.mean()))
    return (test - centre) @ weights


def _kernel_ridge(train: np.ndarray, goal: np.ndarray, test: np.ndarray) -> np.ndarray:
    likeness = np.exp(-2 * (1 - train @ train.T)).astype(np.float64)
    likeness[np.diag_indices(len(train))] += 0.5
    weights: np.ndarray = np.linalg.solve(likeness, goal - goal.mean())
    return np.exp(-2 * (1 - test @ train.T)) @ weights


def cross_validated() -> Figures:
    """Give back what training wrote of cross-validation."""
    path = Path(__file__).parents[1] / "training" / "pair_scores" / "cross_validation.json"
    results = json.loads(path.read_text(encoding="utf-8"))
    for part in ("parallel", "quality"):
        rows = [
            [name.replace("_", " "), float(value) if isinstance(value, float) else str(value)]
            for name, value in results[part].items()
        ]
        yield f"`{part}`:"
        yield ""
        yield from table(["", "figure"], rows)
    yield (
        "Trained with " + ", ".join(f"{name} {number}" for name, number in results["versions"].items()) + "."
    )
    yield ""


def sections(data: Path, images: Path | None) -> Figures:
    """Give back every line of the results."""
    times = list(time_figures(data))
    scored = Scored()
    yield "# Scores of pairs\n"
    yield "Made by `python -m benchmarks.pair_scores --data SHARED --write`; what was tried and why:"
    yield "[docs/decisions/scores.md](../../docs/decisions/scores.md).\n"
    yield "## parallel: do both sides say the same?\n"
    yield from parallel_figures(data, scored, images)
    yield from all_literature(data, scored)
    yield "![Reliability](../../docs/images/reliability.svg)\n"
    yield "## quality: what would people give the translation?\n"
    yield from quality_figures(data, scored)
    yield "## Cross-validation on the training documents\n"
    yield "`parallel` by document, four folds; `quality` five folds; nothing that describes a pair was"
    yield "learnt from it.\n"
    yield from cross_validated()
    yield "## Verdicts on documents\n"
    yield from confusion(data, scored.encoder)
    yield "## Time\n"
    yield from times
    yield ""


def main() -> None:
    """Print the figures, and write them if asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    root = Path(__file__).parents[1]
    lines = []
    for line in sections(options.data, root / "docs" / "images" if options.write else None):
        print(line, flush=True)
        lines.append(line)
    if options.write:
        path = root / "benchmarks" / "results" / "pair_scores.md"
        path.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Fits what a document's freedom of translation says of its pairs, for scoring/document_prior.py.

    python -m training.document_freedom DATA CACHE      # as --data and --cache of training.pair_scores

Documents are made from the training ones: a stretch of neighbouring right pairs, of which a share is
replaced by wrong ones. What the trees say of a pair comes from trees that didn't see its document.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from aligner.embedding.use_multilingual import UseMultilingual
from aligner.scoring.document_prior import DOUBT, NEUTRAL_COSINE, in_document, prior_of, with_prior
from aligner.scoring.pair_features import FEATURES
from training.mined_pairs import fit
from training.pair_scores.data import Pair, read_judged
from training.pair_scores.export import calibrate
from training.pair_scores.features import Vectors, features_by_fold, fit_lexicons
from training.pair_scores.fit import encode, material, other_english
from training.pair_scores.fit_parallel import EDGE, balanced, out_of_fold
from training.pair_scores.negatives import Wrong

SHARES = (0.0, 0.0, 0.03, 0.1, 0.2, 0.4, 0.7, 0.9, 1.0)
"""Of wrong pairs in a document, each as likely; from 0.9 on these are other sentences altogether."""

OTHER_SENTENCES = frozenset({"random", "neighbour"})
LONGEST = 150
EACH = 30
"""Documents made of each training document; of literature, of which there is little, 8 times as many."""
SEED = 1


@dataclass(frozen=True)
class Scored:
    """All training pairs, right ones first, with their cosines and ``parallel``, out of fold."""

    right: Sequence[Pair]
    wrong: Sequence[Wrong]
    cosines: np.ndarray
    parallel: np.ndarray

    def documents(self) -> list[list[int]]:
        """Give back the rows of each document's right pairs, in its order."""
        found = defaultdict(list)
        for row, pair in enumerate(self.right):
            if pair.family != "mlqe" and pair.place < 10_000:
                found[pair.family, pair.document].append(row)
        return [sorted(rows, key=lambda row: self.right[row].place) for rows in found.values()]

    def wrong_of(self) -> dict[int, list[int]]:
        """Give back the rows of the wrong pairs made from each right one."""
        found = defaultdict(list)
        for number, one in enumerate(self.wrong):
            found[one.row].append(len(self.right) + number)
        return found

    def kind(self, row: int) -> str:
        """Give back the kind of a wrong pair, "right" of a right one."""
        return self.wrong[row - len(self.right)].kind if row >= len(self.right) else "right"


def main(data: Path, cache: Path) -> None:
    """Print the fitted weights, and who passes 0.5 in good documents with and without them."""
    scored = score(data, cache)
    rng = np.random.default_rng(SEED)
    inputs, labels = [], []
    for rows in made_documents(scored, rng):
        cosines, parallel = scored.cosines[rows], scored.parallel[rows]
        prior = prior_of(parallel.astype(np.float32))
        trust = len(rows) / (len(rows) + DOUBT)
        ones = np.ones(len(rows))
        inputs.append(
            np.stack(
                (
                    np.log(parallel / (1 - parallel)),
                    ones * np.log(prior / (1 - prior)),
                    ones * trust * (NEUTRAL_COSINE - np.median(cosines)),
                ),
                axis=1,
            )
        )
        labels.append(rows < len(scored.right))
    weights = fit(np.concatenate(inputs), np.concatenate(labels).astype(np.float64))
    print("log-odds of the pair, of the prior, freedom, bias:", np.round(weights, 2).tolist())
    for name, cosine in (("prior alone", None), ("prior and freedom", scored.cosines)):
        print(name, passing(scored, cosine))


def score(data: Path, cache: Path) -> Scored:
    """Give back the training pairs as trees see them that weren't trained on their document."""
    vectors = Vectors(UseMultilingual(), cache)
    judged = read_judged(data, "train")
    right, wrong = material(data, judged)
    encode(vectors, right, wrong, judged)
    lexicons = fit_lexicons(right, other_english(data), vectors)
    pairs = [*right, *(one.pair for one in wrong)]
    rows = np.concatenate([features_by_fold(of, lexicons, vectors) for of in (right, pairs[len(right) :])])
    labels, weights = np.repeat([1.0, 0.0], [len(right), len(wrong)]), balanced(len(right), len(wrong))
    raw = out_of_fold(pairs, rows, labels, weights)
    parallel = np.interp(raw, *calibrate(raw, labels, weights, EDGE, 1 - EDGE))
    return Scored(right, wrong, rows[:, FEATURES.index("cosine")].astype(np.float64), parallel)


def made_documents(scored: Scored, rng: np.random.Generator) -> Iterator[np.ndarray]:
    """Give back the rows of documents of any length, each with its share of wrong pairs."""
    wrong_of = scored.wrong_of()
    for whole in scored.documents():
        literary = scored.right[whole[0]].family == "A_literary"
        for _ in range(EACH * (8 if literary else 1)):
            size = min(int(np.exp(rng.uniform(0, np.log(LONGEST)))), len(whole))
            first = int(rng.integers(0, len(whole) - size + 1))
            share = float(rng.choice(SHARES))
            rows = []
            for row in whole[first : first + size]:
                kinds = defaultdict(list)
                for other in wrong_of[row]:
                    if share < 0.9 or scored.kind(other) in OTHER_SENTENCES:
                        kinds[scored.kind(other)].append(other)
                if rng.random() < share and kinds:
                    row = int(rng.choice(kinds[str(rng.choice(sorted(kinds)))]))
                rows.append(row)
            yield np.array(rows)


def passing(scored: Scored, cosines: np.ndarray | None) -> dict[str, float]:
    """Give back the share at 0.5 or more of right pairs, and of wrong ones each alone among right ones.

    Without cosines the documents' freedom counts nothing.
    """
    wrong_of = scored.wrong_of()
    passed = defaultdict(list)
    for rows in scored.documents():
        for place, row in enumerate(rows[:LONGEST]):
            for other in (row, *wrong_of[row]):
                within = [*rows[:place], other, *rows[place + 1 :]]
                parallel = scored.parallel[within].astype(np.float32)
                if cosines is None:
                    value = with_prior(parallel, prior_of(parallel))[place]
                else:
                    value = in_document(parallel, cosines[within].astype(np.float32))[place]
                family = scored.right[row].family
                kind = scored.kind(other)
                passed[f"right, {family}" if kind == "right" else kind].append(value >= 0.5)
    return {kind: round(float(np.mean(values)), 3) for kind, values in sorted(passed.items())}


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

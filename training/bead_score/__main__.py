"""Trains the learned bead score.

    python -m training.bead_score --data BENCHMARK_FOLDER          trains on all, writes the model
    python -m training.bead_score --data BENCHMARK_FOLDER --aside  trains on part, scores the rest
    ... --aside --ablation FILE.md                                 and without each group of features

Needs the extra [training]. The same data and seed give the same model on the same machine.
"""

import argparse
import hashlib
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from aligner.alignment import align_vectors
from aligner.alignment.features import BEAD_FEATURES, NULL_FEATURES
from aligner.alignment.learned import LearnedScore, Network, pack
from aligner.evaluation.links import link
from aligner.evaluation.metrics import LinkCounts, count_links
from training.bead_score.corpus import Corpus, Vectors, read_corpus
from training.bead_score.documents import GoldDocument, augmented
from training.bead_score.fit import Example, Settings, fit, frozen, make_example

MODEL = Path(__file__).parents[2] / "aligner" / "alignment" / "models" / "use-multilingual.npz"

FREE_PROSE = ("A_literary", "C_bible_sent")
FREE_PROSE_WEIGHT = 2.0
"""Few documents are free prose; each counts twice."""

GROUPS: dict[str, tuple[str, ...]] = {
    "what the first pass told (document and passage)": (
        "document cosine",
        "document nulls",
        "local cosine",
        "local nulls",
    ),
    "passage only": ("local cosine", "local nulls"),
    "lengths": ("squared log length ratio", "length deviation", "log length", "cosine by log length"),
    "edges and extension": ("weakest edge", "weakest edge, negative part", "best extension"),
    "inside against outside": (
        "source inside",
        "source outside",
        "source uncovered",
        "target inside",
        "target outside",
        "target uncovered",
    ),
    "claim (nulls)": ("claim",),
}
"""Features left out together, to see what they give."""


def evaluate(documents: Sequence[GoldDocument], learned: LearnedScore | None) -> dict[str, float]:
    """Give back strict_t F1 of each family."""
    counts: dict[str, LinkCounts] = defaultdict(LinkCounts)
    for document in documents:
        assert document.vectors is not None
        beads = align_vectors(
            *document.vectors,
            *(np.array([len(line) for line in side]) for side in (document.source, document.target)),
            source_inner=document.inner[0],
            target_inner=document.inner[1],
            learned=learned,
        )
        predicted = [link(bead.source, bead.target) for bead in beads]
        counts[document.family] += count_links(predicted, [link(s, t, tag) for s, t, tag in document.gold])
    return {family: count.strict_t.f1 for family, count in counts.items()}


def without(example: Example, names: Sequence[str]) -> Example:
    """Give back the example with these features set to nought."""
    values = example.values.copy()
    values[:, [BEAD_FEATURES.index(name) for name in names if name in BEAD_FEATURES]] = 0
    columns = [NULL_FEATURES.index(name) for name in names if name in NULL_FEATURES]
    source, target = example.source_values.copy(), example.target_values.copy()
    source[:, columns] = 0
    target[:, columns] = 0
    facts = example.facts * (1, 0, 0) if "document nulls" in names else example.facts
    return replace(example, values=values, source_values=source, target_values=target, facts=facts)


def blind(learned: LearnedScore, names: Sequence[str]) -> LearnedScore:
    """Give back the score with no weight on these features, on which it saw noughts only."""

    def masked(network: Network, features: Sequence[str]) -> Network:
        kept = np.array([feature not in names for feature in features], dtype=np.float32)
        return replace(network, weights=network.weights * kept[:, None])

    return LearnedScore(
        tuple(masked(network, BEAD_FEATURES) for network in learned.bead),
        tuple(masked(network, NULL_FEATURES) for network in learned.null),
        tuple(w * (1, 0, 0) if "document nulls" in names else w for w in learned.opening_weights),
    )


def train(examples: Sequence[Example], settings: Settings, seeds: int) -> LearnedScore:
    """Give back the mean of as many fits as there are seeds."""
    fits = []
    for seed in range(seeds):
        start = time.time()
        fits.append(fit(examples, settings, seed))
        print(f"seed {seed}: loss {fits[-1][3]:.1f}, {time.time() - start:.0f} s", flush=True)
    return frozen(fits)


def show(name: str, figures: dict[str, float]) -> str:
    cells = " | ".join(f"{figures[family]:.4f}" for family in sorted(figures))
    line = f"| {name} | {cells} | {np.mean(list(figures.values())):.4f} |"
    print(line, flush=True)
    return line


def checksum() -> str:
    """Give back a checksum of the training scripts."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def examples_of(corpus: Corpus, vectors: Vectors, disturbed: int) -> list[Example]:
    random = np.random.default_rng(1)
    documents = [*corpus.training, *augmented(corpus.whole, corpus.noise, disturbed, random)]
    examples = [make_example(document) for document in vectors.add_to(documents)]
    return [
        replace(e, weight=FREE_PROSE_WEIGHT if e.document.family in FREE_PROSE else 1.0) for e in examples
    ]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--aside", action="store_true")
    parser.add_argument("--ablation", type=Path)
    parser.add_argument("--seeds", type=int, default=1, help="networks whose mean is taken")
    parser.add_argument("--epochs", type=int, default=Settings.epochs)
    parser.add_argument("--units", type=int, default=Settings.units)
    parser.add_argument("--disturbed", type=int, default=200, help="documents disturbed anew")
    options = parser.parse_args()
    settings = Settings(epochs=options.epochs, units=options.units)
    corpus, vectors = read_corpus(options.data, everything=not options.aside), Vectors()
    examples = examples_of(corpus, vectors, options.disturbed)
    print(f"{len(examples)} documents", flush=True)
    if not options.aside:
        arrays = pack(train(examples, settings, options.seeds))
        arrays["training"] = np.array(f"{checksum()} epochs={settings.epochs} units={settings.units}")
        MODEL.parent.mkdir(exist_ok=True)
        np.savez_compressed(MODEL, **arrays)
        print(f"{MODEL}: {MODEL.stat().st_size} bytes")
        return 0
    aside = vectors.add_to(corpus.kept_aside)
    lines = [show("hand-set score", evaluate(aside, None))]
    lines.append(show("learned score", evaluate(aside, train(examples, settings, options.seeds))))
    if options.ablation:
        for group, names in GROUPS.items():
            part = [without(example, names) for example in examples]
            lines.append(show(f"without {group}", evaluate(aside, blind(train(part, settings, 1), names))))
        straight = replace(settings, units=1)
        lines.append(
            show("one hidden unit (nearly a straight line)", evaluate(aside, train(examples, straight, 1)))
        )
        header = " | ".join(sorted({document.family for document in aside}))
        rule = "|---" * (len({document.family for document in aside}) + 2) + "|"
        options.ablation.write_text(
            "\n".join([f"| | {header} | mean |", rule, *lines]) + "\n", encoding="utf-8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())

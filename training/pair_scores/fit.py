"""Train the models of the pair scores and write them into aligner/scoring/models.

    python -m training.pair_scores.fit --data SHARED --cache FOLDER [--out aligner/scoring/models]

``--data`` is described in data.py; ``--cache`` keeps vectors from one run to the next. One
thread, fixed seeds: the same versions of the libraries give the same files. Needs the extra
``training``.
"""

import argparse
import json
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import numpy as np

from aligner.embedding.use_multilingual import UseMultilingual
from aligner.scoring.model_files import SCHEMA
from aligner.scoring.pair_features import FEATURES
from training.pair_scores.data import Judged, Pair, joined, pair_of, read_judged, read_right_pairs
from training.pair_scores.features import Lexicon, Vectors, features_by_fold, fit_lexicons
from training.pair_scores.fit_parallel import fit_parallel
from training.pair_scores.fit_quality import Described, fit_quality
from training.pair_scores.golden import write_golden
from training.pair_scores.negatives import Wrong, make_negatives
from training.pair_scores.variants import notices, with_variants

EACH = 8
"""Wrong pairs made of each right one, beside those with a name or a number changed: with 4 the AUC
of omissions was .002 lower, of shuffled words .004 (cross-validated)."""

FACTS = 2
"""Wrong pairs with another name, and with another number, made of each right one that has them."""

UNJUDGED = 30_000
"""Wrong pairs that the kernel of `quality` answers for, to teach the network."""

NO_TRANSLATIONS = frozenset({"random", "neighbour", "copied"})
"""Kinds of wrong pairs that aren't bad translations, but none."""

SEED = 20261122


def other_english(data: Path) -> list[str]:
    """Give back lines of English prose that no pair comes from, to learn the order of words from."""
    lines = [
        line
        for path in sorted((data / "bench" / "dev" / "F_docs").glob("*.en.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [line for line in lines if len(line) > 40 and line[0].isalpha()]


def main() -> None:
    """Train and write the models, and what cross-validation said of them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("aligner/scoring/models"))
    options = parser.parse_args()
    options.cache.mkdir(exist_ok=True)
    encoder = UseMultilingual()
    vectors = Vectors(encoder, options.cache)
    judged = read_judged(options.data, "train")
    right, wrong = material(options.data, judged)
    encode(vectors, right, wrong, judged)
    lexicons = fit_lexicons(right, other_english(options.data), vectors)
    stamp = _stamp(encoder.signature)
    write(options.out / "lexicon.npz", _lexicon_arrays(lexicons[-1]), stamp)
    made = [features_by_fold(pairs, lexicons, vectors) for pairs in (right, [one.pair for one in wrong])]
    arrays, report, parallel_trees = fit_parallel(right, wrong, *made)
    write(options.out / "parallel.npz", arrays, stamp)
    rows = [pair_of(one, number) for number, one in enumerate(judged)]
    features = features_by_fold(rows, lexicons, vectors)
    others = unjudged(right, wrong, *made, vectors)
    arrays, quality_report, quality_trees = fit_quality(Described.of(judged, features, vectors), others)
    write(options.out / "quality.npz", arrays, stamp)
    results = {"versions": stamp["versions"], "parallel": report, "quality": quality_report}
    text = json.dumps(results, indent=1, ensure_ascii=False) + "\n"
    Path("training/pair_scores/cross_validation.json").write_text(text, encoding="utf-8")
    write_golden(
        Path("tests/cases/scoring/golden.json"), {"parallel": parallel_trees, "quality": quality_trees}
    )


def material(data: Path, judged: list[Judged]) -> tuple[list[Pair], list[Wrong]]:
    """Give back the right pairs to train on, and the wrong ones made from them."""
    right = [pair for pair in read_right_pairs(data, judged) if not pair.test]
    right += joined(right) + with_variants(right) + notices(SEED)
    return right, make_negatives(right, each=EACH, seed=SEED, facts=FACTS)


def encode(vectors: Vectors, right: list[Pair], wrong: list[Wrong], judged: list[Judged]) -> None:
    """Encode what is to be trained on, unless the vectors' folder holds it."""
    vectors.add([text for pair in right for text in (pair.source, pair.target)])
    vectors.add([text for one in wrong for text in (one.pair.source, one.pair.target)])
    vectors.add([text for one in judged for text in (one.source, one.target)])


def unjudged(
    right: list[Pair], wrong: list[Wrong], of_right: np.ndarray, of_wrong: np.ndarray, vectors: Vectors
) -> Described:
    """Give back pairs that nobody judged: those of other texts, and a part of the wrong ones."""
    families = [row for row, pair in enumerate(right) if pair.family != "mlqe"]
    translated = [row for row, one in enumerate(wrong) if one.kind not in NO_TRANSLATIONS]
    some = np.random.default_rng(SEED).permutation(translated)[:UNJUDGED]
    pairs = [*(right[row] for row in families), *(wrong[row].pair for row in some)]
    return Described.of(pairs, np.concatenate((of_right[families], of_wrong[some])), vectors)


def _lexicon_arrays(lexicon: Lexicon) -> dict[str, np.ndarray]:
    return {
        "words": np.array("\n".join(lexicon.words)),
        "neighbours": lexicon.neighbours,
        "narrative": lexicon.narrative,
    }


def _stamp(encoder: str) -> dict[str, object]:
    folder = Path(__file__).parent
    scripts = sorted([*folder.glob("*.py"), *folder.glob("*.tsv")])
    digest = sha256(b"".join(path.read_bytes() for path in scripts)).hexdigest()[:16]
    names = ("numpy", "scikit-learn", "lightgbm", "sentencepiece")
    return {
        "schema": SCHEMA,
        "features": list(FEATURES),
        "encoder": encoder,
        "training": digest,
        "versions": {name: version(name) for name in names},
    }


def write(path: Path, arrays: dict[str, np.ndarray], stamp: dict[str, object]) -> None:
    """Write the arrays and where they come from into one npz."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, stamp=np.array(json.dumps(stamp)), **arrays)


if __name__ == "__main__":
    main()

"""How many of the mining sets' gold pairs the judge was trained on, and F1 without them.

    python -m training.mined_overlap DATA      # as --data of training.pair_scores

A sentence counts as seen if a text that the model of pairs was trained on holds it whole, or
so many of its runs of four letters that it is the same but for a few words.
"""

import re
import sys
from collections.abc import Iterable
from pathlib import Path

from aligner.embedding import get_encoder
from aligner.mining import MIN_SCORE
from benchmarks.mining import mine
from training.pair_scores.data import read_families, read_judged

NEARLY = 0.8
"""Share of a sentence's four-letter runs in one training text from which it counts as seen."""

_SIGNS = re.compile(r"[\W_]+")

Links = set[tuple[str | int, ...]]
"""Name of the set, sentence numbers."""


def main(data: Path) -> None:
    """Print the overlap and the figures of each set, with all pairs and without the seen ones."""
    pairs = [pair for pair in read_families(data) if not pair.test]
    judged = read_judged(data, "train")
    seen = tuple(
        Seen([*(getattr(pair, side) for pair in pairs), *(getattr(one, side) for one in judged)])
        for side in ("source", "target")
    )
    folder = data / "bench" / "dev" / "E_mining"
    encoder = get_encoder()
    golds: dict[str, Links] = {}
    found: dict[str, Links] = {}
    known: dict[str, Links] = {}
    for path in sorted(folder.glob("*.gold.tsv")):
        name = path.name.removesuffix(".gold.tsv")
        kind = "pool" if name.startswith("pool") else "small sets"
        source, target = (
            (folder / f"{name}.{language}.txt").read_text("utf-8").splitlines() for language in ("ru", "en")
        )
        gold = [tuple(map(int, row.split("\t")[:2])) for row in path.read_text("utf-8").splitlines()]
        same = [pair for pair in gold if seen[0].holds(source[pair[0]]) or seen[1].holds(target[pair[1]])]
        golds.setdefault(kind, set()).update((name, *pair) for pair in gold)
        known.setdefault(kind, set()).update((name, *pair) for pair in same)
        found.setdefault(kind, set()).update(
            (name, *mined.pair.bead.source, *mined.pair.bead.target)
            for mined in mine(folder, name, encoder, MIN_SCORE)
        )
    for kind, gold in golds.items():
        print(f"{kind}: {len(gold)} pairs, {len(known[kind])} of them seen")
        print(f"  all           {_figures(gold, found[kind])}")
        print(f"  without seen  {_figures(gold - known[kind], found[kind] - known[kind])}")


def _figures(gold: Links, found: Links) -> str:
    hits = len(gold & found)
    f1 = 2 * hits / (len(gold) + len(found))
    return f"precision {hits / len(found):.4f}  recall {hits / len(gold):.4f}  f1 {f1:.4f}"


class Seen:
    """The texts of one side of the training data."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._places: dict[str, list[int]] = {}
        for number, text in enumerate(texts):
            for gram in _grams(_plain(text)):
                self._places.setdefault(gram, []).append(number)

    def holds(self, sentence: str) -> bool:
        """Say whether a training text holds this sentence or nearly so."""
        grams = _grams(_plain(sentence))
        counts: dict[int, int] = {}
        for gram in grams:
            for number in self._places.get(gram, ()):
                counts[number] = counts.get(number, 0) + 1
        return max(counts.values(), default=0) >= NEARLY * max(1, len(grams))


def _plain(text: str) -> str:
    return _SIGNS.sub(" ", text.casefold().replace("ё", "е")).strip()


def _grams(text: str) -> frozenset[str]:
    return frozenset(text[start : start + 4] for start in range(max(1, len(text) - 3)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Matching of documents against gold, on sets made of aligned texts, and its time for many.

    OPENBLAS_NUM_THREADS=1 python -m benchmarks.matching [--set FOLDER] [--made FOLDER ...] [--speed 2000]

--set: a folder with ru/, en/ and gold.tsv. --made: folders of NAME.ru.txt, NAME.en.txt,
NAME.gold.tsv (sentences and beads); each text is cut into documents of about ten beads, so that
the hardest distractors are the next pages of the same text, and then 15 % are only Russian,
15 % only English, and of the others 15 % each lose half of the English or get foreign
sentences around it.
"""

import argparse
import ast
import json
import resource
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aligner.bitext import SegmentedDocument
from aligner.config import ReadOptions
from aligner.embedding import get_encoder
from aligner.matching import match_documents
from aligner.protocols import Encoder, Progress
from aligner.reading import read, read_string
from aligner.segmentation import get_segmenter

PAGE = 10
"""Beads of a made document."""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--set", type=Path)
    parser.add_argument("--made", type=Path, nargs="*", default=[])
    parser.add_argument("--speed", type=int)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    results = {}
    if arguments.set:
        results["set"] = of_set(arguments.set, get_encoder())
    if arguments.made:
        results["made"] = of_made(arguments.made, get_encoder(), arguments.seed)
    if arguments.speed:
        results["speed"] = speed(arguments.speed)
    print(json.dumps(results, indent=2))


def of_set(folder: Path, encoder: Encoder) -> dict[str, float]:
    """Give back the figures of a set of files."""
    segment = get_segmenter("rules").segment
    source, target = (
        [segment(read(path, ReadOptions(language))) for path in sorted((folder / language).iterdir())]
        for language in ("ru", "en")
    )
    gold = {
        tuple(line.split("\t")) for line in (folder / "gold.tsv").read_text(encoding="utf-8").splitlines()
    }
    return figures(source, target, gold, encoder)


def figures(
    source: Sequence[SegmentedDocument],
    target: Sequence[SegmentedDocument],
    gold: set[tuple[str, ...]],
    encoder: Encoder,
) -> dict[str, float]:
    """Give back F1 at the default threshold, the lowest right and the highest wrong score."""
    matching = match_documents(source, target, encoder, min_score=0.05)
    scores: dict[tuple[str, ...], float] = {
        (match.source, match.target): match.score for match in matching.matches
    }
    found = {(match.source, match.target) for match in match_documents(source, target, encoder).matches}
    hits = len(found & gold)
    return {
        "sources": len(source),
        "targets": len(target),
        "pairs in gold": len(gold),
        "precision": hits / max(1, len(found)),
        "recall": hits / max(1, len(gold)),
        "f1": 2 * hits / max(1, len(found) + len(gold)),
        "lowest right": min((score for pair, score in scores.items() if pair in gold), default=0.0),
        "highest wrong": max((score for pair, score in scores.items() if pair not in gold), default=0.0),
    }


def of_made(folders: Sequence[Path], encoder: Encoder, seed: int) -> dict[str, float]:
    """Give back the figures of a set made of aligned texts."""
    generator = np.random.default_rng(seed)
    pages = [page for folder in folders for page in _pages(folder)]
    sources, targets, gold = [], [], set()
    for number, (russian, english) in enumerate(pages):
        role, change = generator.random(2)
        if role < 0.85:
            sources.append(_document(russian, "ru", f"{number}"))
        if role >= 0.15:
            changed = english
            if 0.15 <= role < 0.85 and change < 0.15:
                middle = len(english) // 2
                changed = english[:middle] if change < 0.075 else english[middle:]
            elif 0.15 <= role < 0.85 and change < 0.3:
                foreign = pages[int(generator.integers(len(pages)))][1]
                changed = [*foreign[:2], *english, *foreign[2:4]]
            targets.append(_document(changed, "en", f"{number}"))
        if 0.15 <= role < 0.85:
            gold.add((f"{number}", f"{number}"))
    return figures(sources, targets, gold, encoder)


def _pages(folder: Path) -> Iterator[tuple[list[str], list[str]]]:
    for path in sorted(folder.glob("*.gold.tsv")):
        name = path.name.removesuffix(".gold.tsv")
        source, target = (
            (folder / f"{name}.{language}.txt").read_text(encoding="utf-8").splitlines()
            for language in ("ru", "en")
        )
        beads = [line.split(":") for line in path.read_text(encoding="utf-8").splitlines()]
        for start in range(0, len(beads), PAGE):
            part = beads[start : start + PAGE]
            if len(part) < PAGE // 2 and len(beads) > PAGE:
                continue
            yield (
                [source[number] for bead in part for number in ast.literal_eval(bead[0])],
                [target[number] for bead in part for number in ast.literal_eval(bead[1])],
            )


def _document(lines: list[str], language: str, name: str) -> SegmentedDocument:
    options = ReadOptions(language, segmented=True)
    return get_segmenter("lines").segment(read_string("\n".join(lines), options, name=name))


class MadeUpEncoder:
    """Vectors drawn from the number that a text begins with; a translation's are near the original's."""

    name, dim, signature = "made-up", 512, "made-up"

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> NDArray[np.float32]:
        vectors = np.empty((len(texts), self.dim), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            topic, sentence, language = map(int, text.split()[:3])
            row[:] = np.random.default_rng([7, topic]).standard_normal(self.dim, dtype=np.float32)
            row += np.random.default_rng([8, topic, sentence]).standard_normal(self.dim, dtype=np.float32)
            row += 0.7 * np.random.default_rng([9, topic, sentence, language]).standard_normal(
                self.dim, np.float32
            )
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


def speed(count: int, sentences: int = 20) -> dict[str, float]:
    """Give back time and memory for made-up documents, without that of making their vectors."""
    sources, targets = (
        [
            _document(
                [f"{number} {sentence} {language} text" for sentence in range(sentences)], code, str(number)
            )
            for number in range(count)
        ]
        for language, code in enumerate(("ru", "en"))
    )
    encoder = MadeUpEncoder()
    began = time.process_time()
    for side in (sources, targets):
        encoder.encode([sentence.text for document in side for sentence in document.sentences])
    encoding = time.process_time() - began
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    matching = match_documents(sources, targets, encoder)
    right = sum(match.source == match.target for match in matching.matches)
    return {
        "documents a side": count,
        "sentences a document": sentences,
        "right": right,
        "seconds": round(time.process_time() - began - encoding, 2),
        "memory MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "memory before MB": before // 1024,
    }


if __name__ == "__main__":
    main()

"""The systems that are compared. Each takes two texts and gives back an Alignment.

To add one: write a class with ``name`` and ``align`` and put it into SYSTEMS.
"""

import math
from collections.abc import Sequence
from functools import cached_property
from typing import Protocol

import numpy as np

from aligner.alignment import align_vectors
from aligner.bitext import Alignment, Bead, SegmentedDocument, Span
from aligner.config import ReadOptions
from aligner.pipeline import Parts, align_documents, encode_documents
from aligner.reading import read_string
from aligner.segmentation import get_segmenter


class System(Protocol):
    """An aligner under test."""

    name: str

    def align(self, source: SegmentedDocument, target: SegmentedDocument) -> Alignment:
        """Give back beads that cover both documents."""
        ...


def segmented(text: str, language: str, *, raw: bool) -> SegmentedDocument:
    """Give back the text cut into sentences: by our rules if ``raw``, else one a line."""
    document = read_string(text, ReadOptions(language, segmented=not raw))
    return get_segmenter("rules" if raw else "lines").segment(document)


class Ours:
    """The program as a user runs it, with the encoder named."""

    def __init__(self, encoder: str = "use-multilingual") -> None:
        self.name = "aligner" if encoder == "use-multilingual" else f"aligner+{encoder}"
        self.encoder = encoder

    @cached_property
    def parts(self) -> Parts:
        return Parts.load(encoder=self.encoder)

    @cached_property
    def lines(self) -> Parts:
        return Parts(get_segmenter("lines"), self.parts.encoder)

    def align(self, source: SegmentedDocument, target: SegmentedDocument) -> Alignment:
        return align_documents(source, target, self.lines if _is_lines(source) else self.parts)


class HandSet(Ours):
    """Ours with the hand-set score instead of the learned one: what learning gives."""

    def __init__(self) -> None:
        super().__init__()
        self.name = "hand-set"

    def align(self, source: SegmentedDocument, target: SegmentedDocument) -> Alignment:
        parts = self.lines if _is_lines(source) else self.parts
        one, other = encode_documents((source, target), parts)
        beads = align_vectors(
            one.vectors,
            other.vectors,
            _lengths(source),
            _lengths(target),
            source_inner=one.inner,
            target_inner=other.inner,
        )
        return Alignment(source, target, tuple(beads))


def _is_lines(document: SegmentedDocument) -> bool:
    return len(document.sentences) == len(document.document.paragraphs)


def _lengths(document: SegmentedDocument) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    return np.array([len(sentence.text) for sentence in document.sentences], dtype=np.float64)


class LengthOnly:
    """Gale and Church (1993): beads by the lengths of the sentences alone."""

    name = "length-only"

    PENALTIES = ((1, 1, 0.0), (1, 0, 450.0), (0, 1, 450.0), (2, 1, 230.0), (1, 2, 230.0), (2, 2, 440.0))
    """Bead types with the penalties of the paper: -100 log of their share in 1-1 beads."""

    VARIANCE = 6.8
    """Variance of the target's characters to one of the source, from the paper."""

    def align(self, source: SegmentedDocument, target: SegmentedDocument) -> Alignment:
        rows = np.concatenate([[0.0], np.cumsum(_lengths(source))])
        columns = np.concatenate([[0.0], np.cumsum(_lengths(target))])
        ratio = columns[-1] / max(rows[-1], 1)
        count, width = len(rows), len(columns)
        best = np.full((count, width), np.inf)
        back = np.zeros((count, width), dtype=np.int8)
        best[0, 0] = 0
        for i in range(count):
            for number, (n, m, penalty) in enumerate(self.PENALTIES):
                if i >= n and m <= width and n:
                    cost = best[i - n, : width - m] + penalty
                    cost = cost + self._distance(
                        rows[i] - rows[i - n], columns[m:] - columns[: width - m], ratio
                    )
                    better = cost < best[i, m:]
                    best[i, m:][better] = cost[better]
                    back[i, m:][better] = number
            for j in range(1, width):  # a target null continues the row
                cost = (
                    best[i, j - 1]
                    + 450.0
                    + self._distance(0.0, np.array([columns[j] - columns[j - 1]]), ratio)[0]
                )
                if cost < best[i, j]:
                    best[i, j] = cost
                    back[i, j] = 2
        return _from_back(source, target, back, [(n, m) for n, m, _ in self.PENALTIES])

    def _distance(
        self, source: float, target: "np.ndarray[tuple[int], np.dtype[np.float64]]", ratio: float
    ) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
        mean = (source + target / max(ratio, 1e-9)) / 2
        delta = np.abs(source * ratio - target) / np.sqrt(np.maximum(mean * self.VARIANCE, 1))
        tail = np.array([math.erfc(value / math.sqrt(2)) for value in delta])
        return np.asarray(-100 * np.log(np.maximum(tail, 1e-300)))


def _from_back(
    source: SegmentedDocument,
    target: SegmentedDocument,
    back: "np.ndarray[tuple[int, int], np.dtype[np.int8]]",
    types: Sequence[tuple[int, int]],
) -> Alignment:
    beads = []
    i, j = len(source), len(target)
    while i or j:
        n, m = types[back[i, j]]
        beads.append(Bead(Span(i - n, i), Span(j - m, j)))
        i, j = i - n, j - m
    return Alignment(source, target, tuple(beads[::-1]))


class MutualNearest:
    """Pairs of sentences that are each other's nearest neighbour; everything else is a null."""

    name = "mutual-nearest"

    @cached_property
    def parts(self) -> Parts:
        return Parts.load()

    def align(self, source: SegmentedDocument, target: SegmentedDocument) -> Alignment:
        texts = [sentence.text for sentence in (*source.sentences, *target.sentences)]
        vectors = self.parts.encoder.encode(texts)
        products = vectors[: len(source)] @ vectors[len(source) :].T
        row, column = products.argmax(axis=1), products.argmax(axis=0)
        pairs = [(i, int(j)) for i, j in enumerate(row) if column[j] == i]
        used = {j for _, j in pairs}
        beads = [Bead(Span(i, i + 1), Span(j, j + 1), crossing=True) for i, j in pairs]
        matched = {i for i, _ in pairs}
        beads += [Bead(Span(i, i + 1), Span(0, 0)) for i in range(len(source)) if i not in matched]
        beads += [Bead(Span(0, 0), Span(j, j + 1)) for j in range(len(target)) if j not in used]
        return Alignment(source, target, tuple(beads))


class GaleChurchPackage:
    """The package ``galechurch`` from the index, where it is installed."""

    name = "galechurch"

    def align(self, source: SegmentedDocument, target: SegmentedDocument) -> Alignment:
        import galechurch

        found = galechurch.align(
            [sentence.text for sentence in source.sentences], [sentence.text for sentence in target.sentences]
        )
        beads = []
        i = j = 0
        for line in found.to_pharaoh_lines():
            n, m = (
                len([part for part in side.strip("[] ").split(",") if part]) for side in line.split(":")[:2]
            )
            beads.append(Bead(Span(i, i + n), Span(j, j + m)))
            i, j = i + n, j + m
        return Alignment(source, target, tuple(beads))


SYSTEMS = {
    "aligner": Ours,
    "combined": lambda: Ours("combined"),
    "e5": lambda: Ours("e5"),
    "hand-set": HandSet,
    "length-only": LengthOnly,
    "mutual-nearest": MutualNearest,
    "galechurch": GaleChurchPackage,
}

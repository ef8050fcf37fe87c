"""Which documents of two collections are translations of each other.

Three steps: a few vectors a document find the candidates; how much of either document finds
its counterpart in the other, sentence by sentence, scores them; and the assignment is the
best over all documents.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from aligner.assignment import assign
from aligner.bitext import DocumentMatch, SegmentedDocument
from aligner.neighbours import nearest
from aligner.reading.languages import is_written_otherwise

if TYPE_CHECKING:
    from aligner.protocols import Encoder, Progress

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]

MIN_SCORE = 0.5
"""Documents below it are no translations of each other. Between the lowest true pair (0.67) and
the highest wrong one (0.46) of the development set, and of sets made to try it
(benchmarks/results/matching.md)."""

CANDIDATES = 10
"""Documents whose sentences are compared, for each vector of a document."""

_UNLIKE, _ALIKE = 0.4, 0.7
"""A sentence with a best cosine below the first has no counterpart, above the second surely one:
translations lie around 0.8, sentences of other reports on the event around 0.5."""

_BETTER_COVERED = 0.7
"""Weight of the better covered side: of a document cut in half, only the shorter half can be."""

_LONGEST = 400
"""Characters beyond which a sentence weighs no more."""

_AT_A_TIME = 20_000
"""Sentences encoded at a time: enough of like length together, little enough to hold."""


@dataclass(frozen=True, slots=True)
class Matching:
    """The documents that belong together, and the names of those without a partner.

    ``written_otherwise``: the names of those that weren't looked at, since they are in the letters of
    another language: an original among the translations.
    """

    matches: tuple[DocumentMatch, ...]
    lonely_sources: tuple[str, ...]
    lonely_targets: tuple[str, ...]
    written_otherwise: tuple[str, ...] = ()


def match_documents(
    sources: Iterable[SegmentedDocument],
    targets: Iterable[SegmentedDocument],
    encoder: "Encoder",
    *,
    min_score: float = MIN_SCORE,
    check: bool = True,
    progress: "Progress | None" = None,
) -> Matching:
    """Give back which sources and targets are translations of each other, one to one.

    The score, 0 to 1, is the share of the text that has a counterpart, where the better
    covered document counts for 70 %: a translation of half the text is one, too. Sentences
    that stand in many documents count little, those that stand unchanged on both sides not at
    all. The choice maximises the sum over all documents of the score above ``min_score``.

    ``check`` leaves documents out that are plainly in the letters of another language than theirs.
    Documents are taken one by one; what is kept of them is a vector a sentence, as float16.
    ``progress`` is told how many sentences were encoded; the total isn't known (0). Raises
    ValueError unless ``min_score`` is between 0 and 1.
    """
    if not 0 <= min_score < 1:
        raise ValueError(f"min_score lies between 0 and 1, got {min_score}")
    one = _Collection.gather(sources, encoder, check, progress)
    other = _Collection.gather(targets, encoder, check, progress)
    weights = one.weights(other), other.weights(one)
    rows, columns = _candidates(one, weights[0], other, weights[1])
    scores = np.array(
        [
            _score(
                one.vectors_of(row),
                one.of(weights[0], row),
                other.vectors_of(column),
                other.of(weights[1], column),
            )
            for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
        ]
    )
    likely = scores > min_score if len(scores) else np.empty(0, dtype=bool)
    rows, columns, scores = rows[likely], columns[likely], scores[likely]
    chosen = assign(rows, columns, scores - min_score)
    rows, columns, scores = rows[chosen], columns[chosen], scores[chosen]
    return Matching(
        tuple(
            DocumentMatch(one.names[row], other.names[column], float(score))
            for row, column, score in zip(rows.tolist(), columns.tolist(), scores, strict=True)
        ),
        _others(one.names, rows),
        _others(other.names, columns),
        (*one.written_otherwise, *other.written_otherwise),
    )


def _others(names: list[str], numbers: Numbers) -> tuple[str, ...]:
    taken = set(numbers.tolist())
    return tuple(name for number, name in enumerate(names) if number not in taken)


@dataclass(frozen=True, slots=True)
class _Collection:
    """The documents of one side: their names, and what is kept of their sentences.

    ``starts`` (documents + 1) are the numbers of their first sentences; of each sentence there
    is the vector, its length in characters (0 for page furniture), and a number for its text.
    """

    names: list[str]
    starts: Numbers
    vectors: NDArray[np.float16]
    lengths: Floats
    texts: NDArray[np.uint64]
    written_otherwise: tuple[str, ...]

    @classmethod
    def gather(
        cls,
        documents: Iterable[SegmentedDocument],
        encoder: "Encoder",
        check: bool,
        progress: "Progress | None",
    ) -> "_Collection":
        names: list[str] = []
        starts, lengths, numbers = [0], [], []
        encoded: list[NDArray[np.float16]] = []
        waiting: list[str] = []
        foreign: list[str] = []

        def encode() -> None:
            encoded.append(encoder.encode(waiting).astype(np.float16))
            waiting.clear()
            if progress is not None:
                progress(starts[-1], 0)

        for document in documents:
            names.append(document.document.name)
            if check and is_written_otherwise(document.document):
                foreign.append(names[-1])
                starts.append(starts[-1])
                continue
            for number, sentence in enumerate(document.sentences):
                furniture = document.role_of(number) == "furniture"
                lengths.append(0 if furniture else min(len(sentence.text), _LONGEST))
                numbers.append(_number_of(sentence.text))
                waiting.append(sentence.text)
            starts.append(starts[-1] + len(document))
            if len(waiting) >= _AT_A_TIME:
                encode()
        encode()
        return cls(
            names,
            np.array(starts, dtype=np.int64),
            np.concatenate(encoded),
            np.array(lengths, dtype=np.float32),
            np.array(numbers, dtype=np.uint64),
            tuple(foreign),
        )

    def vectors_of(self, document: int) -> Floats:
        return self.of(self.vectors, document).astype(np.float32)

    def of(self, values: "NDArray[np.float16] | Floats", document: int) -> Floats:
        """Give back those of the values, one a sentence, that belong to this document."""
        part: Floats = values[self.starts[document] : self.starts[document + 1]]  # type: ignore[assignment]
        return part

    def weights(self, other: "_Collection") -> Floats:
        """Give back how much each sentence counts: root of its length, by documents it stands in."""
        documents = np.repeat(np.arange(len(self.names)), np.diff(self.starts))
        _, kinds = np.unique(self.texts, return_inverse=True)
        once = np.unique(np.stack([kinds, documents], axis=1), axis=0)[:, 0]
        spread = np.bincount(once, minlength=1)[kinds] if len(kinds) else np.ones(0)
        weights: Floats = (np.sqrt(self.lengths) / spread).astype(np.float32)
        weights[np.isin(self.texts, other.texts)] = 0
        return weights


def _number_of(text: str) -> int:
    key = " ".join(text.casefold().split())
    return int.from_bytes(blake2b(key.encode(errors="surrogatepass"), digest_size=8).digest(), "big")


def _candidates(
    one: _Collection, one_weights: Floats, other: _Collection, other_weights: Floats
) -> tuple[Numbers, Numbers]:
    """Give back the pairs of documents that are among the nearest of either, in order.

    A document has three vectors, of the whole and of each half, so that one cut in half, or
    with foreign matter at one end, still lies near its counterpart.
    """
    source, source_documents = _document_vectors(one, one_weights)
    target, target_documents = _document_vectors(other, other_weights)
    forward, backward = nearest(source, target, CANDIDATES)
    if not forward.numbers.size:
        empty = np.empty(0, dtype=np.int64)
        return empty, empty
    k, back = forward.numbers.shape[1], backward.numbers.shape[1]
    rows = np.concatenate([np.repeat(np.arange(len(source)), k), backward.numbers.ravel()])
    columns = np.concatenate([forward.numbers.ravel(), np.repeat(np.arange(len(target)), back)])
    pairs = np.stack([source_documents[rows], target_documents[columns]], axis=1)
    pairs = np.unique(pairs, axis=0)
    return pairs[:, 0], pairs[:, 1]


def _document_vectors(collection: _Collection, weights: Floats) -> tuple[Floats, Numbers]:
    """Give back float32 (n, dim) of length 1, the side's mean taken away, and their documents."""
    vectors, documents = [], []
    for document in range(len(collection.names)):
        sentences, weight = collection.vectors_of(document), collection.of(weights, document)
        middle = (len(weight) + 1) // 2
        ends = ((0, len(weight)), (0, middle), (middle, len(weight)))
        for start, stop in ends if len(weight) > 1 else ends[:1]:
            part = slice(start, stop)
            if weight[part].any():
                total = weight[part] @ sentences[part]
                vectors.append(total / max(float(np.linalg.norm(total)), 1e-9))
                documents.append(document)
    if not vectors:
        return np.empty((0, collection.vectors.shape[1]), dtype=np.float32), np.empty(0, dtype=np.int64)
    matrix = np.array(vectors, dtype=np.float32)
    if len(collection.names) > 2:  # the mean of two would make them opposites
        matrix -= matrix.mean(axis=0)
        matrix /= np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
    return matrix, np.array(documents, dtype=np.int64)


def _score(source: Floats, source_weights: Floats, target: Floats, target_weights: Floats) -> float:
    """Give back how far two documents cover each other, 0 to 1."""
    cosines = source @ target.T
    # What counts nothing on one side is no counterpart of the other's sentences either.
    cosines[source_weights == 0] = -1
    cosines[:, target_weights == 0] = -1
    covered = (
        _coverage(cosines.max(axis=1, initial=-1), source_weights),
        _coverage(cosines.max(axis=0, initial=-1), target_weights),
    )
    return _BETTER_COVERED * max(covered) + (1 - _BETTER_COVERED) * min(covered)


def _coverage(best: Floats, weights: Floats) -> float:
    whole = float(weights.sum())
    counterpart = np.clip((best - _UNLIKE) / (_ALIKE - _UNLIKE), 0, 1)
    return float(counterpart @ weights) / whole if whole else 0.0

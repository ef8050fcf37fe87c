"""Pairs of sentences that are translations of each other in texts that are not, in any order.

The margin is that of Artetxe and Schwenk (2019, https://aclanthology.org/P19-1309) over the k
nearest neighbours in both directions, here as a difference. A first, cheap estimate from margin,
cosine and lengths chooses the candidates; the model that scores pairs judges them, and its
verdict and the margin together make the score, a probability.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from aligner.bitext import Bead, ScoredPair, SegmentedDocument, Span
from aligner.embedding import load_token_encoder, with_tokens
from aligner.neighbours import Neighbours, nearest
from aligner.scoring.pair_scorer import PairScorer
from aligner.token_vectors import Encoded

if TYPE_CHECKING:
    from aligner.protocols import Encoder, Progress, Vectors

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

_Chosen = tuple[int, int, int, int, float, float, float]

NEIGHBOURS = 4
"""k of the margin; 3 and 6 gave less (benchmarks/results/mining.md)."""

MIN_SCORE = 0.5
"""The probability from which two sentences are a pair: more likely than not."""

# Logistic regressions on half of the development sets: training/mined_pairs.py.
_COSINE, _MARGIN, _LENGTH, _SHORTNESS, _BIAS = 11.0, 26.44, -10.65, -1.39, -3.8
_JUDGED_MARGIN, _JUDGED_BIAS = 27.71, -4.25

_JUDGEMENT = 0.5
"""Weight of the judge's log-odds. The regression would give it 0.93: a little better on sentences
that are translations or not, but it drops those that say the same and a clause more, which is
what comparable reports have to offer."""

_WORTH_JUDGING = 0.02
"""First estimate below which a pair isn't judged: judging takes a millisecond."""

_CERTAIN = 1e-4
"""The judge's probabilities are taken for no nearer to 0 and 1 than this."""

_JUDGED_AT_A_TIME = 20_000

_TOKENS_KEPT = 100_000
"""Sentences up to which their tokens are kept, 250 MB of them; of more, the candidates are encoded
once more."""

_USUAL_RATIO = 0.2
"""Up to this difference of log lengths, a fifth longer or shorter, a translation is as usual."""

_SHORTEST = 20
"""Characters below which the regression has seen next to nothing."""

_MERGE_GAIN = 0.02
"""By how much the cosine of a merge has to beat that of either part."""

_COPIED = 0.8
"""Share of the shorter side's words from which a pair is no translation but a copy."""

_AT_A_TIME = 32_768
"""Pairs of vectors multiplied at a time: 128 MB of them."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class MinedPair:
    """A pair and the names of the documents its sentences stand in.

    ``pair.bead`` counts sentences within their documents; ``pair.score`` is the probability
    that the two sides say the same.
    """

    source_document: str
    target_document: str
    pair: ScoredPair


def mine_pairs(
    source: SegmentedDocument | Sequence[SegmentedDocument],
    target: SegmentedDocument | Sequence[SegmentedDocument],
    encoder: "Encoder",
    *,
    min_score: float = MIN_SCORE,
    progress: "Progress | None" = None,
) -> tuple[MinedPair, ...]:
    """Give back the pairs of sentences that say the same, in the order of the source.

    Any sentence may be paired with any of the other side; each is in one pair at most. Two
    neighbouring sentences are joined where together they match better than either alone.
    ``min_score`` is a probability. Of sentences that stand several times on one side the
    first counts; what stands unchanged on both sides is no translation, and page furniture
    isn't mined. Memory grows with the number of sentences, not with its square. Raises
    ValueError unless ``min_score`` is between 0 and 1.
    """
    if not 0 <= min_score <= 1:
        raise ValueError(f"min_score is a probability, got {min_score}")
    one, other = _pools(_as_sequence(source), _as_sequence(target))
    texts = [*one.texts, *other.texts]
    scorer = PairScorer.load(encoder.name)
    knowing = with_tokens(encoder, scorer.needs) if len(texts) <= _TOKENS_KEPT else None
    encoded = None if knowing is None else knowing.encode_with_tokens(texts, progress=progress)
    vectors = encoder.encode(texts, progress=progress) if encoded is None else encoded.vectors
    links = _links(one, other, vectors[: len(one.texts)], vectors[len(one.texts) :])
    links = _judged(one, other, links.select(links.scores >= _WORTH_JUDGING), encoded, scorer)
    return tuple(_mined(one, other, link) for link in _chosen(one, other, links, min_score))


def _as_sequence(side: SegmentedDocument | Sequence[SegmentedDocument]) -> Sequence[SegmentedDocument]:
    return (side,) if isinstance(side, SegmentedDocument) else side


@dataclass(frozen=True, slots=True)
class _Pool:
    """The sentences of one side that may be paired: texts, lengths, and where each stands.

    ``follows[i]`` says whether sentence i + 1 stands right behind sentence i.
    """

    documents: Sequence[SegmentedDocument]
    places: list[tuple[int, int]]
    texts: list[str]
    lengths: Floats
    follows: NDArray[np.bool_]


def _pools(source: Sequence[SegmentedDocument], target: Sequence[SegmentedDocument]) -> tuple[_Pool, _Pool]:
    first, second = _distinct(source), _distinct(target)
    copies = first.keys() & second.keys()
    return _pool(source, first, copies), _pool(target, second, copies)


def _distinct(documents: Sequence[SegmentedDocument]) -> dict[str, tuple[int, int]]:
    """Give back where each sentence worth pairing stands for the first time."""
    places: dict[str, tuple[int, int]] = {}
    for number, document in enumerate(documents):
        for index, sentence in enumerate(document.sentences):
            if document.role_of(index) != "furniture" and any(map(str.isalpha, sentence.text)):
                places.setdefault(_key(sentence.text), (number, index))
    return places


def _key(text: str) -> str:
    return " ".join(text.casefold().split())


def _pool(
    documents: Sequence[SegmentedDocument], places: dict[str, tuple[int, int]], copies: set[str]
) -> _Pool:
    kept = sorted(place for key, place in places.items() if key not in copies)
    texts = [documents[number].sentences[index].text for number, index in kept]
    lengths = np.array([len(text) for text in texts], dtype=np.float64)
    follows = np.array([(number, index + 1) == after for (number, index), after in pairwise(kept)])
    return _Pool(documents, kept, texts, lengths, np.append(follows, False).astype(bool))


@dataclass(frozen=True, slots=True)
class _Links:
    """Candidates: n rows of first sentence and count on both sides, cosine, margin, probability.

    ``parallel`` is the judge's own probability, NaN before it is asked.
    """

    source: Numbers
    source_counts: Numbers
    target: Numbers
    target_counts: Numbers
    cosines: Floats
    margins: Floats
    scores: Floats
    parallel: Floats

    def select(self, which: "NDArray[np.bool_] | Numbers") -> "_Links":
        """Give back some of the rows."""
        return _Links(*(getattr(self, name)[which] for name in self.__slots__))


def _joined(parts: Sequence[_Links]) -> _Links:
    return _Links(*(np.concatenate([getattr(part, name) for part in parts]) for name in _Links.__slots__))


def _links(source: _Pool, target: _Pool, source_vectors: "Vectors", target_vectors: "Vectors") -> _Links:
    forward, backward = nearest(source_vectors, target_vectors, NEIGHBOURS)
    if not forward.scores.size:
        empty, none = np.empty(0, dtype=np.int64), np.empty(0)
        return _Links(empty, empty, empty, empty, none, none, none, none)
    rows = np.concatenate([_row_numbers(forward), backward.numbers.ravel()])
    columns = np.concatenate([forward.numbers.ravel(), _row_numbers(backward)])
    cosines = np.concatenate([forward.scores.ravel(), backward.scores.ravel()]).astype(np.float64)
    _, first = np.unique(rows * len(target.texts) + columns, return_index=True)
    rows, columns, cosines = rows[first], columns[first], cosines[first]
    one = _Side(source, source_vectors, forward.scores.mean(axis=1, dtype=np.float64))
    other = _Side(target, target_vectors, backward.scores.mean(axis=1, dtype=np.float64))
    ones = np.ones_like(rows)
    margins = cosines - (one.levels[rows] + other.levels[columns]) / 2
    scores = probability(cosines, margins, source.lengths[rows], target.lengths[columns])
    singles = _Links(rows, ones, columns, ones, cosines, margins, scores, np.full(len(rows), np.nan))
    near = singles.select(margins > 0)
    return _joined(
        [singles, _merged_targets(near, one, other), _turned(_merged_targets(_turned(near), other, one))]
    )


def _row_numbers(neighbours: Neighbours) -> Numbers:
    n, k = neighbours.numbers.shape
    return np.repeat(np.arange(n), k)


def probability(cosines: Floats, margins: Floats, source_lengths: Floats, target_lengths: Floats) -> Floats:
    """Give back how likely the sides of each pair say the same, 0 to 1.

    ``margins`` are cosines less the mean cosine of the nearest neighbours in both
    directions; lengths count characters.
    """
    ratios = np.abs(np.log((target_lengths + 10) / (source_lengths + 10)))
    shorter = np.maximum(np.minimum(source_lengths, target_lengths), _SHORTEST)
    sums = (
        _COSINE * cosines
        + _MARGIN * margins
        + _LENGTH * np.maximum(ratios - _USUAL_RATIO, 0)
        + _SHORTNESS * np.log(shorter)
        + _BIAS
    )
    result: Floats = 1 / (1 + np.exp(-np.clip(sums, -50, 50)))
    return result


@dataclass(frozen=True, slots=True)
class _Side:
    """A pool, its vectors, and the mean cosine of each sentence to its nearest on the other side."""

    pool: _Pool
    vectors: "Vectors"
    levels: Floats


def _turned(links: _Links) -> _Links:
    return _Links(
        links.target,
        links.target_counts,
        links.source,
        links.source_counts,
        links.cosines,
        links.margins,
        links.scores,
        links.parallel,
    )


def _merged_targets(near: _Links, one: _Side, other: _Side) -> _Links:
    """Give back 1-2 candidates that beat both of their 1-1 parts.

    The vector of the two is the sum of theirs, weighted with the roots of their lengths, as
    in alignment; only its product with the one is needed.
    """
    starts = np.concatenate([near.target, near.target - 1])
    rows = np.concatenate([near.source, near.source])
    possible = (starts >= 0) & other.pool.follows[starts]
    codes = np.unique(rows[possible] * len(other.pool.texts) + starts[possible])
    rows, starts = np.divmod(codes, max(1, len(other.pool.texts)))
    nexts = starts + 1
    first, second = _products(one, rows, other, starts), _products(one, rows, other, nexts)
    weights = np.sqrt(other.pool.lengths)
    a, b = weights[starts], weights[nexts]
    norms = np.sqrt(a * a + b * b + 2 * a * b * _products(other, starts, other, nexts))
    cosines = (a * first + b * second) / np.maximum(norms, 1e-9)
    levels = (one.levels[rows] + np.maximum(other.levels[starts], other.levels[nexts])) / 2
    lengths = other.pool.lengths[starts] + 1 + other.pool.lengths[nexts]
    margins = cosines - levels
    scores = probability(cosines, margins, one.pool.lengths[rows], lengths)
    beats = cosines > np.maximum(first, second) + _MERGE_GAIN
    for part, cosine in ((starts, first), (nexts, second)):
        alone = cosine - (one.levels[rows] + other.levels[part]) / 2
        beats &= scores > probability(cosine, alone, one.pool.lengths[rows], other.pool.lengths[part])
        beats &= scores > _best_elsewhere(near, rows, part)
    ones = np.ones_like(rows)
    unknown = np.full(len(rows), np.nan)
    return _Links(rows, ones, starts, 2 * ones, cosines, margins, scores, unknown).select(beats)


def _best_elsewhere(near: _Links, rows: Numbers, columns: Numbers) -> Floats:
    """Give back how probable each column's best 1-1 partner other than this row is; 0 for none."""
    order = np.lexsort((-near.scores, near.target))
    targets, sources, scores = near.target[order], near.source[order], near.scores[order]
    best = np.searchsorted(targets, columns)
    result = np.zeros(len(columns))
    for place in (best + 1, best):  # the best but one counts where the best is this row
        inside = place < len(targets)
        at = np.where(inside, place, 0)
        other = inside & (targets[at] == columns) & (sources[at] != rows)
        result[other] = scores[at][other]
    return result


def _products(one: _Side, rows: Numbers, other: _Side, columns: Numbers) -> Floats:
    result = np.empty(len(rows))
    for start in range(0, len(rows), _AT_A_TIME):
        part = slice(start, start + _AT_A_TIME)
        result[part] = np.einsum("ij,ij->i", one.vectors[rows[part]], other.vectors[columns[part]])
    return result


def _judged(
    source: _Pool, target: _Pool, links: _Links, encoded: Encoded | None, scorer: PairScorer
) -> _Links:
    """Give back the links with the score that the model of pairs and the margin give together.

    ``encoded``: both pools, if that was done with what the scorer needs.
    """
    if not len(links.scores):
        return links
    languages = _language(source), _language(target)
    parallel = np.empty(len(links.scores))
    for start in range(0, len(parallel), _JUDGED_AT_A_TIME):
        part = links.select(np.arange(start, min(start + _JUDGED_AT_A_TIME, len(parallel))))
        texts = (
            _texts(source, part.source, part.source_counts),
            _texts(target, part.target, part.target_counts),
        )
        if encoded is None:
            sides = load_token_encoder(scorer.needs).encode_with_tokens([*texts[0], *texts[1]]).halves()
        else:
            sides = (
                _sums(encoded, source, 0, part.source, part.source_counts),
                _sums(encoded, target, len(source.texts), part.target, part.target_counts),
            )
        scores = scorer.score(*texts, *sides, languages=languages)
        parallel[start : start + len(part.scores)] = scores.parallel
    clipped = np.clip(parallel, _CERTAIN, 1 - _CERTAIN)
    sums = _JUDGED_MARGIN * links.margins + _JUDGEMENT * np.log(clipped / (1 - clipped)) + _JUDGED_BIAS
    return replace(links, parallel=parallel, scores=1 / (1 + np.exp(-np.clip(sums, -50, 50))))


def _language(pool: _Pool) -> str:
    return pool.documents[0].document.language


def _texts(pool: _Pool, starts: Numbers, counts: Numbers) -> list[str]:
    return [
        _text(pool, range(start, start + count))
        for start, count in zip(starts.tolist(), counts.tolist(), strict=True)
    ]


def _sums(encoded: Encoded, pool: _Pool, first: int, starts: Numbers, counts: Numbers) -> Encoded:
    """Give back each side of a link encoded: the vectors float32, of length 1.

    ``first``: where the pool begins in ``encoded``.
    """
    vectors = encoded.vectors
    sums = vectors[first + starts].copy()
    double = np.flatnonzero(counts == 2)
    roots = np.sqrt(pool.lengths).astype(np.float32)
    for offset in (0, 1):
        numbers = starts[double] + offset
        weighted = vectors[first + numbers] * roots[numbers, None]
        sums[double] = weighted if offset == 0 else sums[double] + weighted
    sums /= np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    return Encoded(sums, encoded.tokens.spans(first + starts, first + starts + counts))


def _chosen(source: _Pool, target: _Pool, links: _Links, min_score: float) -> list[_Chosen]:
    """Give back the most probable links that share no sentence, in the order of the source."""
    links = links.select(links.scores >= min_score)
    links = links.select(np.lexsort((links.target, links.source, -links.scores)))
    taken: tuple[set[int], set[int]] = set(), set()
    chosen = []
    names = ("source", "source_counts", "target", "target_counts", "cosines", "scores", "parallel")
    columns = (getattr(links, name).tolist() for name in names)
    for row, rows, column, count, cosine, score, parallel in zip(*columns, strict=True):
        one, other = range(row, row + rows), range(column, column + count)
        if not (taken[0].isdisjoint(one) and taken[1].isdisjoint(other)):
            continue
        if is_copy(_text(source, one), _text(target, other)):
            continue
        taken[0].update(one)
        taken[1].update(other)
        chosen.append((row, rows, column, count, cosine, score, parallel))
    return sorted(chosen)


def is_copy(source: str, target: str) -> bool:
    """Say whether nearly all words of the shorter text stand in the other just so.

    >>> is_copy("Deep Purple, «Smoke on the Water»", "Deep Purple: Smoke On The Water (1972)")
    True
    >>> is_copy("Группа Deep Purple выступит в Перми.", "Deep Purple will play in Perm.")
    False
    """
    one, other = set(_WORD.findall(source.casefold())), set(_WORD.findall(target.casefold()))
    return len(one & other) >= _COPIED * max(1, min(len(one), len(other)))


def _text(pool: _Pool, numbers: range) -> str:
    """Give back the document's text from the first to the last of these sentences."""
    document, index = pool.places[numbers.start]
    return pool.documents[document].text_of(Span(index, index + len(numbers)))


def _mined(source: _Pool, target: _Pool, link: _Chosen) -> MinedPair:
    row, rows, column, count, cosine, score, parallel = link
    (one, first), (other, second) = source.places[row], target.places[column]
    bead = Bead(Span(first, first + rows), Span(second, second + count))
    pair = ScoredPair(
        bead,
        source.documents[one].text_of(bead.source),
        target.documents[other].text_of(bead.target),
        cosine=max(-1.0, min(1.0, cosine)),
        score=score,
        parallel=parallel,
    )
    return MinedPair(source.documents[one].document.name, target.documents[other].document.name, pair)

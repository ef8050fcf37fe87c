"""The matrix that makes vectors of words from their pieces, and the table of neighbours."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from aligner.protocols import Encoder
from aligner.scoring.fluency import Neighbours, classes
from aligner.scoring.model_files import STEPS
from aligner.scoring.sides import WORD
from aligner.scoring.word_vectors import PIECE_DIM, BundledPieces

COMMON_WORDS = 420
RIDGE = 0.1
SMOOTHING = 2.0


def words_of(texts: Iterable[str], least: int = 2) -> list[str]:
    """Give back the words, in lower case, that at least so many texts have, sorted."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update({word.lower().replace("ё", "е") for word in WORD.findall(text)})
    return sorted(word for word, count in counts.items() if count >= least)


def fit_projection(words: Sequence[str], encoder: Encoder, dim: int) -> tuple[np.ndarray, np.ndarray]:
    """Give back (mean, matrix): a ridge from mean pieces to the network's vectors, cut to ``dim``."""
    table = BundledPieces()
    pieces = [table.pieces_of(word) for word in words]
    counts = np.array([len(of_word) for of_word in pieces])
    flat = np.array([piece for of_word in pieces for piece in of_word])
    distinct, place = np.unique(flat, return_inverse=True)
    vectors = table.vectors_of(distinct)
    means = np.add.reduceat(vectors[place], np.cumsum(counts) - counts, axis=0) / counts[:, None]
    goal = encoder.encode(words).astype(np.float64)
    goal -= goal.mean(axis=0)
    mean = means.mean(axis=0)
    centred = (means - mean).astype(np.float64)
    gram = centred.T @ centred
    matrix = np.linalg.solve(gram + RIDGE * np.trace(gram) / PIECE_DIM * np.eye(PIECE_DIM), centred.T @ goal)
    fitted = centred @ matrix
    fitted /= np.maximum(np.linalg.norm(fitted, axis=1, keepdims=True), 1e-9)
    _, directions = np.linalg.eigh(fitted.T @ fitted)
    cut = matrix @ directions[:, -dim:]
    return mean.astype(np.float16), (cut / np.abs(cut).max()).astype(np.float16)


def fit_neighbours(texts: Sequence[str]) -> tuple[list[str], np.ndarray]:
    """Give back the commonest English words and the int8 table of their neighbours, 1/16 nat a step."""
    counts = Counter(
        word.lower() for text in texts for word in re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", text)
    )
    signs = Counter(sign for text in texts for sign in re.findall(r"[^\w\s]", text))
    words = sorted(
        [word for word, _ in counts.most_common(COMMON_WORDS)] + [s for s, _ in signs.most_common(14)]
    )
    size = len(classes(words))
    model = Neighbours.of(words, np.zeros((size, size), dtype=np.float32))
    pairs = np.zeros((size, size))
    for text in texts:
        tokens = model.tokens(text)
        np.add.at(pairs, (tokens[:-1], tokens[1:]), 1)
    first, second = pairs.sum(axis=1), pairs.sum(axis=0)
    expected = np.outer(first, second) / pairs.sum()
    ratios = np.log((pairs + SMOOTHING * (expected + 0.05)) / ((expected + 0.05) * (1 + SMOOTHING)))
    return words, np.clip(np.round(ratios * STEPS), -127, 127).astype(np.int8)

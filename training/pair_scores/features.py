"""Features of training pairs, made so that no pair is described by what was learnt from itself."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from aligner.protocols import TokenEncoder
from aligner.scoring.fluency import Neighbours
from aligner.scoring.pair_features import FeatureMaker
from aligner.scoring.trees import DECIMALS
from aligner.scoring.word_rarity import BundledVocabulary, WordRarity
from aligner.token_vectors import Encoded, TokenVectors
from training.pair_scores.data import Pair
from training.pair_scores.neighbours import fit_neighbours

FOLDS = 4
NARRATIVE = frozenset({"A_literary", "C_bible_sent"})


@dataclass(frozen=True)
class Lexicon:
    """What features need beside the encoder: see aligner/scoring/model_files.py."""

    words: list[str]
    neighbours: np.ndarray
    narrative: np.ndarray

    def maker(self) -> FeatureMaker:
        """Give back the maker of features."""
        return FeatureMaker(
            WordRarity(BundledVocabulary()),
            Neighbours.of(self.words, self.neighbours),
            self.narrative.astype(np.float32),
        )


class Vectors:
    """Texts encoded once, with tokens, and kept in a folder from one run to the next."""

    def __init__(self, encoder: TokenEncoder, folder: Path) -> None:
        self._encoder = encoder
        self._folder = folder
        self._rows: dict[str, int] = {}
        self._encoded: Encoded | None = None

    def add(self, texts: Sequence[str]) -> None:
        """Encode the texts that aren't known yet."""
        missing = sorted(set(texts) - self._rows.keys())
        if not missing:
            return
        name = sha256("\n".join(missing).encode() + self._encoder.signature.encode()).hexdigest()[:16]
        path = self._folder / f"{name}.npz"
        if not path.exists():
            vectors, tokens = self._encoder.encode_with_tokens(missing)
            of_tokens = {key: getattr(tokens, key) for key in _TOKENS}
            np.savez(path, text_vectors=vectors.astype(np.float16), **of_tokens)
        self._rows.update(zip(missing, range(len(self._rows), len(self._rows) + len(missing)), strict=True))
        with np.load(path) as archive:
            made = Encoded(
                archive["text_vectors"].astype(np.float32), TokenVectors(*(archive[key] for key in _TOKENS))
            )
        if self._encoded is not None:
            made = Encoded(
                np.concatenate((self._encoded.vectors, made.vectors)),
                TokenVectors.joined((self._encoded.tokens, made.tokens)),
            )
        self._encoded = made

    def __getitem__(self, texts: Sequence[str]) -> np.ndarray:
        assert self._encoded is not None, "nothing was added"
        return self._encoded.vectors[[self._rows[text] for text in texts]]

    def encoded(self, texts: Sequence[str]) -> Encoded:
        """Give back texts that were added."""
        assert self._encoded is not None, "nothing was added"
        return self._encoded.take([self._rows[text] for text in texts])


_TOKENS = ("pieces", "vectors", "scales", "starts")


def fold_of(pair: Pair) -> int:
    """Give back the fold of a pair's document, 0 to FOLDS - 1."""
    return zlib.crc32(f"fold {pair.document}".encode()) % FOLDS


def fit_narrative(pairs: Sequence[Pair], vectors: Vectors) -> np.ndarray:
    """Give back the direction of prose: a logistic regression of families on vectors of both sides."""
    texts = [pair.source for pair in pairs] + [pair.target for pair in pairs]
    labels = [pair.family in NARRATIVE for pair in pairs] * 2
    weights = [5.0 if pair.family == "A_literary" else 1.0 for pair in pairs] * 2
    model = LogisticRegression(C=1.0, max_iter=300).fit(vectors[texts], labels, sample_weight=weights)
    return np.append(model.coef_[0], model.intercept_).astype(np.float16)


def fit_lexicons(pairs: Sequence[Pair], other_english: Sequence[str], vectors: Vectors) -> list[Lexicon]:
    """Give back a lexicon without each fold, and at the end the one of all pairs."""
    lexicons = []
    for left_out in [*range(FOLDS), None]:
        kept = [pair for pair in pairs if fold_of(pair) != left_out]
        english = [pair.target for pair in kept if pair.family != "A_noisy_mt"]
        words, table = fit_neighbours([*english, *other_english])
        lexicons.append(Lexicon(words, table, fit_narrative(kept, vectors)))
    return lexicons


def features_of(pairs: Sequence[Pair], lexicon: Lexicon, vectors: Vectors) -> np.ndarray:
    """Give back float32 (pairs, features), rounded as the scorer rounds them."""
    sources, targets = [pair.source for pair in pairs], [pair.target for pair in pairs]
    made = lexicon.maker().features(sources, targets, vectors.encoded(sources), vectors.encoded(targets))
    return np.round(made, DECIMALS)


def features_by_fold(pairs: Sequence[Pair], lexicons: Sequence[Lexicon], vectors: Vectors) -> np.ndarray:
    """Give back the features of each pair, with the lexicon that was made without its fold."""
    folds = np.array([fold_of(pair) for pair in pairs])
    made: np.ndarray | None = None
    for fold in range(FOLDS):
        rows = np.flatnonzero(folds == fold)
        part = features_of([pairs[row] for row in rows], lexicons[fold], vectors)
        if made is None:
            made = np.zeros((len(pairs), part.shape[1]), dtype=np.float32)
        made[rows] = part
    assert made is not None
    return made

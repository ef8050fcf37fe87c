"""Makes aligner/embedding/token_basis.npz: the leading directions of words in their sentences.

    python -m training.token_basis --data SHARED

SHARED is that of training/pair_scores; the words are those of its training pairs. What every token
adds to the vector of its sentence has 512 numbers, of which 96 directions are kept.
"""

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import aligner.embedding.use_pieces
from aligner.blas import one_thread
from aligner.bundled_model import read_pieces, read_weights, resources
from aligner.embedding.text_preparation import prepare
from aligner.embedding.use_multilingual import UseMultilingual
from aligner.embedding.use_network import DIM, Network
from training.pair_scores.data import read_judged, read_right_pairs

KEPT = 96
"""Directions. AUC of the pair scores by them: 64 .9864, 512 .9876 (128 as good as 96)."""

SENTENCES = 6_000
SEED = 7

Floats = NDArray[np.float32]


def words(texts: list[str]) -> Floats:
    """Give back float32 (words, 512): the sum of what the pieces of each word add to its sentence."""
    folder = resources()
    network = Network(read_weights(folder / "weights.npz"), np.eye(DIM, dtype=np.float32))
    tokenise, vocabulary = UseMultilingual()._tokenise, read_pieces(folder / "sp.model")
    made = []
    for text in texts:
        tokens = np.array(tokenise([text])[0])
        vectors = np.empty((len(tokens), DIM), dtype=np.float32)
        network.encode(tokens, np.array([len(tokens)]), vectors)
        pieces = [vocabulary.id_to_piece(int(token)) for token in tokens[1:-1]]
        first = np.flatnonzero([piece.startswith("\N{LOWER ONE EIGHTH BLOCK}") for piece in pieces])
        made.append(np.add.reduceat(vectors[1:-1], np.union1d([0], first), axis=0))
    return np.concatenate(made)


def basis_of(vectors: Floats) -> Floats:
    """Give back float32 (512, KEPT): the directions in which words of length 1 are longest."""
    unit = (vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)).astype(np.float64)
    _, directions = np.linalg.eigh(unit.T @ unit)
    leading = directions[:, ::-1][:, :KEPT]
    # The sign of a direction is arbitrary: make its largest entry positive, on every machine.
    leading *= np.sign(leading[np.abs(leading).argmax(axis=0), np.arange(KEPT)])
    return leading.astype(np.float32)


def main(data: Path) -> None:
    """Write the file into the package."""
    pairs = [pair for pair in read_right_pairs(data, read_judged(data, "train")) if not pair.test]
    texts = sorted({prepare(text) for pair in pairs for text in (pair.source, pair.target)} - {""})
    chosen = np.sort(np.random.default_rng(SEED).permutation(len(texts))[:SENTENCES])
    with one_thread():
        basis = basis_of(words([texts[number] for number in chosen]))
    path = Path(aligner.embedding.use_pieces.__file__).with_name(aligner.embedding.use_pieces.BASIS_FILE)
    np.savez_compressed(path, basis=basis.astype(np.float16))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    main(parser.parse_args().data)

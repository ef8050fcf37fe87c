"""What the bundled encoder says of tokens: in company, from workers, from the cache."""

from dataclasses import astuple
from pathlib import Path

import numpy as np
import pytest

from aligner.bundled_model import read_weights
from aligner.config import DEFAULT_ENCODER
from aligner.embedding import get_encoder, load_encoder, load_token_encoder, use_multilingual, with_tokens
from aligner.embedding.cache import CachedEncoder
from aligner.embedding.parallel import ParallelEncoder
from aligner.embedding.use_multilingual import UseMultilingual
from aligner.embedding.use_network import Network
from aligner.token_vectors import Encoded
from tests.embedding.texts import varied_texts


@pytest.fixture(scope="module")
def encoder() -> UseMultilingual:
    return UseMultilingual()


def same(one: Encoded, other: Encoded) -> bool:
    pairs = zip(astuple(one.tokens), astuple(other.tokens), strict=True)
    return np.array_equal(one.vectors, other.vectors) and all(np.array_equal(*pair) for pair in pairs)


def test_vectors_of_texts_are_those_without_tokens(encoder: UseMultilingual) -> None:
    texts = ["Снег шёл всю ночь.", "", "It snowed all night.", " \n", "Снег шёл всю ночь."]
    made = encoder.encode_with_tokens(texts)
    assert np.array_equal(made.vectors, encoder.encode(texts))
    counts = np.diff(made.tokens.starts)
    assert counts.tolist() == [counts[0], 0, counts[2], 0, counts[0]]
    assert made.tokens.pieces.tolist() == [
        piece for text in texts for piece in encoder._tokenise([text])[0][1:-1]
    ]


def test_no_text_has_no_tokens(encoder: UseMultilingual) -> None:
    assert len(encoder.encode_with_tokens([]).tokens) == 0
    assert encoder.encode_with_tokens([""]).tokens.vectors.shape == (0, encoder.token_dim)


def test_tokens_add_up_to_the_sentence(encoder: UseMultilingual) -> None:
    weights = read_weights(use_multilingual.resources() / "weights.npz")
    network = Network(weights, np.eye(512, dtype=np.float32))
    tokens = np.array(encoder._tokenise(["Снег шёл всю ночь."])[0])
    vectors = np.empty((len(tokens), 512), dtype=np.float32)
    expected = network.encode(tokens, np.array([len(tokens)]), vectors)[0]
    matrices = weights.matrices
    mean = vectors.sum(axis=0) / np.sqrt(len(tokens))
    middle = np.maximum(mean @ matrices["p1"] + np.maximum(mean @ matrices["d0"], 0) @ matrices["d1"], 0)
    made = np.tanh(middle @ matrices["p3"] + np.maximum(middle @ matrices["d2"], 0) @ matrices["d3"])
    assert made @ expected / np.linalg.norm(made) > 0.99999


def test_company_hardly_changes_the_tokens(encoder: UseMultilingual) -> None:
    texts = [text for text in dict.fromkeys(varied_texts()) if text.strip()][:80]
    together = encoder.encode_with_tokens(texts).tokens
    for number, text in enumerate(texts):
        alone, own = encoder.encode_with_tokens([text]).tokens, together.take([number])
        assert np.array_equal(alone.pieces, own.pieces)
        assert np.abs(alone.vectors.astype(int) - own.vectors).max(initial=0) <= 1


def test_workers_give_the_same_tokens_in_the_same_order(encoder: UseMultilingual) -> None:
    texts = [*dict.fromkeys(varied_texts()), "", "Снег"][:60]
    workers = ParallelEncoder(DEFAULT_ENCODER, encoder, 2, worthwhile=10)
    try:
        made = workers.encode_with_tokens(texts)
    finally:
        workers.close()
    expected = encoder.encode_with_tokens(texts)
    assert np.array_equal(made.tokens.starts, expected.tokens.starts)
    assert np.array_equal(made.tokens.pieces, expected.tokens.pieces)
    assert np.abs(made.vectors - expected.vectors).max() < 1e-5


def test_the_cache_gives_the_same_tokens_without_encoding(encoder: UseMultilingual, tmp_path: Path) -> None:
    texts = ["Снег шёл всю ночь.", "", "It snowed all night.", "\u200b", "🙂"]
    first = CachedEncoder(encoder, tmp_path).encode_with_tokens(texts)
    again = CachedEncoder(UseMultilingual(), tmp_path)
    again._encoder.encode_with_tokens = lambda texts: encoder.encode_with_tokens([*texts][:0])  # type: ignore[attr-defined, method-assign]
    assert same(again.encode_with_tokens(texts), first)
    assert np.array_equal(again.encode(texts), first.vectors)


def test_what_the_cache_knows_and_what_is_new_come_in_the_order_asked_for(
    encoder: UseMultilingual, tmp_path: Path
) -> None:
    texts = list(dict.fromkeys(varied_texts()))[:30]
    cached = CachedEncoder(encoder, tmp_path)
    cached.encode(texts[::3])
    made, expected = cached.encode_with_tokens(texts), encoder.encode_with_tokens(texts)
    assert np.array_equal(made.tokens.pieces, expected.tokens.pieces)
    assert np.abs(made.vectors - expected.vectors).max() < 1e-5


def test_other_encoders_are_told_apart() -> None:
    hashing = load_encoder("hashing")
    assert with_tokens(hashing, DEFAULT_ENCODER) is None
    with pytest.raises(TypeError, match="nothing of tokens"):
        load_token_encoder("hashing")
    with pytest.raises(TypeError, match="no vectors of tokens"):
        ParallelEncoder("hashing", hashing, 2).encode_with_tokens(["Снег"])


def test_a_cache_around_workers_serves_an_encoder_without_tokens(tmp_path: Path) -> None:
    encoder = get_encoder("hashing", cache=tmp_path, processes=2)
    texts = ["Снег", "Snow", ""]
    for _ in range(2):
        assert np.array_equal(encoder.encode(texts), load_encoder("hashing").encode(texts))
    assert with_tokens(encoder, "hashing") is None


def test_a_cache_around_workers_passes_tokens_on(encoder: UseMultilingual, tmp_path: Path) -> None:
    wrapped = get_encoder(cache=tmp_path, processes=2)
    knowing = with_tokens(wrapped, DEFAULT_ENCODER)
    assert knowing is wrapped
    assert same(knowing.encode_with_tokens(["Снег"]), encoder.encode_with_tokens(["Снег"]))

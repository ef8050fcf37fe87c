"""Our rules stay as good as measured, where the measuring data is on the machine."""

import pytest

from aligner.segmentation import get_segmenter
from benchmarks.segmentation import measure, read_cases, read_set
from tests.shared_data import shared_data

# Measured with benchmarks/segmentation.py.
FLOORS = {"ru_pud": 0.997, "ru_gsd": 0.984, "en_pud": 0.998}


@pytest.mark.parametrize("name", FLOORS)
def test_boundaries_inside_paragraphs_reach_their_floor(name: str) -> None:
    samples = read_set(shared_data(f"segmentation/{name}.tsv"))
    assert round(measure(get_segmenter(), samples, name[:2]).f1, 3) >= FLOORS[name]


@pytest.mark.parametrize(("language", "over", "under"), [("ru", 1, 0), ("en", 0, 0)])
def test_hard_cases_have_no_more_errors_than_known(language: str, over: int, under: int) -> None:
    result = measure(get_segmenter(), read_cases(shared_data(f"cases/segmentation.{language}.tsv")), language)
    assert (result.over, result.under) == (over, under)

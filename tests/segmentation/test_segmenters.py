"""The table of segmenters, and the one behind an extra."""

import subprocess
import sys

import pytest

from aligner.errors import MissingExtraError, UnknownNameError
from aligner.segmentation import SEGMENTERS, get_segmenter
from tests.segmentation.documents import segment, texts


def test_the_rules_are_the_default() -> None:
    assert get_segmenter().name == "rules"


@pytest.mark.parametrize("name", ["rules", "lines"])
def test_a_segmenter_knows_its_name(name: str) -> None:
    assert get_segmenter(name).name == name


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="lines, razdel, rules"):
        get_segmenter("pysbd")


def test_the_table_names_no_segmenter_that_is_not_there() -> None:
    assert {SEGMENTERS.load(name).name for name in SEGMENTERS} == set(SEGMENTERS)


def test_razdel_without_its_library_names_the_pip_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "razdel", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'aligner\[razdel\]'"):
        get_segmenter("razdel")


def test_razdel_keeps_paragraphs_and_offsets() -> None:
    pytest.importorskip("razdel", reason="the extra [razdel] isn't installed")
    segmented = segment("  Шёл снег. Дул ветер.", "К утру всё стихло.", name="razdel")
    assert texts(segmented) == ["Шёл снег.", "Дул ветер.", "К утру всё стихло."]
    assert [sentence.paragraph for sentence in segmented.sentences] == [0, 0, 1]


def test_the_table_imports_no_segmenter_before_it_is_asked_for() -> None:
    program = "import sys, aligner.segmentation; print('aligner.segmentation.by_rules' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"

from dataclasses import replace
from pathlib import Path

from aligner.writing import write
from tests.writing.texts import garden


def test_a_ladder_holds_every_bead_in_the_alignments_order_with_its_cost(tmp_path: Path) -> None:
    (path,) = write(garden(), str(tmp_path / "out.ladder"))
    assert Path(path).read_text() == (
        "[0]:[0]:0.050000\n"
        "[1, 2]:[1]:0.150000\n"
        "[3]:[]:0.000000\n"
        "[4]:[3]:0.350000\n"
        "[5]:[2]:0.450000\n"
        "[]:[4]:0.000000\n"
    )


def test_without_scores_there_is_no_cost(tmp_path: Path) -> None:
    (path,) = write(replace(garden(), rows=()), str(tmp_path / "out.path"))
    assert Path(path).read_text().split("\n")[:3] == ["[0]:[0]", "[1, 2]:[1]", "[3]:[]"]

"""The gate of the alignment benchmark fails when it should."""

import json
from pathlib import Path

import pytest

from tests.examples.gold import PROJECT

if not (PROJECT / "benchmarks").is_dir():
    pytest.skip("benchmarks/ isn't part of the source distribution", allow_module_level=True)

from benchmarks.alignment.run import Result, broken_floors, gold_checksum

RESULT = Result("aligner", "segmented", 5, {"strict_t": 0.95}, 1.0, 100.0)


def baseline(folder: Path, floors: dict[str, float]) -> Path:
    path = folder / "baseline.json"
    path.write_text(json.dumps({"gold": "same", "floors": floors}), encoding="utf-8")
    return path


def test_figures_on_or_above_their_floors_pass(tmp_path: Path) -> None:
    assert broken_floors([RESULT], baseline(tmp_path, {"aligner/segmented/strict_t": 0.95}), "same") == []


def test_a_figure_below_its_floor_is_named(tmp_path: Path) -> None:
    found = broken_floors([RESULT], baseline(tmp_path, {"aligner/segmented/strict_t": 0.96}), "same")
    assert found == ["aligner/segmented/strict_t: 0.9500 is below its floor 0.9600"]


def test_a_figure_that_is_missing_breaks_its_floor(tmp_path: Path) -> None:
    assert broken_floors([], baseline(tmp_path, {"aligner/raw/span": 0.1}), "same")


def test_floors_hold_for_the_gold_they_were_set_on(tmp_path: Path) -> None:
    assert "the gold changed" in broken_floors([RESULT], baseline(tmp_path, {}), "other")[0]


def test_the_shipped_floors_belong_to_the_shipped_gold() -> None:
    floors = json.loads((PROJECT / "benchmarks" / "baseline.json").read_text(encoding="utf-8"))
    assert floors["gold"] == gold_checksum(PROJECT / "benchmarks" / "data")
    assert floors["floors"]["aligner/segmented/strict_t"] > 0.9

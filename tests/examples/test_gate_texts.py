"""The texts of the benchmark's gate and their gold agree with each other."""

import csv

import pytest

from tests.examples.gold import GATE_TEXTS, read_ladder, read_lines, read_text, text_outside

pytestmark = pytest.mark.skipif(
    not GATE_TEXTS.is_dir(), reason="benchmarks/ isn't part of the source distribution"
)

NAMES = ["abridged", "clean", "literary", "noisy", "swapped"]


def test_these_are_all_the_segmented_texts() -> None:
    assert sorted(path.name.removesuffix(".gold.tsv") for path in GATE_TEXTS.glob("*.gold.tsv")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_gold_covers_every_line_once(name: str) -> None:
    beads = read_ladder(GATE_TEXTS / f"{name}.gold.tsv")
    for side, language in enumerate(("ru", "en")):
        lines = read_lines(GATE_TEXTS / f"{name}.{language}.txt")
        assert all(line == line.strip() != "" for line in lines)
        assert sorted(number for bead in beads for number in bead[side]) == list(range(len(lines)))


@pytest.mark.parametrize("name", NAMES)
def test_a_bead_is_a_null_exactly_when_one_side_is_empty(name: str) -> None:
    for source, target, tag in read_ladder(GATE_TEXTS / f"{name}.gold.tsv"):
        assert (tag == "exact") == bool(source and target)


@pytest.mark.parametrize("name", NAMES)
def test_only_the_swapped_text_crosses(name: str) -> None:
    targets = [number for _, target, _ in read_ladder(GATE_TEXTS / f"{name}.gold.tsv") for number in target]
    assert (targets != sorted(targets)) == (name == "swapped")


def test_the_abridged_english_keeps_about_half() -> None:
    source, target = (len(read_lines(GATE_TEXTS / f"abridged.{language}.txt")) for language in ("ru", "en"))
    assert 0.4 <= target / source <= 0.6


def raw_units() -> list[dict[str, str]]:
    with (GATE_TEXTS.parent / "raw" / "dictionary.gold.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.mark.parametrize("side", ["ru", "en"])
def test_the_raw_units_cover_the_running_text_in_order(side: str) -> None:
    text = read_text(GATE_TEXTS.parent / "raw" / f"dictionary.{side}.txt")
    units = [unit for unit in raw_units() if unit["kind"] in ("pair", f"{side}_only")]
    spans = [(int(unit[f"{side}_start"]), int(unit[f"{side}_end"])) for unit in units]
    assert spans == sorted(spans)
    assert text_outside(spans, text) == ""
    assert all(text[start:stop] == text[start:stop].strip() != "" for start, stop in spans)


def test_a_raw_unit_without_counterpart_has_no_offsets_on_that_side() -> None:
    for unit in raw_units():
        missing = {side for side in ("ru", "en") if unit[f"{side}_start"] == unit[f"{side}_end"] == "-1"}
        assert missing == {"pair": set(), "ru_only": {"en"}, "en_only": {"ru"}}[unit["kind"]]


def paragraph_openers(side: str) -> set[str]:
    text = read_text(GATE_TEXTS.parent / "raw" / f"dictionary.{side}.txt")
    starts = {unit["unit"]: int(unit[f"{side}_start"]) for unit in raw_units() if unit["kind"] == "pair"}
    return {unit for unit, start in starts.items() if start == 0 or text[:start].endswith("\n\n")}


def test_the_raw_english_has_paragraph_borders_of_its_own() -> None:
    russian, english = paragraph_openers("ru"), paragraph_openers("en")
    assert russian - english
    assert english - russian


def test_the_raw_english_is_hard_wrapped() -> None:
    lines = read_text(GATE_TEXTS.parent / "raw" / "dictionary.en.txt").split("\n")
    assert 40 < max(map(len, lines)) <= 72

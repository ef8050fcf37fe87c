import random
from pathlib import Path

import pytest

from aligner.bitext import Span
from aligner.errors import InputError
from aligner.evaluation.spans import (
    GoldUnit,
    SpanCounts,
    SpanPair,
    count_spans,
    read_spans,
    read_units,
    span_pairs,
)
from tests.evaluation.reference import scorer
from tests.shared_data import shared_data
from tests.writing.texts import garden

SOURCE = "Аа бб. Вв гг.\n\nДд ее."
TARGET = "Aa bb. Cc dd.\n\nEe ff."
UNITS = [GoldUnit(Span(at, at + 6), Span(at, at + 6)) for at in (0, 7, 15)]


def counted(*pairs: tuple[int, int, int, int], units: list[GoldUnit] = UNITS) -> SpanCounts:
    return count_spans(SOURCE, TARGET, units, [(Span(a, b), Span(c, d)) for a, b, c, d in pairs])


def test_the_gold_itself_gets_full_credit() -> None:
    counts = counted((0, 6, 0, 6), (7, 13, 7, 13), (15, 21, 15, 21))
    assert (counts.precision, counts.recall, counts.f1, counts.units_ok) == (1, 1, 1, 1)
    assert (counts.predicted, counts.total, counts.units) == (30, 30, 3)


def test_cutting_finer_costs_nothing() -> None:
    assert counted((0, 2, 0, 2), (3, 6, 3, 6), (7, 13, 7, 13), (15, 21, 15, 21)).f1 == pytest.approx(1)


def test_gluing_two_equal_units_halves_their_credit() -> None:
    counts = counted((0, 13, 0, 13), (15, 21, 15, 21))
    assert counts.precision == pytest.approx(2 / 3)
    assert counts.units_ok == pytest.approx(1 / 3)


def test_a_wrong_partner_gets_nothing() -> None:
    assert counted((0, 6, 7, 13)).f1 == 0


def test_what_is_missing_costs_recall_only() -> None:
    counts = counted((0, 6, 0, 6))
    assert (counts.precision, counts.recall) == pytest.approx((1, 1 / 3))


def test_a_pair_made_of_a_text_without_counterpart_costs_precision() -> None:
    units = [UNITS[0], GoldUnit(Span(7, 13), None, is_pair=False), UNITS[2]]
    assert counted((0, 6, 0, 6), (7, 13, 15, 21), units=units).precision == pytest.approx(1 / 2)


def test_text_without_gold_is_not_judged() -> None:
    assert counted((0, 6, 0, 6), (7, 13, 7, 13), units=UNITS[:1]).f1 == pytest.approx(1)


def test_two_stretches_that_are_no_pair_give_no_credit() -> None:
    assert counted((0, 6, 0, 6), units=[GoldUnit(Span(0, 6), Span(0, 6), is_pair=False)]).credit == 0


def test_counts_of_documents_add_up() -> None:
    both = counted((0, 6, 0, 6)) + counted((0, 6, 7, 13))
    assert (both.credit, both.predicted, both.total, both.units, both.units_right) == (10, 20, 60, 6, 1)


def test_nothing_at_all_is_zero_and_no_error() -> None:
    empty = count_spans("", "", [], [])
    assert (empty.precision, empty.recall, empty.f1, empty.units_ok) == (0, 0, 0, 0)


def test_a_span_that_leaves_the_text_is_refused() -> None:
    with pytest.raises(InputError, match="leaves the text of 21 characters"):
        counted((0, 22, 0, 6))


def test_an_alignments_pairs_reach_from_first_to_last_sentence() -> None:
    alignment = garden()
    texts = [
        (alignment.source.document.text[s.start : s.stop], alignment.target.document.text[t.start : t.stop])
        for s, t in span_pairs(alignment)
    ]
    assert texts == [(row.source, row.target) for row in alignment.pairs]


def test_files_of_spans_and_units_are_read(tmp_path: Path) -> None:
    spans = tmp_path / "a.spans.tsv"
    spans.write_text("ru_start\tru_end\ten_start\ten_end\n0\t6\t0\t6\n7\t13\t-1\t-1\n")
    assert read_spans(spans) == ((Span(0, 6), Span(0, 6)),)
    units = tmp_path / "a.gold.tsv"
    units.write_text(
        "unit\tkind\tru_start\tru_end\ten_start\ten_end\ttype\n0\tpair\t0\t6\t0\t6\tp\n1\tru_only\t7\t13\t-1\t-1\tp\n"
    )
    assert read_units(units) == (UNITS[0], GoldUnit(Span(7, 13), None, is_pair=False))


@pytest.mark.parametrize("line", ["0\t6\t0", "0\t6\tx\t6", "6\t0\t0\t6"])
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.spans.tsv"
    path.write_text(f"0\t1\t0\t1\n{line}\n")
    with pytest.raises(InputError, match="line 2: no four offsets"):
        read_spans(path)


def predicted(units: tuple[GoldUnit, ...], lengths: tuple[int, int], rng: random.Random) -> list[SpanPair]:
    """Give back pairs with the mistakes that aligners make: glued, shifted, cut, dropped, half outside."""
    pairs = [(unit.source, unit.target) for unit in units if unit.source and unit.target]
    made: list[SpanPair] = []
    for here, following in zip(pairs, [*pairs[1:], pairs[-1]], strict=True):
        mistake = rng.random()
        if mistake < 0.15:
            made.append((here[0], following[1]))
        elif mistake < 0.3:
            made.append((Span(here[0].start, following[0].stop), Span(here[1].start, following[1].stop)))
        elif mistake < 0.4:
            made.append((here[0], Span(here[1].start, min(lengths[1], here[1].stop + 40))))
        elif mistake < 0.9:
            made.append((here[0], here[1]))
    at = [rng.randrange(length) for length in lengths]
    return [*made, (Span(at[0], lengths[0]), Span(at[1], lengths[1]))]


@pytest.mark.parametrize("family", ["B_plain", "B_web", "B_reflow", "B_literary", "F_docs"])
def test_our_figures_are_the_benchmarks(family: str, tmp_path: Path) -> None:
    reference = scorer("score_spans")
    golds = sorted(shared_data(f"bench/dev/{family}").glob("*.gold.tsv"))[:4]
    assert golds
    total = SpanCounts()
    for number, gold in enumerate(golds):
        stem = str(gold).removesuffix(".gold.tsv")
        # newline="" as the offsets count carriage returns
        source, target = (Path(f"{stem}.{side}.txt").read_bytes().decode("utf-8") for side in ("ru", "en"))
        units = read_units(gold)
        pairs = predicted(units, (len(source), len(target)), random.Random(number))
        path = tmp_path / "document.spans.tsv"
        path.write_text("".join(f"{s.start}\t{s.stop}\t{t.start}\t{t.stop}\n" for s, t in pairs))
        counts = count_spans(source, target, units, read_spans(path))
        total += counts
        loaded = reference.load_pred(str(tmp_path / "document"), source, target)
        want = reference.measures(reference.score(source, target, reference.read_gold(gold), loaded))
        got = {"p": counts.precision, "r": counts.recall, "f1": counts.f1, "units_ok": counts.units_ok}
        assert got == pytest.approx({name: want[name] for name in got}, abs=1e-12)
    assert 0 < total.f1 < 1


def test_a_pair_with_one_side_wholly_without_gold_is_not_judged() -> None:
    assert counted((0, 6, 7, 13), units=UNITS[:1]).predicted == 0


def test_a_unit_is_right_from_four_fifths_on() -> None:
    assert counted((0, 5, 0, 6)).units_ok == pytest.approx(1 / 3)
    assert counted((0, 4, 0, 6)).units_ok == 0

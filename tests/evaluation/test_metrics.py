import random
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.evaluation.gold import alternative_golds, parse_ladder_line, read_links
from aligner.evaluation.links import COARSE, Link, link
from aligner.evaluation.metrics import MEASURES, LinkCounts, Score, count_links
from tests.evaluation.reference import scorer
from tests.shared_data import shared_data

CASES = Path(__file__).parents[1] / "cases" / "evaluation" / "links.txt"


def beads(line: str) -> list[Link]:
    found = []
    for word in line.split()[1:]:
        one = parse_ladder_line(word.removesuffix("c"))
        assert one is not None
        found.append(Link(*one.sides, COARSE if word.endswith("c") else ""))
    return found


def cases() -> Iterator[tuple[str, list[Link], list[Link], dict[str, Score]]]:
    blocks = CASES.read_text(encoding="utf-8").split("\n\n")[1:]
    for block in blocks:
        label, gold, predicted, figures = block.strip().split("\n")
        words = figures.split()
        scores = {
            words[at]: Score(float(Fraction(words[at + 1])), float(Fraction(words[at + 2])))
            for at in range(0, len(words), 3)
        }
        yield label, beads(gold), beads(predicted), scores


@pytest.mark.parametrize(
    ("gold", "predicted", "scores"),
    [case[1:] for case in cases()],
    ids=[case[0] for case in cases()],
)
def test_the_figures_are_those_worked_out_by_hand(
    gold: list[Link], predicted: list[Link], scores: dict[str, Score]
) -> None:
    counts = count_links(predicted, gold)
    assert set(scores) == set(MEASURES)
    for measure, wanted in scores.items():
        got: Score = getattr(counts, measure)
        assert (got.precision, got.recall) == pytest.approx((wanted.precision, wanted.recall)), measure


def test_null_runs_kept_whole_are_one_bead() -> None:
    gold, predicted = [Link((0, 1), ())], [Link((0,), ()), Link((1,), ())]
    assert count_links(predicted, gold, keep_null_runs=True).strict.precision == 0
    assert count_links(predicted, gold).strict.precision == 1


def test_f1_is_the_harmonic_mean_and_zero_at_zero() -> None:
    assert Score(0.5, 1.0).f1 == pytest.approx(2 / 3)
    assert Score(0.0, 0.0).f1 == 0


some_links = st.lists(
    st.builds(
        link,
        st.sets(st.integers(0, 6), max_size=3),
        st.sets(st.integers(0, 6), max_size=3),
        st.sampled_from(["", "exact", COARSE]),
    ),
    max_size=8,
)


@given(some_links, some_links, st.booleans())
def test_our_figures_are_the_benchmarks_on_any_links(
    predicted: list[Link], gold: list[Link], keep_null_runs: bool
) -> None:
    assert ours(predicted, gold, keep_null_runs) == pytest.approx(theirs(predicted, gold, keep_null_runs))


def ours(predicted: list[Link], gold: list[Link], keep_null_runs: bool = False) -> dict[str, float]:
    return flat(count_links(predicted, gold, keep_null_runs=keep_null_runs))


def flat(counts: LinkCounts) -> dict[str, float]:
    figures: dict[str, float] = {}
    for measure in MEASURES:
        score: Score = getattr(counts, measure)
        figures |= {f"{measure}_p": score.precision, f"{measure}_r": score.recall, f"{measure}_f1": score.f1}
    return figures


def theirs(predicted: list[Link], gold: list[Link], keep_null_runs: bool) -> dict[str, float]:
    reference = scorer("score_alignment")

    def as_read(links: list[Link]) -> list[object]:
        # What the script's reader does: both-empty beads dropped, null runs cut.
        made: list[object] = []
        for one in links:
            runs = [(one.source, one.target)]
            if one.is_null and not keep_null_runs:
                runs = [((number,), ()) for number in one.source] + [((), (number,)) for number in one.target]
            made += [reference.Bead(*sides, one.tag) for sides in runs if sides != ((), ())]
        return made

    figures: dict[str, float] = dict(reference.measures(reference.counts(as_read(predicted), as_read(gold))))
    return figures


FAMILIES = ["A_hard", "A_mixed", "A_literary", "A_swap", "A_dup", "A_techdoc", "C_bible_sent", "T_textberg"]


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("keep_null_runs", [False, True])
def test_our_figures_are_the_benchmarks_on_spoilt_gold(
    family: str, keep_null_runs: bool, tmp_path: Path
) -> None:
    reference = scorer("score_alignment")
    golds = sorted(shared_data(f"bench/dev/{family}").glob("*.gold.tsv"))[:4]
    assert golds
    for number, gold in enumerate(golds):
        path = tmp_path / f"{number}.pred.tsv"
        path.write_text("".join(spoilt(read_links(gold), random.Random(number))), encoding="utf-8")
        want = reference.measures(reference.score_doc(str(gold), str(path), keep_null_runs))
        best = max(
            (
                count_links(read_links(path), read_links(one), keep_null_runs=keep_null_runs)
                for one in alternative_golds(gold)
            ),
            key=lambda counts: counts.strict_t.f1,
        )
        assert flat(best) == pytest.approx(dict(want), abs=1e-12)
        assert 0 < best.strict.f1 < 1


def spoilt(gold: tuple[Link, ...], rng: random.Random) -> Iterator[str]:
    """Give back lines of a prediction with the mistakes that aligners make."""
    for one in gold:
        mistake = rng.random()
        if mistake < 0.1:
            yield f"{list(one.source)}:[]:0.5\n"
            yield f"[]:{list(one.target)}:0.5\n"
        elif mistake < 0.2:
            yield ",".join(map(str, one.source)) + "\t" + ",".join(str(at + 1) for at in one.target) + "\n"
        elif mistake < 0.4 and len(one.source) == len(one.target):
            yield from (f"[{s}]:[{t}]\n" for s, t in zip(one.source, one.target, strict=True))
        elif mistake < 0.95:
            yield f"{list(one.source)}:{list(one.target)}:0.1\n"


def test_the_best_of_equally_right_golds_is_found(tmp_path: Path) -> None:
    for name in ("a.gold.tsv", "a.gold.alt2.tsv", "a.gold.alt1.tsv", "b.gold.tsv", "a.tsv"):
        (tmp_path / name).touch()
    found = alternative_golds(tmp_path / "a.gold.tsv")
    assert [path.name for path in found] == ["a.gold.tsv", "a.gold.alt1.tsv", "a.gold.alt2.tsv"]
    assert alternative_golds(tmp_path / "a.tsv") == (tmp_path / "a.tsv",)

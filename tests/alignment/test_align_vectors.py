"""From vectors to beads, with the hand-set score, which any encoder can have."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.alignment import align_vectors, has_learned_score, load_learned_score
from aligner.alignment.learned import LearnedScore, pack, unpack
from aligner.bitext import Bead, Span, check_coverage
from aligner.errors import ModelError
from tests.alignment.texts import Floats, joined, lengths, sentences, translated


def aligned(source: Floats, target: Floats, learned: LearnedScore | None = None) -> list[Bead]:
    return align_vectors(source, target, lengths(len(source)), lengths(len(target)), learned=learned)


def types(beads: list[Bead]) -> list[str]:
    return [bead.type for bead in beads]


@pytest.fixture(params=["hand-set", "learned"])
def learned(request: pytest.FixtureRequest) -> LearnedScore | None:
    return load_learned_score("use-multilingual") if request.param == "learned" else None


def test_pairs_each_sentence_with_its_translation(learned: LearnedScore | None) -> None:
    text = sentences(20, 1)
    beads = aligned(text, translated(text, 2), learned)
    assert beads == [Bead(Span(n, n + 1), Span(n, n + 1)) for n in range(20)]


def test_a_sentence_that_was_left_out_is_a_null(learned: LearnedScore | None) -> None:
    text = sentences(20, 1)
    beads = aligned(text, np.delete(translated(text, 2), [7, 8], axis=0), learned)
    assert [bead.source.start for bead in beads if bead.is_null] == [7, 8]
    assert types(beads).count("1-1") == 18


def test_foreign_lines_stay_alone_on_either_side(learned: LearnedScore | None) -> None:
    text, menu, feed = sentences(20, 1), sentences(6, 8), sentences(9, 9)
    source = np.concatenate([menu, text, feed])
    beads = aligned(source, translated(text, 2), learned)
    assert [(b.source.start, b.target.start) for b in beads if not b.is_null] == [
        (n + 6, n) for n in range(20)
    ]


def test_a_sentence_that_was_cut_in_two_is_one_bead(learned: LearnedScore | None) -> None:
    text = sentences(20, 1)
    source = joined(text, 5, 7)
    beads = align_vectors(
        source,
        translated(text, 2),
        np.array([160 if n == 5 else 80 for n in range(19)]),
        lengths(20),
        learned=learned,
    )
    assert Bead(Span(5, 6), Span(5, 7)) in beads
    assert types(beads).count("1-1") == 18


def test_passages_that_changed_places_are_found_and_marked(learned: LearnedScore | None) -> None:
    text = sentences(30, 1)
    moved = translated(text, 2)[[*range(10), *range(15, 18), *range(10, 15), *range(18, 30)]]
    beads = aligned(text, moved, learned)
    crossing = [(b.source.start, b.target.start) for b in beads if b.crossing]
    assert crossing in ([(15, 10), (16, 11), (17, 12)], [(n, n + 3) for n in range(10, 15)])
    assert types(beads) == ["1-1"] * 30


def test_one_moved_sentence_is_no_passage() -> None:
    text = sentences(30, 1)
    moved = translated(text, 2)[[*range(1, 30), 0]]
    assert not any(bead.crossing for bead in aligned(text, moved))


def test_blank_lines_are_left_alone_and_shift_nothing() -> None:
    text = sentences(12, 1)
    blank = np.zeros((1, text.shape[1]), dtype=np.float32)
    source = np.concatenate([blank, text[:6], blank, blank, text[6:]])
    beads = aligned(source, translated(text, 2))
    pairs = [(b.source.start, b.target.start) for b in beads if not b.is_null]
    assert pairs == [(n + 1 if n < 6 else n + 3, n) for n in range(12)]


def test_a_blank_line_inside_a_bead_belongs_to_it() -> None:
    text = sentences(12, 1)
    blank = np.zeros((1, text.shape[1]), dtype=np.float32)
    source = np.concatenate([text[:6], blank, text[6:]])
    beads = align_vectors(
        source,
        joined(translated(text, 2), 5, 7),
        lengths(13),
        np.array([160 if n == 5 else 80 for n in range(11)]),
    )
    assert Bead(Span(5, 8), Span(5, 6)) in beads


def test_sides_without_text_are_nulls_throughout() -> None:
    nothing = np.zeros((3, 64), dtype=np.float32)
    assert types(aligned(nothing, sentences(2, 1))) == ["1-0"] * 3 + ["0-1"] * 2
    assert aligned(np.zeros((0, 64), dtype=np.float32), nothing[:1])[0].type == "0-1"


def test_page_furniture_is_left_alone_sooner() -> None:
    text = sentences(10, 1)
    weak = translated(text, 2)
    weak[4] = translated(text[4:5], 3, noise=2.2)[0]  # a pair that is just above the threshold
    furniture = np.arange(10) == 4
    plain = aligned(text, weak)
    marked = align_vectors(
        text, weak, lengths(10), lengths(10), source_furniture=furniture, target_furniture=furniture
    )
    assert types(plain) == ["1-1"] * 10
    assert types(marked).count("1-1") == 9


def test_a_long_text_is_cut_and_comes_out_as_if_it_were_not(monkeypatch: pytest.MonkeyPatch) -> None:
    text = sentences(700, 1)
    target = np.delete(translated(text, 2), range(100, 160), axis=0)
    cut = aligned(text, target)
    monkeypatch.setattr("aligner.alignment.blocks.WHOLE_CELLS", 10**9)
    assert cut == aligned(text, target)


def test_half_precision_gives_the_same_beads() -> None:
    text = sentences(300, 1)
    target = translated(text, 2)
    half = align_vectors(
        text.astype(np.float16),
        target.astype(np.float16),
        lengths(300),
        lengths(300),  # type: ignore[arg-type]
    )
    assert half == aligned(text, target)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 25), st.integers(0, 25), st.integers(0, 9), st.floats(0, 3), st.booleans())
def test_every_sentence_is_in_exactly_one_bead(
    rows: int, columns: int, seed: int, noise: float, use_learned: bool
) -> None:
    shared = sentences(26, seed)
    source, target = shared[:rows].copy(), translated(shared, seed, noise)[:columns]
    source[::7] = 0
    beads = aligned(source, target, load_learned_score("use-multilingual") if use_learned else None)
    check_coverage([bead.source for bead in beads], rows, "source")
    check_coverage([bead.target for bead in beads], columns, "target")
    assert beads == aligned(source, target, load_learned_score("use-multilingual") if use_learned else None)


def test_a_callers_arrays_stay_as_they_were() -> None:
    text, target = sentences(12, 1), translated(sentences(12, 1), 2)
    before = text.copy(), target.copy()
    aligned(text, target, load_learned_score("use-multilingual"))
    assert (text == before[0]).all()
    assert (target == before[1]).all()


def test_a_score_learnt_on_other_features_is_refused() -> None:
    assert has_learned_score("use-multilingual")
    assert not has_learned_score("hashing")
    arrays = pack(load_learned_score("use-multilingual"))
    arrays["bead_features"] = arrays["bead_features"][::-1]
    with pytest.raises(ModelError, match="other bead features"):
        unpack(arrays, "use-multilingual")
    arrays["schema"] = np.array(0)
    with pytest.raises(ModelError, match="schema 0"):
        unpack(arrays, "use-multilingual")

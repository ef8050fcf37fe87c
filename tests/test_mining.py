"""Pairs in texts that aren't translations of each other."""

from dataclasses import replace
from functools import cache

import pytest

from aligner.bitext import Document, Paragraph, SegmentedDocument, Span
from aligner.config import ReadOptions
from aligner.embedding import get_encoder
from aligner.mining import MinedPair, is_copy, mine_pairs
from aligner.protocols import Encoder
from aligner.reading import read, read_string
from aligner.segmentation import get_segmenter
from tests.shared_data import shared_data

RUSSIAN = """\
Мэр открыл новый мост через Каму в субботу утром.
Строительство обошлось городу в два миллиарда рублей.
В библиотеке на улице Мира начался ремонт крыши.
Детский хор занял первое место на конкурсе в Самаре.
Врачи советуют пить больше воды в жару.
Пожарные спасли кошку, которая три дня сидела на дереве.
Цены на яблоки выросли на треть из-за весенних заморозков.
""".splitlines()
ENGLISH = """\
The price of apples rose by a third because of the spring frosts.
A chess tournament for pensioners begins on Monday.
The mayor opened a new bridge over the Kama on Saturday morning.
Police are looking for witnesses of the accident.
Doctors advise people to drink more water in the heat.
The museum bought a painting of the nineteenth century.
Construction cost the city two billion roubles.
""".splitlines()
PAIRS = {(0, 2), (1, 6), (4, 4), (6, 0)}


@cache
def encoder() -> Encoder:
    return get_encoder()


def document(lines: list[str], language: str, name: str = "text") -> SegmentedDocument:
    options = ReadOptions(language, segmented=True)
    return get_segmenter("lines").segment(read_string("\n".join(lines) + "\n", options, name=name))


def numbers(pairs: tuple[MinedPair, ...]) -> set[tuple[int, int]]:
    assert all(len(mined.pair.bead.source) == len(mined.pair.bead.target) == 1 for mined in pairs)
    return {(mined.pair.bead.source.start, mined.pair.bead.target.start) for mined in pairs}


def mine(source: list[str], target: list[str]) -> tuple[MinedPair, ...]:
    return mine_pairs(document(source, "ru"), document(target, "en"), encoder())


def test_pairs_are_found_in_any_order_and_the_rest_is_left_alone() -> None:
    assert numbers(mine(RUSSIAN, ENGLISH)) == PAIRS


def test_pairs_come_in_the_order_of_the_source_with_texts_and_probabilities() -> None:
    pairs = [mined.pair for mined in mine(RUSSIAN, ENGLISH)]
    assert [pair.bead.source.start for pair in pairs] == sorted(pair.bead.source.start for pair in pairs)
    for pair in pairs:
        assert pair.source == RUSSIAN[pair.bead.source.start]
        assert pair.target == ENGLISH[pair.bead.target.start]
        assert pair.score is not None
        assert 0.5 <= pair.score <= 1


def test_a_higher_threshold_gives_fewer_pairs_and_the_same_ones() -> None:
    few = mine_pairs(document(RUSSIAN, "ru"), document(ENGLISH, "en"), encoder(), min_score=0.99)
    assert numbers(few) <= PAIRS
    with pytest.raises(ValueError, match="probability"):
        mine_pairs(document(RUSSIAN, "ru"), document(ENGLISH, "en"), encoder(), min_score=2)


def test_two_sentences_are_joined_where_together_they_match_better() -> None:
    target = [
        *ENGLISH[:2],
        "The mayor opened a new bridge over the Kama,",
        "and that happened on Saturday morning at eight.",
    ]
    source = [
        RUSSIAN[5],
        "Мэр открыл новый мост через Каму, и произошло это в субботу утром, в восемь часов.",
        RUSSIAN[3],
    ]
    forward = [mined.pair for mined in mine(source, target)]
    assert [(pair.bead.source, pair.bead.target) for pair in forward] == [(Span(1, 2), Span(2, 4))]
    assert forward[0].target == "\n".join(target[2:])
    backward = mine_pairs(document(target, "en"), document(source, "ru"), encoder())
    assert [mined.pair.bead.type for mined in backward] == ["2-1"]


def test_sentences_of_different_documents_are_never_joined() -> None:
    source = document(
        ["Мэр открыл новый мост через Каму, и произошло это в субботу утром, в восемь часов."], "ru"
    )
    targets = [
        document([ENGLISH[1], "The mayor opened a new bridge over the Kama,"], "en", "a"),
        document(["and that happened on Saturday morning at eight.", ENGLISH[3]], "en", "b"),
    ]
    assert all(mined.pair.bead.type == "1-1" for mined in mine_pairs(source, targets, encoder()))


def test_of_a_sentence_that_stands_twice_the_first_counts() -> None:
    pairs = mine([*RUSSIAN, RUSSIAN[0], "  " + RUSSIAN[0].upper()], [*ENGLISH, ENGLISH[0]])
    assert numbers(pairs) == PAIRS


def test_what_stands_unchanged_on_both_sides_is_no_translation() -> None:
    copied = "Deep Purple will play «Smoke on the Water» in Perm on Saturday evening."
    assert numbers(mine([*RUSSIAN, copied, copied + " Купить билеты"], [copied, *ENGLISH])) == {
        (one, other + 1) for one, other in PAIRS
    }
    assert is_copy(copied, copied.upper() + " Tickets")
    assert not is_copy(RUSSIAN[0], ENGLISH[2])


def test_documents_are_named_and_sentences_counted_within_them() -> None:
    sources = [document(RUSSIAN[:1], "ru", "a.ru"), document(RUSSIAN[1:], "ru", "b.ru")]
    targets = [document(ENGLISH[:3], "en", "a.en"), document(ENGLISH[3:], "en", "b.en")]
    found = {
        (
            mined.source_document,
            mined.pair.bead.source.start,
            mined.target_document,
            mined.pair.bead.target.start,
        )
        for mined in mine_pairs(sources, targets, encoder())
    }
    assert found == {
        ("a.ru", 0, "a.en", 2),
        ("b.ru", 0, "b.en", 3),
        ("b.ru", 3, "b.en", 1),
        ("b.ru", 5, "a.en", 0),
    }


def test_page_furniture_is_not_mined() -> None:
    source = document(RUSSIAN, "ru")
    first, *rest = source.document.paragraphs
    marked = (Paragraph(first.span, "furniture"), *rest)
    source = SegmentedDocument(replace(source.document, paragraphs=marked), source.sentences)
    assert numbers(mine_pairs(source, document(ENGLISH, "en"), encoder())) == PAIRS - {(0, 2)}


@pytest.mark.parametrize(
    ("source", "target"), [([""], ENGLISH), (RUSSIAN, ["***", "..."]), (["12:30"], ["12:30"])]
)
def test_nothing_to_pair_gives_no_pairs(source: list[str], target: list[str]) -> None:
    pairs = mine_pairs(_unread(source, "ru"), _unread(target, "en"), encoder())
    assert pairs == ()


def _unread(lines: list[str], language: str) -> SegmentedDocument:
    text = "\n".join(lines)
    return get_segmenter("lines").segment(Document("text", language, text, (Paragraph(Span(0, len(text))),)))


def test_one_sentence_a_side_is_enough() -> None:
    assert len(mine(RUSSIAN[:1], ENGLISH[2:3])) <= 1


def test_comparable_reports_give_the_pairs_people_found() -> None:
    folder = shared_data("seeds")
    segment = get_segmenter("lines").segment
    source = segment(read(folder / "rbc.ru.sentences.txt", ReadOptions("ru", segmented=True)))
    target = segment(read(folder / "tass.en.sentences.txt", ReadOptions("en", segmented=True)))
    graded = {
        (int(fields[0]) - 1, int(fields[1]) - 1): int(fields[2])
        for fields in (
            line.split("\t") for line in (folder / "rbc--tass.pairs.tsv").read_text("utf-8").splitlines()[1:]
        )
    }
    found = numbers(mine_pairs(source, target, encoder()))
    assert found <= graded.keys()
    # The other pair of grade 3 is a loose paraphrase, cosine 0.32: out of this encoder's reach.
    assert {pair for pair in found if graded[pair] == 3} == {(10, 17)}


@pytest.mark.slow
def test_the_figures_of_the_mining_sets_hold() -> None:
    from benchmarks.mining import measure

    results = measure(shared_data("bench/dev/E_mining"), encoder())
    assert results["pool_all"]["f1"] >= 0.97
    assert results["mean of small sets"]["f1"] >= 0.99

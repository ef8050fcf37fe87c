"""Which documents of two collections are translations of each other."""

from functools import cache

import pytest

from aligner.bitext import SegmentedDocument
from aligner.config import ReadOptions
from aligner.embedding import get_encoder
from aligner.matching import Matching, match_documents
from aligner.protocols import Encoder
from aligner.reading import read, read_string
from aligner.segmentation import get_segmenter
from tests.shared_data import shared_data

TEXTS = {
    "bridge": (
        "Мэр открыл новый мост через Каму. Его строили четыре года. Проезд по мосту бесплатный.",
        "The mayor opened a new bridge over the Kama. It was built for four years. "
        "Travel on the bridge is free.",
    ),
    "apples": (
        "Цены на яблоки выросли на треть. Виноваты весенние заморозки. Осенью фрукты подешевеют.",
        "The price of apples rose by a third. The spring frosts are to blame. Autumn will be cheaper.",
    ),
    "cat": (
        "Кошка три дня сидела на дереве. Её сняли пожарные. Хозяйка испекла им пирог.",
        "The cat sat in a tree for three days. Firefighters took it down. The owner baked them a pie.",
    ),
}
BOILERPLATE_RU = "Подпишитесь на нашу рассылку и узнавайте обо всём первыми. Все права на материалы защищены."
BOILERPLATE_EN = (
    "Subscribe to our newsletter and be the first to know everything. "
    "All rights to the materials are reserved."
)


@cache
def encoder() -> Encoder:
    return get_encoder()


def document(name: str, language: str, text: str) -> SegmentedDocument:
    return get_segmenter("rules").segment(read_string(text, ReadOptions(language), name=name))


def match(sources: dict[str, str], targets: dict[str, str], min_score: float = 0.5) -> Matching:
    return match_documents(
        [document(name, "ru", text) for name, text in sources.items()],
        [document(name, "en", text) for name, text in targets.items()],
        encoder(),
        min_score=min_score,
    )


def names(matching: Matching) -> set[tuple[str, str]]:
    return {(pair.source, pair.target) for pair in matching.matches}


def russian(*chosen: str) -> dict[str, str]:
    return {name: TEXTS[name][0] for name in chosen}


def english(*chosen: str) -> dict[str, str]:
    return {name: TEXTS[name][1] for name in chosen}


def test_translations_find_each_other_in_any_order_and_the_rest_is_named() -> None:
    matching = match(russian("bridge", "apples"), english("cat", "apples", "bridge"))
    assert names(matching) == {("bridge", "bridge"), ("apples", "apples")}
    assert (matching.lonely_sources, matching.lonely_targets) == ((), ("cat",))
    assert all(0.5 < pair.score <= 1 for pair in matching.matches)


def test_boilerplate_common_to_all_decides_nothing() -> None:
    sources = {
        name: f"{BOILERPLATE_RU}\n\n{text}" for name, text in russian("bridge", "apples", "cat").items()
    }
    targets = {name: f"{text}\n\n{BOILERPLATE_EN}" for name, text in english("bridge", "cat").items()}
    matching = match(sources, targets)
    assert names(matching) == {("bridge", "bridge"), ("cat", "cat")}
    assert matching.lonely_sources == ("apples",)


def test_half_a_translation_is_one() -> None:
    half = TEXTS["bridge"][1].rpartition(" Travel")[0]
    assert names(match(russian("bridge", "cat"), {"half": half})) == {("bridge", "half")}


def test_the_whole_is_preferred_to_the_half() -> None:
    targets = {"half": TEXTS["bridge"][1].rpartition(" Travel")[0], **english("bridge")}
    assert names(match(russian("bridge"), targets)) == {("bridge", "bridge")}


def test_what_stands_unchanged_on_both_sides_makes_no_match() -> None:
    footer = "\n\nCopyright held by the authors of the Perm Evening News and its many partners."
    matching = match({"bridge": TEXTS["bridge"][0] + footer}, {"cat": TEXTS["cat"][1] + footer})
    assert names(matching) == set()


def test_a_copy_of_the_original_among_the_translations_is_left_out() -> None:
    sources = {"a": TEXTS["bridge"][0], "b": TEXTS["cat"][0]}
    targets = {"x": TEXTS["bridge"][1], "y": TEXTS["cat"][1], "z": TEXTS["bridge"][0]}
    found = match(sources, targets)
    assert {(each.source, each.target) for each in found.matches} == {("a", "x"), ("b", "y")}
    assert (found.lonely_targets, found.written_otherwise) == (("z",), ("z",))


def test_of_two_copies_one_finds_the_translation() -> None:
    sources = {"first": TEXTS["cat"][0], "second": TEXTS["cat"][0]}
    assert len(match(sources, english("cat")).matches) == 1


@pytest.mark.parametrize(("sources", "targets"), [({}, {}), (russian("cat"), {}), ({}, english("cat"))])
def test_an_empty_side_leaves_all_without_a_partner(sources: dict[str, str], targets: dict[str, str]) -> None:
    matching = match(sources, targets)
    assert matching == Matching((), tuple(sources), tuple(targets))


def test_the_threshold_is_checked() -> None:
    with pytest.raises(ValueError, match="min_score"):
        match({}, {}, min_score=1)


def test_a_page_finds_its_translation_among_reports_of_the_same_event() -> None:
    folder = shared_data("seeds")
    segment = get_segmenter("rules").segment
    source = [segment(read(folder / "rbc.ru.txt", ReadOptions("ru")))]
    others = ["tass.en.txt", "sputnik.en.txt", "xinhua.en.txt"]
    targets = [segment(read(folder / name, ReadOptions("en"))) for name in ("rbc-mt.en.txt", *others)]
    matching = match_documents(source, targets, encoder())
    assert names(matching) == {("rbc.ru.txt", "rbc-mt.en.txt")}
    assert matching.lonely_targets == tuple(others)
    assert match_documents(source, targets[1:], encoder()).matches == ()


def test_the_figure_of_the_matching_set_holds() -> None:
    from benchmarks.matching import of_set

    assert of_set(shared_data("bench/dev/D_docmatch/wmt21news"), encoder())["f1"] >= 0.99

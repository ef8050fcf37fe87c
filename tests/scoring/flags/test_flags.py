"""What holds for all flags: spans lie in the texts, joins are looked at, known errors are named."""

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aligner.bitext import Flag
from aligner.scoring.flags import FLAGS, LONGEST, find_flags
from tests.shared_data import shared_data

TEXT = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="аяАЯёЖ azAZ019.,!?:;()[]«»“”\"'{}%$<>&@/-—\u00a0", max_size=80),
)


def named(flags: tuple[Flag, ...]) -> dict[str, Flag]:
    return {flag.name: flag for flag in flags}


@given(TEXT, TEXT, st.sampled_from(["", " ", "T", "т"]))
@example("İstanbul", "ISTANBUL", "")
@example("ДЖЬ Ъ Ьь", "X'x’", "A")
def test_every_span_lies_in_its_text_and_names_come_once_in_order(
    source: str, target: str, after: str
) -> None:
    flags = find_flags(source, target, after=after)
    order = [rule.name for rule in FLAGS]
    assert [flag.name for flag in flags] == sorted({flag.name for flag in flags}, key=order.index)
    for flag in flags:
        assert all(span.stop <= len(source) for span in flag.source)
        assert all(span.stop <= len(target) for span in flag.target)


@given(TEXT, TEXT)
def test_the_same_pair_has_the_same_flags(source: str, target: str) -> None:
    assert find_flags(source, target) == find_flags(source, target)


def test_flags_have_different_names_and_a_description() -> None:
    assert len({rule.name for rule in FLAGS}) == len(FLAGS)
    assert all(rule.description for rule in FLAGS)


@pytest.mark.parametrize(("source", "target"), [("", "Text."), ("Текст.", " "), ("", "")])
def test_a_null_has_no_flags(source: str, target: str) -> None:
    assert find_flags(source, target) == ()


def test_a_good_pair_has_no_flags() -> None:
    assert find_flags("Вчера Анна вернулась из Тулы.", "Yesterday Anna came back from Tula.") == ()


def test_a_space_missing_where_two_sentences_meet_is_found_by_what_follows() -> None:
    source, target = "Идёт борьба с терроризмом.", "The fight against terrorism goes on."
    assert named(find_flags(source, target, after="T"))["space-missing"].target[0].start == len(target) - 1
    assert "space-missing" not in named(find_flags(source, target, after=" "))
    assert "space-missing" not in named(find_flags(source, target, after="\n"))
    assert "space-missing" not in named(find_flags(source, target))


def test_of_two_names_alike_each_gets_its_own_word() -> None:
    flag = named(find_flags("Там Трамп и кабинет Трампа.", "There are trump and the office of the tramp."))
    target = "There are trump and the office of the tramp."
    assert [target[span.start : span.stop] for span in flag["name-in-lower-case"].target] == [
        "trump",
        "tramp",
    ]


def test_other_languages_keep_the_flags_that_hold_for_them() -> None:
    found = named(
        find_flags(
            "Das Haus ist (alt.", "La maison (ancienne) a 5 ans ?", source_language="de", target_language="fr"
        )
    )
    assert set(found) == {"number-differs", "question-differs"}


@pytest.mark.parametrize("code", ["ru-RU", "ru"])
def test_a_full_locale_is_its_language(code: str) -> None:
    assert "acronym-missing" in named(find_flags("Сообщает РБК.", "It reports .", source_language=code))


def test_a_long_hostile_text_takes_no_time() -> None:
    began = time.perf_counter()
    for piece in ("( ", "не ", "a a b ", "? ", "1 000 ", "РС", "<a ", "{{ ", "Аа ", "не, а "):
        text = piece * (LONGEST // len(piece))
        find_flags(text, text)
    assert time.perf_counter() - began < 20


def test_of_a_text_too_long_to_be_a_sentence_only_that_is_said_and_at_once() -> None:
    began = time.perf_counter()
    found = find_flags("не !?.," * 100_000, "not . . 5 " * 100_000)
    assert [flag.name for flag in found] == ["very-long"]
    assert time.perf_counter() - began < 1


def test_the_errors_of_the_machine_translated_news_page_are_named() -> None:
    folder = shared_data("seeds")
    source, target = (
        (folder / name).read_text(encoding="utf-8").split("\n")
        for name in ("rbc.ru.sentences.txt", "rbc-mt.en.sentences.txt")
    )
    document = (folder / "rbc-mt.en.txt").read_text(encoding="utf-8")
    found: set[tuple[str, str]] = set()
    for one, other in re.findall(
        r"^\[(\d+)\]:\[(\d+)\]$", (folder / "rbc--rbc-mt.align").read_text(), re.MULTILINE
    ):
        ours, theirs = source[int(one) - 1], target[int(other) - 1]
        stop = document.index(theirs) + len(theirs)
        for flag in find_flags(ours, theirs, after=document[stop : stop + 1]):
            shown = [ours[span.start : span.stop] for span in flag.source]
            shown += [theirs[span.start : span.stop] for span in flag.target]
            found.update((flag.name, each) for each in shown)
    assert ("name-in-lower-case", "trump") in found
    assert ("name-in-lower-case", "tramp") in found
    assert ("name-in-lower-case", "us") in found
    assert ("acronym-missing", "РБК") in found
    assert ("space-extra", " ") in found
    assert ("space-missing", ".") in found
    assert {name for name, _ in found} == {
        "name-in-lower-case",
        "acronym-missing",
        "space-extra",
        "space-missing",
    }

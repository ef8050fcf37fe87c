"""The default segmenter: paragraphs, hard-wrapped lines, code, any text at all."""

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.bitext import Document, Paragraph, Role, SegmentedDocument, Span
from aligner.segmentation import get_segmenter
from aligner.segmentation.boundary import CANDIDATE, REACH, Boundary
from aligner.segmentation.by_rules import rules_of
from tests.segmentation.documents import segment, texts

LANGUAGES = ["ru", "en", "de", "zh", "ar"]

SIGNS = ".!?…,:;()[]\"'«»“”„—-–@/\\`*#0159aZбЯé中ع\n\r\t \xa0\u2028\x0b\x00\x85\u200b\u202e👍❤🇷\ufe0f\ud800"
WORDS = [
    "т. е.",
    "и т. д.",
    " г. ",
    "им. ",
    "А. С. ",
    "Mr. ",
    "U.S. ",
    "5.",
    "...",
    ". . .",
    ":) ",
    ")))",
    "https://a.b/c?d",
]
PIECES = st.sampled_from([*SIGNS, *WORDS])
ANY_TEXT = st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Draw a document whose paragraphs are any stretches of any text, in order."""
    text = draw(ANY_TEXT)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    spans = [Span(*pair) for pair in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    roles: st.SearchStrategy[Role] = st.sampled_from(get_args(Role))
    paragraphs = tuple(Paragraph(span, draw(roles)) for span in spans)
    return Document("any", draw(st.sampled_from(LANGUAGES)), text, paragraphs)


def owners(segmented: SegmentedDocument) -> list[int]:
    """Give back in how many sentences each character is."""
    counts = [0] * len(segmented.document.text)
    for sentence in segmented.sentences:
        for at in sentence.span:
            counts[at] += 1
    return counts


@settings(max_examples=300, deadline=None)
@given(documents())
def test_every_character_that_is_not_blank_is_in_one_sentence(document: Document) -> None:
    counts = owners(get_segmenter().segment(document))
    for character, count in zip(document.text, counts, strict=True):
        assert count == 1 if not character.isspace() else count <= 1


@settings(max_examples=300, deadline=None)
@given(documents())
def test_a_sentence_stays_in_its_paragraph_and_has_no_margins(document: Document) -> None:
    for sentence in get_segmenter().segment(document).sentences:
        paragraph = document.paragraphs[sentence.paragraph].span
        assert paragraph.start <= sentence.span.start < sentence.span.stop <= paragraph.stop
        assert sentence.text == sentence.text.strip()


@settings(max_examples=100, deadline=None)
@given(documents())
def test_the_same_document_gives_the_same_sentences(document: Document) -> None:
    assert get_segmenter().segment(document) == get_segmenter().segment(document)


@settings(max_examples=100, deadline=None)
@given(documents())
def test_what_stands_before_a_document_changes_nothing(document: Document) -> None:
    before = "Mr. A. «("
    moved = Document(
        "moved",
        document.language,
        before + document.text,
        tuple(
            Paragraph(Span(p.span.start + len(before), p.span.stop + len(before)), p.role)
            for p in document.paragraphs
        ),
    )
    assert texts(get_segmenter().segment(moved)) == texts(get_segmenter().segment(document))


def test_a_single_line_break_in_a_paragraph_is_a_space() -> None:
    segmented = segment("Поезд шёл\nна юг. За окном\nтянулась степь.")
    assert texts(segmented) == ["Поезд шёл\nна юг.", "За окном\nтянулась степь."]


def test_a_hard_wrapped_abbreviation_is_still_one() -> None:
    assert texts(segment("Он вырос на ул.\nСадовой. Там шумно.")) == [
        "Он вырос на ул.\nСадовой.",
        "Там шумно.",
    ]


def test_items_on_lines_of_their_own_are_sentences() -> None:
    assert texts(segment("Купить:\n• муку\n• соль")) == ["Купить:", "• муку", "• соль"]


def test_turns_of_a_dialogue_on_lines_of_their_own_are_sentences() -> None:
    assert texts(segment("— Ты здесь\n— Да")) == ["— Ты здесь", "— Да"]


def test_a_dash_that_a_line_break_met_ends_nothing() -> None:
    assert len(segment("Москва\n— столица России.")) == 1


def test_a_heading_without_a_full_stop_is_a_sentence() -> None:
    segmented = segment("Главные новости", "Снег шёл весь день. Дороги замело.")
    assert [sentence.paragraph for sentence in segmented.sentences] == [0, 1, 1]


def test_each_line_of_code_is_a_sentence() -> None:
    code = "def f(x):\n    return x.y\n\nprint(f. g)"
    assert texts(segment(code, role="code")) == ["def f(x):", "return x.y", "print(f. g)"]


def test_a_blank_document_has_no_sentences() -> None:
    assert texts(segment("", " \n\t ")) == []


@pytest.mark.parametrize("language", ["ru", "RU", "ru-RU", "ru_RU"])
def test_a_language_code_may_carry_a_country(language: str) -> None:
    assert rules_of(language) is rules_of("ru")


def test_an_unknown_language_has_the_shared_rules() -> None:
    assert rules_of("tlh") is rules_of("de")


HARD_TO_SCAN = {
    "no full stop": "слово ",
    "one word": "а",
    "full stops": ".",
    "full stops and spaces": ". ",
    "line breaks": "а\n",
    "white space": " \n",
    "brackets": ")",
    "quotes": '."',
    "emoji": "👍",
    "smiles": ":)",
    "addresses": "www.a.b/ ",
    "half an address": "https://!",
    "initials": "А. ",
}


@pytest.mark.parametrize("piece", HARD_TO_SCAN.values(), ids=HARD_TO_SCAN.keys())
def test_a_paragraph_without_end_comes_to_an_end(piece: str) -> None:
    # Quadratic scanning takes minutes or hours here, linear scanning a fraction of a second.
    size = 1_000_000 if piece in {"слово ", "а", " \n", "👍", "https://!"} else 100_000
    paragraph = "а" + piece * (size // len(piece)) + "я"
    segmented = segment(paragraph)
    assert sum(len(sentence.text.split()) for sentence in segmented.sentences) == len(paragraph.split())


def test_a_rule_sees_a_bounded_stretch_of_a_sentence_without_end() -> None:
    text = "а" * 100_000 + ". " + "б" * 100_000
    found = next(CANDIDATE.finditer(text))
    boundary = Boundary(text, 0, found.start("mark"), ".", "", found.end("closing"), found.end(), len(text))
    assert max(map(len, (boundary.before, boundary.after, boundary.word, boundary.next_word))) == REACH


def test_ten_thousand_characters_without_a_full_stop_are_one_sentence() -> None:
    assert len(segment("слово за словом " * 625)) == 1

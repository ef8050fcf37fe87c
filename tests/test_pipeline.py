"""From two texts to scored pairs: the examples, the measuring data, and any two texts."""

import contextlib
import functools
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from aligner import Alignment, align
from aligner.bitext import SegmentedDocument, VerdictLabel
from aligner.config import ReadOptions, WriteOptions
from aligner.errors import AlignerError
from aligner.pipeline import Parts, align_documents, load
from aligner.reading import read_string
from aligner.writing import write
from tests.examples.gold import EXAMPLES, read_ladder, read_lines
from tests.shared_data import shared_data

Texts = tuple[str, str]


@functools.cache
def parts() -> Parts:
    """Give back the default parts, the model loaded once for all tests."""
    return Parts.load()


def aligned(source: Path, target: Path) -> Alignment:
    sides = load(source, ReadOptions("ru")), load(target, ReadOptions("en"))
    return align_documents(*sides, parts())


def squeezed(text: str) -> str:
    return " ".join(text.split())


def pair_texts(alignment: Alignment) -> list[Texts]:
    return [(squeezed(pair.source), squeezed(pair.target)) for pair in alignment.pairs]


def gold_texts(name: str) -> list[Texts]:
    source, target = (read_lines(EXAMPLES / f"{name}.{side}.sentences.txt") for side in ("ru", "en"))
    return [
        (" ".join(source[number] for number in beads[0]), " ".join(target[number] for number in beads[1]))
        for beads in read_ladder(EXAMPLES / f"{name}.gold.tsv")
        if beads[0] and beads[1]
    ]


@pytest.mark.parametrize("source", ["news.ru.txt", "news.ru.html", "news.ru.cp1251.txt"])
@pytest.mark.parametrize("target", ["news.en.txt", "news.en.html"])
def test_the_news_pair_gives_exactly_the_gold_pairs(source: str, target: str) -> None:
    alignment = aligned(EXAMPLES / source, EXAMPLES / target)
    assert pair_texts(alignment) == gold_texts("news")
    assert alignment.verdict is not None
    assert alignment.verdict.label == VerdictLabel.TRANSLATION


def test_the_story_gives_nearly_all_gold_pairs() -> None:
    found, gold = (
        pair_texts(aligned(EXAMPLES / "story.ru.txt", EXAMPLES / "story.en.txt")),
        gold_texts("story"),
    )
    assert len(set(found) & set(gold)) >= 0.97 * len(gold)


def test_another_report_of_the_same_event_is_not_a_translation() -> None:
    verdict = aligned(EXAMPLES / "news.ru.txt", EXAMPLES / "other-report.en.txt").verdict
    assert verdict is not None
    assert verdict.label == VerdictLabel.NOT_A_TRANSLATION


def rbc_gold() -> list[Texts]:
    source, target = (
        read_lines(shared_data(f"seeds/{name}.sentences.txt")) for name in ("rbc.ru", "rbc-mt.en")
    )
    found = []
    for line in read_lines(shared_data("seeds/rbc--rbc-mt.align")):
        if not line.startswith("#"):
            sides = [[int(n) - 1 for n in side.strip("[]").split(",") if n] for side in line.split(":")[:2]]
            if sides[0] and sides[1]:
                found.append((" ".join(source[n] for n in sides[0]), " ".join(target[n] for n in sides[1])))
    return [(squeezed(one), squeezed(other)) for one, other in found]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "koi8-r"])
def test_the_measured_page_gives_exactly_its_14_pairs_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    text = shared_data("seeds/rbc.ru.txt").read_text(encoding="utf-8")
    copy = tmp_path / "page.txt"
    copy.write_bytes(text.encode(encoding, "replace"))
    found = pair_texts(aligned(copy, shared_data("seeds/rbc-mt.en.txt")))
    gold = rbc_gold()
    assert len(gold) == 14
    if encoding == "utf-8":
        assert found == gold
    else:  # the legacy encodings lack a sign or two of the page, and have "?" instead
        kept = [(squeezed(one.encode(encoding, "replace").decode(encoding)), other) for one, other in gold]
        assert found == kept


@pytest.mark.parametrize("page", ["rbc0.html", "rbc1.html", "rbc2.html"])
def test_the_measured_web_pages_give_the_same_pairs(page: str) -> None:
    alignment = aligned(shared_data(f"seeds/rbc-html/{page}"), shared_data("seeds/rbc-mt.en.txt"))
    text = squeezed(alignment.source.document.text)
    assert pair_texts(alignment) == [(one, other) for one, other in rbc_gold() if one in text]
    assert len(alignment.pairs) >= 12


@pytest.mark.parametrize("name", ["tass", "sputnik", "xinhua"])
def test_other_agencies_reports_are_not_translations(name: str) -> None:
    verdict = aligned(shared_data("seeds/rbc.ru.txt"), shared_data(f"seeds/{name}.en.txt")).verdict
    assert verdict is not None
    assert verdict.label == VerdictLabel.NOT_A_TRANSLATION


def test_the_same_texts_give_the_same_bytes(tmp_path: Path) -> None:
    written = []
    for name in ("one.jsonl", "two.jsonl"):
        write(
            aligned(EXAMPLES / "news.ru.txt", EXAMPLES / "news.en.txt"), str(tmp_path / name), WriteOptions()
        )
        written.append((tmp_path / name).read_bytes())
    assert written[0] == written[1]


def test_strings_paths_and_documents_are_all_texts() -> None:
    russian = (EXAMPLES / "news.ru.txt").read_text(encoding="utf-8")
    document = read_string(russian, ReadOptions("ru"))
    english = str(EXAMPLES / "news.en.txt")
    for source in (russian, EXAMPLES / "news.ru.txt", document, parts().segmenter.segment(document)):
        assert pair_texts(align(source, english, encoder="hashing")) == pair_texts(
            align(russian, english, encoder="hashing")
        )


def test_the_progress_names_every_stage() -> None:
    heard: list[tuple[str, int, int]] = []
    align("Кошка спит.", "The cat sleeps.", progress=lambda *news: heard.append(news))
    assert list(dict.fromkeys(stage for stage, _, _ in heard)) == ["segmenting", "encoding", "aligning"]
    assert ("encoding", 2, 2) in heard


# Any two texts.

ODD = "\x00\x01\x0b\x0c\x1b\x85\u200b\u2028\ufeff\ufffe\u202e\ud800\udfff🙂👩‍👩‍👧"
WORDS = st.sampled_from(
    [
        "Кошка",
        "спит.",
        "«Да»,",
        "—",
        "т. д.",
        "The",
        "cat.",
        "reports",
        ".The",
        "42",
        "№",
        "שלום",
        "مرحبا",
        "🙂",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=80),
    st.text(alphabet=st.sampled_from(list(ODD + "аbв. \n")), max_size=60),
    st.lists(WORDS, max_size=60).map(" ".join),
    st.lists(st.lists(WORDS, max_size=12).map(" ".join), max_size=8).map("\n\n".join),
)


@functools.cache
def hashing_parts(segmenter: str) -> Parts:
    return Parts.load(encoder="hashing", segmenter=segmenter)


def visible(text: str) -> str:
    return "".join(text.split())


def sentence_texts(side: SegmentedDocument) -> str:
    return visible("".join(sentence.text for sentence in side.sentences))


def check_any(source: str, target: str, *, segmented: bool) -> None:
    with contextlib.suppress(AlignerError):
        one = read_string(source, ReadOptions("ru", segmented=segmented))
        other = read_string(target, ReadOptions("en", segmented=segmented))
        result = align_documents(one, other, hashing_parts("lines" if segmented else "rules"))
        # Alignment itself checks that both sides are covered once; nothing may be lost before.
        assert one.text == source
        assert other.text == target
        for side in (result.source, result.target):
            assert sentence_texts(side) == visible(
                "".join(side.document.text[p.span.start : p.span.stop] for p in side.document.paragraphs)
            )
        by_source = sorted(result.rows, key=lambda row: row.bead.source)
        by_target = sorted(result.rows, key=lambda row: row.bead.target)  # crossing beads stand elsewhere
        assert visible("".join(row.source for row in by_source)) == sentence_texts(result.source)
        assert visible("".join(row.target for row in by_target)) == sentence_texts(result.target)
        assert all(row.score is None or 0 <= row.score <= 1 for row in result.rows)
        assert result.verdict is not None


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS, st.booleans())
@example("", "", False)
@example("слово", "word", False)
@example("🙂", "🙂🙂", False)
@example("а" * 10_000, "long " * 2_000, False)
@example("\x00", "\x0b\x0c", False)
@example("Раз. \ud800", "One. \udfff", False)
@example("שלום עולם. مرحبا.", "Hello. World.", False)
@example("\n\n\n", "\n", True)
def test_any_two_texts_are_covered_once_or_one_clear_error(source: str, target: str, segmented: bool) -> None:
    check_any(source, target, segmented=segmented)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=80).map(" ".join), st.data())
def test_the_texts_written_are_the_texts_read(
    tmp_path_factory: pytest.TempPathFactory, source: str, data: st.DataObject
) -> None:
    target = data.draw(st.lists(WORDS, min_size=1, max_size=80).map(" ".join))
    folder = tmp_path_factory.mktemp("written")
    (folder / "a.txt").write_text(source, encoding="utf-8")
    (folder / "b.txt").write_text(target, encoding="utf-8")
    sides = load(folder / "a.txt", ReadOptions("ru")), load(folder / "b.txt", ReadOptions("en"))
    result = align_documents(*sides, hashing_parts("rules"))
    write(result, str(folder / "o.tsv"), WriteOptions(nulls=True))
    rows = [line.split("\t") for line in (folder / "o.tsv").read_text(encoding="utf-8").split("\n")[1:-1]]
    for ids, texts, whole in ((0, 2, source), (1, 3, target)):
        kept = sorted((int(row[ids].split(",")[0]), row[texts]) for row in rows if row[ids])
        assert visible("".join(text for _, text in kept)) == visible(whole)

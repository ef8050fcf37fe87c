from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from aligner import __version__
from aligner.bitext import Alignment
from aligner.config import WriteOptions
from aligner.writing import open_writer
from aligner.writing.one_line import one_line
from tests.shared_data import shared_data
from tests.writing.readers import tmx_units
from tests.writing.texts import flagged, garden, parallel

any_text = st.text(st.characters(exclude_categories=()), min_size=1)


def written(*alignments: Alignment, options: WriteOptions | None = None) -> bytes:
    stream = BytesIO()
    with open_writer("-", options or WriteOptions(), format="tmx", stdout=stream) as writer:
        for alignment in alignments:
            writer.add(alignment)
    return stream.getvalue()


def header_of(data: bytes) -> Any:
    return etree.fromstring(data)[0]


def test_the_header_has_what_the_specification_requires() -> None:
    assert dict(header_of(written(garden())).attrib) == {
        "creationtool": "aligner",
        "creationtoolversion": __version__,
        "segtype": "sentence",
        "o-tmf": "aligner",
        "adminlang": "en",
        "srclang": "ru",
        "datatype": "plaintext",
    }


def test_the_header_carries_the_signature_of_the_run() -> None:
    (prop,) = header_of(written(garden()))
    assert (prop.tag, prop.get("type"), prop.text) == ("prop", "x-signature", "aligner:test")


def test_a_unit_carries_its_scores_and_its_place() -> None:
    unit = tmx_units(written(garden()))[1]
    assert unit["attributes"] == {"tuid": "сад.txt:1"}
    assert unit["props"] == {
        "x-score": "0.8000",
        "x-cosine": "0.8500",
        "x-bead-type": "2-1",
        "x-source-ids": "1,2",
        "x-target-ids": "1",
        "x-source-document": "сад.txt",
        "x-target-document": "garden.txt",
    }
    assert unit["languages"] == ["ru", "en"]
    assert unit["segments"] == [
        "Яблони отцвели. Никто не пришёл.",
        'The apple trees had faded & "nobody" came.',
    ]


def test_a_unit_carries_what_else_is_known() -> None:
    (unit,) = tmx_units(written(flagged()))
    known = {name: unit["props"][name] for name in ("x-parallel", "x-quality", "x-flags", "x-genre")}
    assert known == {
        "x-parallel": "0.9300",
        "x-quality": "61.50",
        "x-flags": "name-misspelt",
        "x-genre": "news",
    }


def test_a_crossing_bead_is_marked() -> None:
    assert [unit["props"]["x-bead-type"] for unit in tmx_units(written(garden()))] == [
        "1-1",
        "2-1",
        "1-1x",
        "1-1x",
    ]


def test_locales_replace_the_languages_everywhere() -> None:
    data = written(garden(), options=WriteOptions(locales=("ru-RU", "en-US")))
    assert header_of(data).get("srclang") == "ru-RU"
    assert {tuple(unit["languages"]) for unit in tmx_units(data)} == {("ru-RU", "en-US")}


def test_the_date_stands_in_header_and_units_only_if_given() -> None:
    data = written(garden(), options=WriteOptions(created="20240101T000000Z"))
    assert header_of(data).get("creationdate") == "20240101T000000Z"
    assert {unit["attributes"]["creationdate"] for unit in tmx_units(data)} == {"20240101T000000Z"}
    assert b"creationdate" not in written(garden())


def test_a_unit_in_another_source_language_than_the_headers_says_so() -> None:
    backwards = parallel([("Good morning.", "Доброе утро.")], ("en", "ru"))
    assert [unit["attributes"].get("srclang") for unit in tmx_units(written(flagged(), backwards))] == [
        None,
        "en",
    ]


def test_ids_are_unique_though_documents_have_one_name() -> None:
    units = tmx_units(written(garden("a"), garden("a~2"), garden("a"), garden("a")))
    ids = [unit["attributes"]["tuid"] for unit in units]
    assert len(set(ids)) == len(ids) == 16
    assert ids[0] == "a:0"


def test_an_id_stays_when_other_pairs_are_left_out() -> None:
    all_units = tmx_units(written(garden()))
    strong_units = tmx_units(written(garden(), options=WriteOptions(min_score=0.75)))
    assert strong_units == all_units[:2]


def test_the_vertical_tab_that_breaks_exports_is_a_space() -> None:
    (unit,) = tmx_units(written(parallel([("Одно\x0bдругое\ufffe", "One\x00other")])))
    assert unit["segments"] == ["Одно другое\ufffd", "One other"]


def test_a_long_segment_is_not_cut() -> None:
    (unit,) = tmx_units(written(parallel([("а" * 10_000, "a" * 10_000)])))
    assert [len(segment) for segment in unit["segments"]] == [10_000, 10_000]


@given(st.lists(st.tuples(any_text, any_text), max_size=5))
def test_any_texts_come_back_as_one_line(texts: list[tuple[str, str]]) -> None:
    read = [tuple(unit["segments"]) for unit in tmx_units(written(parallel(texts)))]
    assert read == [(one_line(source), one_line(target)) for source, target in texts]


@pytest.mark.parametrize(
    "alignments",
    [
        [],
        [garden()],
        [flagged()],
        [garden(), garden(), parallel([("<&>\"'\x0b\ufffe", "]]>\x00")], ("en", "ru"))],
    ],
    ids=["nothing", "one", "flags", "several"],
)
@pytest.mark.parametrize("created", [None, "20240101T000000Z"])
def test_the_file_is_valid_against_the_dtd(alignments: list[Alignment], created: str | None) -> None:
    with shared_data("tmx14.dtd").open("rb") as file:
        dtd = etree.DTD(file)
    data = written(*alignments, options=WriteOptions(created=created))
    assert dtd.validate(etree.fromstring(data)), dtd.error_log


def test_the_dtd_refuses_a_broken_file_so_that_its_word_counts() -> None:
    with shared_data("tmx14.dtd").open("rb") as file:
        dtd = etree.DTD(file)
    assert not dtd.validate(etree.fromstring(written(garden()).replace(b' srclang="ru"', b"")))


def test_names_and_languages_cannot_break_the_markup() -> None:
    name = "a \"b\" <c> & 'd'"
    unit = tmx_units(written(garden(name), options=WriteOptions(locales=('r"u', "e<n"))))[0]
    assert unit["attributes"]["tuid"] == f"{name}:0"
    assert unit["props"]["x-source-document"] == name
    assert unit["languages"] == ['r"u', "e<n"]

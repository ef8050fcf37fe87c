from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.bitext import Alignment
from aligner.config import WriteOptions
from aligner.errors import OptionError
from aligner.writing import open_writer
from aligner.writing.one_line import one_line
from tests.writing.readers import tsv_rows
from tests.writing.texts import flagged, garden, parallel

any_text = st.text(st.characters(exclude_categories=()), min_size=1)


def written(alignment: Alignment, options: WriteOptions | None = None) -> bytes:
    stream = BytesIO()
    with open_writer("-", options or WriteOptions(), format="tsv", stdout=stream) as writer:
        writer.add(alignment)
    return stream.getvalue()


def test_the_header_names_the_columns_in_their_order() -> None:
    header = written(garden()).decode().split("\n")[0]
    assert header.split("\t") == [
        "source_ids",
        "target_ids",
        "source",
        "target",
        "type",
        "cosine",
        "score",
        "source_paragraphs",
        "target_paragraphs",
    ]


def test_a_row_says_which_sentences_and_paragraphs_it_holds() -> None:
    assert tsv_rows(written(garden()))[1] == {
        "source_ids": "1,2",
        "target_ids": "1",
        "source": "Яблони отцвели. Никто не пришёл.",
        "target": 'The apple trees had faded & "nobody" came.',
        "type": "2-1",
        "cosine": "0.8500",
        "score": "0.8000",
        "source_paragraphs": "1,2",
        "target_paragraphs": "1",
    }


def test_a_crossing_bead_is_marked_in_its_type() -> None:
    assert [row["type"] for row in tsv_rows(written(garden()))] == ["1-1", "2-1", "1-1x", "1-1x"]


def test_nulls_come_only_when_asked_for_and_have_an_empty_side() -> None:
    rows = tsv_rows(written(garden(), WriteOptions(nulls=True)))
    assert [row["type"] for row in rows] == ["1-1", "2-1", "1-0", "1-1x", "1-1x", "0-1"]
    null = rows[2]
    assert (null["source_ids"], null["target_ids"], null["target"], null["score"]) == ("3", "", "", "")


def test_further_columns_stand_behind_in_one_fixed_order() -> None:
    columns = ("target_document", "flags", "parallel", "quality", "source_document")
    row = tsv_rows(written(flagged(), WriteOptions(columns=columns)))[0]
    assert list(row.items())[9:] == [
        ("parallel", "0.9300"),
        ("quality", "61.50"),
        ("flags", "name-misspelt"),
        ("source_document", "source.txt"),
        ("target_document", "target.txt"),
    ]


def test_an_unknown_column_lists_the_known_ones() -> None:
    with pytest.raises(OptionError, match=r"'colour'.*parallel, quality"):
        written(garden(), WriteOptions(columns=("colour",)))


@given(st.lists(st.tuples(any_text, any_text), max_size=5))
def test_any_texts_come_back_as_one_line(texts: list[tuple[str, str]]) -> None:
    rows = tsv_rows(written(parallel(texts)))
    assert [(row["source"], row["target"]) for row in rows] == [
        (one_line(source), one_line(target)) for source, target in texts
    ]

import re
from dataclasses import replace
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from aligner.bitext import Alignment, Verdict, VerdictLabel
from aligner.config import WriteOptions
from aligner.writing import open_writer
from tests.writing.readers import json_objects
from tests.writing.texts import flagged, garden, parallel

any_text = st.text(st.characters(exclude_categories=()), min_size=1)
TWO_HALVES = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def written(alignment: Alignment, options: WriteOptions | None = None) -> bytes:
    stream = BytesIO()
    with open_writer("-", options or WriteOptions(), format="jsonl", stdout=stream) as writer:
        writer.add(alignment)
    return stream.getvalue()


def test_every_line_has_the_same_keys() -> None:
    objects = json_objects(written(garden()) + written(flagged()))
    assert len({tuple(line) for line in objects}) == 1


def test_a_line_holds_all_that_is_known() -> None:
    verdict = Verdict(VerdictLabel.TRANSLATION, 0.8765432109, 1.0, 1.0)
    (line,) = json_objects(written(replace(flagged(), verdict=verdict)))
    assert line == {
        "source": "Трамп молчал.",
        "target": "Tramp was silent.",
        "bead": 0,
        "type": "1-1",
        "crossing": False,
        "source_ids": [0],
        "target_ids": [0],
        "cosine": 0.81,
        "score": 0.77,
        "parallel": 0.93,
        "quality": 61.5,
        "flags": [{"name": "name-misspelt", "source": [[0, 5]], "target": [[0, 5]], "note": "Трамп → Tramp"}],
        "rejected": None,
        "source_spans": [[0, 13]],
        "source_paragraphs": [0],
        "source_roles": ["body"],
        "source_document": "source.txt",
        "source_language": "ru",
        "target_spans": [[0, 17]],
        "target_paragraphs": [0],
        "target_roles": ["body"],
        "target_document": "target.txt",
        "target_language": "en",
        "verdict": "translation",
        "verdict_score": 0.876543,
        "metadata": {"genre": "news"},
        "signature": "aligner:test",
    }


def test_offsets_lead_back_into_the_documents() -> None:
    alignment = garden()
    text = alignment.source.document.text
    (line,) = [line for line in json_objects(written(alignment)) if line["type"] == "2-1"]
    assert [text[start:stop] for start, stop in line["source_spans"]] == [
        "Яблони отцвели.",
        "Никто не пришёл.",
    ]


def test_nulls_stay_in_with_an_empty_side() -> None:
    nulls = [line for line in json_objects(written(garden())) if not line["target_ids"]]
    assert [(null["source"], null["target"], null["score"]) for null in nulls] == [("Фото автора", "", None)]


def test_weak_pairs_stay_in_with_the_reason() -> None:
    reasons = [line["rejected"] for line in json_objects(written(garden(), WriteOptions(min_score=0.55)))]
    assert reasons == [None, None, None, None, "score below 0.55", None]


def test_line_separators_and_halves_of_surrogate_pairs_are_escaped() -> None:
    data = written(parallel([("a\u2028b\x85c\ud800d", "text")]))
    assert rb"a\u2028b\u0085c\ud800d" in data
    assert data.count(b"\n") == len(data.decode("utf-8").splitlines()) == 1


@given(st.lists(st.tuples(any_text, any_text), max_size=5))
def test_any_texts_come_back_exactly(texts: list[tuple[str, str]]) -> None:
    exact = [pair for pair in texts if not TWO_HALVES.search("".join(pair))]
    lines = json_objects(written(parallel(exact)))
    assert [(line["source"], line["target"]) for line in lines] == exact


def test_a_filters_own_reason_stays() -> None:
    alignment = flagged()
    rejected = replace(alignment, rows=(replace(alignment.rows[0], rejected="duplicate"),))
    (line,) = json_objects(written(rejected, WriteOptions(min_score=1.0)))
    assert line["rejected"] == "duplicate"

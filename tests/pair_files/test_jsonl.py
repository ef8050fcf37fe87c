"""JSON Lines: every key kept, in its order."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.bitext import Flag, Span
from aligner.config import PairFileOptions
from aligner.errors import InputError
from tests.pair_files.rewritten import pairs_of, rewritten


def put(folder: Path, text: str | bytes) -> Path:
    path = folder / "a.jsonl"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


READ = [
    ('{"source": "Да", "target": "Yes"}\n', None),
    ('{"id":  1.50, "tgt":"Yes","src":"Да"}\n', None),
    ('{"ru": "Да", "en": "Yes", "x": [1, {"y": null}]}\n', None),
    ('{"q": "Да", "a": "Yes"}\n', ("q", "a")),
    ('{"translation": {"ru": "Да", "en": "Yes"}}\n', ("translation.ru", "translation.en")),
    ('{"a.b": "Да", "c": "Yes"}\n', ("a.b", "c")),
]


@pytest.mark.parametrize(("text", "columns"), READ)
def test_the_two_texts_are_found_and_the_line_comes_back(
    tmp_path: Path, text: str, columns: tuple[str, str] | None
) -> None:
    path, options = put(tmp_path, text), PairFileOptions(columns=columns)
    assert [(pair.source, pair.target) for pair in pairs_of(path, options)] == [("Да", "Yes")]
    assert rewritten(path, options=options).decode() == text


def test_keys_are_appended_or_replaced_in_their_place(tmp_path: Path) -> None:
    path = put(
        tmp_path, '{"parallel": 0.1, "source": "Да\\u2028", "n": 12345678901234567890, "target": "Yes"}'
    )
    flag = Flag("cut-off", target=(Span(0, 3),), note="a third")
    (line,) = (
        rewritten(path, {"parallel": 0.123456789, "quality": None, "flags": (flag,)}).decode().splitlines()
    )
    assert list(json.loads(line).items()) == [
        ("parallel", 0.123457),
        ("source", "Да\u2028"),
        ("n", 12345678901234567890),
        ("target", "Yes"),
        ("quality", None),
        ("flags", [{"name": "cut-off", "source": [], "target": [[0, 3]], "note": "a third"}]),
    ]


def test_null_is_an_empty_side_and_blank_lines_are_passed_over(tmp_path: Path) -> None:
    path = put(tmp_path, '\n{"source": null, "target": "Yes"}\n\n{"source": "Да", "target": "Yes"}\n')
    assert [(pair.source, pair.number, pair.line) for pair in pairs_of(path)] == [("", 0, 2), ("Да", 1, 4)]


GOOD = '{"source": "Да", "target": "Yes"}\n'
REFUSED = [
    ("", "is empty"),
    (GOOD + '{"source": "Да"', "line 2, column 16: no JSON (Expecting ',' delimiter). Every line"),
    (GOOD + '["Да", "Yes"]', "line 2: a JSON object is wanted, one a line. Of a list make lines"),
    (GOOD + '{"source": "Да"}', "line 2: no key 'target' (source)"),
    (GOOD + '{"source": 5, "target": "Yes"}', "line 2: 'source' is no text"),
    (GOOD.encode() + b'{"source": "\xff"}', "line 2: not valid UTF-8"),
    ("[" * 100_000, "line 1: no JSON"),
]


@pytest.mark.parametrize(("text", "message"), REFUSED, ids=[case[1] for case in REFUSED])
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str | bytes, message: str) -> None:
    path = put(tmp_path, text)
    with pytest.raises(InputError) as caught:
        rewritten(path)
    assert message in str(caught.value)
    assert [one.name for one in tmp_path.iterdir()] == ["a.jsonl"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@given(st.lists(st.dictionaries(st.text(min_size=1, max_size=6), JSON, max_size=4), min_size=1, max_size=5))
def test_any_other_keys_come_back_in_order(
    tmp_path_factory: pytest.TempPathFactory, extras: list[dict[str, object]]
) -> None:
    objects = [{**extra, "source": "Да", "target": "Yes"} for extra in extras]
    text = "".join(json.dumps(one) + "\n" for one in objects)
    path = put(tmp_path_factory.mktemp("jsonl"), text)
    assert rewritten(path).decode() == text
    scored = [json.loads(line) for line in rewritten(path, {"x-new": "y"}).decode().splitlines()]
    assert [list(one.items()) for one in scored] == [[*({**o, "x-new": "y"}).items()] for o in objects]

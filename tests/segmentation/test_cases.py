"""The cases of tests/cases/segmentation.*.tsv, with ``¦`` at every boundary.

A case with a note in its last column is one where the rules differ, and why; it is
expected to fail, strictly.
"""

from pathlib import Path
from typing import Any

import pytest

from tests.segmentation.documents import segment

CASES = Path(__file__).parents[1] / "cases"


def cases() -> list[Any]:
    """Give back the cases as (language, marked text) parameters."""
    found = []
    for path in sorted(CASES.glob("segmentation.*.tsv")):
        file_language = path.suffixes[0][1:]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()[1:], 2):
            columns = line.split("\t")
            language = columns.pop(0) if file_language == "other" else file_language
            category, marked, *note = columns
            marks = [pytest.mark.xfail(reason=note[0], strict=True)] if note else []
            found.append(pytest.param(language, marked, id=f"{path.stem}:{number} {category}", marks=marks))
    return found


@pytest.mark.parametrize(("language", "marked"), cases())
def test_sentences_end_where_the_case_says(language: str, marked: str) -> None:
    segmented = segment(marked.replace("¦", ""), language=language)
    ends = [sentence.span.stop for sentence in segmented.sentences[:-1]]
    text, shown = segmented.document.text, ""
    for start, stop in zip([0, *ends], [*ends, len(text)], strict=True):
        shown += text[start:stop] + "¦"
    assert shown.removesuffix("¦") == marked

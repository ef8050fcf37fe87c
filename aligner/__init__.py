"""Sentence alignment of a Russian text and its English translation.

The public face is small, and everything is imported on first use, so that ``import
aligner`` costs nothing::

    from aligner import align
    alignment = align("novel.ru.txt", "novel.en.txt")
    for pair in alignment.pairs:
        print(pair.score, pair.source, pair.target)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aligner.bitext import (
        Alignment,
        Bead,
        Document,
        Flag,
        Paragraph,
        ScoredPair,
        SegmentedDocument,
        Sentence,
        Span,
        Verdict,
        VerdictLabel,
    )
    from aligner.errors import AlignerError
    from aligner.pipeline import align
    from aligner.reading import read, read_string
    from aligner.writing import write

__version__ = "0.1.0"

_HOMES = {
    "align": "aligner.pipeline",
    "read": "aligner.reading",
    "read_string": "aligner.reading",
    "write": "aligner.writing",
    "AlignerError": "aligner.errors",
} | dict.fromkeys(
    (
        "Alignment",
        "Bead",
        "Document",
        "Flag",
        "Paragraph",
        "ScoredPair",
        "SegmentedDocument",
        "Sentence",
        "Span",
        "Verdict",
        "VerdictLabel",
    ),
    "aligner.bitext",
)

__all__ = [
    "AlignerError",
    "Alignment",
    "Bead",
    "Document",
    "Flag",
    "Paragraph",
    "ScoredPair",
    "SegmentedDocument",
    "Sentence",
    "Span",
    "Verdict",
    "VerdictLabel",
    "__version__",
    "align",
    "read",
    "read_string",
    "write",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'aligner' has no attribute {name!r}")

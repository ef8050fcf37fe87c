"""JSON Lines: everything that is known, one object a bead, nulls included.

Every line has the same keys, so that corpus tools can load the file as a table. Texts are
exact. ``source_spans`` and ``target_spans`` are one ``[start, stop)`` for each sentence, in
characters (code points) of the document; spans of flags are in characters of the pair's
text. Weak and rejected pairs stay in, with the reason in ``rejected``. Documents, verdict,
metadata and signature stand in every line, so lines of several files can be thrown
together.

Line breaks of every kind are escaped, lone surrogates too: the file is valid UTF-8 and
each line one object, whatever reads it. (Only two lone surrogates that make up a pair when
side by side come back as the one character they stand for.)
"""

import json
import re
from typing import Any

from aligner.bitext import Alignment, Bead, ScoredPair, SegmentedDocument, Span
from aligner.writing.rows import RowWriter

# What json leaves as it is although UTF-8 can't hold it or some reader breaks lines there.
_TO_ESCAPE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_PLACES = 6


class JsonlWriter(RowWriter):
    """Writes JSON Lines; leaves nothing out."""

    keeps_nulls = True
    keeps_rejected = True

    def _row(self, alignment: Alignment, number: int, row: ScoredPair) -> tuple[str, ...]:
        facts = record(alignment, number, row)
        if self.is_below_min_score(row) and row.rejected is None:
            facts["rejected"] = f"score below {self.options.min_score:g}"
        text = json.dumps(facts, ensure_ascii=False, allow_nan=False)
        return (_TO_ESCAPE.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n",)


def record(alignment: Alignment, number: int, row: ScoredPair) -> dict[str, Any]:
    """Give back what is known of bead ``number`` as plain JSON values, always in one order."""
    source, target, bead = alignment.source, alignment.target, row.bead
    verdict = alignment.verdict
    return {
        "source": row.source,
        "target": row.target,
        **_place(bead, number),
        "cosine": _rounded(row.cosine),
        "score": _rounded(row.score),
        "parallel": _rounded(row.parallel),
        "quality": _rounded(row.quality),
        "flags": [
            {
                "name": flag.name,
                "source": _spans(flag.source),
                "target": _spans(flag.target),
                "note": flag.note,
            }
            for flag in row.flags
        ],
        "rejected": row.rejected,
        **_side("source", source, bead.source),
        **_side("target", target, bead.target),
        "verdict": verdict and verdict.label.value,
        "verdict_score": verdict and _rounded(verdict.score),
        "metadata": dict(alignment.metadata),
        "signature": alignment.signature,
    }


def _place(bead: Bead, number: int) -> dict[str, Any]:
    return {
        "bead": number,
        "type": bead.type,
        "crossing": bead.crossing,
        "source_ids": list(bead.source),
        "target_ids": list(bead.target),
    }


def _side(side: str, segmented: SegmentedDocument, numbers: Span) -> dict[str, Any]:
    sentences = [segmented.sentences[number] for number in numbers]
    return {
        f"{side}_spans": _spans(tuple(sentence.span for sentence in sentences)),
        f"{side}_paragraphs": [sentence.paragraph for sentence in sentences],
        f"{side}_roles": [segmented.role_of(number) for number in numbers],
        f"{side}_document": segmented.document.name,
        f"{side}_language": segmented.document.language,
    }


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.stop] for span in spans]


def _rounded(number: float | None) -> float | None:
    """Give back the number with so many places that two machines agree on them."""
    return None if number is None else round(float(number), _PLACES) + 0.0

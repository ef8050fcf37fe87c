"""What every encoder does to a text first, so that each sees the same text."""

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray

from aligner.token_vectors import Encoded, TokenVectors

if TYPE_CHECKING:
    from aligner.protocols import Progress, Vectors

MAX_CHARACTERS = 4000
"""Characters of a text that are encoded, the rest being ignored: about four printed pages' worth of
the longest sentences in Russian novels, and a bound on the memory that one text can ask for."""

_DROPPED = re.compile("[\x00\ud800-\udfff]")
_CONTROL = re.compile("[\x01-\x1f\x7f-\x9f]")


def prepare(text: str) -> str:
    """Give back the text as encoders get it: NFC, single spaces, nothing that models trip over.

    NUL and lone surrogates are dropped, other control characters are spaces, and
    what exceeds MAX_CHARACTERS is cut off. A text of white space becomes "".

    >>> prepare("  a\\tb\\x00c \\u00a0 d\\ud800 ")
    'a bc d'
    >>> prepare("и\\u0306") == "й"
    True
    """
    text = _CONTROL.sub(" ", _DROPPED.sub("", text))
    return " ".join(normalize("NFC", text).split())[:MAX_CHARACTERS].rstrip()


class Report:
    """Counts what is done and tells a progress callback, if there is one."""

    def __init__(self, progress: "Progress | None", total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def add(self, count: int) -> None:
        """Count so many texts as done."""
        self._done += count
        if self._progress is not None:
            self._progress(self._done, self._total)


def encode_distinct(
    texts: Sequence[str],
    dim: int,
    encode: Callable[[list[str], Report], "Vectors"],
    progress: "Progress | None" = None,
) -> "Vectors":
    """Give back a row per text: ``encode`` of the distinct prepared texts, zeros for a blank one.

    float32, (texts, dim). ``encode`` gets every prepared text once, none of them blank,
    and a report to add to; ``progress`` hears of distinct texts.
    """
    distinct, rows = _distinct(texts)
    if not distinct:
        return np.zeros((len(texts), dim), dtype=np.float32)
    return _spread(encode(distinct, Report(progress, len(distinct))), rows)


def encode_distinct_with_tokens(
    texts: Sequence[str],
    dims: tuple[int, int],
    encode: Callable[[list[str], Report], Encoded],
    progress: "Progress | None" = None,
) -> Encoded:
    """Give back what `encode_distinct` gives, with tokens; a blank text has none.

    ``dims``: lengths of the vectors of texts and of tokens.
    """
    distinct, rows = _distinct(texts)
    if not distinct:
        return Encoded(np.zeros((len(texts), dims[0]), dtype=np.float32), no_tokens(len(texts), dims[1]))
    encoded = encode(distinct, Report(progress, len(distinct)))
    tokens = encoded.tokens
    if len(distinct) < len(texts):
        tokens = TokenVectors.joined((tokens, no_tokens(1, dims[1]))).take(
            np.where(rows >= 0, rows, len(distinct))
        )
    return Encoded(_spread(encoded.vectors, rows), tokens)


def no_tokens(texts: int, dim: int) -> TokenVectors:
    """Give back so many texts without tokens."""
    counts = np.zeros(texts, dtype=np.int64)
    return TokenVectors.of(np.zeros(0, dtype=np.int32), np.zeros((0, dim), dtype=np.float32), counts)


def _distinct(texts: Sequence[str]) -> tuple[list[str], NDArray[np.intp]]:
    """Give back the distinct prepared texts, and which of them each text is; -1 for a blank one."""
    places: dict[str, int] = {}
    rows = np.empty(len(texts), dtype=np.intp)
    for number, text in enumerate(texts):
        prepared = prepare(text)
        rows[number] = places.setdefault(prepared, len(places)) if prepared else -1
    return list(places), rows


def _spread(encoded: "Vectors", rows: NDArray[np.intp]) -> "Vectors":
    if len(encoded) == len(rows):
        return encoded
    vectors = np.zeros((len(rows), encoded.shape[1]), dtype=np.float32)
    full = rows >= 0
    vectors[full] = encoded[rows[full]]
    return vectors

"""An encoder without a model, for tests only."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from aligner.embedding.text_preparation import Report, encode_distinct

if TYPE_CHECKING:
    from aligner.protocols import Progress, Vectors

LATIN_LETTERS = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z",
        "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
        "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
        "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    }
)  # fmt: skip


class HashingEncoder:
    """Vectors of hashed character n-grams of the transliterated text. For tests only.

    Names and numbers look alike in Russian and English, all else doesn't: enough to align
    made-up texts that share them, fast, and the same on every machine.
    """

    name = "hashing"
    dim = 256
    signature = "hashing-1"

    def encode(self, texts: Sequence[str], *, progress: "Progress | None" = None) -> "Vectors":
        """Give back float32 (len(texts), 256), rows of length 1; zeros for a blank text."""
        return encode_distinct(texts, self.dim, self._encode, progress)

    def _encode(self, texts: list[str], report: Report) -> "Vectors":
        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for gram in _grams(text):
                value = crc32(gram.encode())
                row[value % self.dim] += 1.0 if value & 0x10000 else -1.0
            if not row.any():
                row[0] = 1.0
            row /= np.linalg.norm(row)
        report.add(len(texts))
        return vectors


def _grams(text: str) -> Iterator[str]:
    for word in text.lower().translate(LATIN_LETTERS).split():
        padded = f"<{word}>"
        yield padded
        for size in (3, 4):
            for start in range(len(padded) - size + 1):
                yield padded[start : start + size]

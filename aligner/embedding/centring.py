"""Taking off what all vectors of a language have in common, so that unlike texts have cosine 0.

The means ship with the package: taken from the texts at hand they would change with what else
is encoded. An encoder doesn't know the language of a text, so its script stands for it.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from aligner.errors import ModelError

if TYPE_CHECKING:
    from aligner.protocols import Vectors

MEANS_FILE = "means.npz"
"""An array per encoder, float32 (2, dim): the mean of Russian and that of English sentences. Made by
training/encoder_means.py."""

_CYRILLIC = re.compile("[Ѐ-ԯ]")
_LATIN = re.compile("[A-Za-zÀ-ÖØ-öø-ɏ]")


def cyrillic_share(text: str) -> float:
    """Give back how much of the Cyrillic and Latin letters is Cyrillic; a half where there are none.

    >>> cyrillic_share("Снег"), cyrillic_share("Snow, 1987"), cyrillic_share("1987")
    (1.0, 0.0, 0.5)
    >>> cyrillic_share("на iPad")
    0.3333333333333333
    """
    cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    return cyrillic / (cyrillic + latin) if cyrillic + latin else 0.5


def centred(vectors: "Vectors", texts: Sequence[str], means: NDArray[np.float32]) -> "Vectors":
    """Give back unit vectors with the mean of each text's script taken off; zero rows stay zero.

    ``means``: float32 (2, dim), Cyrillic and Latin. A text in both scripts loses both means in
    proportion: two texts that differ in a word never get means that differ in everything.
    """
    share = np.array([cyrillic_share(text) for text in texts], dtype=np.float32)
    result: Vectors = vectors - np.stack([share, 1 - share], axis=1) @ means
    result /= np.maximum(np.linalg.norm(result, axis=1, keepdims=True), 1e-9)
    result[~vectors.any(axis=1)] = 0.0
    return result


@lru_cache
def read_means(name: str) -> NDArray[np.float32]:
    """Give back the means of an encoder, float32 (2, dim). Raises ModelError where none ship."""
    data = files("aligner.embedding").joinpath(MEANS_FILE).read_bytes()
    with np.load(BytesIO(data), allow_pickle=False) as arrays:
        if name not in arrays:
            raise ModelError(f"No mean vectors of encoder {name!r} ship with aligner.")
        means: NDArray[np.float32] = arrays[name]
    means.flags.writeable = False
    return means

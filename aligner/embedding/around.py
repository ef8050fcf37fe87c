"""What encoders share that stand around another encoder: they are known by its name and signature."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aligner.protocols import Encoder


class AroundEncoder:
    """An encoder that gives another one's vectors, got in another way."""

    def __init__(self, encoder: "Encoder") -> None:
        self._encoder = encoder

    @property
    def name(self) -> str:
        """Give back the name of the encoder."""
        return self._encoder.name

    @property
    def dim(self) -> int:
        """Give back the length of a vector."""
        return self._encoder.dim

    @property
    def signature(self) -> str:
        """Give back the signature of the encoder: the vectors are the same."""
        return self._encoder.signature

"""What encoders share that stand around another encoder: they are known by its name and signature."""

from typing import TYPE_CHECKING

from aligner.protocols import TokenEncoder

if TYPE_CHECKING:
    from aligner.protocols import Encoder


def knowing_tokens(encoder: "Encoder") -> TokenEncoder | None:
    """Give back the encoder if it tells of tokens; one around another does only if that one does."""
    return encoder if isinstance(encoder, TokenEncoder) and encoder.token_dim else None


class AroundEncoder:
    """An encoder that gives another one's vectors, got in another way."""

    def __init__(self, encoder: "Encoder") -> None:
        self._encoder = encoder

    @property
    def _token_encoder(self) -> TokenEncoder:
        """Give back the encoder, which has to be one that knows of tokens."""
        knowing = knowing_tokens(self._encoder)
        if knowing is None:
            raise TypeError(f"encoder {self.name!r} gives no vectors of tokens")
        return knowing

    @property
    def token_dim(self) -> int:
        """Give back the length of the vector of a token; 0 where the encoder knows of none."""
        knowing = knowing_tokens(self._encoder)
        return 0 if knowing is None else knowing.token_dim

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

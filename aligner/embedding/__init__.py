"""Encoders: sentences of any language into vectors whose dot product says how alike they are.

A specification is the name of an encoder, with what it needs after a colon::

    use-multilingual                 the default: bundled, nothing to download
    sentence-transformers:LaBSE      any sentence-transformers model on this machine, or its folder
    e5                               multilingual-e5-small, with the extra [e5]
    combined                         use-multilingual and e5 side by side, with the extra [e5]
    labse                            short for sentence-transformers:sentence-transformers/LaBSE
    hashing                          no model: for tests only
"""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from aligner.config import DEFAULT_ENCODER
from aligner.errors import OptionError
from aligner.registry import Registry

if TYPE_CHECKING:
    from aligner.protocols import Encoder, TokenEncoder

ENCODERS = Registry(
    "encoder",
    {
        "use-multilingual": "aligner.embedding.use_multilingual:UseMultilingual",
        "sentence-transformers": "aligner.embedding.sentence_transformer:SentenceTransformerEncoder",
        "e5": "aligner.embedding.e5:E5Encoder",
        "combined": "aligner.embedding.combined:CombinedEncoder",
        "hashing": "aligner.embedding.hashing:HashingEncoder",
    },
)

SHORT_NAMES: Mapping[str, str] = MappingProxyType(
    {"labse": "sentence-transformers:sentence-transformers/LaBSE"}
)


def load_encoder(spec: str) -> "Encoder":
    """Give back the encoder of a specification, in this process and without a cache.

    Raises UnknownNameError, MissingExtraError, ModelError, or OptionError for a
    specification with a part too many or too few.
    """
    name, colon, argument = SHORT_NAMES.get(spec.lower(), spec).partition(":")
    make: Callable[..., Encoder] = ENCODERS.load(name)
    if getattr(make, "takes_model", False):
        if not argument:
            raise OptionError(f"Encoder {name!r} needs the name or folder of a model: {name}:MODEL")
        return make(argument)
    if colon:
        raise OptionError(f"Encoder {name!r} takes nothing after a colon, got {spec!r}")
    return make()


def get_encoder(spec: str = DEFAULT_ENCODER, *, cache: Path | None = None, processes: int = 1) -> "Encoder":
    """Give back the encoder of a specification, ready to encode.

    ``cache`` is a folder where vectors are kept from one run to the next; ``processes``
    above 1 spreads long inputs over so many worker processes. Models are loaded on first
    use. Raises what `load_encoder` raises.
    """
    if processes < 1:
        raise OptionError(f"At least one process is needed to encode, got {processes}")
    encoder = load_encoder(spec)
    if processes > 1:
        from aligner.embedding.parallel import ParallelEncoder

        encoder = ParallelEncoder(spec, encoder, processes)
    if cache is not None:
        from aligner.embedding.cache import CachedEncoder

        encoder = CachedEncoder(encoder, cache)
    return encoder


def with_tokens(encoder: "Encoder", name: str) -> "TokenEncoder | None":
    """Give back this encoder if it is the one of that name and tells what it makes of tokens."""
    from aligner.embedding.around import knowing_tokens

    return knowing_tokens(encoder) if encoder.name == name else None


@cache
def load_token_encoder(name: str) -> "TokenEncoder":
    """Give back the encoder of that name, loaded once; TypeError where it tells nothing of tokens."""
    encoder = with_tokens(load_encoder(name), name)
    if encoder is None:
        raise TypeError(f"encoder {name!r} tells nothing of tokens")
    return encoder

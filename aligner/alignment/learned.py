"""The learned score of beads and nulls: a small network whose outputs are log-odds.

Trained as a conditional random field over whole alignments (training/): the sum of the
scores along a path is, up to a constant, the log-probability that a person would align the
text that way. The coefficients ship as ``models/NAME.npz`` with the names of the features.
"""

from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aligner.alignment.context import Context
from aligner.alignment.features import BEAD_FEATURES, NULL_FEATURES
from aligner.alignment.sides import Floats
from aligner.errors import ModelError

SCHEMA = 2


@dataclass(frozen=True, slots=True)
class Network:
    """One hidden layer of rectified units beside a straight line: features to one log-odds.

    ``weights``: float32, (features, units + 1), the last column being the line's; ``bias``:
    float32, (units + 1,), the last being the output's; ``output``: float32, (units,).
    """

    weights: Floats
    bias: Floats
    output: Floats

    def __call__(self, values: Floats) -> Floats:
        """Give back the log-odds: float32, shape of ``values`` without its last axis."""
        layer: Floats = values @ self.weights
        layer += self.bias
        hidden = layer[..., :-1]
        np.maximum(hidden, 0, out=hidden)
        result: Floats = layer[..., -1] + hidden @ self.output
        return result


@dataclass(frozen=True, slots=True)
class LearnedScore:
    """The networks for beads and nulls, and the log-odds of opening a run of nulls."""

    bead: tuple[Network, ...]
    null: tuple[Network, ...]
    opening_weights: tuple[Floats, ...]

    def beads(self, values: Floats) -> Floats:
        """Give back the log-odds of each bead: float32, (beads,), the mean over the networks."""
        return _mean([network(values) for network in self.bead])

    def nulls(self, values: Floats) -> Floats:
        """Give back the log-odds of each null, the mean over the networks."""
        return _mean([network(values) for network in self.null])

    def opening(self, context: Context) -> float:
        """Give back the log-odds of opening a run of nulls in this document."""
        facts = np.array([1.0, context.nulls, context.cosine], dtype=np.float32)
        return float(np.mean([weights @ facts for weights in self.opening_weights]))


def _mean(arrays: list[Floats]) -> Floats:
    total = arrays[0].copy()
    for array in arrays[1:]:
        total += array
    total /= len(arrays)
    return total


SHARED = {"e5": "use-multilingual", "combined": "use-multilingual"}
"""Encoders that do better with another's coefficients than with the hand-set score: measured,
.012 to .060 on A_hard and A_literary (docs/decisions/bead-score.md)."""


def has_learned_score(name: str) -> bool:
    """Give back whether there are coefficients for this encoder."""
    return files("aligner.alignment").joinpath("models", f"{SHARED.get(name, name)}.npz").is_file()


def score_signature(name: str) -> str:
    """Give back which bead score an encoder's vectors are searched with, and its checksum."""
    if not has_learned_score(name):
        return "hand-set"
    return f"learned-{sha256(_stored(name)).hexdigest()[:8]}"


def _stored(name: str) -> bytes:
    return files("aligner.alignment").joinpath("models", f"{SHARED.get(name, name)}.npz").read_bytes()


def load_learned_score(name: str) -> LearnedScore:
    """Give back the score learnt for an encoder. Raises ModelError if its file doesn't fit."""
    with np.load(BytesIO(_stored(name)), allow_pickle=False) as arrays:
        return unpack(dict(arrays), name)


def unpack(arrays: dict[str, NDArray[Any]], name: str) -> LearnedScore:
    """Give back the score from its arrays; the reverse of ``pack``."""
    if int(arrays["schema"]) != SCHEMA:
        raise ModelError(f"The bead score of {name} has schema {int(arrays['schema'])}, not {SCHEMA}.")
    for key, expected in (("bead_features", BEAD_FEATURES), ("null_features", NULL_FEATURES)):
        if tuple(str(feature) for feature in arrays[key]) != expected:
            raise ModelError(f"The bead score of {name} was learnt on other {key.replace('_', ' ')}.")
    count = int(arrays["networks"])
    return LearnedScore(
        tuple(_network(arrays, f"bead{number}") for number in range(count)),
        tuple(_network(arrays, f"null{number}") for number in range(count)),
        tuple(arrays[f"opening{number}"].astype(np.float32) for number in range(count)),
    )


_PARTS = ("weights", "bias", "output")


def _network(arrays: dict[str, NDArray[Any]], prefix: str) -> Network:
    return Network(*(arrays[f"{prefix}_{part}"].astype(np.float32) for part in _PARTS))


def pack(score: LearnedScore) -> dict[str, NDArray[Any]]:
    """Give back the arrays that ``unpack`` reads."""
    arrays: dict[str, NDArray[Any]] = {
        "schema": np.array(SCHEMA),
        "networks": np.array(len(score.bead)),
        "bead_features": np.array(BEAD_FEATURES),
        "null_features": np.array(NULL_FEATURES),
    }
    for kind, networks in (("bead", score.bead), ("null", score.null)):
        for number, network in enumerate(networks):
            for part in _PARTS:
                arrays[f"{kind}{number}_{part}"] = getattr(network, part)
    for number, weights in enumerate(score.opening_weights):
        arrays[f"opening{number}"] = weights
    return arrays

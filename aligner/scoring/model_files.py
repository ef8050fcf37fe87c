"""The models that ship with the package: arrays and where they come from, never pickle."""

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aligner.errors import ModelError
from aligner.scoring.fluency import Neighbours
from aligner.scoring.pair_features import FEATURES, FeatureMaker
from aligner.scoring.word_rarity import BundledVocabulary, WordRarity

Arrays = Mapping[str, NDArray[Any]]

SCHEMA = 1
"""Number of the layout of the files; it changes when an array changes its meaning."""

MODELS = ("lexicon", "parallel", "quality")


@lru_cache(maxsize=4)
def read_model(name: str) -> Arrays:
    """Give back the arrays of ``models/NAME.npz``.

    Raises ModelError where its schema or its list of features isn't this version's.
    """
    content = files("aligner.scoring").joinpath(f"models/{name}.npz").read_bytes()
    with np.load(BytesIO(content), allow_pickle=False) as archive:
        arrays = {key: archive[key] for key in archive.files}
    stamp = json.loads(str(arrays.pop("stamp")))
    if stamp["schema"] != SCHEMA or tuple(stamp["features"]) != FEATURES:
        raise ModelError(
            f"The model {name} of the pair scores doesn't fit this version of aligner. "
            "Install aligner again, or train it: training/pair_scores/README.md"
        )
    return arrays


@cache
def model_signature() -> str:
    """Give back a name that changes with any of the models: ``pairs-`` and eight digits."""
    digest = sha256()
    for name in MODELS:
        digest.update(files("aligner.scoring").joinpath(f"models/{name}.npz").read_bytes())
    return f"pairs-{digest.hexdigest()[:8]}"


def read_feature_maker() -> FeatureMaker:
    """Give back the maker of features. Raises ModelError where the bundled encoder is missing."""
    arrays = read_model("lexicon")
    words = str(arrays["words"]).split("\n")
    return FeatureMaker(
        WordRarity(BundledVocabulary()),
        Neighbours.of(words, arrays["neighbours"]),
        arrays["narrative"].astype(np.float32),
    )

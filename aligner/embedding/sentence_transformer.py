"""Any sentence-transformers model that is on this machine; nothing is ever downloaded.

The only file that imports sentence-transformers and torch, which takes seconds and is done
when a model is asked for, not before.
"""

import os
from collections.abc import Sequence
from functools import cached_property
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from aligner.embedding.text_preparation import Report, encode_distinct
from aligner.errors import MissingExtraError, ModelError

if TYPE_CHECKING:
    from aligner.protocols import Progress, Vectors

SLICE = 1_000
"""Texts between two reports of progress."""

BATCH = 32
"""Sentences a model sees at a time."""

SMALL_FILE = 1_000_000
"""Bytes up to which a file's content counts in the signature; of larger ones only the size."""


class SentenceTransformerEncoder:
    """A sentence-transformers model, by its name or its folder."""

    takes_model = True

    def __init__(self, model: str) -> None:
        """Raises MissingExtraError without the library, ModelError without the model."""
        if find_spec("sentence_transformers") is None:
            raise MissingExtraError("A sentence-transformers model", "transformers")
        self.name = f"sentence-transformers:{model}"
        self._folder = _folder_of(model)

    @cached_property
    def signature(self) -> str:
        """Give back the model's name and a checksum of its configuration and the sizes of its files."""
        digest = sha256()
        for path in sorted(self._folder.rglob("*")):
            if path.is_file() and not any(
                part.startswith(".") for part in path.relative_to(self._folder).parts
            ):
                size = path.stat().st_size
                digest.update(f"{path.relative_to(self._folder).as_posix()} {size} ".encode())
                if path.suffix == ".json" and size <= SMALL_FILE:
                    digest.update(path.read_bytes())
        return f"sentence-transformers:{self._folder.name}-{digest.hexdigest()[:8]}"

    @cached_property
    def dim(self) -> int:
        """Give back the length of a vector; loads the model."""
        vectors: Vectors = self._model.encode(["a"], convert_to_numpy=True, show_progress_bar=False)
        return int(vectors.shape[1])

    @cached_property
    def _model(self) -> Any:
        from sentence_transformers import SentenceTransformer

        try:
            return SentenceTransformer(str(self._folder), local_files_only=True)
        # Whatever transformers, safetensors or torch raise for a folder that isn't a model.
        except Exception as error:
            reason = (str(error).strip() or type(error).__name__).splitlines()[0]
            raise ModelError(
                f"{self._folder}: can't be loaded as a sentence-transformers model ({reason})"
            ) from error

    def encode(self, texts: Sequence[str], *, progress: "Progress | None" = None) -> "Vectors":
        """Give back float32 (len(texts), dim), rows of length 1; zeros for a blank text.

        Raises ModelError where the model can't be loaded.
        """
        return encode_distinct(texts, self.dim, self._encode, progress)

    def _encode(self, texts: list[str], report: Report) -> "Vectors":
        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda number: len(texts[number]), reverse=True)
        for start in range(0, len(order), SLICE):
            numbers = order[start : start + SLICE]
            vectors[numbers] = self._model.encode(
                [texts[number] for number in numbers],
                batch_size=BATCH,
                convert_to_numpy=True,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
            report.add(len(numbers))
        return vectors


def _folder_of(model: str) -> Path:
    """Give back the folder of a model: itself, or the local copy of a published one."""
    folder = Path(model).expanduser()
    if folder.is_dir():
        return folder
    # Read when the library is imported: with it, no function of it goes to the network.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from huggingface_hub import snapshot_download

    published = model if "/" in model else f"sentence-transformers/{model}"
    try:
        return Path(snapshot_download(published, local_files_only=True))
    # A name that can't be a model's is a ValueError, an absent one an OSError of several kinds.
    except (OSError, ValueError):
        raise ModelError(
            f"Model {model!r} isn't on this machine, and aligner downloads nothing. "
            f"Fetch it first: hf download {published}"
        ) from None

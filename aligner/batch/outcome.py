"""What became of a pair, and the key by which a later run knows it."""

import os
from dataclasses import asdict, dataclass
from hashlib import blake2b
from typing import Any

from aligner.batch.jobs import Job
from aligner.batch.options import BatchOptions
from aligner.folders import is_special

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a pair: why it failed, or its figures and outputs.

    ``mean_score`` and the verdict are those of ``aligner align``; ``written`` counts pairs in
    the first output. ``outputs`` are paths relative to the outputs' folder, with checksums.
    """

    name: str
    source: str
    target: str
    failure: str | None = None
    source_sentences: int = 0
    target_sentences: int = 0
    pairs: int = 0
    below_min_score: int = 0
    mean_score: float | None = None
    mean_parallel: float | None = None
    mean_quality: float | None = None
    verdict: str | None = None
    verdict_score: float | None = None
    coverage_source: float | None = None
    coverage_target: float | None = None
    outputs: tuple[tuple[str, str], ...] = ()
    warning: str | None = None

    @property
    def sentences(self) -> int:
        """Give back how many sentences both sides have."""
        return self.source_sentences + self.target_sentences

    def to_dict(self) -> dict[str, Any]:
        """Give back the outcome as plain JSON values."""
        return asdict(self) | {"outputs": [path for path, _ in self.outputs]}


def digest_of(path: str | os.PathLike[str]) -> str:
    """Give back a checksum of the file's bytes, or the reason why it can't be read."""
    if is_special(path):
        return "special"
    digest = blake2b(digest_size=16)
    try:
        with open(path, "rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    except (OSError, ValueError) as error:
        return type(error).__name__
    return digest.hexdigest()


def key_of(job: Job, inputs: tuple[str, str], options: BatchOptions, signature: str) -> str:
    """Give back a checksum of everything that the outputs of this job depend on."""
    facts = [signature, options.facts(), job.name, job.source_name, job.target_name, job.metadata, inputs]
    return blake2b(repr(facts).encode(errors="surrogatepass"), digest_size=16).hexdigest()

"""How the pairs of a batch are aligned and written."""

from dataclasses import dataclass, field, replace

from aligner.config import DEFAULT_ENCODER, DEFAULT_SEGMENTER, ReadOptions, WriteOptions


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """Options that hold for every pair.

    ``formats`` are those of the outputs of each pair; ``joint`` are the formats that are
    also wanted for joint outputs. ``require_translation``: a pair that isn't a translation
    has failed. ``cache`` is a folder for vectors.
    """

    source: ReadOptions = field(default_factory=lambda: ReadOptions("ru"))
    target: ReadOptions = field(default_factory=lambda: ReadOptions("en"))
    check: bool = True
    encoder: str = DEFAULT_ENCODER
    segmenter: str = DEFAULT_SEGMENTER
    formats: tuple[str, ...] = ("tsv",)
    joint: tuple[str, ...] = ()
    write: WriteOptions = field(default_factory=WriteOptions)
    require_translation: bool = False
    cache: str | None = None

    def facts(self) -> str:
        """Give back all that the outputs depend on, as text."""
        return repr(replace(self, cache=None))

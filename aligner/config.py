"""Options of each stage: frozen, with defaults."""

from dataclasses import dataclass

DEFAULT_ENCODER = "use-multilingual"
DEFAULT_SEGMENTER = "rules"


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How one side is read.

    ``encoding`` overrides detection; ``format`` overrides the suffix (a reader's name);
    ``segmented``: one sentence a line, the sentence's number being the line's.
    """

    language: str
    encoding: str | None = None
    format: str | None = None
    segmented: bool = False
    mark_furniture: bool = True


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """What is written. ``min_score`` leaves weaker pairs out; ``nulls`` keeps nulls in TSV.

    ``locales`` are the TMX language codes where they differ from the documents' own;
    ``created`` is a UTC date ``YYYYMMDDThhmmssZ`` or None for none. ``columns`` are appended
    to TSV: parallel, quality, flags, source_document, target_document.
    """

    min_score: float | None = None
    nulls: bool = False
    locales: tuple[str, str] | None = None
    created: str | None = None
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PairFileOptions:
    """How a file of pairs is read.

    ``format`` overrides the suffix. ``columns`` are the names of the two texts' TSV columns
    or JSON keys (``a.b`` is a key in an object), or the numbers of TSV columns, from 1, in a
    file without a header. ``source_language`` and ``target_language`` choose among the
    languages of a TMX unit and name the two files of a Moses pair.
    """

    format: str | None = None
    columns: tuple[str, str] | None = None
    source_language: str = "ru"
    target_language: str = "en"

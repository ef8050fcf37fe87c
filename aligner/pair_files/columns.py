"""Which columns or keys hold the two texts."""

from collections.abc import Sequence

from aligner.config import PairFileOptions

KNOWN = (
    ("source", "target"),  # ours
    ("src_text", "trg_text"),  # bitextor
    ("source_text", "target_text"),
    ("src", "tgt"),
    ("src", "trg"),
    ("src", "mt"),  # files of human judgements
)


def find_columns(names: Sequence[str], options: PairFileOptions) -> tuple[str, str] | None:
    """Give back the names of the two texts' columns, or None if they aren't among these.

    Those that the options name, or else the first couple in KNOWN, or else the languages.

    >>> find_columns(["id", "ru", "en"], PairFileOptions())
    ('ru', 'en')
    """
    if options.columns is not None:
        candidates: tuple[tuple[str, str], ...] = (options.columns,)
    else:
        candidates = (*KNOWN, (options.source_language, options.target_language))
    return next((couple for couple in candidates if set(couple) <= set(names)), None)


def column_numbers(options: PairFileOptions) -> tuple[int, int] | None:
    """Give back the indices of the columns, if the options give numbers rather than names.

    >>> column_numbers(PairFileOptions(columns=("1", "3")))
    (0, 2)
    """
    if options.columns is None or not all(name.isdecimal() and int(name) for name in options.columns):
        return None
    return int(options.columns[0]) - 1, int(options.columns[1]) - 1

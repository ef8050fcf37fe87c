"""Whether a file of pairs has its sides the right way round, told by its first pairs."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice

from aligner.config import PairFileOptions
from aligner.errors import LanguageError
from aligner.pair_files.pair import Pair, Record
from aligner.pair_files.pair_file import PairFile
from aligner.reading.languages import are_swapped

FIRST = 100
"""Pairs looked at: a corpus isn't read to its end to learn that its columns were taken for each other."""


def checked_records(file: PairFile) -> Iterator[Record]:
    """Give back the records of a file. Raises LanguageError, and what the file itself raises."""
    records = file.records()
    first = list(islice(records, FIRST))
    check_sides(file.name, [record.pair for record in first], file.options)
    yield from chain(first, records)


def check_sides(name: str, pairs: Sequence[Pair], options: PairFileOptions) -> None:
    """Raise LanguageError if the first pairs have their target language in the source, and the reverse."""
    sources, targets = (
        "\n".join(getattr(pair, side) for pair in pairs[:FIRST]) for side in ("source", "target")
    )
    if are_swapped(sources, targets, (options.source_language, options.target_language)):
        raise LanguageError(
            f"{name}: the sides seem to be swapped; the source is given as {options.source_language!r} but "
            f"looks like {options.target_language!r}, and the target the other way round. Exchange the "
            "files or --columns, or give the languages as they are; --no-check lets it pass."
        )

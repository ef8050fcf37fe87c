"""A file of pairs through the filter: kept pairs here, rejected ones there, one pass."""

from collections.abc import Callable, Iterable

from aligner.errors import InputError, UnknownNameError
from aligner.filtering import PairFilter
from aligner.filtering.rules import FLAGS as FLAG_RULE
from aligner.pair_files.columns import column_numbers
from aligner.pair_files.pair import Record
from aligner.pair_files.pair_file import PairFile
from aligner.pair_files.rewriting import Rewriting
from aligner.pair_sides import checked_records
from aligner.scoring.flags import FLAGS

REJECTED = "rejected"
"""The column, key or prop (``x-rejected``) that holds the reason."""

Progress = Callable[[str, int, int], None]
_REPORT_EVERY = 1_000


def clean(
    file: PairFile,
    judge: PairFilter,
    *,
    kept: str | None = None,
    rejected: str | None = None,
    check: bool = True,
    progress: Progress | None = None,
) -> tuple[str, ...]:
    """Write the pairs of a file that the filter keeps and those it rejects; give back the paths written.

    ``kept`` and ``rejected`` are paths, ``-`` the standard output, None for nowhere. Kept
    records are as they were; rejected ones have their reason in REJECTED. What the rules took
    is counted in ``judge``. Raises InputError, also where a rule wants a score that no pair
    has, OptionError and OutputError, with ``check`` LanguageError if the first pairs have their
    sides swapped; then nothing is written.
    """
    with Rewriting(file) as rewriting:
        keeping = None if kept is None else rewriting.add(kept)
        rejecting = None if rejected is None else rewriting.add(rejected, (REJECTED,))
        for record in checked_records(file) if check else file.records():
            reason = _judged(file, record, judge)
            if reason is None and keeping is not None:
                keeping.write(record)
            elif reason is not None and rejecting is not None:
                rejecting.write(record, {REJECTED: reason})
            if progress is not None and judge.pairs % _REPORT_EVERY == 0:
                progress("filtering", judge.pairs, file.estimated_total(judge.pairs))
        _check_scores(file, judge)
    return tuple(path for part in (keeping, rejecting) if part is not None for path in part.paths)


def check_flags(names: Iterable[str]) -> None:
    """Raise UnknownNameError for a flag that there isn't."""
    known = [rule.name for rule in FLAGS]
    for name in names:
        if name not in known:
            raise UnknownNameError("flag", name, known)


def _judged(file: PairFile, record: Record, judge: PairFilter) -> str | None:
    pair = record.pair
    try:
        return judge.judge(pair.source, pair.target, pair.facts)
    except InputError as error:
        raise InputError(f"{file.name}, line {pair.line}: {error}") from None


def _check_scores(file: PairFile, judge: PairFilter) -> None:
    for rule in judge.scores_missing():
        wanted = "flags" if rule == FLAG_RULE else "that score"
        hint = "Score the file first: aligner score"
        if column_numbers(file.options) is not None:
            hint = "Scores are found by the names of their columns: give the file a header, then score it"
        raise InputError(f"{file.name}: {rule} can't be judged, since no pair has {wanted}. {hint}")

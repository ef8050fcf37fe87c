"""A file of pairs scored: every record again, with ``parallel``, ``quality`` and ``flags`` beside it."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from aligner.pair_files.pair import Fields, Pair, Record, Value
from aligner.pair_files.pair_file import PairFile
from aligner.pair_files.rewriting import Rewriting
from aligner.pair_sides import checked_records
from aligner.scoring.flags import find_flags

if TYPE_CHECKING:
    from aligner.protocols import TokenEncoder
    from aligner.scoring.pair_scorer import PairScorer

Progress = Callable[[str, int, int], None]

PAIRS_AT_ONCE = 2_048
"""Pairs encoded together: enough for batches of like length, and 8 MB of vectors."""


@dataclass(slots=True)
class Rescored:
    """What was found: pairs, those without text on both sides, sums of the scores, flags by name."""

    pairs: int = 0
    blank: int = 0
    parallel: float = 0.0
    quality: float = 0.0
    flagged: int = 0
    flags: Counter[str] = field(default_factory=Counter)
    outputs: tuple[str, ...] = ()

    @property
    def scored(self) -> int:
        """Give back how many pairs were scored."""
        return self.pairs - self.blank

    def add(self, fields: Fields) -> None:
        """Take a pair's fields into account; none for a pair with a blank side."""
        self.pairs += 1
        self.blank += not fields
        parallel, quality, flags = fields.get("parallel"), fields.get("quality"), fields.get("flags")
        if isinstance(parallel, float) and isinstance(quality, float):
            self.parallel += parallel
            self.quality += quality
        if isinstance(flags, tuple):
            self.flagged += bool(flags)
            self.flags.update(flag.name for flag in flags)


def rescore(
    file: PairFile,
    output: str,
    *,
    encoder: "TokenEncoder",
    scorer: "PairScorer",
    with_flags: bool = True,
    check: bool = True,
    progress: Progress | None = None,
) -> Rescored:
    """Write the records of a file with their scores to a path (``-``: the standard output).

    A pair with a blank side gets no scores, and loses those it had. Raises InputError,
    OptionError and OutputError, with ``check`` LanguageError if the first pairs have their
    sides swapped; then nothing is written.
    """
    found = Rescored()
    names = ("parallel", "quality", *(("flags",) if with_flags else ()))
    with Rewriting(file) as rewriting:
        scored = rewriting.add(output, names)
        score = _Scoring(
            file.options.source_language, file.options.target_language, encoder, scorer, with_flags
        )
        records = checked_records(file) if check else file.records()
        for batch in _batches(records, PAIRS_AT_ONCE):
            for record, fields in zip(batch, score([record.pair for record in batch]), strict=True):
                scored.write(record, fields)
                found.add(fields)
            if progress is not None:
                progress("scoring", found.pairs, file.estimated_total(found.pairs))
    found.outputs = scored.paths
    return found


@dataclass(frozen=True, slots=True)
class _Scoring:
    source_language: str
    target_language: str
    encoder: "TokenEncoder"
    scorer: "PairScorer"
    with_flags: bool

    def __call__(self, pairs: Sequence[Pair]) -> list[Fields]:
        """Give back the fields of each pair; none for a pair with a blank side."""
        full = [pair for pair in pairs if pair.source.strip() and pair.target.strip()]
        if not full:
            return [{} for _ in pairs]
        sources, targets = [pair.source for pair in full], [pair.target for pair in full]
        sides = self.encoder.encode_with_tokens(sources + targets).halves()
        languages = self.source_language, self.target_language
        scores = self.scorer.score(sources, targets, *sides, languages=languages)
        known = {
            pair.number: self._fields(pair, float(parallel), float(quality))
            for pair, parallel, quality in zip(full, scores.parallel, scores.quality, strict=True)
        }
        return [known.get(pair.number, {}) for pair in pairs]

    def _fields(self, pair: Pair, parallel: float, quality: float) -> Fields:
        fields: dict[str, Value] = {"parallel": parallel, "quality": quality}
        if self.with_flags:
            fields["flags"] = find_flags(
                pair.source,
                pair.target,
                source_language=self.source_language,
                target_language=self.target_language,
                codes=pair.codes,
            )
        return fields


def _batches(records: Iterator[Record], size: int) -> Iterator[list[Record]]:
    while batch := list(islice(records, size)):
        yield batch

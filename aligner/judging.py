"""How good translations are: documents aligned with their source, or files of pairs, judged."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aligner.bitext import Alignment, Document, Flag, ScoredPair, SegmentedDocument, VerdictLabel
from aligner.embedding import load_token_encoder, with_tokens
from aligner.errors import InputError
from aligner.evaluation.reference_scores import ReferenceComparison, compare_with_reference, require_sacrebleu
from aligner.evaluation.translation import (
    PURPOSE,
    JudgedPair,
    TranslationReport,
    Unpaired,
    measured_values,
    report_on,
    shared_blocks,
    text_of_blocks,
    unpaired,
)
from aligner.pair_files.pair import Pair
from aligner.pipeline import Parts, align_encoded, encode_documents
from aligner.scoring.flags import find_flags
from aligner.scoring.pair_scorer import PairScorer

if TYPE_CHECKING:
    from aligner.protocols import Encoder

PAIRS_AT_ONCE = 2_048
"""Pairs of a file encoded together: vectors of all of a million would take 4 GB."""

WORST = 10
SEED = 1

Report = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found out about one translation or several of one text.

    ``verdicts``: for each translation whether it is one, as documents were aligned, and
    ``reference_verdict`` for the reference; None for files of pairs.
    """

    source: str
    reports: tuple[TranslationReport, ...]
    verdicts: tuple[str | None, ...]
    reference: ReferenceComparison | None = None
    seed: int = SEED
    signature: str = ""
    reference_verdict: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Give back the judgement as plain JSON values."""
        translations = []
        for number, (report, verdict) in enumerate(zip(self.reports, self.verdicts, strict=True)):
            facts = report.to_dict() | {"verdict": verdict}
            if self.reference is not None:
                facts["reference_scores"] = {
                    metric: {"score": round(scores[number].score, 2), "p_value": scores[number].p_value}
                    for metric, scores in self.reference.scores.items()
                }
            translations.append(facts)
        return {
            "source": self.source,
            "purpose": PURPOSE,
            "translations": translations,
            "reference": self.reference and self.reference.to_dict() | {"verdict": self.reference_verdict},
            "seed": self.seed,
            "signature": self.signature,
        }


def judge_translations(
    source: Document,
    translations: Sequence[Document],
    parts: Parts,
    *,
    reference: Document | None = None,
    worst: int = WORST,
    seed: int = SEED,
    progress: Report | None = None,
) -> Judgement:
    """Give back what the translations are like, each aligned with the source.

    With a reference, which is aligned too, also BLEU and chrF: over the finest blocks of
    source sentences that no alignment cuts. Raises InputError for a document without
    sentences, MissingExtraError for a reference without sacrebleu.
    """
    if reference is not None:
        require_sacrebleu()
    documents = [source, *translations, *([reference] if reference is not None else [])]
    segmented = [_segmented(document, parts) for document in documents]
    encoded = encode_documents(segmented, parts, progress=progress)
    alignments = [align_encoded(encoded[0], other, parts) for other in encoded[1:]]
    judged = alignments[: len(translations)]
    return Judgement(
        source.name,
        tuple(_report(alignment, worst, seed) for alignment in judged),
        tuple(map(_verdict_of, judged)),
        None if reference is None else _compared(reference.name, alignments),
        seed,
        alignments[0].signature,
        None if reference is None else _verdict_of(alignments[-1]),
    )


def _verdict_of(alignment: Alignment) -> str | None:
    return alignment.verdict.label.value if alignment.verdict else None


def _segmented(document: Document, parts: Parts) -> SegmentedDocument:
    segmented = parts.segmenter.segment(document)
    if not segmented.sentences:
        raise InputError(f"{document.name}: no sentences. There is nothing to judge.")
    return segmented


def _report(alignment: Alignment, worst: int, seed: int) -> TranslationReport:
    rows = alignment.pairs
    measure, values = measured_values(rows)
    pairs = [
        JudgedPair(_place(row), row.source, row.target, value, flags_of(row, alignment))
        for row, value in zip(rows, values, strict=True)
    ]
    return report_on(
        alignment.target.document.name,
        pairs,
        measure=measure,
        omitted=unpaired(alignment.source, alignment.beads, "source"),
        added=unpaired(alignment.target, alignment.beads, "target"),
        generator=np.random.default_rng(seed),
        worst=worst,
    )


def _place(row: ScoredPair) -> str:
    """Give back the numbers of the pair's sentences, from 1: `3`, `3-4`, and the target's if they differ."""
    one, other = (
        str(span.start + 1) if len(span) == 1 else f"{span.start + 1}-{span.stop}"
        for span in (row.bead.source, row.bead.target)
    )
    return f"{one}:{other}"


def flags_of(row: ScoredPair, alignment: Alignment) -> tuple[Flag, ...]:
    """Give back the flags of a pair; what follows its target in the document is looked at as well."""
    if row.flags:
        return row.flags
    target = alignment.target
    stop = target.sentences[row.bead.target.stop - 1].span.stop
    return find_flags(
        row.source,
        row.target,
        source_language=alignment.source.document.language,
        target_language=target.document.language,
        after=target.document.text[stop : stop + 1],
    )


def _compared(name: str, alignments: Sequence[Alignment]) -> ReferenceComparison:
    """Give back the scores of all but the last alignment's targets against the last one's."""
    # A text that is no translation, aligned at random, would tie all the blocks into one.
    spans = [
        bead.source
        for alignment in alignments
        if alignment.verdict is None or alignment.verdict.label != VerdictLabel.NOT_A_TRANSLATION
        for bead in alignment.beads
        if not bead.is_null
    ]
    blocks = shared_blocks(len(alignments[0].source), spans)
    *texts, reference = (text_of_blocks(alignment, blocks) for alignment in alignments)
    language = alignments[0].target.document.language[:2]
    return compare_with_reference(name, texts, reference, language=language)


def judge_pair_files(
    files: Sequence[tuple[str, Sequence[Pair]]],
    encoder: "Encoder",
    *,
    reference: tuple[str, Sequence[Pair]] | None = None,
    languages: tuple[str, str] = ("ru", "en"),
    worst: int = WORST,
    seed: int = SEED,
    signature: str = "",
) -> Judgement:
    """Give back what the translations in files of pairs are like; each file has a name.

    A pair with one side empty is a sentence without a counterpart. With a reference, whose
    pairs must have the same sources in the same order, also BLEU and chrF. Raises InputError
    where they haven't, or for a file without pairs; MissingExtraError without sacrebleu.
    """
    compared = None
    if reference is not None:
        require_sacrebleu()
        for name, pairs in files:
            _check_sources(name, pairs, reference)
        texts = [[pair.target for pair in pairs] for _, pairs in files]
        expected = [pair.target for pair in reference[1]]
        compared = compare_with_reference(reference[0], texts, expected, language=languages[1][:2])
    reports = tuple(_report_on_file(name, pairs, encoder, languages, worst, seed) for name, pairs in files)
    return Judgement(files[0][0], reports, (None,) * len(files), compared, seed, signature)


def _check_sources(name: str, pairs: Sequence[Pair], reference: tuple[str, Sequence[Pair]]) -> None:
    if len(pairs) != len(reference[1]):
        raise InputError(
            f"{name} has {len(pairs)} pairs, the reference {reference[0]} {len(reference[1])}. "
            "A reference needs the same sources in the same order."
        )
    for one, other in zip(pairs, reference[1], strict=True):
        if one.source.strip() != other.source.strip():
            raise InputError(
                f"{name}, line {one.line}: not the source that {reference[0]} has in line {other.line}. "
                "A reference needs the same sources in the same order."
            )


def _report_on_file(
    name: str, pairs: Sequence[Pair], encoder: "Encoder", languages: tuple[str, str], worst: int, seed: int
) -> TranslationReport:
    whole = [pair for pair in pairs if pair.source.strip() and pair.target.strip()]
    if not whole:
        raise InputError(f"{name}: no pairs with text on both sides. There is nothing to judge.")
    return report_on(
        name,
        list(_judged(whole, encoder, languages)),
        measure="quality",
        omitted=_alone([(pair.source, pair.target) for pair in pairs]),
        added=_alone([(pair.target, pair.source) for pair in pairs]),
        generator=np.random.default_rng(seed),
        worst=worst,
    )


def _judged(pairs: Sequence[Pair], encoder: "Encoder", languages: tuple[str, str]) -> Iterator[JudgedPair]:
    scorer = PairScorer.load(encoder.name)
    knowing = with_tokens(encoder, scorer.needs) or load_token_encoder(scorer.needs)
    for start in range(0, len(pairs), PAIRS_AT_ONCE):
        batch = pairs[start : start + PAIRS_AT_ONCE]
        sources, targets = [pair.source for pair in batch], [pair.target for pair in batch]
        sides = knowing.encode_with_tokens([*sources, *targets]).halves()
        scores = scorer.score(sources, targets, *sides, languages=languages)
        for pair, quality in zip(batch, scores.quality, strict=True):
            flags = find_flags(
                pair.source,
                pair.target,
                source_language=languages[0],
                target_language=languages[1],
                codes=pair.codes,
            )
            yield JudgedPair(str(pair.line), pair.source, pair.target, float(quality), flags)


def _alone(sides: Sequence[tuple[str, str]]) -> Unpaired:
    """Give back the texts of the first sides whose second is blank."""
    alone = tuple(one for one, other in sides if one.strip() and not other.strip())
    whole = sum(len(one) for one, _ in sides)
    return Unpaired(sum(map(len, alone)) / whole if whole else 0.0, alone)

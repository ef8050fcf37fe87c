"""Whether two documents are translations of each other."""

from collections.abc import Sequence

from aligner.bitext import Bead, ScoredPair, SegmentedDocument, Verdict, VerdictLabel

GOOD_PAIR = 0.5
"""A pair counts as covered text from this score on, the probability that both sides say the same."""

TRANSLATION = 0.6
"""Share of the worse covered side from which a translation is whole."""

PARTIAL = 0.48
"""Share of the better covered side from which documents are partly translations of each other.

Of 255 true pairs, abridged and padded ones among them, one had less; of 136 others, reports on the
same event that share some sentences among them, none had as much (docs/decisions/scores.md)."""


def judge_documents(
    source: SegmentedDocument, target: SegmentedDocument, rows: Sequence[ScoredPair]
) -> Verdict:
    """Give back whether the documents are translations, from what their good pairs cover."""
    good = [row.bead for row in rows if row.score is not None and row.score >= GOOD_PAIR]
    covered_source = _coverage(source, good, side="source")
    covered_target = _coverage(target, good, side="target")
    score = max(covered_source, covered_target)
    if score < PARTIAL:
        label = VerdictLabel.NOT_A_TRANSLATION
    elif min(covered_source, covered_target) < TRANSLATION:
        label = VerdictLabel.PARTIAL
    else:
        label = VerdictLabel.TRANSLATION
    return Verdict(label, score, covered_source, covered_target)


def _coverage(document: SegmentedDocument, beads: Sequence[Bead], *, side: str) -> float:
    covered = {number for bead in beads for number in getattr(bead, side)}
    whole = paired = 0
    for number, sentence in enumerate(document.sentences):
        if number in covered:
            paired += len(sentence.text)
        elif document.role_of(number) == "furniture":
            continue
        whole += len(sentence.text)
    return paired / whole if whole else 0.0

"""BLEU and chrF are sacrebleu's own; segments without a reference are left out."""

import sys

import pytest

from aligner.errors import MissingExtraError
from aligner.evaluation.reference_scores import compare_with_reference

REFERENCE = [
    "The boats stayed in until noon because of the fog.",
    "",
    "Then the fog lifted and they left.",
] * 4
GOOD = ["The boats stayed in until noon because of fog.", "More.", "Then the fog lifted and they left."] * 4
BAD = ["Boats are stay up to a noon of fog.", "More.", "After, fog raised himself, they go."] * 4


def test_without_sacrebleu_the_message_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("sacrebleu", "sacrebleu.metrics", "sacrebleu.metrics.bleu"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(MissingExtraError, match=r"aligner\[evaluate\]"):
        compare_with_reference("ref", [GOOD], REFERENCE, language="en")


def test_the_scores_are_those_of_sacrebleu_with_its_signature() -> None:
    sacrebleu = pytest.importorskip("sacrebleu")
    found = compare_with_reference("ref", [GOOD], REFERENCE, language="en")
    kept = [number for number, text in enumerate(REFERENCE) if text]
    texts, references = [GOOD[number] for number in kept], [[REFERENCE[number] for number in kept]]
    assert found.scores["BLEU"][0].score == pytest.approx(sacrebleu.corpus_bleu(texts, references).score)
    assert found.scores["chrF"][0].score == pytest.approx(sacrebleu.corpus_chrf(texts, references).score)
    assert (found.segments, found.left_out) == (8, 4)
    assert all("version:" in signature for signature in found.signatures.values())
    assert found.scores["BLEU"][0].p_value is None


def test_several_translations_are_compared_with_the_first_by_a_paired_bootstrap() -> None:
    pytest.importorskip("sacrebleu")
    found = compare_with_reference("ref", [GOOD, BAD, GOOD], REFERENCE, language="en")
    for scores in found.scores.values():
        first, bad, same = scores
        assert first.p_value is None
        assert first.score == same.score > bad.score
        assert bad.p_value is not None
        assert same.p_value is not None
        assert bad.p_value < 0.05 < same.p_value
    assert all("bs:1000" in signature for signature in found.signatures.values())
    alone = compare_with_reference("ref", [GOOD], REFERENCE, language="en")
    assert alone.scores["BLEU"][0].score == pytest.approx(found.scores["BLEU"][0].score)


def test_an_empty_reference_scores_nothing() -> None:
    pytest.importorskip("sacrebleu")
    found = compare_with_reference("ref", [["Text."], ["More."]], [" "], language="en")
    assert found.segments == 0
    assert [each.score for each in found.scores["BLEU"]] == [0.0, 0.0]


def test_texts_of_different_length_are_refused() -> None:
    pytest.importorskip("sacrebleu")
    with pytest.raises(ValueError, match="differ in their number"):
        compare_with_reference("ref", [["One."]], ["One.", "Two."], language="en")

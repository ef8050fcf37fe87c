import json
from pathlib import Path

import pytest

from aligner.errors import OptionError
from aligner.evaluation import combined, evaluate_alignment, evaluate_links
from aligner.evaluation.links import Link
from aligner.writing import write
from tests.writing.texts import garden

GOLD = [Link((0,), (0,)), Link((1,), (1,))]


def test_an_alignment_agrees_with_itself_whatever_the_format(tmp_path: Path) -> None:
    (gold,) = write(garden(), str(tmp_path / "gold.ladder"))
    for name in ("a.jsonl", "a.ladder", "a.tmx", "a.tsv"):
        (path,) = write(garden(), str(tmp_path / name))
        assert evaluate_alignment(path, gold).score("strict").f1 == 1


def test_of_several_golds_the_one_agreed_with_best_counts(tmp_path: Path) -> None:
    paths = []
    for number, text in enumerate(["[0]:[1]\n", "[0]:[0]\n"]):
        path = tmp_path / f"{number}.path"
        path.write_text(text)
        paths.append(path)
    assert evaluate_alignment(paths[1], paths).score("strict").f1 == 1
    assert evaluate_alignment(paths[1], paths[0]).score("strict").f1 == 0


def test_without_gold_there_is_nothing_to_say() -> None:
    with pytest.raises(OptionError, match="no gold"):
        evaluate_links("a", GOLD, [])


def test_a_corpus_adds_counts_and_its_macro_mean_does_not() -> None:
    right = evaluate_links("right", GOLD, [GOLD])
    long = [Link((number,), (number,)) for number in range(8)]
    wrong = evaluate_links("wrong", [Link((number,), (number + 1,)) for number in range(8)], [long])
    corpus = combined([right, wrong])
    assert corpus.score("strict").precision == pytest.approx(2 / 10)
    assert corpus.macro_f1("strict") == pytest.approx(1 / 2)


def test_the_table_shows_every_measure() -> None:
    text = evaluate_links("a", GOLD[:1], [GOLD]).to_text()
    assert text == (
        "                               precision     recall         f1\n"
        "strict                            1.0000     0.5000     0.6667\n"
        "lax                               1.0000     0.5000     0.6667\n"
        "strict, coarse gold tolerated     1.0000     0.5000     0.6667\n"
        "sentences without counterpart     0.0000     1.0000     0.0000\n"
        "sentence links                    1.0000     0.5000     0.6667"
    )


def test_the_dictionary_holds_each_document_and_can_be_json() -> None:
    facts = combined([evaluate_links("a", GOLD, [GOLD]), evaluate_links("b", [], [GOLD])]).to_dict()
    assert json.loads(json.dumps(facts)) == facts
    assert facts["documents"]["a"]["lax"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert facts["documents"]["b"]["lax"]["recall"] == 0
    assert facts["strict"]["recall"] == 0.5
    assert facts["macro_f1"]["strict"] == 0.5


def test_the_best_gold_is_the_one_with_the_best_tolerant_figure() -> None:
    predicted = [Link((number,), (number,)) for number in range(3)]
    coarse = [Link((0, 1), (0, 1), "coarse"), Link((2,), (2,))]
    fine = [*predicted[:2], Link((2,), (3,))]
    assert evaluate_links("a", predicted, [fine, coarse]).score("strict_t").f1 == 1

"""The scores of pairs: sane, a pair's own, from shipped models that are small and say what they are."""

import itertools
import json
import time
from dataclasses import replace
from importlib.resources import files
from io import BytesIO
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from threadpoolctl import threadpool_info, threadpool_limits

from aligner.errors import ModelError
from aligner.scoring import form_table, forms, model_files
from aligner.scoring.document_prior import in_document
from aligner.scoring.model_files import MODELS, read_model
from aligner.scoring.pair_features import FEATURES
from aligner.scoring.pair_scorer import TRAINED_ON, PairScorer
from aligner.token_vectors import Encoded
from tests.scoring.pairs import encoded, encoder, labelled, score, scorer, unit

SENTENCES = st.lists(st.tuples(st.text(max_size=60), st.text(max_size=60)), min_size=1, max_size=4)


KNOWN_FAILURE = pytest.mark.xfail(reason="the models let it pass", strict=True)
CASES = [
    pytest.param(label, source, target, marks=[KNOWN_FAILURE] if label == "missed" else [])
    for label, source, target in labelled()
]


@pytest.mark.parametrize(("label", "source", "target"), CASES)
def test_a_pair_that_people_can_judge_is_judged_like_them(label: str, source: str, target: str) -> None:
    parallel = float(score([(source, target)]).parallel[0])
    if label in ("wrong", "missed"):
        assert parallel < 0.5
    else:
        assert parallel >= (0.9 if label == "neutral" else 0.5)


def test_a_better_translation_is_given_more() -> None:
    source = "Несмотря на дождь, на площади собралось несколько тысяч человек."
    good = "Despite the rain, several thousand people gathered in the square."
    bad = "In spite of the rain, the square has been collected."
    quality = score([(source, good), (source, bad)]).quality
    assert quality[0] > quality[1] + 5


def test_a_copy_has_no_quality() -> None:
    text = "В музее открылась выставка старинных карт."
    scores = score([(text, text)])
    assert (scores.quality[0], scores.good[0]) == (0, 0)


@settings(max_examples=30, deadline=None)
@given(SENTENCES)
def test_any_texts_get_scores_within_bounds(pairs: list[tuple[str, str]]) -> None:
    scores = score(pairs)
    for values, most in ((scores.parallel, 1), (scores.quality, 100), (scores.good, 1)):
        assert values.dtype == np.float32
        assert values.shape == (len(pairs),)
        assert ((values >= 0) & (values <= most)).all()


def test_a_blank_side_scores_nothing() -> None:
    scores = score([("", "Text."), ("Текст.", " \n")])
    assert scores.parallel.tolist() == scores.quality.tolist() == scores.good.tolist() == [0, 0]


def test_a_line_that_is_no_sentence_is_scored_in_no_time() -> None:
    began = time.perf_counter()
    scores = score([(" " * 500_000 + "Я-" * 500_000, "a'" * 500_000)])
    assert 0 <= scores.parallel[0] < 0.5
    assert time.perf_counter() - began < 10


def test_no_pairs_give_no_scores() -> None:
    nothing = encoder().encode_with_tokens([])
    assert scorer().score([], [], nothing, nothing).parallel.shape == (0,)


def test_a_pair_scores_the_same_to_the_bit_whatever_it_comes_with_or_after() -> None:
    pairs = [(source, target) for _, source, target in labelled()]
    ones, others = encoded(pairs)
    fresh = PairScorer.load()
    together = scorer().score([one for one, _ in pairs], [other for _, other in pairs], ones, others)
    for place in reversed(range(len(pairs))):
        sides = ones.take([place]), others.take([place])
        alone = fresh.score([pairs[place][0]], [pairs[place][1]], *sides)
        for name in ("parallel", "quality", "good"):
            assert getattr(alone, name)[0] == getattr(together, name)[place]


def test_tables_that_start_anew_change_no_score(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = [(source, target) for _, source, target in labelled()]
    expected = score(pairs)
    monkeypatch.setattr(form_table, "CAPACITY", 20)
    monkeypatch.setattr(forms, "CAPACITY", 20)
    ones, others = encoded(pairs)
    small = PairScorer.load()
    for place, (source, target) in enumerate(pairs):
        again = small.score([source], [target], ones.take([place]), others.take([place]))
        assert again.parallel[0] == expected.parallel[place]
        assert again.quality[0] == expected.quality[place]


def test_sums_of_sentence_vectors_do_as_well_as_the_vector_of_the_joined_text() -> None:
    right = [(source, target) for label, source, target in labelled() if label == "right"]
    joined = [(f"{one[0]} {other[0]}", f"{one[1]} {other[1]}") for one, other in itertools.pairwise(right)]
    sides = []
    for side in (0, 1):
        texts = [pair[side] for pair in right]
        made = encoder().encode_with_tokens(texts)
        vectors = made.vectors * np.sqrt([[len(text)] for text in texts])
        firsts = np.arange(len(texts) - 1)
        summed_vectors = unit(vectors[:-1] + vectors[1:]).astype(np.float32)
        sides.append(Encoded(summed_vectors, made.tokens.spans(firsts, firsts + 2)))
    summed = scorer().score([one for one, _ in joined], [other for _, other in joined], *sides)
    assert np.median(summed.parallel) > 0.8
    assert np.abs(np.median(summed.parallel) - np.median(score(joined).parallel)) < 0.1


def test_sides_of_different_number_are_refused() -> None:
    with pytest.raises(ValueError, match="differ in number"):
        scorer().score(["один"], [], *encoded([("один", "one")]))


def test_for_another_encoder_the_scorer_says_which_one_it_needs() -> None:
    assert PairScorer.load("hashing").needs == TRAINED_ON == "use-multilingual"


def test_the_models_are_small_and_hold_no_pickle() -> None:
    size = 0
    for name in MODELS:
        content = files("aligner.scoring").joinpath(f"models/{name}.npz").read_bytes()
        size += len(content)
        with np.load(BytesIO(content), allow_pickle=False) as archive:
            stamp = json.loads(str(archive["stamp"]))
            assert all(archive[key].dtype != object for key in archive.files)
        assert tuple(stamp["features"]) == FEATURES
        assert stamp["training"]
        assert stamp["versions"]
    assert size < 1_000_000


def test_a_model_of_other_features_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    read_model.cache_clear()
    monkeypatch.setattr(model_files, "FEATURES", FEATURES[1:])
    with pytest.raises(ModelError, match="Install aligner again"):
        read_model("parallel")
    read_model.cache_clear()


def test_scoring_keeps_to_one_thread_wherever_it_is_called_from() -> None:
    class Spy:
        """Asks how many threads BLAS may use just before the features are made."""

        def features(self, *arguments: Any) -> Any:
            threads.update(pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas")
            return scorer().features.features(*arguments)

    threads: set[int] = set()
    sides = encoded([("Кошка спит.", "The cat is sleeping.")])
    spying = replace(scorer(), features=cast(Any, Spy()))
    with threadpool_limits(limits=2, user_api="blas"):
        spying.score(["Кошка спит."], ["The cat is sleeping."], *sides)
    assert threads == {1}


def test_wrong_pairs_sink_among_wrong_ones_and_right_ones_rise_among_right_ones() -> None:
    doubtful = np.array([0.4], dtype=np.float32)
    high, low = np.full(30, 0.95, dtype=np.float32), np.full(30, 0.05, dtype=np.float32)
    usual = np.full(31, 0.72, dtype=np.float32)
    assert in_document(np.concatenate((doubtful, high)), usual)[0] > 0.6
    assert in_document(np.concatenate((doubtful, low)), usual)[0] < 0.2

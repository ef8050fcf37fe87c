"""What is known of words: how they sound, which numbers they are, what they mean, how they follow."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.scoring.calibration import Calibration
from aligner.scoring.fluency import FOREIGN_WORDS, Neighbours, classes
from aligner.scoring.model_files import read_feature_maker
from aligner.scoring.names import best_likenesses
from aligner.scoring.ngrams import BITS, hashed
from aligner.scoring.numerals import missing_numbers, numbers_of
from aligner.scoring.sides import MAX_WORDS, Side
from aligner.scoring.transliteration import likeness, sound_pairs
from aligner.scoring.word_matching import Matching, cover, order


@pytest.mark.parametrize(
    ("russian", "english"),
    [
        ("Шварценеггера", "Schwarzenegger"),
        ("Хрущёв", "Khrushchev"),
        ("Чехову", "Chekhov"),
        ("Цукерберг", "Zuckerberg"),
        ("Вашингтона", "Washington"),
        ("Черчилль", "Churchill"),
        ("Максима", "Maxim"),
        ("Мюллер", "Müller"),
        ("Трампом", "Trump"),
    ],
)
def test_a_name_sounds_like_its_english_spelling(russian: str, english: str) -> None:
    assert likeness(sound_pairs(russian), sound_pairs(english)) >= 0.6


@pytest.mark.parametrize(
    ("russian", "english"), [("Путин", "Obama"), ("Анна", "Peter"), ("Казань", "Moscow")]
)
def test_another_name_sounds_different(russian: str, english: str) -> None:
    assert likeness(sound_pairs(russian), sound_pairs(english)) < 0.5


def test_a_country_is_known_by_its_english_name() -> None:
    assert best_likenesses(["германии", "сша"], ["germany", "us"])[0] == [1.0, 1.0]


@pytest.mark.parametrize(
    ("source", "target", "missing"),
    [
        ("в 2015 году", "in 2015", 0),
        ("1 000,5 тонны", "1,000.5 tons", 0),
        ("1,5 тысячи", "1,500", 0),
        ("в 15:00", "at 3 pm", 0),
        ("25.05.2018", "May 25, 2018", 0),
        ("420 рублей", "470 roubles", 1),
        ("в 2015 и 2016 годах", "in 2015", 1),
    ],
)
def test_numbers_are_found_again_however_they_are_written(source: str, target: str, missing: int) -> None:
    one, other = Side.of(source), Side.of(target)
    assert missing_numbers(one.numbers, other.numbers, other.spelt + other.months) == missing


@given(st.text(max_size=80))
def test_numbers_are_digits(text: str) -> None:
    assert all(number.isdigit() for number in numbers_of(text))


def test_a_name_at_the_start_of_a_sentence_may_be_any_word() -> None:
    side = Side.of("Вчера Иван уехал. Завтра «Нева» выйдет в море, а МИД промолчит.")
    assert [side.words[place] for place in side.names] == ["иван", "мид"]


def test_a_very_long_side_is_looked_at_in_part() -> None:
    assert len(Side.of("слово " * 1000).words) == MAX_WORDS


def test_a_word_is_nearer_to_its_translation_than_to_other_words() -> None:
    words = read_feature_maker().words
    russian, english = ["кошка", "дождь", "министр"], ["cat", "rain", "minister"]
    one, other = words.rows([russian, english])
    matching = Matching.of(words.vectors[one], words.vectors[other])
    assert matching.partner.tolist() == [0, 1, 2]
    assert matching.mutual.all()


def test_rows_of_words_stay_right_when_the_table_grows() -> None:
    words = read_feature_maker().words
    (row,) = words.rows([["кошка"]])
    before = words.vectors[row].copy()
    words.rows([[f"слово{number}" for number in range(50)]])
    (row,) = words.rows([["кошка"]])
    np.testing.assert_array_equal(words.vectors[row], before)


def test_a_hole_in_the_cover_shows() -> None:
    even = np.full(20, 0.8, dtype=np.float32)
    holed = even.copy()
    holed[8:14] = 0.1
    weights, mutual = np.ones(20, dtype=np.float32), np.ones(20, dtype=bool)
    assert cover(holed, mutual, weights)[3] < cover(even, mutual, weights)[3] - 0.5


def test_order_tells_a_row_from_its_shuffle() -> None:
    vectors = np.eye(12, dtype=np.float32)
    weights = np.ones(12, dtype=np.float32)
    shuffled = np.random.default_rng(0).permutation(12)
    assert order(Matching.of(vectors, vectors), weights) == (1.0, 1.0, 1.0)
    assert order(Matching.of(vectors, vectors[shuffled]), weights)[0] < 0.7


def test_shuffled_english_is_less_fluent() -> None:
    neighbours = read_feature_maker().neighbours
    fluent = "The head of the company said that the road will be closed for repairs."
    shuffled = "Repairs the said for of road that company will the closed be head the."
    assert neighbours.fluency(fluent)[0] > neighbours.fluency(shuffled)[0] + 0.2


def test_every_class_has_a_row_of_the_table() -> None:
    neighbours = read_feature_maker().neighbours
    assert neighbours.table.shape == (len(neighbours.number_of),) * 2


def test_classes_have_different_names() -> None:
    names = classes(["the", "of", "."])
    assert len(set(names)) == len(names)
    assert Neighbours.of([], np.zeros((len(classes([])),) * 2, dtype=np.float32)).tokens("")


def test_foreign_words_are_no_english_ones() -> None:
    assert not FOREIGN_WORDS & {
        "the",
        "of",
        "and",
        "in",
        "is",
        "to",
        "a",
        "on",
        "me",
        "he",
        "so",
        "die",
        "war",
    }


@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_hashes_of_a_text_are_its_own(texts: list[str]) -> None:
    owners, hashes = hashed(texts)
    assert ((hashes >= 0) & (hashes < 1 << BITS)).all()
    for number, text in enumerate(texts):
        assert sorted(hashes[owners == number]) == sorted(hashed([text])[1])


def test_a_calibration_that_falls_is_refused() -> None:
    rising, falling = np.array([0.0, 1.0], dtype=np.float32), np.array([1.0, 0.0], dtype=np.float32)
    with pytest.raises(ValueError, match="must rise"):
        Calibration(rising, falling)
    assert Calibration(rising, rising)(np.array([-1.0, 0.5, 2.0])).tolist() == [0, 0.5, 1]

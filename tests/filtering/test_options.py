"""Settings of the rules: from TOML and back, and what they refuse."""

import tomllib
from pathlib import Path

import pytest

from aligner.errors import AlignerError, InputError, OptionError, UnknownNameError
from aligner.filtering import NAMES, FilterOptions, PairFilter, read_options
from aligner.filtering.options import SETTABLE


def test_the_toml_of_the_options_gives_the_same_options(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    options = FilterOptions(flags=("number-differs", "cut-off")).with_settings(
        {"length-ratio": 2.5, "html": False, "near-duplicate": True, "min-parallel": 0.35}
    )
    path.write_text(options.to_toml(), encoding="utf-8")
    assert read_options(path) == options
    assert list(tomllib.loads(options.to_toml())["rules"]) == list(SETTABLE)


def test_a_file_sets_only_what_it_names(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text("[rules]\nhtml = false\nlength-ratio = true\nmin-words = 0\n", encoding="utf-8")
    options = read_options(path)
    assert options.settings == {**FilterOptions().settings, "html": False, "min-words": 0.0}
    assert options.settings["length-ratio"] == 3


REFUSED = [
    (
        "[rules]\nlenght-ratio = 2\n",
        UnknownNameError,
        "rules.toml: Unknown rule 'lenght-ratio'. Did you mean 'length-ratio'? Known: ",
    ),
    ("lenght-ratio = 2\n", UnknownNameError, "Rules stand under [rules]"),
    ("[rules]\nhtml = 3\n", OptionError, "'html' has no threshold"),
    ("[rules]\nnear-duplicate = 0.9\n", OptionError, "'near-duplicate' has no threshold"),
    ("[rules]\nmin-parallel = true\n", OptionError, "'min-parallel' needs a number"),
    ('[rules]\nlength-ratio = "two"\n', OptionError, "takes a number, true or false, not 'two'"),
    ("[rules]\nlength-ratio = nan\n", OptionError, "takes a number"),
    ("[rules]\nflags = true\n", UnknownNameError, "Flags are rejected with flags"),
    ("rules = 5\n", OptionError, "rules is a table"),
    ('flags = "cut-off"\n', OptionError, "flags is a list"),
    ("[rules\n", InputError, "no TOML"),
]


@pytest.mark.parametrize(("text", "kind", "message"), REFUSED)
def test_what_a_file_gets_wrong_is_told(
    tmp_path: Path, text: str, kind: type[AlignerError], message: str
) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(kind) as caught:
        read_options(path)
    assert message in str(caught.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_options(tmp_path / "none.toml")


def test_a_rule_that_is_off_takes_nothing_and_a_threshold_of_zero_is_no_off() -> None:
    options = FilterOptions().with_settings({"identical": False, "numbers": 0})
    judge = PairFilter(options)
    assert judge.judge("Снег", "Снег") == "script: 0 % Latn letters in the en text, at least 20 %"
    assert "identical" not in judge.names
    assert "numbers" in judge.names


def test_the_rules_are_asked_in_the_order_of_the_table() -> None:
    judge = PairFilter(FilterOptions().with_setting("near-duplicate", True))
    assert judge.names == tuple(name for name in NAMES if name in judge.names)


def test_the_counts_say_who_was_first_and_who_would_have_been() -> None:
    judge = PairFilter()
    assert judge.judge("<b>&amp;</b> снег", "snow") == "escapes: &amp; instead of a character"
    assert judge.judge("Снег", "Snow") is None
    assert (judge.pairs, judge.kept) == (2, 1)
    assert judge.taken == {"escapes": 1}
    assert judge.would_take == {"escapes": 1, "html": 1}


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"flags": "cut-off,number-differs"}, "flags: cut-off"),
        ({"flags": [{"name": "cut-off", "source": []}]}, "flags: cut-off"),
        ({"flags": "number-differs"}, None),
        ({"flags": ""}, None),
        ({"flags": None}, None),
        ({}, None),
    ],
)
def test_unwanted_flags_reject(facts: dict[str, object], reason: str | None) -> None:
    assert PairFilter(FilterOptions(flags=("cut-off",))).judge("Снег идёт", "It snows", facts) == reason


@pytest.mark.parametrize(
    ("rule", "facts", "reason"),
    [
        ("min-parallel", {"parallel": "0.4"}, "min-parallel: 0.4, at least 0.5"),
        ("min-parallel", {"parallel": 0.5}, None),
        ("min-parallel", {"parallel": ""}, "min-parallel: not scored"),
        ("min-parallel", {}, "min-parallel: not scored"),
        ("min-parallel", {"parallel": "nan"}, "min-parallel: nan, at least 0.5"),
        ("min-quality", {"quality": "0.4"}, "min-quality: 0.4, at least 0.5"),
        ("min-score", {"score": "0.9"}, None),
        ("min-cosine", {"cosine": "0.2"}, "min-cosine: 0.2, at least 0.5"),
        ("min-bicleaner", {"score-bicleaner": "0.3"}, "min-bicleaner: 0.3, at least 0.5"),
        ("min-bicleaner", {"bicleaner_score": "0.7"}, None),
    ],
)
def test_scores_below_the_least_reject(rule: str, facts: dict[str, object], reason: str | None) -> None:
    assert PairFilter(FilterOptions().with_setting(rule, 0.5)).judge("Снег идёт", "It snows", facts) == reason


def test_a_score_that_is_no_number_is_an_error() -> None:
    judge = PairFilter(FilterOptions().with_setting("min-parallel", 0.5))
    with pytest.raises(InputError, match="'parallel' is 'high', which is no number"):
        judge.judge("Снег идёт", "It snows", {"parallel": "high"})

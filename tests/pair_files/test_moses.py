"""Moses pairs: two files or what their names begin with."""

import gzip
from pathlib import Path

import pytest

from aligner.config import PairFileOptions
from aligner.errors import InputError, OptionError
from aligner.pair_files import open_pair_file, open_pairs
from tests.pair_files.rewritten import pairs_of, rewritten

RUSSIAN, ENGLISH = "\ufeffДа\nНет\tже\n\n", "Yes\r\nNo\r\nNothing\r\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "corpus.ru").write_bytes(RUSSIAN.encode())
    (tmp_path / "corpus.en").write_bytes(ENGLISH.encode())
    return tmp_path / "corpus"


EXPECTED = [("Да", "Yes"), ("Нет\tже", "No"), ("", "Nothing")]


def test_two_files_a_prefix_and_the_name_of_the_pair_are_the_same(corpus: Path) -> None:
    for paths in (
        [f"{corpus}.ru", f"{corpus}.en"],
        [str(corpus)],
        [f"{corpus}.moses"],
    ):
        pairs = list(open_pairs(*paths))
        assert [(pair.source, pair.target) for pair in pairs] == EXPECTED
        assert [pair.line for pair in pairs] == [1, 2, 3]


def test_compressed_files_are_found(corpus: Path, tmp_path: Path) -> None:
    for code in ("ru", "en"):
        (tmp_path / f"packed.{code}.gz").write_bytes(
            gzip.compress((tmp_path / f"corpus.{code}").read_bytes())
        )
    for name in ("packed", "packed.moses", "packed.moses.gz"):
        assert [(pair.source, pair.target) for pair in pairs_of(tmp_path / name)] == EXPECTED


def test_both_files_come_back(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):  # the pair's name is no file
        rewritten(corpus.with_suffix(".moses"), output=tmp_path / "again.moses")
    assert (tmp_path / "again.ru").read_bytes() == RUSSIAN.encode()
    assert (tmp_path / "again.en").read_bytes() == ENGLISH.encode()


def test_with_more_beside_them_they_become_tsv(corpus: Path, tmp_path: Path) -> None:
    again = rewritten(corpus.with_suffix(".moses"), {"parallel": 0.5}, output=tmp_path / "again.tsv").decode()
    assert again == ("source\ttarget\tparallel\nДа\tYes\t0.5000\nНет же\tNo\t0.5000\n\tNothing\t0.5000\n")


def test_there_is_no_room_for_scores(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match=r"no room for parallel\. Write TSV"):
        rewritten(corpus.with_suffix(".moses"), {"parallel": 0.5}, output=tmp_path / "again.moses")
    with pytest.raises(OptionError, match="can't go to the standard output"):
        rewritten(corpus.with_suffix(".moses"), output=Path("-"))


@pytest.mark.parametrize(
    ("russian", "english", "message"),
    [
        ("а\nб\nв\n", "a\n", "a.ru has 3 lines, {0}/a.en has 1."),
        ("а\n", "a\nb\nc\nd", "a.ru has 1 lines, {0}/a.en has 4."),
        ("", "a\n", "a.ru has 0 lines, {0}/a.en has 1."),
    ],
)
def test_different_numbers_of_lines_are_told(
    tmp_path: Path, russian: str, english: str, message: str
) -> None:
    (tmp_path / "a.ru").write_text(russian, encoding="utf-8")
    (tmp_path / "a.en").write_text(english, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        rewritten(tmp_path / "a.moses", output=tmp_path / "again.moses")
    assert message.format(tmp_path) in str(caught.value)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.en", "a.ru"]


def test_one_file_or_three_are_no_pair(corpus: Path) -> None:
    with pytest.raises(InputError, match="Moses is two files"):
        open_pair_file(f"{corpus}.ru", options=PairFileOptions(format="moses"))
    with pytest.raises(InputError, match="One file of pairs is wanted"):
        open_pair_file(f"{corpus}.ru", f"{corpus}.en", f"{corpus}.ru")
    with pytest.raises(InputError, match="no such file"):
        open_pair_file(f"{corpus}x.moses")

from io import BytesIO
from pathlib import Path

import pytest

from aligner.bitext import Alignment
from aligner.config import WriteOptions
from aligner.errors import OptionError, OutputError
from aligner.writing import open_writer, write
from tests.writing.texts import garden, parallel


def test_two_files_are_parallel_line_by_line(tmp_path: Path) -> None:
    paths = write(garden(), str(tmp_path / "сад.moses"))
    assert [Path(path).name for path in paths] == ["сад.ru", "сад.en"]
    source, target = (Path(path).read_text(encoding="utf-8").split("\n") for path in paths)
    assert list(zip(source, target, strict=True)) == [
        ("Сад стоял пустой.", "The garden stood empty."),
        ("Яблони отцвели. Никто не пришёл.", 'The apple trees had faded & "nobody" came.'),
        ("Вечером зажгли лампу.", "In the evening a lamp was lit."),
        ("Потом пошёл дождь.", "Then it rained."),
        ("", ""),
    ]


def test_a_line_break_inside_a_text_does_not_shift_the_lines(tmp_path: Path) -> None:
    made = parallel([("раз\nдва\u2028три", "one\x0btwo\x85three"), ("четыре", "four")])
    for path in write(made, str(tmp_path / "out.moses")):
        assert len(Path(path).read_text(encoding="utf-8").splitlines()) == 2


def test_with_the_format_named_the_whole_output_is_the_stem(tmp_path: Path) -> None:
    paths = write(garden(), str(tmp_path / "corpus.v1"), format="moses")
    assert [Path(path).name for path in paths] == ["corpus.v1.ru", "corpus.v1.en"]


def test_two_files_do_not_fit_into_the_standard_output() -> None:
    with pytest.raises(OptionError, match="two files"):
        open_writer("-", WriteOptions(), format="moses", stdout=BytesIO())


def refused(tmp_path: Path, *alignments: Alignment) -> str:
    def add_all() -> None:
        with open_writer(str(tmp_path / "out.moses"), WriteOptions()) as writer:
            for alignment in alignments:
                writer.add(alignment)

    with pytest.raises(OptionError) as caught:
        add_all()
    assert list(tmp_path.iterdir()) == []
    return str(caught.value)


def test_two_sides_in_one_language_are_refused(tmp_path: Path) -> None:
    assert "Both sides are 'ru'" in refused(tmp_path, parallel([("да", "да")], ("ru", "ru")))


def test_a_second_language_pair_is_refused(tmp_path: Path) -> None:
    german = parallel([("да", "ja")], ("ru", "de"))
    assert "is ru-de" in refused(tmp_path, parallel([("да", "yes")]), german)


def test_if_one_file_cannot_be_written_the_other_is_not(tmp_path: Path) -> None:
    (tmp_path / "out.en").mkdir()
    with pytest.raises(OutputError, match=r"out\.en: this is a folder"):
        write(garden(), str(tmp_path / "out.moses"))
    assert [path.name for path in tmp_path.iterdir()] == ["out.en"]

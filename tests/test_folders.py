"""What a path, a folder or a glob stands for."""

import os
from pathlib import Path

import pytest

from aligner.errors import InputError
from aligner.folders import expand, files_in


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("f/b.txt", "f/a.txt", "f/deep/c d.txt", "f/.hidden", "f/.git/x", "f/[1].txt"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("x")
    return tmp_path


def test_a_folder_gives_its_files_sorted_and_no_hidden_ones(folder: Path) -> None:
    assert files_in("f") == ("[1].txt", "a.txt", "b.txt", "deep/c d.txt")
    assert [Path(path).as_posix() for path in expand("f")] == [
        "f/[1].txt",
        "f/a.txt",
        "f/b.txt",
        "f/deep/c d.txt",
    ]


def test_a_glob_gives_the_files_it_matches(folder: Path) -> None:
    assert [Path(path).as_posix() for path in expand("f/?.txt")] == ["f/a.txt", "f/b.txt"]
    assert [Path(path).as_posix() for path in expand("f/**/c*.txt")] == ["f/deep/c d.txt"]


def test_a_path_is_itself_even_with_signs_of_a_glob_or_without_a_file(folder: Path) -> None:
    assert expand("f/[1].txt") == ("f/[1].txt",)
    assert expand("none.txt") == ("none.txt",)


@pytest.mark.parametrize(("argument", "message"), [("f/*.pdf", "no file matches"), ("empty", "no files in")])
def test_nothing_is_an_error(folder: Path, argument: str, message: str) -> None:
    Path("empty").mkdir()
    with pytest.raises(InputError, match=message):
        expand(argument)


@pytest.mark.parametrize(("argument", "message"), [("f/a.txt", "is a file"), ("none", "no such folder")])
def test_what_is_no_folder_is_an_error(folder: Path, argument: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        files_in(argument)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_pipes_are_no_files_of_a_folder_but_broken_links_are(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "broken.txt").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    assert files_in(tmp_path) == ("a.txt", "broken.txt")

import gc
import gzip
import os
import stat
import subprocess
import sys
import threading
from io import BytesIO
from pathlib import Path

import pytest

from aligner.errors import OutputError
from aligner.output import open_output

posix = pytest.mark.skipif(os.name != "posix", reason="file modes and pipes as POSIX has them")
unprivileged = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)


def put(path: str, text: str) -> None:
    output = open_output(path)
    output.write(text)
    output.finish()
    output.publish()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_appears_only_when_it_is_whole(tmp_path: Path) -> None:
    output = open_output(str(tmp_path / "out.tsv"))
    output.write("строка\n")
    output.finish()
    assert not (tmp_path / "out.tsv").exists()
    output.publish()
    assert (tmp_path / "out.tsv").read_bytes() == "строка\n".encode()
    assert names(tmp_path) == ["out.tsv"]


def test_an_existing_file_stays_until_it_is_replaced_and_after_a_discard(tmp_path: Path) -> None:
    path = tmp_path / "out.tsv"
    path.write_text("old")
    output = open_output(str(path))
    output.write("new")
    assert path.read_text() == "old"
    output.discard()
    assert path.read_text() == "old"
    assert names(tmp_path) == ["out.tsv"]


def test_an_interruption_before_a_file_is_in_hand_leaves_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*arguments: object) -> None:
        assert len(names(tmp_path)) == 1
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fdopen", interrupted)
    with pytest.raises(KeyboardInterrupt):
        open_output(str(tmp_path / "out.tsv"))
    gc.collect()
    assert names(tmp_path) == []


FORKING = """
import os, sys
from aligner.output import open_output

output = open_output(sys.argv[1])
child = os.fork()
if child:
    os.waitpid(child, 0)
    output.write("x")
    output.finish()
    output.publish()
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs forks")
def test_a_fork_that_ends_leaves_its_parents_unfinished_file(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", FORKING, str(tmp_path / "forked.tsv")], check=True)
    assert (tmp_path / "forked.tsv").read_text() == "x"
    assert names(tmp_path) == ["forked.tsv"]


def test_the_temporary_file_is_hidden_and_two_runs_have_two(tmp_path: Path) -> None:
    outputs = [open_output(str(tmp_path / "out.tsv")) for _ in range(2)]
    assert len(names(tmp_path)) == 2
    assert all(name.startswith(".") for name in names(tmp_path))
    for output in outputs:
        output.discard()
    assert names(tmp_path) == []


def test_a_name_as_long_as_names_can_be_works(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 251 + ".tsv")
    put(str(path), "text")
    assert path.read_text() == "text"


@posix
def test_a_new_file_has_the_permissions_that_the_umask_gives(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        put(str(tmp_path / "out.tsv"), "text")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "out.tsv").stat().st_mode) == 0o640


@posix
@pytest.mark.parametrize("mode", [0o600, 0o666, 0o755])
def test_an_existing_file_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "out.tsv"
    path.write_text("old")
    path.chmod(mode)
    put(str(path), "new")
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == mode


@posix
def test_of_a_symbolic_link_the_target_is_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "real.tsv").write_text("old")
    (tmp_path / "link.tsv").symlink_to(folder / "real.tsv")
    put(str(tmp_path / "link.tsv"), "new")
    assert (tmp_path / "link.tsv").is_symlink()
    assert (folder / "real.tsv").read_text() == "new"
    assert names(folder) == ["real.tsv"]


@posix
def test_a_dangling_link_gets_its_target(tmp_path: Path) -> None:
    (tmp_path / "link.tsv").symlink_to(tmp_path / "real.tsv")
    put(str(tmp_path / "link.tsv"), "new")
    assert (tmp_path / "real.tsv").read_text() == "new"


@posix
def test_links_in_a_circle_are_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(OutputError, match="can't be written"):
        open_output(str(tmp_path / "a"))


def test_a_relative_path_is_written_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put("out.tsv", "text")
    assert names(tmp_path) == ["out.tsv"]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"there is no folder .*missing") as caught:
        open_output(str(tmp_path / "missing" / "out.tsv"))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("tail", ["", "/", "/new/"])
def test_a_folder_is_no_file(tmp_path: Path, tail: str) -> None:
    with pytest.raises(OutputError, match="folder"):
        open_output(f"{tmp_path}{tail}")


@posix
@unprivileged
def test_a_folder_that_may_not_be_written_to_is_one_clear_error(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(OutputError, match="Permission denied"):
            open_output(str(tmp_path / "out.tsv"))
    finally:
        tmp_path.chmod(0o700)


@posix
@unprivileged
def test_a_write_protected_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "out.tsv"
    path.write_text("old")
    path.chmod(0o444)
    with pytest.raises(OutputError, match="write-protected"):
        open_output(str(path))
    assert names(tmp_path) == ["out.tsv"]


def fill_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in for a full disk: fsync is where the last buffers go out."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)


def test_a_full_disk_is_an_error_and_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.tsv"
    path.write_text("old")
    fill_the_disk(monkeypatch)
    output = open_output(str(path))
    output.write("new")
    with pytest.raises(OutputError, match="No space left"):
        output.finish()
    assert path.read_text() == "old"
    assert names(tmp_path) == ["out.tsv"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_device_that_is_full_is_an_error() -> None:
    output = open_output("/dev/full")
    output.write("text")
    with pytest.raises(OutputError, match="/dev/full: can't be written"):
        output.finish()
    output.discard()


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="no /dev/null here")
def test_a_device_is_written_to_and_stays_a_device() -> None:
    put("/dev/null", "text")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


@posix
def test_a_named_pipe_is_written_to(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(path.read_text(encoding="utf-8")))
    reader.start()
    put(str(path), "через трубу")
    reader.join(timeout=10)
    assert got == ["через трубу"]
    assert stat.S_ISFIFO(path.stat().st_mode)


@posix
def test_a_reader_that_left_is_a_broken_pipe_and_no_output_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        output = open_output(f"/dev/fd/{writing}")
        output.write("text")
        with pytest.raises(BrokenPipeError):
            output.finish()
    finally:
        os.close(writing)


@posix
@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="no /dev/stdout here")
def test_dev_stdout_goes_on_where_others_have_written(capfd: pytest.CaptureFixture[str]) -> None:
    os.write(1, b"before\n")
    put("/dev/stdout", "text\n")
    os.write(1, b"after\n")
    assert capfd.readouterr().out == "before\ntext\nafter\n"


def test_standard_output_stays_open_and_may_be_any_stream(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    put("-", "вывод\n")
    sys.stdout.write("more\n")
    sys.stdout.flush()
    assert capfdbinary.readouterr().out == "вывод\nmore\n".encode()
    stream = BytesIO()
    output = open_output("-", stream)
    output.write("text")
    output.finish()
    assert stream.getvalue() == b"text"


def test_a_name_that_ends_in_gz_is_compressed_and_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.tsv.gz", "two.tsv.GZ"):
        put(str(tmp_path / name), "сжатый текст\n" * 500)
    data = (tmp_path / "one.tsv.gz").read_bytes()
    assert gzip.decompress(data).decode() == "сжатый текст\n" * 500
    assert len(data) < 500
    assert data == (tmp_path / "two.tsv.GZ").read_bytes()
    assert names(tmp_path) == ["one.tsv.gz", "two.tsv.GZ"]


def test_a_compressed_file_that_is_given_up_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "out.tsv.gz"
    path.write_bytes(b"old")
    output = open_output(str(path))
    output.write("new" * 100_000)
    output.discard()
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["out.tsv.gz"]

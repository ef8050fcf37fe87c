"""What the tests of the command line share: a way to call it, and a small pair of texts."""

import functools
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from aligner.cli import main
from aligner.embedding import get_encoder
from tests.cli.running import Result

RUSSIAN = "Утром над озером стоял густой туман. Лодки не выходили до полудня.\n\nПотом туман рассеялся.\n"
ENGLISH = (
    "In the morning a thick fog lay over the lake. The boats stayed in until noon.\n\nThen the fog lifted.\n"
)

Run = Callable[..., Result]

# Loading the model takes longer than most of what the tests do with it.
loaded_encoder = functools.cache(get_encoder)


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give back a function that calls ``main`` in this process."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setattr("aligner.pipeline.get_encoder", loaded_encoder)

    def call(*arguments: object, stdin: bytes = b"") -> Result:
        with monkeypatch.context() as patch:
            patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
            code = main([str(argument) for argument in arguments])
        out, err = capsysbinary.readouterr()
        return Result(code, out.decode(), err.decode())

    return call


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """Make a.ru.txt and a.en.txt in a folder of their own, go there, and give back their names."""
    monkeypatch.chdir(tmp_path)
    Path("a.ru.txt").write_text(RUSSIAN, encoding="utf-8")
    Path("a.en.txt").write_text(ENGLISH, encoding="utf-8")
    return "a.ru.txt", "a.en.txt"

"""outputs/ is what the examples give now."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from aligner.cli import main
from tests.examples.gold import PROJECT

OUTPUTS = PROJECT / "outputs"
SCRIPT = OUTPUTS / "make.sh"
MADE_BY_HAND = {"README.md", "make.sh"}

DECIMAL = re.compile(r"-?\d+\.\d+")
TOLERANCE = 0.01
"""The last digits of a cosine differ from one processor to another."""


def commands() -> list[list[str]]:
    lines = SCRIPT.read_text(encoding="utf-8").splitlines()
    return [shlex.split(line)[1:] for line in lines if line.startswith("aligner ")]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the script's commands in a folder of their own and give back its outputs/."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(PROJECT / "examples", folder / "examples")
    (folder / "outputs").mkdir()
    epoch = re.search(r"SOURCE_DATE_EPOCH=(\d+)", SCRIPT.read_text(encoding="utf-8"))
    assert epoch
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("SOURCE_DATE_EPOCH", epoch[1])
        for arguments in commands():
            assert main([*arguments, "--quiet"]) == 0
    return folder / "outputs"


def test_the_files_are_those_that_the_commands_write(made: Path) -> None:
    there = {path.name for path in OUTPUTS.iterdir()}
    assert {path.name for path in made.iterdir()} == there - MADE_BY_HAND


NAMES = sorted(path.name for path in OUTPUTS.iterdir() if path.name not in MADE_BY_HAND)


@pytest.mark.parametrize("name", NAMES)
def test_an_output_is_current(made: Path, name: str) -> None:
    kept, new = ((folder / name).read_text(encoding="utf-8") for folder in (OUTPUTS, made))
    assert DECIMAL.sub("#", new) == DECIMAL.sub("#", kept), "run: make outputs"
    pairs = zip(DECIMAL.findall(new), DECIMAL.findall(kept), strict=True)
    assert [(one, other) for one, other in pairs if abs(float(one) - float(other)) > TOLERANCE] == []


def test_the_readme_names_every_output() -> None:
    readme = (OUTPUTS / "README.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if f"`{name}`" not in readme] == []

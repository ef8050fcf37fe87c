"""What the documents say is true: every command and every example runs, generated pages are current."""

import ast
import doctest
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from aligner.scoring.flags import FLAGS
from tests.examples.gold import PROJECT

PAGES = [
    PROJECT / "README.md",
    *(PROJECT / "docs" / f"{name}.md" for name in ("guide", "evaluate", "filter", "corpus")),
]

NOT_RUN = {
    "make demo": "outputs/ has a test of its own, and .ci/run starts with make",
    "make test": "these are the tests",
    "python3 -m venv .venv": "make does this",
    ".venv/bin/pip install --upgrade pip": "make does this",
    ".venv/bin/pip install .": "make does this",
    ".venv/bin/pip install '.[transformers]' -c constraints.txt": ".ci/run does this",
    "aligner align --encoder labse novel.ru.txt novel.en.txt -o novel.tmx": "needs a model of 1.9 GB",
    "aligner align --encoder sentence-transformers:intfloat/multilingual-e5-base "
    "novel.ru.txt novel.en.txt -o novel.tmx": "needs a model of 1.1 GB",
    "aligner align --encoder sentence-transformers:./my-model novel.ru.txt novel.en.txt -o novel.tmx": (
        "tests/embedding runs this with a model made there"
    ),
    '''eval "$(_ALIGNER_COMPLETE=bash_source aligner)"''': "tests/cli asks for completions",
    '''eval "$(_ALIGNER_COMPLETE=zsh_source aligner)"''': "needs zsh",
    "_ALIGNER_COMPLETE=fish_source aligner | source": "needs fish",
    "dask scheduler --port 8786": "tests/batch starts a scheduler",
    "dask worker tcp://head:8786 --nworkers 16 --nthreads 1": "tests/batch starts workers",
    "aligner batch pages/ru pages/en -o corpus --scheduler tcp://head:8786": "tests/batch runs this here",
}

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXIT_CODE = re.compile(r"\s+# exit code (\d+)$")
NUMBER = re.compile(r"\d+(\.\d+)?")


@dataclass(frozen=True)
class Command:
    """A command on a page, the exit code and the lines that it is said to give."""

    page: str
    text: str
    code: int
    shown: tuple[str, ...]


def commands() -> Iterator[Command]:
    for page in PAGES:
        for language, block in BLOCK.findall(page.read_text(encoding="utf-8")):
            if language != "console":
                continue
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                first, *shown = part.rstrip("\n").split("\n")
                code = EXIT_CODE.search(first)
                yield Command(page.name, EXIT_CODE.sub("", first), int(code[1]) if code else 0, tuple(shown))


COMMANDS = list(commands())
RUN = [command for command in COMMANDS if command.text not in NOT_RUN]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give back a folder with the examples; commands of a page run there one after the other."""
    folder = tmp_path_factory.mktemp("reader")
    shutil.copytree(PROJECT / "examples", folder / "examples")
    return folder


@pytest.mark.skipif(os.name != "posix", reason="the pages show a POSIX shell")
@pytest.mark.parametrize("command", RUN, ids=lambda command: f"{command.page}: {command.text[:60]}")
def test_a_command_gives_what_the_page_shows(command: Command, folder: Path) -> None:
    done = subprocess.run(
        command.text,
        shell=True,
        cwd=folder,
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    output = done.stdout.decode()
    assert done.returncode == command.code, output
    # Figures move a little with every improvement; the words around them are to stay.
    assert [line for line in command.shown if masked(line) not in masked(output)] == []


def masked(text: str) -> str:
    return NUMBER.sub("#", text)


def test_what_is_not_run_is_still_on_a_page() -> None:
    assert NOT_RUN.keys() - {command.text for command in COMMANDS} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_python_examples_run(page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = [
        block for language, block in BLOCK.findall(page.read_text(encoding="utf-8")) if language == "python"
    ]
    assert blocks
    monkeypatch.chdir(folder)
    for block in blocks:
        exec(compile(block, page.name, "exec"), {})


@pytest.mark.parametrize("page", [*PAGES, PROJECT / "examples" / "README.md"], ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    local = [target for target in targets if not target.startswith("http")]
    assert [target for target in local if not (page.parent / target).exists()] == []


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, PROJECT / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # dataclasses look their module up while it is being loaded.
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def test_the_command_line_reference_is_current() -> None:
    kept = (PROJECT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert script("make_cli_reference").reference() == kept, "run: make docs"


def test_the_table_of_filter_rules_is_current() -> None:
    kept = (PROJECT / "docs" / "filter.md").read_text(encoding="utf-8")
    assert script("make_rule_table").page() == kept, "run: make docs"


def test_the_picture_is_current(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    drawing = script("draw_beads")
    kept = drawing.IMAGE.read_text(encoding="utf-8")
    monkeypatch.setattr(drawing, "IMAGE", tmp_path / "new.svg")
    drawing.main()
    assert (tmp_path / "new.svg").read_text(encoding="utf-8") == kept, "run: make docs"


def modules_with_doctests() -> list[str]:
    found = []
    for path in sorted((PROJECT / "aligner").rglob("*.py")):
        if ">>>" in path.read_text(encoding="utf-8"):
            name = ".".join(path.relative_to(PROJECT).with_suffix("").parts)
            found.append(name.removesuffix(".__init__"))
    return found


@pytest.mark.parametrize("name", modules_with_doctests())
def test_the_examples_in_docstrings_hold(name: str) -> None:
    module = importlib.import_module(name)
    outcome = doctest.testmod(module)
    assert outcome.attempted > 0
    assert outcome.failed == 0


def test_the_exit_codes_of_the_guide_are_those_of_the_program() -> None:
    guide = (PROJECT / "docs" / "guide.md").read_text(encoding="utf-8")
    codes = {
        int(code) for row in re.findall(r"^\| ([\d, ]+) \|", guide, re.MULTILINE) for code in row.split(",")
    }
    named = {0, 2}  # click's own
    for path in (PROJECT / "aligner" / "cli").glob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in {
                "FAILED",
                "INTERRUPTED",
                "TERMINATED",
                "TERMINAL_CLOSED",
                "READER_LEFT",
                "NOT_A_TRANSLATION",
            }:
                named.add(eval(ast.unparse(node.value)))
    assert codes == named


def test_the_page_about_judging_lists_every_flag() -> None:
    page = (PROJECT / "docs" / "evaluate.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", page, re.MULTILINE)
    assert listed == [(rule.name, rule.description) for rule in FLAGS]

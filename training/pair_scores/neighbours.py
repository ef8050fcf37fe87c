"""The table of neighbours: how much likelier than chance two classes of English words stand side by side."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from aligner.scoring.fluency import STEPS, Neighbours, classes
from aligner.scoring.forms import NUMBER, TOKEN, WORD, forms

COMMON_WORDS = 420
SMOOTHING = 2.0


def fit_neighbours(texts: Sequence[str]) -> tuple[list[str], np.ndarray]:
    """Give back the commonest English words and the int8 table of their neighbours, 1/16 nat a step."""
    counts = Counter(token.lower() for text in texts for token in TOKEN.findall(text) if token[0].isalpha())
    signs = Counter(
        token for text in texts for token in TOKEN.findall(text) if not forms[token].kinds & (WORD | NUMBER)
    )
    words = sorted(
        [word for word, _ in counts.most_common(COMMON_WORDS)] + [s for s, _ in signs.most_common(14)]
    )
    size = len(classes(words))
    model = Neighbours.of(words, np.zeros((size, size), dtype=np.int8))
    pairs = np.zeros((size, size))
    for text in texts:
        numbers = [model.numbers(token) for token in TOKEN.findall(text)]
        tokens = [0, *(number for number, _ in numbers[:1]), *(number for _, number in numbers[1:]), 0]
        np.add.at(pairs, (tokens[:-1], tokens[1:]), 1)
    first, second = pairs.sum(axis=1), pairs.sum(axis=0)
    expected = np.outer(first, second) / pairs.sum()
    ratios = np.log((pairs + SMOOTHING * (expected + 0.05)) / ((expected + 0.05) * (1 + SMOOTHING)))
    return words, np.clip(np.round(ratios * STEPS), -127, 127).astype(np.int8)

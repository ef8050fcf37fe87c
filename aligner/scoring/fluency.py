"""Whether the words of an English text stand in an English order, from pairs of neighbours."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]
Numbers = NDArray[np.int64]

STEPS = 16
"""Steps of the table of neighbours in one nat."""

SUFFIXES = (
    "ingly", "ation", "tions", "ment", "ness", "ance", "ence", "able", "ible", "less", "ship", "ings",
    "tion", "sion", "ies", "ied", "ers", "ors", "ing", "est", "ive", "ous", "ful", "ial", "ity", "ish",
    "ism", "ist", "ate", "ize", "ise", "ed", "ly", "er", "or", "es", "al", "ic", "en", "'s", "’s", "s",
    "e", "y",
)  # fmt: skip
"""Ends of words that tell how they are used, longest first."""

_FOREIGN = """
    der das und ist nicht mit von zu den dem ein eine einer sich auf für im auch wird sie ich wir bei nach als
    aus wie oder aber dass zum zur hat haben waren sind über noch nur
    le les des une du et est dans pour que qui sur pas avec il elle ils nous vous je ce cette au aux sont par
    été plus mais ou où leur être ont
    el los las una y en con como pero su sus lo del más fue está son hay también ha
    gli della di che non è nel alla dei anche più ma questo
    os da dos em não uma com mais foi são ele ela
    het een van dat niet zijn op te voor met er maar ook aan naar
    nie jest się na że w jak przez od tym bir ve bu için ile çok
"""
FOREIGN_WORDS = frozenset(_FOREIGN.split())
"""Small words of German, French, Spanish, Italian, Portuguese, Dutch, Polish and Turkish that no English
text has: a target may be in one of these by mistake."""

_SUFFIXES = frozenset(SUFFIXES)
_LONGEST_SUFFIX = max(map(len, SUFFIXES))

BORDER = "<border>"
_KINDS = ("<number>", "<acronym>", "<name>", "<cyrillic>", "<marked>", "<sign>", "<word>")
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
# Both cases spelt out: re.IGNORECASE takes ı for i.
_MARKED = re.compile("[À-ÖØ-öø-ÿŒœĄąĆćČčĘęĞğİıŁłŃńŚśŞşŠšŹźŻżŽž]")


def classes(words: Sequence[str]) -> tuple[str, ...]:
    """Give back the names of all classes: the common words one each, the rest by shape and end."""
    return (BORDER, *words, *_KINDS, *(f"-{suffix}" for suffix in SUFFIXES))


def class_of(token: str, first: bool, common: frozenset[str]) -> str:
    """Give back the name of a token's class.

    >>> [class_of(word, False, frozenset({"the"})) for word in ("The", "Moscow", "waiting", "12")]
    ['the', '<name>', '-ing', '<number>']
    """
    lower = token.lower()
    if lower in common:
        return lower
    if "а" <= lower[0] <= "я":
        return "<cyrillic>"
    if token.isdigit():
        return "<number>"
    if not token[0].isalpha():
        return "<sign>"
    if _CYRILLIC.search(token):
        return "<cyrillic>"
    if _MARKED.search(token):
        return "<marked>"
    if len(token) > 1 and token.isupper():
        return "<acronym>"
    if token[0].isupper() and not first:
        return "<name>"
    for length in range(min(_LONGEST_SUFFIX, len(lower) - 3), 0, -1):
        if lower[-length:] in _SUFFIXES:
            return f"-{lower[-length:]}"
    return "<word>"


@dataclass(frozen=True, slots=True)
class Neighbours:
    """How much likelier than chance each two classes of tokens stand side by side.

    ``table``: int (classes, classes), log of the ratio in STEPS of a nat: sums of whole numbers don't
    hang on their order. The first class is the border's, the common words' follow.
    """

    common: frozenset[str]
    number_of: dict[str, int]
    table: Numbers

    @classmethod
    def of(cls, words: Sequence[str], table: NDArray[np.integer[Any]]) -> "Neighbours":
        """Give back the model of a list of common words and its table."""
        numbers = {name: number for number, name in enumerate(classes(words))}
        return cls(frozenset(words), numbers, table.astype(np.int64))

    def numbers(self, token: str) -> tuple[int, int]:
        """Give back the numbers of a token's class: as the first of its text, and as a later one."""
        later = class_of(token, False, self.common)
        first = class_of(token, True, self.common) if later == "<name>" else later
        return self.number_of[first], self.number_of[later]

    def fluency(self, classes: Numbers, owners: Numbers, sides: int) -> tuple[Doubles, Doubles]:
        """Give back for each side the mean over all neighbours, and the worst quarter's.

        ``classes``: those of all sides' tokens, each side's with BORDER at its end; ``owners``: the
        side, from 0, that each is of.
        """
        ratios = self.table[np.concatenate(([0], classes[:-1])), classes]
        counts = np.bincount(owners, minlength=sides)
        ordered = np.sort((owners << 16) + ratios) - (owners << 16)
        ranks = np.arange(len(owners)) - np.repeat(np.cumsum(counts) - counts, counts)
        quarters = np.maximum(1, counts // 4)
        worst = np.where(ranks < quarters[owners], ordered, 0)
        return (
            np.bincount(owners, ratios, sides) / (counts * STEPS),
            np.bincount(owners, worst, sides) / (quarters * STEPS),
        )

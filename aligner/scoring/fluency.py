"""Whether the words of an English text stand in an English order, from pairs of neighbours."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|[^\w\s]")

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
    for suffix in SUFFIXES:
        if lower.endswith(suffix) and len(lower) > len(suffix) + 2:
            return f"-{suffix}"
    return "<word>"


def foreign_share(words: Sequence[str]) -> float:
    """Give back the share of small words of other languages among words in lower case.

    >>> foreign_share(["der", "president", "ist", "here"])
    0.5
    """
    return sum(word in FOREIGN_WORDS for word in words) / max(1, len(words))


@dataclass(frozen=True, slots=True)
class Neighbours:
    """How much likelier than chance each two classes of tokens stand side by side.

    ``table``: float32 (classes, classes), log of the ratio; ``common`` the share of words that
    have a class of their own in good English is about a half.
    """

    common: frozenset[str]
    number_of: dict[str, int]
    table: Floats

    @classmethod
    def of(cls, words: Sequence[str], table: Floats) -> "Neighbours":
        """Give back the model of a list of common words and its table."""
        return cls(frozenset(words), {name: number for number, name in enumerate(classes(words))}, table)

    def tokens(self, text: str) -> list[int]:
        """Give back the numbers of the classes of a text's tokens, a border at both ends."""
        number_of, common = self.number_of, self.common
        found = [number_of[BORDER]]
        found += [
            number_of[class_of(token, place == 0, common)] for place, token in enumerate(TOKEN.findall(text))
        ]
        found.append(number_of[BORDER])
        return found

    def fluency(self, text: str) -> tuple[float, float, float]:
        """Give back the mean over all neighbours, the worst quarter's, and the share of common words.

        The share counts tokens that have a class of their own, signs among them.
        """
        tokens = self.tokens(text)
        ratios = np.sort(self.table[tokens[:-1], tokens[1:]]).tolist()
        worst = ratios[: max(1, len(ratios) // 4)]
        common = sum(token <= len(self.common) for token in tokens) - 2  # the borders aside
        return sum(ratios) / len(ratios), sum(worst) / len(worst), common / max(1, len(tokens) - 2)

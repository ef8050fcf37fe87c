"""What the features need of each form, as columns of arrays: looked up once for each spelling."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from aligner.scoring.fluency import BORDER, FOREIGN_WORDS, Neighbours
from aligner.scoring.forms import CAPACITY, NUMBER, WORD, Form
from aligner.scoring.growing_array import GrowingArray
from aligner.scoring.sounds import Bits, consonants
from aligner.scoring.word_rarity import WordRarity, count_letters

Numbers = NDArray[np.int64]
Rows = NDArray[np.intp]

SIGNS = ("?", "!", "—–", "-", ",", '"“”„«»', "()[]", ":;")
"""Signs that are counted, those of a kind together."""

FACTS = (
    "question", "exclamation", "dash", "hyphen", "comma", "quote", "bracket", "colon",
    "word", "long", "short", "length", "foreign", "cyrillic", "latin", "common", "letters",
)  # fmt: skip
"""Whole numbers that are summed over the forms of a side."""

_NO_SIGN = (0,) * len(SIGNS)
_SIGN = {
    sign: tuple(int(place == kind) for place in range(len(SIGNS)))
    for kind, signs in enumerate(SIGNS)
    for sign in signs
}

FACT = {name: place for place, name in enumerate(FACTS)}

_LAST = 0x500


class FormTable:
    """A growing table of the forms met so far; row 0 is the border at the end of every side.

    ``word_row``: the row of a word or number in ``words``. ``facts``: int64 (rows, FACTS). ``classes``:
    int64 (rows, 2), the class of the form as the first of its text and as a later one.
    ``sounds``: int64 (rows, 2), see `aligner.scoring.sounds.consonants`. ``texts``: their spellings.
    ``has_exonyms``: whether English has another name.
    """

    def __init__(self, words: WordRarity, neighbours: Neighbours) -> None:
        self.words = words
        self._neighbours = neighbours
        self._start_anew()

    def _start_anew(self) -> None:
        self.words.start_anew()
        self._row_of: dict[str, int] = {BORDER: 0}
        self._facts, self._classes, self._sounds = (GrowingArray(np.int64, n) for n in (len(FACTS), 2, 2))
        self._word_row, self._has_exonyms = GrowingArray(np.intp), GrowingArray(np.bool_)
        self.texts: list[str] = [BORDER]
        self._has_exonyms.add(np.zeros(1, dtype=np.bool_))
        self._word_row.add(self.words.rows([" "]))
        self._facts.add(np.zeros((1, len(FACTS)), dtype=np.int64))
        self._classes.add(np.full((1, 2), self._neighbours.number_of[BORDER]))
        self._sounds.add(np.zeros((1, 2), dtype=np.int64))

    @property
    def word_row(self) -> Rows:
        return self._word_row.rows

    @property
    def facts(self) -> Numbers:
        return self._facts.rows

    @property
    def classes(self) -> Numbers:
        return self._classes.rows

    @property
    def sounds(self) -> Bits:
        return self._sounds.rows

    @property
    def has_exonyms(self) -> NDArray[np.bool_]:
        return self._has_exonyms.rows

    def make_room(self) -> None:
        """Start anew where the table is full: rows that were given back are void then."""
        if len(self._row_of) > CAPACITY:
            self._start_anew()

    def rows(self, forms: Sequence[Form]) -> Rows:
        """Give back the rows of the table for these forms."""
        texts = [form.text for form in forms]
        found = list(map(self._row_of.get, texts))
        if None in found:
            self._add([form for form, row in zip(forms, found, strict=True) if row is None])
            found = list(map(self._row_of.get, texts))
        return np.array(found, dtype=np.intp)

    def _add(self, forms: Sequence[Form]) -> None:
        missing = sorted({form.text: form for form in forms}.items())
        new = [form for _, form in missing]
        first = len(self._row_of)
        self._row_of.update((text, first + place) for place, (text, _) in enumerate(missing))
        self.texts += [form.text for form in new]
        self._has_exonyms.add(np.array([bool(form.exonyms) for form in new]))
        classes = np.array([self._neighbours.numbers(form.text) for form in new])
        self._classes.add(classes)
        facts = _facts(new)
        facts[:, FACT["common"]] = classes[:, 1] <= len(self._neighbours.common)
        self._facts.add(facts)
        self._sounds.add(np.stack(consonants([form.plain for form in new]), axis=1))
        plain = [form.plain if form.kinds & (WORD | NUMBER) else " " for form in new]
        self._word_row.add(self.words.rows(plain))


def _facts(forms: Sequence[Form]) -> Numbers:
    facts = np.zeros((len(forms), len(FACTS)), dtype=np.int64)
    facts[:, : FACT["foreign"] + 1] = [_counted(form) for form in forms]
    facts[:, FACT["letters"]] = [count_letters(form.text) for form in forms]
    codes = np.frombuffer("".join([form.text for form in forms]).encode("utf-32-le", "replace"), np.uint32)
    starts = np.cumsum([0, *(len(form.text) for form in forms)])[:-1]
    for name, letters in (("cyrillic", _CYRILLIC), ("latin", _LATIN)):
        facts[:, FACT[name]] = np.add.reduceat(letters[np.minimum(codes, _LAST)], starts)
    return facts


def _counted(form: Form) -> tuple[int, ...]:
    """Give back FACTS up to "foreign": which sign a form is, or what kind of word or number."""
    if not form.kinds & (WORD | NUMBER):
        return (*_SIGN.get(form.text, _NO_SIGN), 0, 0, 0, 0, 0)
    length = len(form.plain)
    return (*_NO_SIGN, 1, length > 3, length < 4, length, form.plain in FOREIGN_WORDS)


def _letters(letters: str) -> Numbers:
    table = np.zeros(_LAST + 1, dtype=np.int64)
    for letter in letters:
        table[ord(letter)] = table[ord(letter.upper())] = 1
    return table


_CYRILLIC = _letters("абвгдежзийклмнопрстуфхцчшщъыьэюяё")
_LATIN = _letters("abcdefghijklmnopqrstuvwxyz")

"""Wrong pairs made from right ones: what a corpus or an aligner gets wrong, kind by kind.

Every kind comes plain and, where the edit would show by case or punctuation alone, in a
version that keeps both (``kept``), so that a classifier can't win by full stops. All
randomness comes from the generator passed in: same seed, same pairs.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from training.pair_scores.data import Pair

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
END = re.compile(r"[.!?…]+[\"'»”’)]*$")
NAME = re.compile(r"(?<=[a-z0-9,;] )[A-Z][a-z]{2,}\b")
RUSSIAN = re.compile("[а-яё]", re.IGNORECASE)
LOWER = re.compile(r"\b[a-z]{3,}\b")
FIRST = re.compile(r"[A-Z][a-z]{2,}\b")
NUMBER = re.compile(r"\d+")

_NOT_NAMES = "The This That These Those His Her Its Their Our Your And But For Not Mr Mrs Lord God"
NOT_NAMES = frozenset(_NOT_NAMES.split())

FOREIGN = {
    "de": "the=die a=eine of=von and=und in=in to=zu is=ist was=war on=auf for=für with=mit that=dass it=es "
    "he=er she=sie they=sie not=nicht by=von at=bei from=aus are=sind were=waren be=sein has=hat have=haben "
    "had=hatte his=sein her=ihr their=ihr as=als will=wird this=diese but=aber an=ein or=oder about=über "
    "after=nach we=wir i=ich you=du what=was who=wer which=welche all=alle also=auch been=gewesen when=wenn",
    "fr": "the=les a=une of=de and=et in=dans to=à is=est was=était on=sur for=pour with=avec that=que it=il "
    "he=il she=elle they=ils not=pas by=par at=chez from=de are=sont were=étaient be=être has=a have=ont "
    "had=avait his=son her=sa their=leurs as=comme will=va this=cette but=mais an=un or=ou about=sur "
    "after=après we=nous i=je you=vous what=quoi who=qui which=quelle all=tous also=aussi been=été "
    "when=quand",
    "es": "the=los a=una of=de and=y in=en to=a is=es was=era on=sobre for=para with=con that=que it=lo "
    "he=él she=ella they=ellos not=no by=por at=en from=desde are=son were=eran be=ser has=ha have=han "
    "had=había his=su her=su their=sus as=como will=va this=esta but=pero an=un or=o about=sobre "
    "after=después we=nosotros i=yo you=usted what=qué who=quién which=cual all=todos also=también "
    "when=cuando",
}
"""Small words of other languages: with them instead of its own, English isn't English."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong pair: its kind, whether case and punctuation were kept, and the right pair's row."""

    pair: Pair
    kind: str
    kept: bool
    row: int


Maker = Callable[["Negatives", int, bool], Pair | None]


class Negatives:
    """Makes wrong pairs from a list of right ones, all of one split."""

    def __init__(self, pairs: Sequence[Pair], rng: np.random.Generator) -> None:
        self.pairs = list(pairs)
        self.rng = rng
        self._at = {(pair.family, pair.document, pair.place): row for row, pair in enumerate(pairs)}
        self._by_length = np.argsort([len(pair.target) for pair in pairs], kind="stable")
        self._rank = np.empty(len(pairs), dtype=int)
        self._rank[self._by_length] = np.arange(len(pairs))
        names = sorted({name for pair in pairs for name in _names(pair.target)})
        # Church, State and Forces are names only beside others: what stands in lower case somewhere
        # is a word.
        lower = {word for pair in pairs for word in LOWER.findall(pair.target)}
        self.names = [name for name in names if name.lower() not in lower]
        self.known = frozenset(self.names)

    def make(self, row: int, kind: str, kept: bool) -> Wrong | None:
        """Give back the wrong pair of this kind, or None where the right one doesn't allow it."""
        made = KINDS[kind](self, row, kept)
        right = self.pairs[row]
        if made is None or (made.source, made.target) == (right.source, right.target):
            return None
        if len(made.target) < 2 or len(made.source) < 2:
            return None
        return Wrong(made, kind, kept, row)

    def other(self, row: int) -> Pair:
        """Give back another pair, half of the time one of about the same length."""
        for _ in range(50):
            if self.rng.random() < 0.5:
                near = int(self._rank[row]) + int(self.rng.integers(-30, 31))
                found = self.pairs[int(self._by_length[np.clip(near, 0, len(self.pairs) - 1)])]
            else:
                found = self.pairs[int(self.rng.integers(len(self.pairs)))]
            if found.source != self.pairs[row].source and found.target != self.pairs[row].target:
                return found
        raise ValueError("all pairs are alike")

    def neighbour(self, row: int) -> Pair | None:
        """Give back a pair one to three places away in the same document, if there is one."""
        pair = self.pairs[row]
        for step in self.rng.permutation([-1, 1, -1, 1, -2, 2, 3]):
            found = self._at.get((pair.family, pair.document, pair.place + int(step)))
            if found is not None and self.pairs[found].target != pair.target:
                return self.pairs[found]
        return None


def _names(text: str) -> list[str]:
    return [name for name in NAME.findall(text) if name not in NOT_NAMES]


def _words(text: str) -> list[str]:
    return text.split()


def _like(text: str, model: str) -> str:
    """Give back the text with the end sign and the case of the first letter of another."""
    ending = END.search(model)
    text = END.sub("", text.rstrip()).rstrip(" ,;:—–-") + (ending.group() if ending else "")
    first = model[:1]
    if first.isupper():
        return text[:1].upper() + text[1:]
    return text[:1].lower() + text[1:] if first.islower() else text


def random_pair(negatives: Negatives, row: int, kept: bool) -> Pair | None:
    """Another pair's target."""
    pair, other = negatives.pairs[row], negatives.other(row)
    return replace(pair, target=_like(other.target, pair.target) if kept else other.target)


def neighbour(negatives: Negatives, row: int, kept: bool) -> Pair | None:
    """The target of a sentence nearby."""
    pair, other = negatives.pairs[row], negatives.neighbour(row)
    if other is None:
        return None
    return replace(pair, target=_like(other.target, pair.target) if kept else other.target)


def truncated(negatives: Negatives, row: int, kept: bool) -> Pair | None:
    """The target cut off after 30 to 75 % of its words."""
    pair = negatives.pairs[row]
    words = _words(pair.target)
    if len(words) < 6:
        return None
    cut = " ".join(words[: max(2, int(len(words) * negatives.rng.uniform(0.3, 0.75)))])
    return replace(pair, target=_like(cut, pair.target) if kept else cut)


def half_missing(negatives: Negatives, row: int, kept: bool) -> Pair | None:
    """A stretch of 35 to 60 % of the words missing from the start, middle or end of a side."""
    pair = negatives.pairs[row]
    on_source = negatives.rng.random() < 0.4
    text = pair.source if on_source else pair.target
    words = _words(text)
    if len(words) < 8:
        return None
    gone = int(len(words) * negatives.rng.uniform(0.35, 0.6))
    start = (0, (len(words) - gone) // 2, len(words) - gone)[int(negatives.rng.integers(3))]
    left = " ".join(words[:start] + words[start + gone :])
    left = _like(left, text) if kept else left
    return replace(pair, source=left) if on_source else replace(pair, target=left)


def glued(negatives: Negatives, row: int, kept: bool) -> Pair | None:
    """A neighbour's side glued on, before or after, on either side."""
    pair, other = negatives.pairs[row], negatives.neighbour(row) or negatives.other(row)
    on_source = negatives.rng.random() < 0.4
    own, extra = (pair.source, other.source) if on_source else (pair.target, other.target)
    if len(extra) < 0.35 * len(own):
        return None
    both = [own, extra] if negatives.rng.random() < 0.7 else [extra, own]
    text = " ".join(both)
    if kept:
        text = END.sub("", both[0]) + ", " + both[1][:1].lower() + both[1][1:]
        text = _like(text, own)
    return replace(pair, source=text) if on_source else replace(pair, target=text)


def merged(negatives: Negatives, row: int, kept: bool) -> Pair | None:
    """The first half of the target and the second half of another's."""
    pair, other = negatives.pairs[row], negatives.neighbour(row) or negatives.other(row)
    one, two = _words(pair.target), _words(other.target)
    if min(len(one), len(two)) < 6:
        return None
    text = " ".join(one[: len(one) // 2] + two[len(two) // 2 :])
    return replace(pair, target=_like(text, pair.target) if kept else text)


def name_changed(negatives: Negatives, row: int, kept: bool) -> Pair | None:
    """One name of the target replaced by a name from elsewhere, wherever it stands."""
    pair = negatives.pairs[row]
    names = [name for name in _names(pair.target) if name in negatives.known]
    first = FIRST.match(pair.target)
    if first and first.group() in negatives.known:
        names.append(first.group())
    if not names or not negatives.names:
        return None
    old = names[int(negatives.rng.integers(len(names)))]
    new = negatives.names[int(negatives.rng.integers(len(negatives.names)))]
    if new[:3].lower() == old[:3].lower():
        return None
    return replace(pair, target=re.sub(rf"\b{old}\b", new, pair.target))


def number_changed(negatives: Negatives, row: int, kept: bool) -> Pair | None:
    """One digit of one number on the target side changed."""
    pair = negatives.pairs[row]
    found = list(NUMBER.finditer(pair.target))
    if not found:
        return None
    number = found[int(negatives.rng.integers(len(found)))]
    digits = list(number.group())
    place = int(negatives.rng.integers(len(digits)))
    low = 1 if place == 0 else 0
    choices = [str(digit) for digit in range(low, 10) if str(digit) != digits[place]]
    digits[place] = choices[int(negatives.rng.integers(len(choices)))]
    target = pair.target[: number.start()] + "".join(digits) + pair.target[number.end() :]
    return replace(pair, target=target)


def copied(negatives: Negatives, row: int, kept: bool) -> Pair | None:
    """The source left untranslated: whole, or (``kept``) more than half of its words."""
    pair = negatives.pairs[row]
    if len(RUSSIAN.findall(pair.source)) < 0.5 * len(pair.source) or len(WORD.findall(pair.target)) < 3:
        return None  # a line of code is its own translation
    if not kept:
        if negatives.rng.random() < 0.2:
            return replace(pair, source=pair.target)
        return replace(pair, target=pair.source)
    one, two = _words(pair.source), _words(pair.target)
    if min(len(one), len(two)) < 4:
        return None
    at = negatives.rng.uniform(0.5, 0.8)
    words = one[: int(len(one) * at)] + two[int(len(two) * at) :]
    return replace(pair, target=_like(" ".join(words), pair.target))


def wrong_language(negatives: Negatives, row: int, kept: bool) -> Pair | None:
    """The target in Russian but of another sentence, or no longer English by its small words."""
    pair = negatives.pairs[row]
    if not kept:
        return replace(pair, target=negatives.other(row).source)
    name = sorted(FOREIGN)[int(negatives.rng.integers(len(FOREIGN)))]
    table = dict(entry.split("=") for entry in FOREIGN[name].split())
    words = _words(pair.target)
    changed = [table.get(word.lower(), word) for word in words]
    if sum(old != new for old, new in zip(words, changed, strict=True)) < max(3, len(words) / 5):
        return None
    return replace(pair, target=_like(" ".join(changed), pair.target))


def shuffled(negatives: Negatives, row: int, kept: bool) -> Pair | None:
    """The target's words in any order; ``kept``: its signs and capitals stay where they were."""
    pair = negatives.pairs[row]
    words = _words(pair.target)
    if len(words) < 5:
        return None
    if not kept:
        return replace(pair, target=" ".join(negatives.rng.permutation(words)))
    found = list(WORD.finditer(pair.target))
    order = negatives.rng.permutation(len(found))
    parts, at = [], 0
    for match, place in zip(found, order, strict=True):
        parts.append(pair.target[at : match.start()])
        word = found[int(place)].group()
        if match.start() == 0:
            word = word[:1].upper() + word[1:]
        elif int(place) == 0 and not word.isupper():
            word = word[:1].lower() + word[1:]
        parts.append(word)
        at = match.end()
    return replace(pair, target="".join(parts) + pair.target[at:])


KINDS: dict[str, Maker] = {
    "random": random_pair,
    "neighbour": neighbour,
    "truncated": truncated,
    "half_missing": half_missing,
    "glued": glued,
    "merged": merged,
    "name_changed": name_changed,
    "number_changed": number_changed,
    "copied": copied,
    "wrong_language": wrong_language,
    "shuffled": shuffled,
}

ONE_VERSION = frozenset({"name_changed", "number_changed"})
"""Kinds that keep case and punctuation as they are made."""


def make_negatives(pairs: Sequence[Pair], *, each: int, seed: int, facts: int = 1) -> list[Wrong]:
    """Give back about ``each`` wrong pairs per right one, the kinds taking turns.

    The kinds that need a name or a number are tried ``facts`` times on every pair that has one.
    """
    rng = np.random.default_rng(seed)
    negatives = Negatives(pairs, rng)
    turns = [(kind, kept) for kind in KINDS if kind not in ONE_VERSION for kept in (False, True)]
    made: list[Wrong] = []
    for row in range(len(pairs)):
        chosen = [turns[int(turn)] for turn in rng.choice(len(turns), size=each, replace=False)]
        chosen += [(kind, True) for kind in sorted(ONE_VERSION)] * facts
        for kind, kept in chosen:
            wrong = negatives.make(row, kind, kept)
            if wrong is not None:
                made.append(wrong)
    return made

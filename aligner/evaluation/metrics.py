"""How well predicted links agree with gold links.

Strict and lax follow the Vecalign paper (Thompson and Koehn, EMNLP-IJCNLP 2019, section 4)
and its scoring script: precision runs over all predicted links, nulls among them; recall
runs over the gold links with text on both sides, against the predicted ones likewise.
Strict: the gold has the very same link. Lax: some gold link shares a source sentence and a
target sentence with it. The other three measures:

strict_t  strict, but where the gold link is coarse (its inside is unknown), predicted links
          that exactly fill it count as that link
null      the sentences said to have no counterpart; one that no link mentions counts as so said
link      sentence-to-sentence links: precision over those predicted (any within a gold
          link is right); recall over sentences that should be linked and have a right link
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from aligner.evaluation.links import COARSE, Link, single_nulls

Sides = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Give back the harmonic mean; 0 if both are 0."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class LinkCounts:
    """What the measures are computed from; counts of several documents can be added."""

    predicted: int = 0
    predicted_strict: int = 0
    predicted_lax: int = 0
    gold: int = 0
    gold_strict: int = 0
    gold_lax: int = 0
    joined: int = 0
    joined_strict: int = 0
    gold_joined: int = 0
    nulls_right: int = 0
    nulls_predicted: int = 0
    nulls_gold: int = 0
    links_right: int = 0
    links_predicted: int = 0
    sentences_linked: int = 0
    sentences_gold: int = 0

    def __add__(self, other: "LinkCounts") -> "LinkCounts":
        names = [field.name for field in fields(LinkCounts)]
        return LinkCounts(**{name: getattr(self, name) + getattr(other, name) for name in names})

    @property
    def strict(self) -> Score:
        return Score(_share(self.predicted_strict, self.predicted), _share(self.gold_strict, self.gold))

    @property
    def lax(self) -> Score:
        return Score(_share(self.predicted_lax, self.predicted), _share(self.gold_lax, self.gold))

    @property
    def strict_t(self) -> Score:
        return Score(_share(self.joined_strict, self.joined), _share(self.gold_joined, self.gold))

    @property
    def null(self) -> Score:
        return Score(
            _share(self.nulls_right, self.nulls_predicted), _share(self.nulls_right, self.nulls_gold)
        )

    @property
    def link(self) -> Score:
        return Score(
            _share(self.links_right, self.links_predicted), _share(self.sentences_linked, self.sentences_gold)
        )


MEASURES = ("strict", "lax", "strict_t", "null", "link")


def count_links(
    predicted: Iterable[Link], gold: Iterable[Link], *, keep_null_runs: bool = False
) -> LinkCounts:
    """Give back the counts for one document.

    Nulls over several sentences are cut into single ones on both sides unless
    ``keep_null_runs`` (the papers on Text+Berg keep them).
    """
    predicted, gold = (
        [one for one in (links if keep_null_runs else single_nulls(links)) if one.source or one.target]
        for links in (predicted, gold)
    )
    return _count_beads(predicted, gold) + _count_nulls(predicted, gold) + _count_sentences(predicted, gold)


def _count_beads(predicted: Sequence[Link], gold: Sequence[Link]) -> LinkCounts:
    gold_pairs = _without_nulls(gold)
    joined = join_inside_coarse(predicted, gold)
    strict, lax, total = _agreeing(predicted, gold)
    gold_strict, gold_lax, gold_total = _agreeing(gold_pairs, _without_nulls(predicted))
    joined_strict, _, joined_total = _agreeing(joined, gold)
    return LinkCounts(
        predicted=total,
        predicted_strict=strict,
        predicted_lax=lax,
        gold=gold_total,
        gold_strict=gold_strict,
        gold_lax=gold_lax,
        joined=joined_total,
        joined_strict=joined_strict,
        gold_joined=_agreeing(gold_pairs, _without_nulls(joined))[0],
    )


def _count_nulls(predicted: Sequence[Link], gold: Sequence[Link]) -> LinkCounts:
    said, right = _nulls(predicted, expected=gold), _nulls(gold)
    return LinkCounts(nulls_right=len(said & right), nulls_predicted=len(said), nulls_gold=len(right))


def _count_sentences(predicted: Sequence[Link], gold: Sequence[Link]) -> LinkCounts:
    said = _crossed(predicted)
    right = said & _crossed(gold)
    sources, targets = {source for source, _ in right}, {target for _, target in right}
    pairs = _without_nulls(gold)
    linked = sum(number in sources for one in pairs for number in one.source)
    linked += sum(number in targets for one in pairs for number in one.target)
    return LinkCounts(
        links_right=len(right),
        links_predicted=len(said),
        sentences_linked=linked,
        sentences_gold=sum(len(one.source) + len(one.target) for one in pairs),
    )


def join_inside_coarse(predicted: Sequence[Link], gold: Sequence[Link]) -> list[Link]:
    """Give back the predicted links, those that exactly fill a coarse gold link joined to it."""
    coarse = [one for one in gold if one.tag == COARSE]
    source_home = {number: home for home, one in enumerate(coarse) for number in one.source}
    target_home = {number: home for home, one in enumerate(coarse) for number in one.target}
    inside: defaultdict[int, list[Link]] = defaultdict(list)
    outcome = []
    for one in predicted:
        homes = {source_home.get(number) for number in one.source}
        homes |= {target_home.get(number) for number in one.target}
        home = homes.pop() if len(homes) == 1 and not one.is_null else None
        if home is None:
            outcome.append(one)
        else:
            inside[home].append(one)
    for home, members in inside.items():
        outcome += [coarse[home]] if _fill(members, coarse[home]) else members
    return outcome


def _fill(members: Sequence[Link], whole: Link) -> bool:
    """Say whether the members hold every sentence of the whole once, and no other."""
    source = tuple(sorted(number for one in members for number in one.source))
    target = tuple(sorted(number for one in members for number in one.target))
    return (source, target) == whole.sides


def _agreeing(tested: Iterable[Link], against: Iterable[Link]) -> tuple[int, int, int]:
    """Give back how many of the tested links agree strictly and laxly, and how many there are."""
    exact: set[Sides] = set()
    partners: defaultdict[int, set[int]] = defaultdict(set)
    for one in against:
        exact.add(one.sides)
        for number in one.source:
            partners[number].update(one.target)
    strict = lax = 0
    different = {one.sides for one in tested}
    for source, target in different:
        if (source, target) in exact:
            strict += 1
            lax += 1
        elif any(not partners[number].isdisjoint(target) for number in source if number in partners):
            lax += 1
    return strict, lax, len(different)


def _without_nulls(links: Iterable[Link]) -> list[Link]:
    return [one for one in links if not one.is_null]


def _nulls(links: Iterable[Link], expected: Iterable[Link] = ()) -> set[tuple[str, int]]:
    """Give back the sentences that stand in nulls, or are expected and stand in no link."""
    mentioned: set[tuple[str, int]] = set()
    null: set[tuple[str, int]] = set()
    for one in links:
        mentioned |= _sentences(one)
        if one.is_null:
            null |= _sentences(one)
    for one in expected:
        null |= _sentences(one) - mentioned
    return null


def _sentences(one: Link) -> set[tuple[str, int]]:
    return {("source", number) for number in one.source} | {("target", number) for number in one.target}


def _crossed(links: Iterable[Link]) -> set[tuple[int, int]]:
    """Give back every source sentence of a link with every target sentence of it."""
    return {(source, target) for one in links for source in one.source for target in one.target}


def _share(part: int, whole: int) -> float:
    # Nothing said is nothing said wrong: the convention of the paper's script for nulls.
    return part / whole if whole else 1.0

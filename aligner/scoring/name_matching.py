"""How well the names of one side are matched by words of the other: by sound, meaning or exonym."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.scoring.form_table import FormTable
from aligner.scoring.side_block import SideBlock
from aligner.scoring.sides import Side
from aligner.scoring.sounds import may_sound_alike
from aligner.scoring.transliteration import likeness
from aligner.scoring.word_matching import RARE, Cover

Doubles = NDArray[np.float64]
Numbers = NDArray[np.int64]

NAMES = (
    "source_names", "target_names", "source_name_min", "target_name_min", "source_name_mean",
    "target_name_mean", "source_names_lost", "target_names_lost", "names_lost_both", "name_sound_min",
    "source_first", "target_first",
)  # fmt: skip
"""What is known of the names of a pair, see `name_features`."""

NAME_MATCHED = 0.5
"""Likeness from which a name counts as found: half of its sounds, or as near in meaning."""


@dataclass(frozen=True, slots=True)
class _Queries:
    """Words of a block that are looked for on the other side: places among the words, their sides."""

    places: Numbers
    owners: Numbers

    @classmethod
    def names(cls, block: SideBlock) -> "_Queries":
        """Give back the names of each side, as far as its words are matched."""
        found = [
            start + place
            for side, start in zip(block.sides, block.starts.tolist(), strict=True)
            for place in side.names()
        ]
        return cls.at(block, np.isin(block.words, np.array(found, dtype=np.int64), assume_unique=True))

    @classmethod
    def at(cls, block: SideBlock, chosen: NDArray[np.bool_]) -> "_Queries":
        places = np.flatnonzero(chosen)
        return cls(places, block.word_owners[places])


def name_features(source: SideBlock, target: SideBlock, covers: tuple[Cover, Cover]) -> Doubles:
    """Give back float64 (pairs, NAMES).

    Of each side's names how many there are, the lowest and the mean likeness, how many are lost;
    the fewer of those lost on either side; the lowest likeness by sound; and how well each side's first
    word is matched, 1 if it is a common one: it may be a name.
    """
    blocks = (source, target)
    names = [_Queries.names(block) for block in blocks]
    firsts = [
        _Queries.at(block, (block.ranks == 0) & (found.weights >= RARE))
        for block, found in zip(blocks, covers, strict=True)
    ]
    pairs = len(source)
    matched = np.minimum(source.counts, target.counts) > 0
    lowest_sound = np.ones(pairs)
    made: dict[str, Doubles] = {}
    for side, found, queries, first, (sound, sound_of_first) in zip(
        ("source", "target"), covers, names, firsts, _likenesses(source, target, names, firsts), strict=True
    ):
        value = np.maximum(sound, found.best[queries.places])
        count = np.bincount(queries.owners, minlength=pairs)
        lowest, beginning = np.ones(pairs), np.ones(pairs)
        np.minimum.at(lowest, queries.owners, value)
        np.minimum.at(lowest_sound, queries.owners, sound)
        beginning[first.owners] = np.maximum(sound_of_first, found.best[first.places])
        mean = np.where(count > 0, _sum(queries, value, pairs) / np.maximum(count, 1), 1.0)
        lost = _sum(queries, value < NAME_MATCHED, pairs)
        made[f"{side}_names"] = count.astype(np.float64)
        made[f"{side}_name_min"] = np.where(matched, lowest, 1.0)
        made[f"{side}_name_mean"] = np.where(matched, mean, 1.0)
        made[f"{side}_names_lost"] = np.where(matched, lost, 0.0)
        made[f"{side}_first"] = np.where(matched, beginning, 0.0)
    made["names_lost_both"] = np.minimum(made["source_names_lost"], made["target_names_lost"])
    made["name_sound_min"] = np.where(matched, lowest_sound, 1.0)
    return np.stack([made[name] for name in NAMES], axis=1)


def _sum(queries: _Queries, values: NDArray[np.generic], sides: int) -> Doubles:
    return np.bincount(queries.owners, values, sides).astype(np.float64)


def _likenesses(
    source: SideBlock, target: SideBlock, names: Sequence[_Queries], firsts: Sequence[_Queries]
) -> list[tuple[Doubles, Doubles]]:
    """Give back for both sides the best likeness by sound of each name, and of each first word."""
    best = [np.zeros(len(source.words)), np.zeros(len(target.words))]
    asked = [np.zeros(len(block.words), dtype=bool) for block in (source, target)]
    for wanted, of_names, of_firsts in zip(asked, names, firsts, strict=True):
        wanted[of_names.places] = wanted[of_firsts.places] = True
    one, other = _facing(source, target, *asked)
    for ours, theirs, alike in _alike(source, target, one, other):
        np.maximum.at(best[0], ours, alike)
        np.maximum.at(best[1], theirs, alike)
    return [
        (values[of_names.places], values[of_firsts.places])
        for values, of_names, of_firsts in zip(best, names, firsts, strict=True)
    ]


def _facing(
    source: SideBlock, target: SideBlock, source_asked: NDArray[np.bool_], target_asked: NDArray[np.bool_]
) -> tuple[Numbers, Numbers]:
    """Give back every two words, one of each side of a pair, of which one is asked for."""
    ours, with_ours = _each_with_all(np.flatnonzero(source_asked), source, target)
    theirs, with_theirs = _each_with_all(np.flatnonzero(target_asked), target, source)
    return np.concatenate((ours, with_theirs)), np.concatenate((with_ours, theirs))


def _each_with_all(places: Numbers, block: SideBlock, other: SideBlock) -> tuple[Numbers, Numbers]:
    owners = block.word_owners[places]
    counts = other.counts[owners]
    ends = np.cumsum(counts)
    within = np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - counts, counts)
    return np.repeat(places, counts), np.repeat(other.word_starts[owners], counts) + within


def _alike(
    source: SideBlock, target: SideBlock, one: Numbers, other: Numbers
) -> list[tuple[Numbers, Numbers, Doubles]]:
    """Give back words that are alike, in three goes: the same, known exonyms, alike in sound."""
    rows, other_rows = source.rows[source.words[one]], target.rows[target.words[other]]
    table = source.table
    same = table.word_row[rows] == table.word_row[other_rows]
    ours, theirs = table.sounds[rows], table.sounds[other_rows]
    near = np.flatnonzero(may_sound_alike((ours[:, 0], ours[:, 1]), (theirs[:, 0], theirs[:, 1])) & ~same)
    pairs, place = np.unique((rows[near] << 32) | other_rows[near], return_inverse=True)
    compared = np.array(
        [likeness(table.texts[pair >> 32], table.texts[pair & 0xFFFFFFFF]) for pair in pairs.tolist()]
    )
    known, known_other = _exonyms(source, target, table)
    return [
        (one[same], other[same], np.ones(int(same.sum()))),
        (known, known_other, np.ones(len(known))),
        (one[near], other[near], compared[place] if len(near) else np.zeros(0)),
    ]


def _exonyms(source: SideBlock, target: SideBlock, table: FormTable) -> tuple[Numbers, Numbers]:
    """Give back the places of words of which the target's is a known exonym of the source's."""
    found: list[tuple[int, int]] = []
    known = np.flatnonzero(table.has_exonyms[source.rows[source.words]])
    for place, pair in zip(known.tolist(), source.word_owners[known].tolist(), strict=True):
        side, other = source.sides[pair], target.sides[pair]
        form = side.forms[int(source.words[place] - source.starts[pair])]
        if not form.exonyms.isdisjoint(other.plain):
            found += [(place, at) for at in _places_of(other, target, pair, form.exonyms)]
    both = np.array(found, dtype=np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]


def _places_of(side: Side, block: SideBlock, pair: int, wanted: frozenset[str]) -> list[int]:
    first, count = int(block.word_starts[pair]), int(block.counts[pair])
    start = int(block.starts[pair])
    return [
        place
        for place, form in zip(
            range(first, first + count), (block.words[first : first + count] - start).tolist(), strict=True
        )
        if side.forms[form].plain in wanted
    ]

"""What an evaluation compares: links between sentence numbers, with gaps if need be.

An Alignment covers every sentence; gold from outside and other aligners' output may not,
so both are plain lists of links here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from aligner.bitext import Alignment

COARSE = "coarse"
"""The tag of a gold link whose inside is unknown: only its borders are sure."""


@dataclass(frozen=True, slots=True)
class Link:
    """Source and target sentence numbers (ascending, each once) said to correspond.

    One side empty: a null. ``tag`` is what a gold file says of the link.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    tag: str = ""

    def __post_init__(self) -> None:
        for numbers in (self.source, self.target):
            if any(before >= after for before, after in pairwise(numbers)):
                raise ValueError(f"numbers of a link are not ascending: {numbers}")

    @property
    def is_null(self) -> bool:
        return not self.source or not self.target

    @property
    def sides(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Give back what makes two links the same: both sides without the tag."""
        return self.source, self.target


def link(source: Iterable[int], target: Iterable[int], tag: str = "") -> Link:
    """Give back a link of these numbers in whatever order and however often they come.

    >>> link([2, 1, 2], [0])
    Link(source=(1, 2), target=(0,), tag='')
    """
    return Link(tuple(sorted(set(source))), tuple(sorted(set(target))), tag)


def links_of(alignment: Alignment) -> tuple[Link, ...]:
    """Give back the beads of an alignment as links, nulls included."""
    return tuple(Link(tuple(bead.source), tuple(bead.target)) for bead in alignment.beads)


def single_nulls(links: Iterable[Link]) -> Iterator[Link]:
    """Give back the links with every null over several sentences cut into single ones.

    Whether an aligner says "lines 3 to 5 have no counterpart" in one bead or in three is
    a habit of notation that should not count.
    """
    for one in links:
        if not one.source:
            yield from (Link((), (number,), one.tag) for number in one.target)
        elif not one.target:
            yield from (Link((number,), (), one.tag) for number in one.source)
        else:
            yield one

"""The places where a sentence may end, found by one compiled pattern in linear time.

A rule looks at a Boundary and says SPLIT, JOIN or nothing; see ``rules.py``.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

# How far a rule may look to either side. Bounded, so that a megabyte without a full stop
# (or of nothing but full stops) stays linear. Longer than any word that a rule asks about.
REACH = 60

# How far back the straight quotes of a sentence are counted.
QUOTE_REACH = 500

OPENING = "«„“”\"'‘’‚‹([{¿¡『「（*_`"
CLOSING_QUOTES = "»”’\"'›“』」"
CLOSING_BRACKETS = ")]}）"
DASHES = "-–—―−"

EMOJI = (
    "(?:[\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f900-\U0001faff\u2639-\u263b]"
    "[\ufe0f\u200d\u2640\u2642\u2764\U0001f3fb-\U0001f3ff]*)"
)

CANDIDATE = re.compile(
    rf"""
    # An address is passed over whole, but for the punctuation that ends it.
      (?P<address>\b(?:https?://|ftp://|www\.)\S*[\w/])
    | (?P<mark>\.(?:[ \xa0]\.){{2,}} | [.!?…‥‼⁇⁈⁉؟۔।॥。！？｡]+)
      (?P<closing>
        (?: [»”’›』」）)\]}}]
          | ["'](?!\w)             # glued to a word it opens: left."I will
          | “(?!\w)                # German and inner Russian quotes close with it
          | [ \xa0\u202f]»         # French sets a space before it
          | \[\d{{1,3}}\]          # a footnote of an encyclopedia
        )*
        (?: [ \xa0]?{EMOJI} )*
      )
      (?P<gap>\s*)
    # A run is taken whole, also where no white space follows: no place in it is tried again.
    | (?P<emoji>{EMOJI}++)(?P<emoji_gap>\s*+)
    | (?P<smile>[:;=]-?[)(D]++ | (?<=[^\W\d_]{{2}})\)++)(?P<smile_gap>\s*+)
    | (?<=\S)(?P<space>\s++)(?=[•‣◦▪●·—–-]\s)
    """,
    re.VERBOSE,
)


class Verdict(Enum):
    """What a rule says about a boundary."""

    SPLIT = True
    JOIN = False


SPLIT, JOIN = Verdict.SPLIT, Verdict.JOIN


@dataclass(frozen=True)
class Boundary:
    """A place where a sentence may end, and what stands around it.

    ``start`` is where the sentence begins, ``at`` where its closing punctuation does,
    ``end`` the end of that punctuation with its quotes and brackets, ``next`` the first
    character after the white space, ``stop`` the end of the paragraph.
    """

    text: str
    start: int
    at: int
    mark: str
    closing: str
    end: int
    next: int
    stop: int

    @property
    def is_glued(self) -> bool:
        """Say whether no white space follows."""
        return self.end == self.next

    @cached_property
    def before(self) -> str:
        """Give back the end of the sentence up to the mark, REACH characters at most."""
        return self.text[max(self.start, self.at - REACH) : self.at]

    @cached_property
    def word(self) -> str:
        """Give back the word glued to the mark; empty if white space or a sign is there."""
        before, at = self.before, len(self.before)
        while at and (before[at - 1].isalnum() or before[at - 1] in "-’'\u0301"):
            at -= 1
        return before[at:].lstrip("-’'")

    @cached_property
    def earlier(self) -> str:
        """Give back what stands before ``word``."""
        return self.before[: len(self.before) - len(self.word)]

    @cached_property
    def after(self) -> str:
        """Give back what follows the white space, REACH characters at most."""
        return self.text[self.next : min(self.stop, self.next + REACH)]

    @cached_property
    def next_word(self) -> str:
        """Give back the first word that follows, past quotes, brackets and dashes."""
        at = 0
        after = self.after
        while at < len(after) and not after[at].isalnum():
            at += 1
        stop = at
        while stop < len(after) and (after[stop].isalnum() or after[stop] in "-’'"):
            stop += 1
        return after[at:stop]

    @cached_property
    def sign(self) -> str:
        """Give back the first character after the white space."""
        return self.text[self.next]

    @property
    def goes_on_in_lower_case(self) -> bool:
        return self.next_word[:1].islower()

    @property
    def goes_on_in_upper_case(self) -> bool:
        return self.next_word[:1].isupper()

    @property
    def goes_on_with_digit(self) -> bool:
        return self.next_word[:1].isdigit()

    @property
    def is_full_stop(self) -> bool:
        """Say whether the mark is one full stop and nothing closes after it."""
        return self.mark == "." and not self.closing


Rule = Callable[[Boundary], Verdict | None]


def find_ends(text: str, start: int, stop: int, rules: tuple[Rule, ...]) -> Iterator[tuple[int, int]]:
    """Give back each boundary that the rules let stand: (end of sentence, start of next).

    The first rule with an opinion decides; where none has, the sentence ends.
    """
    for found in CANDIDATE.finditer(text, start, stop):
        boundary = boundary_of(found, text, start, stop)
        if boundary is None or boundary.next >= stop:
            continue
        if judge(boundary, rules) is SPLIT:
            yield boundary.end, boundary.next
            start = boundary.next


def boundary_of(found: re.Match[str], text: str, start: int, stop: int) -> Boundary | None:
    """Give back the boundary that the pattern found; None for an address and the like."""
    if found["mark"]:
        at, end, next_start = found.start("mark"), found.end("closing"), found.end()
        if closes_a_quote(text, start, at, end, next_start, stop):
            end = next_start = end + 1
        return Boundary(
            text, start, at, found["mark"], text[found.start("closing") : end], end, next_start, stop
        )
    if found["smile"] and found["smile_gap"]:
        end = found.end("smile")
        return Boundary(text, start, found.start(), found["smile"], "", end, found.end(), stop)
    if found["emoji"] and found["emoji_gap"]:
        end = found.end("emoji")
        return Boundary(text, start, end, "", found["emoji"], end, found.end(), stop)
    if found["space"] and "\n" in found["space"]:
        return Boundary(text, start, found.start(), "\n", "", found.start(), found.end(), stop)
    return None


def closes_a_quote(text: str, start: int, at: int, end: int, next_start: int, stop: int) -> bool:
    """Say whether a straight quote glued to both sides closes one: ``"no."Then``."""
    if end != next_start or end + 1 >= stop or text[end] != '"':
        return False
    return text.count('"', max(start, at - QUOTE_REACH), at) % 2 == 1


def judge(boundary: Boundary, rules: tuple[Rule, ...]) -> Verdict:
    """Give back the verdict of the first rule that has one, or SPLIT.

    Over-splitting is cheap: the aligner merges sentences but can't cut them.
    """
    for rule in rules:
        verdict = rule(boundary)
        if verdict is not None:
            return verdict
    return SPLIT

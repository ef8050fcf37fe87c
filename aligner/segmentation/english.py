"""Rules for English; RULES at the end is the table of contents."""

from aligner.segmentation.abbreviations import ENGLISH_HEAD, ENGLISH_NUMBERED, ENGLISH_TAIL
from aligner.segmentation.boundary import JOIN, SPLIT, Boundary, Rule, Verdict
from aligner.segmentation.dotted_words import compound, is_in, joins_lower_case
from aligner.segmentation.rules import RULES_AFTER, RULES_BEFORE

STARTERS = frozenset(
    "a an the this that these those he she it they we you i his her its their our my your there here "
    "in on at by for from with without to of as if when while where after before since until though although "
    "because but and or so yet nor however meanwhile also then now what who why how which both all some many "
    "most no not nobody everybody everyone others one two three another each every such according".split()
)
"""Words that begin a sentence and are rarely part of a name: ``the U.S. | She lives``."""

COUNTRIES = frozenset(
    "russia china ukraine iran iraq israel syria turkey germany france britain japan india canada mexico "
    "europe moscow beijing kyiv kiev tehran london paris berlin tokyo nato washington".split()
)
"""Actors of the news that follow ``U.S.`` as a subject, not as a part of its name."""

AFTER_THE_HOUR = frozenset(
    "moscow eastern pacific central mountain et est edt pt pst pdt ct mt gmt utc bst cet msk local "
    "monday tuesday wednesday thursday friday saturday sunday jan feb mar apr may jun jul aug sep sept oct "
    "nov dec january february march april june july august september october november december".split()
)
"""What goes on after ``9 a.m.``: ``9 a.m. Moscow time``, ``9 a.m. Monday``."""

DEGREES_AND_THE_LIKE = frozenset(
    {
        "ph.d",  # a Ph.D. in physics
        "m.d",  # an M.D. from Yale
        "m.a",  # an M.A. They met
        "b.a",  # a B.A. They met
        "m.sc",  # an M.Sc. in physics
        "b.sc",  # a B.Sc. in physics
    }
)


def abbreviation_with_more_to_come(boundary: Boundary) -> Verdict | None:
    """``Mr. Trump``, ``e.g. Texas``; ``5 Main St. | The shop`` isn't one"""
    if not boundary.is_full_stop or not boundary.word or not is_in(ENGLISH_HEAD, boundary):
        return None
    if boundary.word == "St" and starts_a_sentence(boundary):
        return SPLIT
    return JOIN


def hour(boundary: Boundary) -> Verdict | None:
    """``9 a.m. Moscow time``, but ``10 p.m. | Nobody spoke``"""
    if not boundary.is_full_stop or compound(boundary) not in {"a.m", "p.m"}:
        return None
    return JOIN if boundary.next_word.lower() in AFTER_THE_HOUR else joins_lower_case(boundary)


def abbreviation_that_may_end(boundary: Boundary) -> Verdict | None:
    """``tea, coffee, etc. | The shop``, but ``planes, etc. were sold``"""
    if not boundary.mark == "." or not boundary.word or not is_in(ENGLISH_TAIL, boundary):
        return None
    return joins_lower_case(boundary)


def abbreviation_before_a_number(boundary: Boundary) -> Verdict | None:
    """``Article No. 5``, ``Jan. 28``, but ``No. | I said`` and ``in Dec. | The``"""
    if not boundary.is_full_stop or boundary.word.lower() not in ENGLISH_NUMBERED:
        return None
    if boundary.goes_on_with_digit or (boundary.sign.islower() and boundary.word.lower() != "no"):
        return JOIN
    return None


def degree(boundary: Boundary) -> Verdict | None:
    """``a Ph.D. in physics``, ``an M.A. | They met``, ``John Smith, M.D. Anderson``"""
    if not boundary.is_full_stop or compound(boundary) not in DEGREES_AND_THE_LIKE:
        return None
    return SPLIT if starts_a_sentence(boundary) else JOIN


def letters_with_full_stops(boundary: Boundary) -> Verdict | None:
    """``the U.S. President``, ``U.N. Security Council``, but ``in the U.S. | She lives``"""
    name = compound(boundary)
    if not boundary.is_full_stop or not name or any(len(part) > 1 for part in name.split(".")):
        return None
    if not boundary.word.isupper() or boundary.earlier.endswith((" ", "\n", "\xa0")):
        return None
    return SPLIT if starts_a_sentence(boundary) or boundary.next_word.lower() in COUNTRIES else JOIN


def initial(boundary: Boundary) -> Verdict | None:
    """``George W. Bush``, ``J. R. R. Tolkien``, but ``plan B. | It failed``"""
    word = boundary.word
    if not boundary.is_full_stop or len(word) != 1 or not word.isupper():
        return None
    return SPLIT if starts_a_sentence(boundary) or word == "I" and not boundary.earlier.strip() else JOIN


def starts_a_sentence(boundary: Boundary) -> bool:
    """Say whether the next word has a capital and often begins a sentence, or a quote opens."""
    if not boundary.goes_on_in_upper_case:
        return False
    return boundary.next_word.lower() in STARTERS or boundary.sign in "“\"«‘'"


RULES: tuple[Rule, ...] = (
    *RULES_BEFORE,
    abbreviation_with_more_to_come,
    hour,
    degree,
    abbreviation_that_may_end,
    abbreviation_before_a_number,
    letters_with_full_stops,
    initial,
    *RULES_AFTER,
)

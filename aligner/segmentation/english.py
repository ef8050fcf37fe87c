"""Rules for English; RULES at the end is the table of contents."""

from aligner.segmentation.abbreviations import (
    ENGLISH_DEGREES,
    ENGLISH_HEAD,
    ENGLISH_LABELLED,
    ENGLISH_MONTHS,
    ENGLISH_NUMBERED,
    ENGLISH_TAIL,
    ENGLISH_TITLE,
)
from aligner.segmentation.boundary import JOIN, SPLIT, Boundary, Rule, Verdict
from aligner.segmentation.dotted_words import (
    compound,
    follows_a_number,
    initial_follows,
    is_in,
    joins_lower_case,
    previous_word,
)
from aligner.segmentation.next_words import ENGLISH_ACTORS, ENGLISH_AFTER_THE_HOUR, ENGLISH_STARTERS
from aligner.segmentation.rules import RULES_AFTER, RULES_BEFORE


def title(boundary: Boundary) -> Verdict | None:
    """``Mr. Trump``, ``e.g. Texas``, ``Dr. No``: a name or an example follows."""
    if not boundary.is_full_stop or not boundary.word:
        return None
    return JOIN if is_in(ENGLISH_TITLE, boundary) else None


def abbreviation_with_more_to_come(boundary: Boundary) -> Verdict | None:
    """``St. Petersburg``, ``Gen. Flynn``, but ``5 Main St. | The shop``"""
    if not boundary.is_full_stop or not boundary.word or not is_in(ENGLISH_HEAD, boundary):
        return None
    return SPLIT if starts_a_sentence(boundary) else JOIN


def hour(boundary: Boundary) -> Verdict | None:
    """``9 a.m. Moscow time``, but ``10 p.m. | Nobody spoke``"""
    if not boundary.is_full_stop or compound(boundary) not in {"a.m", "p.m"}:
        return None
    return JOIN if boundary.next_word.lower() in ENGLISH_AFTER_THE_HOUR else joins_lower_case(boundary)


def abbreviation_that_may_end(boundary: Boundary) -> Verdict | None:
    """``tea, coffee, etc. | The shop``, but ``planes, etc. were sold`` and ``Smith et al. 2003``"""
    if boundary.is_full_stop and boundary.word == "al" and boundary.goes_on_with_digit:
        return JOIN
    if boundary.is_full_stop and boundary.word == "in" and follows_a_number(boundary):
        return joins_lower_case(boundary)
    if boundary.mark != "." or not boundary.word or not is_in(ENGLISH_TAIL, boundary):
        return None
    return joins_lower_case(boundary)


def abbreviation_before_a_number(boundary: Boundary) -> Verdict | None:
    """``Article No. 5``, ``Jan. 28``, but ``No. | I said`` and ``in Dec. | The``"""
    word = boundary.word.lower()
    if not boundary.is_full_stop or word not in ENGLISH_NUMBERED:
        return None
    if boundary.goes_on_with_digit or (boundary.sign.islower() and word in ENGLISH_MONTHS):
        return JOIN
    return None


def degree(boundary: Boundary) -> Verdict | None:
    """``a Ph.D. in physics``, ``an M.A. | They met``, ``John Smith, M.D. Anderson``"""
    if not boundary.is_full_stop or compound(boundary) not in ENGLISH_DEGREES:
        return None
    return SPLIT if starts_a_sentence(boundary) else JOIN


def letters_with_full_stops(boundary: Boundary) -> Verdict | None:
    """``the U.S. President``, ``U.N. Security Council``, but ``in the U.S. | She lives``"""
    name = compound(boundary)
    if not boundary.is_full_stop or not name or any(len(part) > 1 for part in name.split(".")):
        return None
    if not boundary.word.isupper() or boundary.earlier.endswith((" ", "\n", "\xa0")):
        return None
    return SPLIT if starts_a_sentence(boundary) or boundary.next_word.lower() in ENGLISH_ACTORS else JOIN


def initial(boundary: Boundary) -> Verdict | None:
    """``George W. Bush``, ``J. R. R. Tolkien``, but ``plan B. | It failed``"""
    word = boundary.word
    if not boundary.is_full_stop or len(word) != 1 or not word.isupper() or boundary.earlier.endswith("°"):
        return None
    labelled = previous_word(boundary).lower() in ENGLISH_LABELLED and not initial_follows(boundary)
    return SPLIT if labelled or starts_a_sentence(boundary) else JOIN


def starts_a_sentence(boundary: Boundary) -> bool:
    """Say whether the next word has a capital and often begins a sentence, or a quote opens."""
    if not boundary.goes_on_in_upper_case or initial_follows(boundary):
        return False
    return boundary.next_word.lower() in ENGLISH_STARTERS or boundary.sign in "“\"«‘'"


RULES: tuple[Rule, ...] = (
    *RULES_BEFORE,
    title,
    abbreviation_with_more_to_come,
    hour,
    degree,
    abbreviation_that_may_end,
    abbreviation_before_a_number,
    letters_with_full_stops,
    initial,
    *RULES_AFTER,
)

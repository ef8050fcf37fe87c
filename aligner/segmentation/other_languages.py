"""Rules for a language that has none of its own: the shared ones and a few abbreviations."""

from aligner.segmentation.abbreviations import OTHER_HEAD, OTHER_TAIL
from aligner.segmentation.boundary import JOIN, Boundary, Rule, Verdict
from aligner.segmentation.dotted_words import is_in, joins_lower_case
from aligner.segmentation.next_words import GERMAN_MONTHS
from aligner.segmentation.rules import RULES_AFTER, RULES_BEFORE


def abbreviation_with_more_to_come(boundary: Boundary) -> Verdict | None:
    """``Dr. Müller``, ``z. B. Berlin``, ``вул. Хрещатик``"""
    return JOIN if boundary.is_full_stop and boundary.word and is_in(OTHER_HEAD, boundary) else None


def abbreviation_that_may_end(boundary: Boundary) -> Verdict | None:
    """``usw. | Danach``, but ``etc. est``"""
    if boundary.mark != "." or not boundary.word or not is_in(OTHER_TAIL, boundary):
        return None
    return joins_lower_case(boundary)


def initial(boundary: Boundary) -> Verdict | None:
    """``J. S. Bach``, ``Т. Г. Шевченко``"""
    return JOIN if boundary.is_full_stop and len(boundary.word) == 1 and boundary.word.isupper() else None


def ordinal(boundary: Boundary) -> Verdict | None:
    """``am 5. Mai``, ``5. května``: a day and lower case or a month in German."""
    if not boundary.is_full_stop or not boundary.word.isdigit() or len(boundary.word) > 2:
        return None
    return JOIN if boundary.sign.islower() or boundary.next_word in GERMAN_MONTHS else None


RULES: tuple[Rule, ...] = (
    *RULES_BEFORE,
    initial,
    abbreviation_with_more_to_come,
    abbreviation_that_may_end,
    ordinal,
    *RULES_AFTER,
)

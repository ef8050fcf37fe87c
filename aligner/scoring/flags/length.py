"""Flags about length: the end is missing, something was added, a pair too long or too short to judge."""

import re

from aligner.bitext import Span
from aligner.scoring.flags.view import Finding, PairView, whole

LONG_CHARACTERS = 1000
LONG_WORDS = 150
SHORT_LETTERS = 3

# Ratios of target to source characters that good references leave alone: in the first half of
# the development pairs half a percent lies below 0.76 or above 1.63, of prose above 2.0.
CUT_RATIO_SHORT, CUT_RATIO_LONG = 0.35, 0.55
CUT_RATIO_WITHOUT_END = 0.7
ADDED_RATIO = 2.0
ADDED_RATIO_WITH_SENTENCES = 1.5

ACRONYM_SAYS = 20
"""Characters that an acronym stands for: МЧС, the Ministry of Emergency Situations."""

LONG_ENOUGH, LONG_TEXT = 40, 80
"""Characters of the source from which a ratio of lengths says something, and says more."""

_END = re.compile(r"[.!?…:;][\"”»’)\]]*\s*$")
_SENTENCE_END = re.compile(r"[.!?…]+[\"”»’)]*(?=\s+[\"“«(—-]*\s?[A-ZА-ЯЁ\d])")
_DANGLING = re.compile(
    r"(?:,|\b(?:the|a|an|of|and|or|but|that|which|with|from|by|for|to|in|at|is|are|was|were|has|have|had|will|"
    r"his|her|its|their|because|as|if|when|than|very|и|в|на|с|что|но|а|к|от|для|из|по|о|не|как))[\s]*$",
    re.IGNORECASE,
)
_ONE_WORD_LINE = 3


def cut_off(pair: PairView) -> Finding | None:
    """Find a target that ends too early: half the length, or no end where the source has one."""
    source, target = pair.source.strip(), pair.target.strip()
    if not target or len(source) < LONG_ENOUGH // 2:
        return None
    ratio = len(target) / len(source)
    ends = bool(_END.search(source)) and not _END.search(target)
    if ends and source.endswith(":") and target.endswith(","):  # It said: / It said,
        ends = False
    least = CUT_RATIO_WITHOUT_END if ends else CUT_RATIO_LONG if len(source) >= LONG_TEXT else CUT_RATIO_SHORT
    short = len(source) >= LONG_ENOUGH and ratio < least
    if not short and not (ends and ratio < 1.5 and _dangles(target)):
        return None
    return Finding(target=_last_word(pair.target), note=f"{len(target)} of {len(source)} characters")


def _dangles(text: str) -> bool:
    return bool(_DANGLING.search(text)) and text.count(" ") >= _ONE_WORD_LINE - 1


def _last_word(text: str) -> tuple[Span, ...]:
    stop = len(text.rstrip())
    start = max(text.rfind(" ", 0, stop), -1) + 1
    return (Span(start, stop),)


def added_text(pair: PairView) -> Finding | None:
    """Find a target so long, or with so many more sentences, that it must say more than the source."""
    source, target = pair.source.strip(), pair.target.strip()
    if not source or len(target) < LONG_ENOUGH:
        return None
    if len(target) < ADDED_RATIO_WITH_SENTENCES * len(source):
        return None
    ratio = len(target) / (len(source) + ACRONYM_SAYS * sum(word.is_acronym for word in pair.ours.words))
    if ratio < ADDED_RATIO_WITH_SENTENCES:
        return None
    more = len(_SENTENCE_END.findall(target)) - len(_SENTENCE_END.findall(source))
    if ratio < ADDED_RATIO and more < 1:
        return None
    return Finding(target=_surplus(pair.target, more), note=f"{len(target)} to {len(source)} characters")


def _surplus(text: str, sentences: int) -> tuple[Span, ...]:
    """Give back the sentences too many, counted from the end, or else all of the text."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    if sentences < 1 or sentences > len(ends):
        return whole(text)
    start = ends[-sentences]
    while text[start].isspace():
        start += 1
    return (Span(start, len(text)),)


def very_long(pair: PairView) -> Finding | None:
    """Find a side of more than 1,000 characters or 150 words: too long for a translation memory's unit."""
    source, target = _is_long(pair.source), _is_long(pair.target)
    if not source and not target:
        return None
    return Finding(whole(pair.source) if source else (), whole(pair.target) if target else ())


def _is_long(text: str) -> bool:
    return len(text) > LONG_CHARACTERS or (len(text) > 2 * LONG_WORDS and len(text.split()) > LONG_WORDS)


def very_short(pair: PairView) -> Finding | None:
    """Find a side of fewer than three letters and digits: no evidence for any score."""
    source, target = _is_short(pair.source), _is_short(pair.target)
    if not source and not target:
        return None
    return Finding(whole(pair.source) if source else (), whole(pair.target) if target else ())


def _is_short(text: str) -> bool:
    return len(text) < 40 and sum(character.isalnum() for character in text) < SHORT_LETTERS

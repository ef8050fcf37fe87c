"""The part a paragraph of plain text plays: headline, body, or the page around the body.

Marking is a hint that makes a null cheaper, nothing is deleted; so it is better to miss a
menu line than to mark a sentence. Found on a saved news page: section, counter, caption
twice, authors, tags, player, rates, feed.
"""

import re
from collections.abc import Callable, Sequence
from itertools import groupby, pairwise

from aligner.bitext import Paragraph, Role, Span
from aligner.reading.lines import ends_sentence

Rule = Callable[[str], bool]

CLOCK_END = re.compile(r"\b\d{1,2}:\d{2}$")
CREDIT_END = re.compile(
    r"\((?:фото|иллюстрация|видео|photo|image|video|picture|credit)s?\s*:[^()]*\)\.?$", re.IGNORECASE
)
CREDIT_START = re.compile(r"(?:фото|photo|image credit|photo credit|источник фото)\s*:|©", re.IGNORECASE)
WORDS = re.compile(r"\w+(?:[-’']\w+)*")

PAGE_PHRASES = {
    "авторы", "автор", "теги", "темы", "метки", "прямой эфир", "лента новостей", "читайте также",
    "читать далее", "поделиться", "подписаться", "комментарии", "реклама", "главная", "меню", "поиск",
    "войти", "перейти к основному контенту", "перейти к содержанию", "на главную", "новости партнеров",
    "авторы и теги", "материалы по теме", "по теме", "фото", "видео", "пройти тест", "наверх",
    "authors", "author", "tags", "topics", "live", "news feed", "read more", "read also", "share",
    "subscribe", "comments", "advertisement", "home", "menu", "search", "sign in", "log in",
    "skip to content", "skip to main content", "skip to the main content", "related articles", "related",
    "go to main content", "go to the main content", "latest news", "share this", "back to top",
    "photo", "video",
}  # fmt: skip

SHORT = 3  # words: a line without a full stop that is no longer is a button or a label
NOT_LABEL_STARTS = ("—", "–", "-", "«", "“", '"', "(")  # dialogue, (Applause)
LABEL_RUN = 3
DIGIT_SHARE = 0.25
PROSE_LENGTH = 100  # characters: a longer line that ends a sentence is prose
MIN_PROSE = 3  # paragraphs of prose before anything on the page can be around it
PROSE_SHARE = 0.3  # of the characters: subtitles, lists and verse stay below
GAP_LINES = 2  # unmarked lines between two marked ones, with no blank line, that are marked too
GAP_LENGTH = 80
CAPTION_LENGTH = 20
HEADING_LENGTH = 120


def with_roles(text: str, spans: Sequence[Span], *, mark_furniture: bool = True) -> list[Paragraph]:
    """Give back the paragraphs with their roles."""
    pieces = [text[span.start : span.stop] for span in spans]
    furniture = find_furniture(text, spans, pieces) if mark_furniture else [False] * len(pieces)
    headings = find_headings(pieces)
    roles: list[Role] = [
        "furniture" if marked else "heading" if heading else "body"
        for marked, heading in zip(furniture, headings, strict=True)
    ]
    return [Paragraph(span, role) for span, role in zip(spans, roles, strict=True)]


def find_furniture(text: str, spans: Sequence[Span], pieces: Sequence[str]) -> list[bool]:
    """Give back, for each paragraph, whether it is part of the page and not of the article."""
    if not _has_article(pieces):
        return [False] * len(pieces)
    certain = [any(rule(piece) for rule in RULES) for piece in pieces]
    certain = [sure or twice for sure, twice in zip(certain, repeated_captions(pieces), strict=True)]
    likely = [sure or is_label(piece) for sure, piece in zip(certain, pieces, strict=True)]
    glued = [len(text[a.stop : b.start].splitlines()) <= 1 for a, b in pairwise(spans)]
    return _with_gaps_closed(_runs_that_hold(certain, likely), pieces, glued)


def find_headings(pieces: Sequence[str]) -> list[bool]:
    """Give back, for each paragraph, whether it is a short line over a longer text."""
    last = len(pieces) - 1
    return [i < last and _is_heading(piece, pieces[i + 1]) for i, piece in enumerate(pieces)]


def is_label(piece: str) -> bool:
    """Say whether a line is as short as a button: a few words and no full stop.

    >>> is_label("Лента новостей"), is_label("Он ушёл.")
    (True, False)
    """
    if ends_sentence(piece) or piece.startswith(NOT_LABEL_STARTS) or piece[:1].islower():
        return False
    return len(WORDS.findall(piece)) <= SHORT


def ends_in_clock(piece: str) -> bool:
    """Say whether a line ends with a time of day, as the lines of a news feed do."""
    return CLOCK_END.search(piece) is not None


def is_mostly_digits(piece: str) -> bool:
    """Say whether more than a quarter of the characters are digits, as in exchange rates.

    A number alone may be a chapter's or a year; it counts as a label only.
    """
    if piece.isdigit():
        return False
    inked = sum(not char.isspace() for char in piece)
    return sum(map(str.isdigit, piece)) > DIGIT_SHARE * inked and not ends_sentence(piece)


def is_credit(piece: str) -> bool:
    """Say whether a line is a picture's caption, by the credit in it."""
    if CREDIT_END.search(piece):
        return True
    return CREDIT_START.match(piece) is not None and len(piece) < PROSE_LENGTH


def is_page_phrase(piece: str) -> bool:
    """Say whether a line is what pages say around every article."""
    return piece.strip(" :.,!…»›→").lower() in PAGE_PHRASES


def _has_article(pieces: Sequence[str]) -> bool:
    prose = [len(piece) for piece in pieces if _is_prose(piece)]
    return len(prose) >= MIN_PROSE and sum(prose) >= PROSE_SHARE * sum(map(len, pieces))


def _is_prose(piece: str) -> bool:
    return len(piece) >= PROSE_LENGTH and ends_sentence(piece)


def repeated_captions(pieces: Sequence[str]) -> list[bool]:
    """Give back which lines are a caption said twice: instead of the picture, and with its credit."""
    found = [False] * len(pieces)
    for i, (here, after) in enumerate(pairwise(pieces)):
        if len(here) >= CAPTION_LENGTH and after.startswith(here) and is_credit(after):
            found[i] = found[i + 1] = True
    return found


def _runs_that_hold(certain: Sequence[bool], likely: Sequence[bool]) -> list[bool]:
    """Labels alone are headings; a run of them, or one next to a sure line, is a menu."""
    marked: list[bool] = []
    for is_likely, group in groupby(range(len(likely)), key=lambda i: likely[i]):
        run = list(group)
        holds = is_likely and (len(run) >= LABEL_RUN or any(certain[i] for i in run))
        marked.extend([holds] * len(run))
    return marked


def _with_gaps_closed(marked: list[bool], pieces: Sequence[str], glued: Sequence[bool]) -> list[bool]:
    closed = list(marked)
    prose = [i for i, piece in enumerate(pieces) if _is_prose(piece)]
    for left, right in pairwise([i for i, mark in enumerate(marked) if mark]):
        gap = range(left + 1, right)
        if len(gap) > GAP_LINES or not all(glued[left:right]):
            continue
        outside = right < prose[0] or left > prose[-1]
        if all(len(pieces[i]) <= GAP_LENGTH and (outside or not ends_sentence(pieces[i])) for i in gap):
            for i in gap:
                closed[i] = True
    return closed


def _is_heading(piece: str, after: str) -> bool:
    if len(piece) > HEADING_LENGTH or "\n" in piece or ends_sentence(piece) or piece.endswith(","):
        return False
    starts_like_one = piece[0].isupper() or piece[0].isdigit() or piece[0] in '«"“'
    is_text = ends_sentence(after) or len(after) >= PROSE_LENGTH  # a lead may have no full stop
    return starts_like_one and is_text and len(after) > 1.5 * len(piece)


RULES: tuple[Rule, ...] = (ends_in_clock, is_mostly_digits, is_credit, is_page_phrase)

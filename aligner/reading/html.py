"""Web pages: the article's blocks in page order, headline and lead among them.

trafilatura judges which blocks are the article; it drops headline and lead, and of a page
laid out with ``<br>`` it returns everything. So the blocks are cut here, from the page, and
its answer only chooses among them; readability-lxml is asked where the answer is empty or
nearly the whole page. What stands between two chosen blocks stays, marked as furniture.
"""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import trafilatura

from aligner.bitext import Paragraph, Role, Span
from aligner.reading.encodings import declared_or_detected
from aligner.reading.lines import ends_sentence
from aligner.reading.page_blocks import Block, Page, read_page
from aligner.reading.roles import PROSE_LENGTH, RULES, is_label, repeated_captions, with_roles
from aligner.reading.text_format import TextFormat

for _library in ("trafilatura", "readability", "htmldate", "courlan"):
    logging.getLogger(_library).addHandler(logging.NullHandler())  # they warn of every odd page

WHOLE_PAGE = 0.8  # of the page's characters: more is no choice
FRAGMENT = 30  # characters: a shorter block must be a whole line of the article to be in it
TITLE_SEPARATOR = re.compile(r"\s+(?:::|[|—–·»-])\s+")
HEADLINE_WORDS = 3


@dataclass(frozen=True, slots=True)
class HtmlReader(TextFormat):
    """Reads a web page: the text is what the page shows, a blank line between blocks."""

    format: ClassVar[str] = "html"

    def decode(self, data: bytes, *, name: str, encoding: str | None) -> tuple[str, str]:
        """Give back the text and the encoding: given, marked, declared by the page, or detected."""
        return declared_or_detected(data, name=name, encoding=encoding)

    def mark(self, text: str) -> tuple[str, Sequence[Paragraph]]:
        """Give back the text that the page shows and its paragraphs."""
        page = read_page(text)
        blocks = page.blocks
        if not blocks:
            return "", []
        chosen = _article_by_trafilatura(page) or _article_by_readability(page)
        if chosen is None:
            shown, spans = _joined(blocks)
            return shown, _roles_of_all(shown, spans, blocks, mark_furniture=self.mark_furniture)
        whole, roles, inside = _around(blocks, chosen, page.title)
        shown, spans = _joined(whole)
        if not self.mark_furniture:
            roles = ["body" if role == "furniture" else role for role in roles]
        return shown, [
            Paragraph(span, role, outside=self.mark_furniture and number not in inside)
            for number, (span, role) in enumerate(zip(spans, roles, strict=True))
        ]


def _article_by_trafilatura(page: Page) -> list[bool] | None:
    extracted = trafilatura.extract(page.source, include_comments=False, include_tables=True)
    return _chosen((extracted or "").splitlines(), page.blocks)


def _article_by_readability(page: Page) -> list[bool] | None:
    import readability  # 0.1 s, and rarely needed

    try:
        summary = readability.Document(page.source).summary()
    except readability.readability.Unparseable:
        return None
    return _chosen([block.text for block in read_page(summary).blocks], page.blocks)


def _chosen(lines: Sequence[str], blocks: Sequence[Block]) -> list[bool] | None:
    """Give back which blocks are in the lines, None if that is none or nearly the whole page."""
    answer = [_plain(line) for line in lines]
    whole, run_together = set(answer), " ".join(answer)
    texts = [_plain(block.text) for block in blocks]
    chosen = [text in whole or (len(text) >= FRAGMENT and text in run_together) for text in texts]
    size = sum(len(block.text) for block, is_chosen in zip(blocks, chosen, strict=True) if is_chosen)
    is_choice = 0 < size <= WHOLE_PAGE * sum(len(block.text) for block in blocks)
    return chosen if is_choice else None


def _plain(text: str) -> str:
    """Give back the text with single plain spaces: the extractors differ about white space."""
    return " ".join(text.split())


def _around(
    blocks: Sequence[Block], chosen: Sequence[bool], title: str
) -> tuple[list[Block], list[Role], range]:
    """Give back the page, the role of each block, and which blocks are the article with headline and lead.

    What stands before and behind the article is furniture, whatever it looks like: the feed, comments,
    a teaser of another article. Kept, but never paired: comments in two languages are no translations.
    """
    first = chosen.index(True)
    last = len(chosen) - 1 - list(reversed(chosen)).index(True)
    headline = _headline(blocks[: first + 1], title)
    start = first if headline is None else headline
    article = list(blocks[start : last + 1])
    roles = [_role(block, is_chosen) for block, is_chosen in zip(article, chosen[start:], strict=False)]
    if headline is not None:
        roles[0] = "heading"
    for i, is_caption in enumerate(repeated_captions([block.text for block in article])):
        roles[i] = "furniture" if is_caption else roles[i]
    named = TITLE_SEPARATOR.split(title)[0].strip()
    if headline is None and len(named.split()) >= HEADLINE_WORDS and named not in {b.text for b in article}:
        article, roles = [Block(named, "heading"), *article], ["heading", *roles]
    before, behind = blocks[:start], blocks[last + 1 :]
    around: list[Role] = ["furniture"] * len(blocks)
    return (
        [*before, *article, *behind],
        [*around[: len(before)], *roles, *around[: len(behind)]],
        range(len(before), len(before) + len(article)),
    )


def _headline(blocks: Sequence[Block], title: str) -> int | None:
    """Give back the number of the block that is the headline: of the title's words, or the last h1."""
    named = [i for i, block in enumerate(blocks) if _names_the_page(block.text, title)]
    if named:
        return named[-1]
    tops = [i for i, block in enumerate(blocks) if block.tag == "h1"]
    return tops[-1] if tops else None


def _names_the_page(text: str, title: str) -> bool:
    is_long_enough = len(text.split()) >= HEADLINE_WORDS
    return is_long_enough and (title.startswith(text) or text in TITLE_SEPARATOR.split(title))


def _role(block: Block, is_chosen: bool) -> Role:
    if block.role != "body":
        return block.role
    looks_like_page = any(rule(block.text) for rule in RULES)
    if is_chosen:
        return "furniture" if looks_like_page and not ends_sentence(block.text) else "body"
    if looks_like_page or is_label(block.text) or block.is_link:
        return "furniture"
    # What the extractor left out but reads like prose is the lead, or a paragraph it missed.
    return "body" if len(block.text) >= PROSE_LENGTH else "furniture"


def _roles_of_all(
    shown: str, spans: Sequence[Span], blocks: Sequence[Block], *, mark_furniture: bool
) -> list[Paragraph]:
    paragraphs = with_roles(shown, spans, mark_furniture=mark_furniture)
    kept: list[Paragraph] = []
    for paragraph, block in zip(paragraphs, blocks, strict=True):
        told = block.role if block.role != "furniture" or mark_furniture else "body"
        kept.append(paragraph if told == "body" else Paragraph(paragraph.span, told))
    return kept


def _joined(blocks: Sequence[Block]) -> tuple[str, list[Span]]:
    spans, at = [], 0
    for block in blocks:
        spans.append(Span(at, at + len(block.text)))
        at += len(block.text) + 2
    return "\n\n".join(block.text for block in blocks) + "\n", spans

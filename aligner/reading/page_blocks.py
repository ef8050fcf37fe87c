"""The blocks of text that a web page shows, in its order."""

import re
from dataclasses import dataclass, field

from lxml import etree

from aligner.bitext import Role

NOT_SHOWN = {
    "script", "style", "noscript", "template", "head", "title", "svg", "math", "iframe", "object",
    "select", "option", "button", "textarea", "input", "audio", "video", "canvas", "meta", "link",
}  # fmt: skip
INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "img", "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small",
    "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
}  # fmt: skip
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
CAPTIONS = {"figcaption", "nav", "footer", "aside"}

XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
WHITE_SPACE = re.compile(r"[ \t\n\r\f\v]+")  # a no-break space is the author's and stays
NESTING_TAG = re.compile(r"</?(?!(?:script|style|title|head|html|body|noscript|template)\b)[a-zA-Z][^<>]*>")
UNREADABLE = str.maketrans({"\0": " "})


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text with no line break on the page, and what its tags say of it.

    ``is_link``: all of it is one link, as the items of menus and feeds are.
    """

    text: str
    role: Role = "body"
    tag: str = ""
    is_link: bool = False


@dataclass(slots=True)
class _Collector:
    blocks: list[Block] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    linked: int = 0  # characters of the open block that are in links
    depths: dict[str, int] = field(default_factory=dict)

    def add(self, piece: str | None) -> None:
        if piece:
            self.pieces.append(piece)
            if self.depths.get("a"):
                self.linked += len(piece.strip())

    def end_block(self) -> None:
        text = squeezed("".join(self.pieces)) if not self._inside({"pre"}) else "".join(self.pieces).strip()
        if text:
            self.blocks.append(Block(text, self._role(), self._heading(), self.linked >= len(text)))
        self.pieces, self.linked = [], 0

    def _inside(self, tags: set[str]) -> bool:
        return any(self.depths.get(tag) for tag in tags)

    def _heading(self) -> str:
        return next((tag for tag in sorted(HEADINGS) if self.depths.get(tag)), "")

    def _role(self) -> Role:
        if self._inside(CAPTIONS):
            return "furniture"
        if self._inside({"pre"}):
            return "code"
        return "heading" if self._inside(HEADINGS) else "body"


@dataclass(frozen=True, slots=True)
class Page:
    """A page that can be parsed: its source, its ``<title>`` ("" if none) and its blocks."""

    source: str
    title: str
    blocks: tuple[Block, ...]


def read_page(source: str) -> Page:
    """Give back the page with its blocks of text, none if it shows no text.

    Nested deeper than the parser goes, a page loses its tags but not its text.
    """
    source = XML_DECLARATION.sub("", source.translate(UNREADABLE))
    root, is_whole = _parsed(source)
    if not is_whole:
        source = NESTING_TAG.sub("<br>", source)
        root, _ = _parsed(source)
    if root is None:
        return Page(source, "", ())
    title = root.find(".//title")
    return Page(source, "" if title is None else squeezed(title.text or ""), tuple(_blocks_of(root)))


def _blocks_of(root: "etree._Element") -> list[Block]:
    collector = _Collector()
    hidden: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event in ("comment", "pi"):
            if hidden is None:
                collector.add(element.tail)
        elif event == "start":
            if hidden is None and (tag in NOT_SHOWN or "hidden" in element.attrib):
                hidden = element
            elif hidden is None:
                _start(collector, tag, element)
        elif hidden is None or hidden is element:
            if hidden is None:
                _end(collector, tag)
            hidden = None
            if element is not root:
                collector.add(element.tail)
    collector.end_block()
    return collector.blocks


def squeezed(text: str) -> str:
    """Give back the text with each run of white space made one space, none at the ends."""
    return WHITE_SPACE.sub(" ", text).strip()


def _parsed(source: str) -> "tuple[etree._Element | None, bool]":
    """Give back the root and whether the parser got to the end of the page."""
    if not source.strip():
        return None, True
    # Bytes, with the encoding told: a page in a string may not name its encoding.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    root = etree.fromstring(source.encode("utf-8"), parser)
    return root, not any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


def _start(collector: _Collector, tag: str, element: "etree._Element") -> None:
    if tag not in INLINE:
        collector.end_block()
    collector.depths[tag] = collector.depths.get(tag, 0) + 1
    collector.add(element.text)


def _end(collector: _Collector, tag: str) -> None:
    if tag not in INLINE:
        collector.end_block()
    collector.depths[tag] -= 1

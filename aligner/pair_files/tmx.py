"""TMX, ours and other tools': streamed, unit by unit.

Everything in a unit stays: attributes, notes, props, other languages, inline tags and
comments; so do the header, the document type and the comments between units. The layout
between two units is that before the first one. Missing headers and header attributes are
let pass, since several tools leave them out; a namespace and the older ``lang`` for
``xml:lang`` are known. Written as UTF-8, whatever the encoding read.

Nothing that a file declares is expanded or fetched: entity declarations are refused, an
external DTD isn't loaded, and libxml2's limits (10 MB a text, depth 256) stay on.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from aligner.config import PairFileOptions
from aligner.errors import InputError
from aligner.pair_files.inputs import Input
from aligner.pair_files.pair import Fields, Pair, Record, as_text
from aligner.pair_files.pair_file import PairFile

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})
"""Inline elements that hold a program's codes, not text; ``hi`` and ``sub`` hold text."""

_CODE = "\0"  # no XML holds it
# Where a code may be a line break: `Error.<ph>&lt;br&gt;</ph>Try again`, not `<bpt/>Next<ept/>.`
_BREAK = re.compile(r"(?<=[.!?…:;,»”\")])\0+(?=\w)|(?<=[^\W\d_])\0+(?=[A-ZА-ЯЁ])")

_TAG_ATTRIBUTES = re.compile(r"(?<=[\w\d])\s[^<>]*>$")  # <a href="ru">: another page in another language

_WATCHED = tuple(f"{{*}}{name}" for name in ("tmx", "header", "body", "tu"))
_MANY_LANGUAGES = 20
_REMEDIES = {
    "ERR_INVALID_CHAR": "No XML can hold it. Take it out: tr -d '\\000-\\010\\013\\014\\016-\\037'",
    "ERR_INVALID_ENCODING": "It declares another encoding than it has. Convert it: iconv -f cp1251 -t utf-8",
    "ERR_UNDECLARED_ENTITY": "Write the character itself.",
    "ERR_TAG_NOT_FINISHED": "Was it cut short? Copy or export it anew.",
}
_BLOCKS_BEFORE_TMX = 16
"""Blocks of 64 KB without a <tmx> after which another kind of XML isn't read on into memory."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A ``<tu>`` and the comments before it, as text."""

    element: Any
    comments: str


class TmxFile(PairFile):
    """Reads TMX and writes it again. A record's ``raw`` is a Unit."""

    format = "tmx"

    def __init__(self, inputs: tuple[Input, ...], options: PairFileOptions) -> None:
        super().__init__(inputs, options)
        self._head = ""
        self._tail = ""
        self._between = ""
        self._body: Any = None
        self._declared: tuple[str, ...] = ()
        self._default = ""
        self._comments: list[str] = []
        self._languages: dict[str, None] = {}
        self._both_found = False
        self._is_tmx = False

    def records(self) -> Iterator[Record]:
        number = 0
        last: Any = None
        for event, element in self._events():
            kind = _local(element)
            if event in ("end", "comment", "pi") and element.getparent() is self._body is not None:
                self._between = self._body.text or ""
                if event != "end":
                    self._comments.append(self._between + self._text(element))
                # Never the element itself: the parser still hangs its tail on it.
                if last is not None:
                    self._body.remove(last)
                last = element
                if kind == "tu":
                    yield self._record(element, number)
                    number += 1
            elif event == "start":
                self._open(element, kind)
            elif event == "end" and kind == "tmx":
                self._close(element, last)
        self._check_languages(number)

    def _events(self) -> Iterator[tuple[str, Any]]:
        parser = etree.XMLPullParser(
            events=("start", "end", "comment", "pi"),
            tag=_WATCHED,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        )
        etree.clear_error_log()  # lxml keeps one log for all files of a thread
        number = 0
        try:
            for number, block in enumerate(self.inputs[0].blocks(), start=1):
                parser.feed(block)
                yield from parser.read_events()
                if number == _BLOCKS_BEFORE_TMX and not self._is_tmx:
                    raise InputError(f"{self.name}: no TMX; there is no <tmx> near its beginning.")
            if not number:
                raise InputError(f"{self.name}: is empty.")
            root = parser.close()
        except etree.XMLSyntaxError as error:
            raise self._malformed(error) from None
        yield from parser.read_events()
        if not self._is_tmx:
            raise InputError(f"{self.name}: no TMX; the outermost element is <{_local(root)}>.")

    def _malformed(self, error: etree.XMLSyntaxError) -> InputError:
        # The error itself may only say that there is no element; the log knows why.
        log: Any = error.error_log
        last = log.last_error
        line, message, kind = (last.line, last.message, last.type_name) if last else (1, error.msg, "")
        remedy = _REMEDIES.get(kind, "Mend it there, or export it anew.")
        return InputError(
            f"{self.name}, line {line}: no well-formed XML ({' '.join(message.split())}). {remedy}"
        )

    def _open(self, element: Any, kind: str) -> None:
        parent = element.getparent()
        if parent is None:
            self._check_root(element)
            self._is_tmx = kind == "tmx"
        elif kind == "body" and parent.getparent() is None:
            self._body = element
            self._head = self._prologue(parent, element)

    def _check_root(self, root: Any) -> None:
        declared = root.getroottree().docinfo.internalDTD
        if declared is not None and any(True for _ in declared.iterentities()):
            raise InputError(
                f"{self.name}: declares entities of its own, which can blow up or read other files. "
                "Replace them by the characters they stand for."
            )
        self._default = root.nsmap.get(None, "")
        self._declared = tuple(
            f' xmlns{":" + prefix if prefix else ""}="{address}"' for prefix, address in root.nsmap.items()
        )

    def _prologue(self, root: Any, body: Any) -> str:
        doctype = root.getroottree().docinfo.doctype
        before = [etree.tostring(node, encoding="unicode", with_tail=False) for node in _before(root)]
        inside = [self._text(child) + (child.tail or "") for child in root if child is not body]
        lines = ['<?xml version="1.0" encoding="UTF-8"?>', *([doctype] if doctype else []), *before]
        return (
            "\n".join(lines)
            + f"\n{_opening(root)}{root.text or ''}{''.join(inside)}{self._bare(_opening(body))}"
        )

    def _close(self, root: Any, last: Any) -> None:
        if self._body is None:
            raise InputError(f"{self.name}: the TMX has no <body>.")
        end = (self._body.text if last is None else last.tail) or ""
        self._tail = (
            f"{''.join(self._comments)}{end}</{_name(self._body)}>{self._body.tail or ''}</{_name(root)}>\n"
        )

    def _record(self, unit: Any, number: int) -> Record:
        variants: list[tuple[str, Any]] = []
        facts: dict[str, str] = {}
        for child in unit:
            kind = _local(child)
            if kind == "tuv":
                variants.append((child.get(XML_LANG) or child.get("lang") or "", child))
            elif kind == "prop":
                facts[child.get("type", "").removeprefix("x-")] = child.text or ""
        if len(self._languages) < _MANY_LANGUAGES:
            self._languages.update(dict.fromkeys(language for language, _ in variants))
        source = chosen(variants, self.options.source_language)
        target = chosen(variants, self.options.target_language)
        self._both_found = self._both_found or (source is not None and target is not None)
        texts = self._segment(source), self._segment(target)
        codes = _codes(source), _codes(target)
        pair = Pair(*texts, number, unit.sourceline or 0, facts, codes)
        comments, self._comments = "".join(self._comments), []
        if self._default:
            _without_namespace(unit, self._default)
        return Record(pair, Unit(unit, comments))

    def _segment(self, variant: Any) -> str:
        if variant is None:
            return ""
        for child in variant:
            if _local(child) == "seg":
                return child.text or "" if not len(child) else _joined(self._texts(child))
        return ""

    def _texts(self, element: Any) -> Iterator[str]:
        """Give back the text to translate within an element: all but comments, _CODE for codes."""
        yield element.text or ""
        for child in element:
            if child.tag is etree.Entity:
                raise InputError(
                    f"{self.name}, line {element.sourceline}: entity {child.text} isn't defined."
                )
            kind = _local(child)
            if kind in CODES:
                yield _CODE
            elif kind:
                yield from self._texts(child)
            yield child.tail or ""

    def _check_languages(self, units: int) -> None:
        if units and not self._both_found:
            found = ", ".join(sorted(filter(None, self._languages))) or "not given"
            raise InputError(
                f"{self.name}: no unit has both {self.options.source_language!r} and "
                f"{self.options.target_language!r}; its languages are {found}. "
                "Choose two: --source-lang CODE --target-lang CODE"
            )

    def head(self, names: tuple[str, ...]) -> tuple[str, ...]:
        return (self._head,)

    def row(self, record: Record, names: tuple[str, ...], fields: Fields) -> tuple[str, ...]:
        unit: Unit = record.raw
        for name in names:
            set_prop(unit.element, f"x-{name}", as_text(name, fields.get(name)))
        return (unit.comments + self._between + self._text(unit.element),)

    def tail(self) -> tuple[str, ...]:
        return (self._tail,)

    def _text(self, element: Any) -> str:
        return self._bare(etree.tostring(element, encoding="unicode", with_tail=False))

    def _bare(self, text: str) -> str:
        """Give back the text of an element without the namespaces that the root declares."""
        for declaration in self._declared:
            text = text.replace(declaration, "", 1)
        return text


def _codes(variant: Any) -> tuple[str, ...]:
    """Give back the inline codes of a variant with what they hold; of a tag its name, not its attributes."""
    found = (element for element in (() if variant is None else variant.iter()) if _local(element) in CODES)
    held = ((_local(element), "".join(element.itertext()).strip()) for element in found)
    return tuple(f"<{kind}>{_TAG_ATTRIBUTES.sub('>', text)}" for kind, text in held)


def _joined(texts: Iterable[str]) -> str:
    r"""Give back the texts as one, without codes; sentences that a code parts have a space between them.

    >>> _joined(["Error.", "\0", "Try ", "\0", "again", "\0", "."])
    'Error. Try again.'
    """
    return _BREAK.sub(" ", "".join(texts)).replace(_CODE, "")


def chosen(variants: list[tuple[str, Any]], language: str) -> Any:
    """Give back the variant in this language, or else the first that is a dialect of it or it of that.

    >>> chosen([("EN-us", 1), ("RU-RU", 2)], "ru"), chosen([("ru", 1)], "ru-RU")
    (2, 1)
    >>> chosen([("en-GB", 1)], "en-US") is None
    True
    """
    wanted = language.lower().replace("_", "-")
    near = None
    for code, variant in variants:
        found = code.lower().replace("_", "-")
        if found == wanted:
            return variant
        if near is None and found and (found.startswith(f"{wanted}-") or wanted.startswith(f"{found}-")):
            near = variant
    return near


def set_prop(unit: Any, kind: str, value: str) -> None:
    """Give the unit this prop, once: in its place, or after its other notes and props; none for ""."""
    props = [child for child in unit if _local(child) == "prop" and child.get("type") == kind]
    for prop in props[1 if value else 0 :]:
        unit.remove(prop)
    if not value:
        return
    if props:
        props[0].text = value
        return
    prop = etree.Element(_sibling_name(unit, "prop"), {"type": kind})
    prop.text = value
    prop.tail = unit.text
    place = next((at for at, child in enumerate(unit) if _local(child) == "tuv"), len(unit))
    unit.insert(place, prop)


def _without_namespace(unit: Any, namespace: str) -> None:
    """Take a unit out of the namespace that stands for the whole file: alone it would get a prefix."""
    for element in unit.iter(f"{{{namespace}}}*"):
        element.tag = _local(element)
    etree.cleanup_namespaces(unit)


def _sibling_name(element: Any, local: str) -> str:
    """Give back a name in the namespace of this element."""
    namespace, brace, _ = element.tag.rpartition("}")
    return f"{namespace}{brace}{local}"


def _local(element: Any) -> str:
    """Give back the name of an element without its namespace; "" for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _name(element: Any) -> str:
    return f"{element.prefix}:{_local(element)}" if element.prefix else _local(element)


def _opening(element: Any) -> str:
    """Give back the opening tag of an element.

    >>> _opening(etree.fromstring('<tmx version="1.4"><body/></tmx>'))
    '<tmx version="1.4">'
    """
    alone = etree.Element(element.tag, dict(element.attrib), nsmap=element.nsmap)
    return etree.tostring(alone, encoding="unicode").removesuffix("/>") + ">"


def _before(root: Any) -> list[Any]:
    """Give back the comments and instructions before the outermost element, in order."""
    return list(root.itersiblings(preceding=True))[::-1]

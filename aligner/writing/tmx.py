"""TMX 1.4b, the exchange format of translation memories.

Only pairs, no nulls. Each ``<tu>`` has a ``tuid`` (document name and bead number, 0-based)
and props: x-score, x-cosine, x-parallel, x-quality, x-flags (those that are known),
x-bead-type, x-source-ids, x-target-ids, x-source-document, x-target-document, and the
alignment's metadata.

Segments are single lines: line breaks and control characters become a space, what XML 1.0
forbids becomes U+FFFD (see ``one_line``). Long segments are never cut, but Trados Studio
refuses more than 2,000 characters a side. ``srclang`` is concrete, since OmegaT compares it
with the project's source language.

Element order and attributes follow the DTD of the TMX 1.4b specification.
"""

from collections.abc import Iterator
from typing import BinaryIO
from xml.sax.saxutils import escape

from aligner import __version__
from aligner.bitext import Alignment, ScoredPair
from aligner.config import WriteOptions
from aligner.writing.one_line import one_line
from aligner.writing.rows import RowWriter, bead_type, decimal, joined

_QUOTES = {'"': "&quot;"}


class TmxWriter(RowWriter):
    """Writes one TMX file for all alignments added."""

    def __init__(self, output: str, options: WriteOptions, stdout: BinaryIO | None = None) -> None:
        super().__init__(output, options, stdout)
        self._source_language = ""
        self._tuid_prefix = ""
        self._tuid_prefixes: set[str] = set()

    def _before(self, alignment: Alignment) -> str:
        self._tuid_prefix = self._new_prefix(one_line(alignment.source.document.name))
        self._tuid_prefixes.add(self._tuid_prefix)
        if self._alignments:
            return ""
        self._source_language = self._languages(alignment)[0]
        return header(self._source_language, self.options.created, alignment.signature)

    def _new_prefix(self, name: str) -> str:
        # Two documents of a corpus may have one name; a tuid must not.
        prefix, count = name, 1
        while prefix in self._tuid_prefixes:
            count += 1
            prefix = f"{name}~{count}"
        return prefix

    def _languages(self, alignment: Alignment) -> tuple[str, str]:
        source, target = alignment.source.document, alignment.target.document
        return self.options.locales or (source.language, target.language)

    def _row(self, alignment: Alignment, number: int, row: ScoredPair) -> tuple[str, ...]:
        source_language, target_language = self._languages(alignment)
        attributes = {"tuid": f"{self._tuid_prefix}:{number}"}
        if self.options.created:
            attributes["creationdate"] = self.options.created
        if source_language != self._source_language:
            attributes["srclang"] = source_language
        unit = (
            f"    <tu{_attributes(attributes)}>\n",
            *(f"      {_prop(name, value)}\n" for name, value in props(alignment, row)),
            _variant(source_language, row.source),
            _variant(target_language, row.target),
            "    </tu>\n",
        )
        return ("".join(unit),)

    def _after(self) -> str:
        end = "  </body>\n</tmx>\n"
        if self._alignments:
            return end
        # "*all*" is the specification's word for a file without one source language.
        language = self.options.locales[0] if self.options.locales else "*all*"
        return header(language, self.options.created, "") + end


def header(source_language: str, created: str | None, signature: str) -> str:
    """Give back everything up to and with ``<body>``."""
    attributes = {
        "creationtool": "aligner",
        "creationtoolversion": __version__,
        "segtype": "sentence",
        "o-tmf": "aligner",
        "adminlang": "en",
        "srclang": source_language,
        "datatype": "plaintext",
    }
    if created:
        attributes["creationdate"] = created
    inside = f">\n    {_prop('x-signature', signature)}\n  </header>" if signature else "/>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
        f'<tmx version="1.4">\n  <header{_attributes(attributes)}{inside}\n  <body>\n'
    )


def props(alignment: Alignment, row: ScoredPair) -> Iterator[tuple[str, str]]:
    """Give back the names and values of a pair's props, without those that aren't known."""
    known = (
        ("x-score", decimal(row.score)),
        ("x-cosine", decimal(row.cosine)),
        ("x-parallel", decimal(row.parallel)),
        ("x-quality", decimal(row.quality, 2)),
        ("x-flags", ",".join(flag.name for flag in row.flags)),
    )
    always = (
        ("x-bead-type", bead_type(row.bead)),
        ("x-source-ids", joined(row.bead.source)),
        ("x-target-ids", joined(row.bead.target)),
        ("x-source-document", alignment.source.document.name),
        ("x-target-document", alignment.target.document.name),
    )
    yield from ((name, value) for name, value in known if value)
    yield from always
    taken = {name for name, _ in (*known, *always)}
    for name, value in alignment.metadata:
        plain = name.removeprefix("x-")
        yield (f"x-metadata-{plain}" if f"x-{plain}" in taken else f"x-{plain}"), value


def _attributes(values: dict[str, str]) -> str:
    return "".join(f' {name}="{escape(one_line(value), _QUOTES)}"' for name, value in values.items())


def _prop(name: str, value: str) -> str:
    return f"<prop{_attributes({'type': name})}>{escape(one_line(value))}</prop>"


def _variant(language: str, text: str) -> str:
    return f"      <tuv{_attributes({'xml:lang': language})}><seg>{escape(one_line(text))}</seg></tuv>\n"

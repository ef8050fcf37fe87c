"""What the readers share: bytes are decoded, the text is checked, its paragraphs marked."""

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from aligner.bitext import Document, Paragraph
from aligner.errors import InputError
from aligner.reading.encodings import decode

SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class TextFormat(ABC):
    """A format whose bytes are text: subclasses say where its paragraphs are.

    ``mark_furniture`` False leaves paragraphs that look like a page's menu or feed as body.
    """

    format: ClassVar[str]
    mark_furniture: bool = True

    def read(self, data: bytes, *, name: str, language: str, encoding: str | None, origin: str) -> Document:
        """Give back the document of these bytes. Raises InputError or EncodingError."""
        text, found = self.decode(data, name=name, encoding=encoding)
        return self.read_text(text, name=name, language=language, encoding=found, origin=origin)

    def decode(self, data: bytes, *, name: str, encoding: str | None) -> tuple[str, str]:
        """Give back the text and the name of its encoding."""
        return decode(data, name=name, encoding=encoding)

    def read_text(
        self, text: str, *, name: str, language: str, encoding: str | None, origin: str
    ) -> Document:
        """Give back the document of a decoded text.

        Raises InputError if there is nothing in it to align, or half a surrogate pair.
        """
        refuse_surrogates(text, name=name)
        if not text.strip():
            raise InputError(f"{name}: there is no text in it, only white space.")
        content, paragraphs = self.mark(text)
        if not paragraphs:
            raise InputError(f"{name}: no text found in this {self.format} file.")
        return Document(
            name=name,
            language=language,
            text=content,
            paragraphs=tuple(paragraphs),
            origin=origin,
            encoding=encoding,
            format=self.format,
        )

    @abstractmethod
    def mark(self, text: str) -> tuple[str, Sequence[Paragraph]]:
        """Give back the text to align (of HTML, what the page shows) and its paragraphs."""


def refuse_surrogates(text: str, *, name: str) -> None:
    """Raise InputError if the text holds half a surrogate pair: no output could be written."""
    found = SURROGATE.search(text)
    if found is None:
        return
    before = text[: found.start()]
    line, column = before.count("\n") + 1, found.start() - before.rfind("\n")
    raise InputError(
        f"{name}, line {line}, character {column}: half of a surrogate pair (U+{ord(found.group()):04X}).\n"
        "No file can hold it. Decode the text anew from its bytes, or remove it."
    )

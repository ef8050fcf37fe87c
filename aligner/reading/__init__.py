"""Reading: a file, stdin, bytes or a string become a Document, whole, its paragraphs marked.

One file per format; ``formats`` decides which one reads what. Nothing that was read is
thrown away silently: page furniture is marked, and bad input is one clear error.
"""

import os
from pathlib import PurePath
from typing import BinaryIO

from aligner.bitext import Document
from aligner.config import ReadOptions
from aligner.reading.encodings import decode
from aligner.reading.formats import READERS, declared_format, format_of_text, refuse_binary, starts_like_html
from aligner.reading.sources import read_source
from aligner.reading.text_format import TextFormat

__all__ = ["READERS", "read", "read_bytes", "read_string"]

STDIN_NAME = "<stdin>"


def read(source: str | os.PathLike[str], options: ReadOptions, *, stdin: BinaryIO | None = None) -> Document:
    """Give back the document of a path, or of ``stdin`` for "-".

    The reader is chosen by ``options.format``, else by the suffix, else by content. Raises
    InputError (no such file, a folder, no permission, empty, binary, no text), EncodingError,
    and UnknownNameError for an unknown format or encoding.
    """
    path = os.fspath(source)
    data = read_source(path, stdin=stdin)
    if path == "-":
        return read_bytes(data, options, name=STDIN_NAME, origin=STDIN_NAME)
    return read_bytes(data, options, name=PurePath(path).name, origin=path)


def read_bytes(data: bytes, options: ReadOptions, *, name: str, origin: str) -> Document:
    """Give back the document that these bytes hold.

    The suffix of ``name`` tells the format where ``options`` don't; messages call the file
    ``name``. Raises what ``read`` raises, less what only a path can cause.
    """
    refuse_binary(data, name=name)
    chosen = declared_format(options, name=name)
    if chosen == "html" or (chosen is None and starts_like_html(data)):
        html = _reader("html", options)
        return html.read(data, name=name, language=options.language, encoding=options.encoding, origin=origin)
    text, encoding = decode(data, name=name, encoding=options.encoding)
    reader = _reader(chosen or format_of_text(text), options)
    return reader.read_text(text, name=name, language=options.language, encoding=encoding, origin=origin)


def read_string(text: str, options: ReadOptions, *, name: str = "<string>") -> Document:
    """Give back the document of a text that is a string already.

    Raises InputError for a blank text and for half a surrogate pair, which no file can hold.
    """
    reader = _reader(declared_format(options, name=name) or format_of_text(text), options)
    return reader.read_text(text, name=name, language=options.language, encoding=None, origin=name)


def _reader(name: str, options: ReadOptions) -> TextFormat:
    reader: TextFormat = READERS.load(name)(mark_furniture=options.mark_furniture)
    return reader

"""Which reader reads what: by name, by suffix, by content; and what no reader can read."""

import re
from pathlib import PurePath

from aligner.config import ReadOptions
from aligner.errors import InputError, OptionError, UnknownNameError
from aligner.reading.encodings import is_utf16_or_utf32
from aligner.reading.markdown_signs import looks_like_markdown
from aligner.registry import Registry

READERS = Registry(
    "format",
    {
        "text": "aligner.reading.plain_text:PlainTextReader",
        "lines": "aligner.reading.plain_text:LineReader",
        "html": "aligner.reading.html:HtmlReader",
        "markdown": "aligner.reading.markdown:MarkdownReader",
    },
)

FORMAT_OF_SUFFIX = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".xht": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mkd": "markdown",
    ".mdown": "markdown",
}

HTML_START = re.compile(
    rb"[\s\0\xef\xbb\xbf\xff\xfe]*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)

MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (docx, odt, epub and xlsx files are such)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff\xe0", "a JPEG image"),
    (b"\xff\xd8\xff\xe1", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a Windows program"),
    (b"AT&TFORM", "a DjVu book"),
    (b"OggS\x00", "a sound recording"),
)


MAX_NULS = 0.001  # of the bytes: a text may have a stray NUL, programs and images have many


def declared_format(options: ReadOptions, *, name: str) -> str | None:
    """Give back the format that the options or the suffix name, or None if neither does.

    Raises UnknownNameError for a format that no reader reads, OptionError for one that
    contradicts "one sentence a line".
    """
    if options.format is not None and options.format not in READERS:
        raise UnknownNameError(READERS.kind, options.format, READERS)
    if options.segmented:
        if options.format not in (None, "text", "lines"):
            raise OptionError(f"One sentence a line is plain text; it can't be read as {options.format}.")
        return "lines"
    if options.format is not None:
        return options.format
    suffix = PurePath(name).suffix.lower()
    return FORMAT_OF_SUFFIX.get(suffix)


def starts_like_html(data: bytes) -> bool:
    """Say whether the bytes begin as a web page does, in any encoding.

    >>> starts_like_html(b"<!DOCTYPE html><title>Welcome</title>")
    True
    >>> starts_like_html(b"<3 for everyone")
    False
    """
    head = data[:8192]
    return HTML_START.match(head) is not None or HTML_START.match(head.replace(b"\0", b"")) is not None


def format_of_text(text: str) -> str:
    """Give back the format that a text without a telling name is in."""
    if starts_like_html(text[:4096].encode("utf-8", "replace")):
        return "html"
    return "markdown" if looks_like_markdown(text) else "text"


def refuse_binary(data: bytes, *, name: str) -> None:
    """Raise InputError if the bytes are empty or no text, naming what they look like."""
    if not data:
        raise InputError(f"{name}: the file is empty.")
    what = next((what for magic, what in MAGIC if data.startswith(magic)), None)
    if what is not None:
        raise InputError(f"{name}: this is {what}, not text. Save it as plain text or HTML and try again.")
    if data.count(0) > MAX_NULS * len(data) and not is_utf16_or_utf32(data):
        raise InputError(f"{name}: this is a binary file, not text ({data.count(0)} NUL bytes).")

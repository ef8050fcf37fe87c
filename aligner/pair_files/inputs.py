"""The bytes of a file of pairs: from a path or the standard input, compressed or not."""

import codecs
import contextlib
import gzip
import io
import os
import sys
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from aligner.errors import EncodingError, InputError

STDIN = "-"
LONGEST_LINE = 16 * 2**20
"""Characters of a line. Longer ones are no sentences but a file of another kind, and fill the memory."""

_GZIP_MAGIC = b"\x1f\x8b"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BLOCK = 2**16


class Input:
    """A stream of bytes, decompressed, with the name that messages call it by.

    Raises InputError for a file that isn't there or can't be read.
    """

    def __init__(self, path: str, stdin: BinaryIO | None = None) -> None:
        self.path = path
        self.name = "<stdin>" if path == STDIN else path
        self._size = 0
        self._file = self._opened(stdin)
        with self.errors():
            packed = self._file.peek(2).startswith(_GZIP_MAGIC)
        unpacked = gzip.GzipFile(fileobj=self._file) if packed else None
        self.stream = (
            self._file if unpacked is None else io.BufferedReader(cast(io.RawIOBase, unpacked), _BLOCK)
        )

    def _opened(self, stdin: BinaryIO | None) -> "io.BufferedReader[Any]":
        if self.path == STDIN:
            if stdin is None and sys.stdin is None:
                raise InputError("-: there is no standard input to read. Give a file name instead.")
            return _buffered(stdin or sys.stdin.buffer)
        if os.path.isdir(self.path):
            raise InputError(f"{self.path}: is a folder. Name a file.")
        try:
            file = io.FileIO(self.path)
            self._size = os.fstat(file.fileno()).st_size
        except FileNotFoundError:
            raise InputError(f"{self.path}: no such file.") from None
        except OSError as error:
            raise InputError(f"{self.path}: can't be read ({error.strerror or error}).") from error
        return _buffered(file)

    def start(self) -> bytes:
        """Give back some of the first bytes without taking them."""
        with self.errors():
            return self.stream.peek(_BLOCK)

    def share_read(self) -> float:
        """Give back how much of the file has been read, 0 to 1; 0 if its size isn't known."""
        try:
            return min(1.0, self._file.tell() / self._size) if self._size else 0.0
        except (OSError, ValueError):  # a pipe; a file that is closed
            return 0.0

    @contextlib.contextmanager
    def errors(self) -> Iterator[None]:
        """Turn failures to read or decompress into InputError."""
        try:
            yield
        except EOFError as error:
            raise InputError(
                f"{self.name}: the gzip archive ends too early. Copy or make it anew."
            ) from error
        except (gzip.BadGzipFile, zlib.error) as error:
            raise InputError(f"{self.name}: the gzip archive is damaged ({error}).") from error
        except OSError as error:
            raise InputError(f"{self.name}: can't be read ({error.strerror or error}).") from error

    def blocks(self) -> Iterator[bytes]:
        """Give back the bytes, block by block."""
        with self.errors():
            while block := self.stream.read(_BLOCK):
                yield block

    def lines(self) -> Iterator[str]:
        r"""Give back the lines with their ends, cut at ``\n`` only; a byte order mark stays.

        UTF-8, or UTF-16 with its byte order mark. Raises InputError and EncodingError,
        which name the line.
        """
        utf16 = self.start().startswith(_UTF16)
        with self.errors():
            yield from self._utf16_lines() if utf16 else self._utf8_lines()

    def _utf8_lines(self) -> Iterator[str]:
        number = 0
        while data := self.stream.readline(LONGEST_LINE + 1):
            number += 1
            self._check_length(len(data), number)
            try:
                yield data.decode("utf-8")
            except UnicodeDecodeError as error:
                raise EncodingError(
                    f"{self.name}, line {number}: not valid UTF-8 (byte 0x{data[error.start]:02X}). "
                    "Convert the file first, for instance: iconv -f cp1251 -t utf-8"
                ) from None

    def _utf16_lines(self) -> Iterator[str]:
        text = io.TextIOWrapper(self.stream, encoding="utf-16", newline="\n")
        number = 0
        try:
            while line := text.readline(LONGEST_LINE + 1):
                number += 1
                self._check_length(len(line), number)
                yield line
        except UnicodeDecodeError:
            raise EncodingError(f"{self.name}, after line {number}: not valid UTF-16.") from None
        finally:
            with contextlib.suppress(ValueError):  # closed before this, after an error elsewhere
                text.detach()

    def _check_length(self, length: int, number: int) -> None:
        if length > LONGEST_LINE:
            raise InputError(
                f"{self.name}, line {number}: longer than {LONGEST_LINE:,} characters. Is it text?"
            )

    def close(self) -> None:
        """Close the file; the standard input stays open."""
        if self.path == STDIN:
            with contextlib.suppress(ValueError):
                self._file.detach()
        else:
            self._file.close()


def _buffered(stream: object) -> "io.BufferedReader[Any]":
    # The protocol that BufferedReader wants is private; all streams here have its methods.
    return io.BufferedReader(cast(io.RawIOBase, stream), _BLOCK)


def line_and_end(line: str) -> tuple[str, str]:
    r"""Give back a line and what ends it, apart.

    >>> line_and_end("a\tb\r\n"), line_and_end("a")
    (('a\tb', '\r\n'), ('a', ''))
    """
    text = line.removesuffix("\n")
    text = text.removesuffix("\r") if len(text) < len(line) else text
    return text, line[len(text) :]

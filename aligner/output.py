"""Outputs that appear whole or not at all.

A path that ends in ``.gz`` is compressed on the way, without a date, so that the same text
gives the same bytes.
"""

import contextlib
import errno
import os
import re
import secrets
import stat
import sys
import weakref
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Protocol

from aligner.errors import OutputError

STDOUT = "-"
GZIP_SUFFIX = ".gz"

_GZIP_WINDOW = 31  # zlib's way to ask for a gzip header: 16 + the largest window
_GZIP_LEVEL = 6  # what the gzip command does

_DESCRIPTORS = {"/dev/stdout": 1, "/dev/stderr": 2}
_DESCRIPTOR = re.compile(r"/(?:dev|proc/self)/fd/(\d+)")
# Some network and user-space file systems have no fsync; the rename still works there.
_NO_FSYNC = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}


class Output(Protocol):
    """Where a writer puts its text: a file, a pipe or the standard output."""

    path: str

    def write(self, text: str) -> None:
        """Write the text as UTF-8. Raises OutputError; BrokenPipeError where a reader left."""
        ...

    def write_bytes(self, data: bytes) -> None:
        """Write the bytes as they are. Raises what ``write`` raises."""
        ...

    def finish(self) -> None:
        """Bring everything written safely to its place of waiting. Raises OutputError."""
        ...

    def publish(self) -> None:
        """Put what was finished under its final name. Raises OutputError."""
        ...

    def discard(self) -> None:
        """Give up and leave what was there before untouched."""
        ...


class Temporary:
    """A hidden path beside a file to be, for what is to become that file.

    Whatever lies there is removed when this object or the process ends, even if an interruption comes
    before anybody else could see to it; only a killed process leaves it.
    """

    def __init__(self, final: str) -> None:
        self._final = os.path.realpath(final)
        # Not made from the final name, which may be as long as names can be.
        self.path = os.path.join(os.path.dirname(self._final), f".aligner-{secrets.token_hex(8)}.tmp")
        self._remove = weakref.finalize(self, _remove_own, self.path, os.getpid())

    def publish(self) -> None:
        """Put what lies there under the final name. Raises OSError."""
        os.replace(self.path, self._final)
        self._remove.detach()

    def remove(self) -> None:
        """Remove what lies there unless it has been published."""
        self._remove()


def _remove_own(path: str, process: int) -> None:
    if process == os.getpid():  # and not in a fork of the process that writes it
        with contextlib.suppress(OSError):
            os.unlink(path)


class AtomicFile:
    """A regular file, written under a hidden name beside it and renamed when whole.

    An existing file keeps its permissions and is replaced only by a whole one; of a
    symbolic link the target is replaced. Raises OutputError for a missing folder, a
    folder in place of a file, or a place that can't be written to.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        final = os.path.realpath(path)
        folder = os.path.dirname(final)
        if not os.path.basename(path) or os.path.isdir(final):
            raise OutputError(f"{path}: this is a folder, a file name is wanted.")
        if not os.path.isdir(folder):
            raise OutputError(f"{path}: there is no folder {folder}. Make it first, or check the path.")
        mode = _mode_of(final)
        if mode is not None and not os.access(final, os.W_OK):
            raise OutputError(f"{path}: the file is write-protected.")
        self._temporary = Temporary(final)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        try:
            descriptor = os.open(self._temporary.path, flags, 0o666 if mode is None else mode)
            self._file = os.fdopen(descriptor, "wb")
            if mode is not None:
                os.chmod(self._temporary.path, mode)  # once more: creation was subject to the umask
        except OSError as error:
            raise _cannot_write(path, error) from error

    def write(self, text: str) -> None:
        self.write_bytes(text.encode("utf-8"))

    def write_bytes(self, data: bytes) -> None:
        with self._or_discard():
            self._file.write(data)

    def finish(self) -> None:
        with self._or_discard():
            self._file.flush()
            _fsync(self._file.fileno())
            self._file.close()

    def publish(self) -> None:
        with self._or_discard():
            self._temporary.publish()

    def discard(self) -> None:
        with contextlib.suppress(OSError):
            self._file.close()
        self._temporary.remove()

    @contextlib.contextmanager
    def _or_discard(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:  # the disk is full, the folder has gone ...
            self.discard()
            raise _cannot_write(self.path, error) from error


class StraightFile:
    """A device or a named pipe: written to as it comes, since it can't be renamed."""

    def __init__(self, path: str) -> None:
        self.path = path
        try:
            descriptor = _duplicate(path) if _descriptor(path) else os.open(path, os.O_WRONLY)
            self._file: BinaryIO = os.fdopen(descriptor, "wb")
        except OSError as error:
            raise _cannot_write(path, error) from error

    def write(self, text: str) -> None:
        self.write_bytes(text.encode("utf-8"))

    def write_bytes(self, data: bytes) -> None:
        with _pipe_errors_apart(self.path):
            self._file.write(data)

    def finish(self) -> None:
        with _pipe_errors_apart(self.path):
            self._file.close()

    def publish(self) -> None:
        """Do nothing: everything has gone out already."""

    def discard(self) -> None:
        with contextlib.suppress(OSError):
            self._file.close()


class StandardOutput:
    """The standard output, or a binary stream that stands for it; never closed."""

    path = STDOUT

    def __init__(self, stream: BinaryIO | None = None) -> None:
        if stream is None and sys.stdout is None:
            raise OutputError("The standard output is closed. Name a file to write to.")
        self._stream = sys.stdout.buffer if stream is None else stream

    def write(self, text: str) -> None:
        self.write_bytes(text.encode("utf-8"))

    def write_bytes(self, data: bytes) -> None:
        with _pipe_errors_apart("standard output"):
            self._stream.write(data)

    def finish(self) -> None:
        with _pipe_errors_apart("standard output"):
            self._stream.flush()

    def publish(self) -> None:
        """Do nothing: everything has gone out already."""

    def discard(self) -> None:
        """Do nothing: what has gone out can't be taken back."""


class GzipOutput:
    """Another output, compressed."""

    def __init__(self, inner: Output) -> None:
        self.path = inner.path
        self._inner = inner
        self._compressor = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, _GZIP_WINDOW)

    def write(self, text: str) -> None:
        self.write_bytes(text.encode("utf-8"))

    def write_bytes(self, data: bytes) -> None:
        compressed = self._compressor.compress(data)
        if compressed:
            self._inner.write_bytes(compressed)

    def finish(self) -> None:
        self._inner.write_bytes(self._compressor.flush())
        self._inner.finish()

    def publish(self) -> None:
        self._inner.publish()

    def discard(self) -> None:
        self._inner.discard()


def open_output(path: str, stdout: BinaryIO | None = None) -> Output:
    """Give back the output of this path; ``-`` is ``stdout``, or the standard output.

    Regular files are written atomically; devices and named pipes straight; what ends in
    ``.gz`` is compressed. Raises OutputError if nothing can be written there.
    """
    if path == STDOUT:
        return StandardOutput(stdout)
    output = StraightFile(path) if _descriptor(path) or _is_special(path) else AtomicFile(path)
    return GzipOutput(output) if path.lower().endswith(GZIP_SUFFIX) else output


def _descriptor(path: str) -> bool:
    return path in _DESCRIPTORS or _DESCRIPTOR.fullmatch(path) is not None


def _duplicate(path: str) -> int:
    # Opening /dev/stdout anew would start at the beginning of the file that the shell
    # redirects to and write over what others have written there.
    found = _DESCRIPTOR.fullmatch(path)
    return os.dup(int(found[1]) if found else _DESCRIPTORS[path])


def _is_special(path: str) -> bool:
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _mode_of(path: str) -> int | None:
    try:
        return stat.S_IMODE(os.stat(path).st_mode)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _cannot_write(path, error) from error


def _fsync(descriptor: int) -> None:
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FSYNC:
            raise


@contextlib.contextmanager
def _pipe_errors_apart(path: str) -> Iterator[None]:
    """Turn failures into OutputError, but let a pipe whose reader left be just that."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _cannot_write(path, error) from error


def _cannot_write(path: str, error: OSError) -> OutputError:
    return OutputError(f"{path}: can't be written ({error.strerror or error}).")

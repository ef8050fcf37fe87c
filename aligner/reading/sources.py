"""Where bytes come from: a path or stdin, with one clear line for what can go wrong."""

import os
from typing import BinaryIO

from aligner.errors import InputError


def read_source(source: str | os.PathLike[str], *, stdin: BinaryIO | None = None) -> bytes:
    """Give back the bytes of a file, or of ``stdin`` for "-". Raises InputError."""
    path = os.fspath(source)
    if path == "-":
        if stdin is None:
            raise InputError("-: there is no standard input to read. Give a file name instead.")
        return stdin.read()
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        raise InputError(f"{path}: no such file. Check the name and the folder.") from None
    except IsADirectoryError:
        raise InputError(f"{path}: is a folder, not a file. Give one file of it.") from None
    except PermissionError:
        if os.path.isdir(path):  # what Windows says of a folder
            raise InputError(f"{path}: is a folder, not a file. Give one file of it.") from None
        raise InputError(f"{path}: no permission to read it.") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{path}: can't be read ({reason}).") from None

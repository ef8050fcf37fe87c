"""Which files a path, a folder or a glob stands for."""

import os
import stat
from collections.abc import Sequence
from glob import glob, has_magic
from pathlib import Path, PurePath

from aligner.errors import InputError


def files_in(folder: str | os.PathLike[str]) -> tuple[str, ...]:
    """Give back the files of a folder and its subfolders, relative to it, with ``/``, sorted.

    Hidden files, what lies in hidden folders, pipes and devices are left out. Raises InputError
    where there is no such folder, no file in it, or a folder below that can't be read.
    """
    root = Path(folder)
    if not root.is_dir():
        what = "is a file, not a folder" if root.exists() else "no such folder"
        raise InputError(f"{root}: {what}. Give a folder.")
    found = []
    for directory, folders, names in os.walk(root, onerror=_refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        below = PurePath(directory).relative_to(root)
        found += [
            (below / name).as_posix()
            for name in names
            if not name.startswith(".") and not is_special(os.path.join(directory, name))
        ]
    if not found:
        raise InputError(f"{root}: no files in this folder.")
    return tuple(sorted(found))


def told_apart(paths: Sequence[str]) -> list[str]:
    """Give back what the files are called: their own names, with as many folders as tell them apart.

    >>> told_apart(["a/x.txt", "b/x.txt"]), told_apart(["a/x.txt", "b/y.txt"])
    (['a/x.txt', 'b/x.txt'], ['x.txt', 'y.txt'])
    """
    parts = [PurePath(path).parts for path in paths]
    for depth in range(1, max(map(len, parts), default=0) + 1):
        names = ["/".join(part[-depth:]) or "-" for part in parts]
        if len(set(names)) == len(names):
            return names
    return list(paths)


def _refuse(error: OSError) -> None:
    raise InputError(f"{error.filename}: can't be read ({error.strerror or error}).") from error


def is_special(path: str | os.PathLike[str]) -> bool:
    """Say whether the path is a pipe, a socket or a device: reading it might never end."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return False  # whoever reads it will say so
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def expand(argument: str) -> tuple[str, ...]:
    """Give back the files that a path, a folder or a glob stands for, sorted.

    A path comes back as it is, whether there is such a file or not; ``**`` in a glob
    matches folders of any depth. Raises InputError where a folder or a glob gives nothing.
    """
    if os.path.isdir(argument):
        return tuple(str(Path(argument) / name) for name in files_in(argument))
    if os.path.exists(argument) or not has_magic(argument):
        return (argument,)
    found = sorted(path for path in glob(argument, recursive=True) if os.path.isfile(path))
    if not found:
        raise InputError(f"{argument}: no file matches this pattern.")
    return tuple(found)

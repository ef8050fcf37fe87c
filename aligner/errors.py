"""Everything that can go wrong in a way that the user can put right.

::

    AlignerError                 one clear message: what, where, what to do next
    ├── InputError               something is wrong with what was read
    │   ├── EncodingError        bytes that are not text in the encoding tried
    │   └── LanguageError        the sides are swapped, or both the same language
    ├── UnknownNameError         no such encoder, format, segmenter ...; lists the known ones
    ├── MissingExtraError        an optional library isn't installed; names the pip command
    ├── ModelError               a model isn't on this machine or can't be read
    ├── OutputError              an output can't be written
    └── OptionError              options that contradict each other or are out of range
"""

from collections.abc import Callable, Iterable


class AlignerError(Exception):
    """A failure that the user can put right; its text is the whole message."""

    def __reduce__(self) -> "tuple[Callable[..., AlignerError], tuple[object, ...]]":
        """Let it come back from another process, whatever its class is made with."""
        return _again, (type(self), str(self))

    def inside(self, place: str) -> "AlignerError":
        """Give back the same error with the place in front, such as a file's name."""
        return _again(type(self), f"{place}: {self}")


def _again(kind: type[AlignerError], message: str) -> AlignerError:
    error = kind.__new__(kind)
    error.args = (message,)
    return error


class InputError(AlignerError):
    """Something is wrong with what was read."""


class EncodingError(InputError):
    """The bytes are not text in the encoding given or found."""


class LanguageError(InputError):
    """The sides are swapped, or both sides are in the same language."""


class UnknownNameError(AlignerError):
    """A name that isn't in the registry; the message lists the names that are."""

    def __init__(self, kind: str, name: str, known: Iterable[str], hint: str = "") -> None:
        from difflib import get_close_matches  # a millisecond that help has no use for

        names = sorted(known)
        near = get_close_matches(name, names, 1)
        meant = f" Did you mean {near[0]!r}?" if near else ""
        super().__init__(f"Unknown {kind} {name!r}.{meant} Known: {', '.join(names)}. {hint}".rstrip())


class MissingExtraError(AlignerError):
    """A library of an optional extra isn't installed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs an optional extra. Install it: pip install 'aligner[{extra}]'")


class ModelError(AlignerError):
    """A model isn't on this machine or can't be read."""


class OutputError(AlignerError):
    """An output can't be written."""


class OptionError(AlignerError):
    """Options that contradict each other or are out of range."""

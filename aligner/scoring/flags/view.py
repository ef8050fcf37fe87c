"""A pair as the flags see it: both texts, their languages, and their words, found once."""

from collections.abc import Sequence
from dataclasses import dataclass

from aligner.bitext import Span
from aligner.scoring.sides import Side


@dataclass(frozen=True, slots=True)
class Finding:
    """The characters of either side that show what is wrong, and a few words about it."""

    source: tuple[Span, ...] = ()
    target: tuple[Span, ...] = ()
    note: str = ""


class PairView:
    """Both sides of a pair. ``after`` is what follows the target's text in its document.

    ``codes``: the inline codes of each side that its text leaves out.
    ``ours`` is what was found in the source, ``theirs`` in the target.
    """

    __slots__ = (
        "_ours", "_theirs", "after", "codes", "source", "source_language", "target", "target_language",
    )  # fmt: skip

    def __init__(
        self,
        source: str,
        target: str,
        source_language: str = "ru",
        target_language: str = "en",
        after: str = "",
        codes: tuple[Sequence[str], Sequence[str]] = ((), ()),
    ) -> None:
        self.source = source
        self.target = target
        self.source_language = source_language
        self.target_language = target_language
        self.after = after
        self.codes = codes
        self._ours: Side | None = None
        self._theirs: Side | None = None

    @property
    def ours(self) -> Side:
        if self._ours is None:
            self._ours = Side.of(self.source, self.source_language)
        return self._ours

    @property
    def theirs(self) -> Side:
        if self._theirs is None:
            self._theirs = Side.of(self.target, self.target_language)
        return self._theirs


def whole(text: str) -> tuple[Span, ...]:
    """Give back the span of all of the text, or none for an empty one."""
    return (Span(0, len(text)),) if text else ()

"""Names of interchangeable parts, each imported only when it is asked for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from aligner.errors import UnknownNameError


@dataclass(frozen=True, slots=True)
class Registry:
    """A table from names to ``"module:Class"``, with what to call its kind in messages."""

    kind: str
    parts: Mapping[str, str]

    def __iter__(self) -> Iterator[str]:
        return iter(self.parts)

    def __contains__(self, name: object) -> bool:
        return name in self.parts

    def load(self, name: str) -> Any:
        """Give back the class or function of this name, importing its module now.

        Raises UnknownNameError, which lists the names there are.
        """
        try:
            module, _, attribute = self.parts[name].partition(":")
        except KeyError:
            raise UnknownNameError(self.kind, name, self.parts) from None
        return getattr(import_module(module), attribute)

"""What made an output, in one line, in the manner of sacrebleu's signatures."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import asdict, is_dataclass

from aligner import __version__

ORDER = ("reader", "segmenter", "encoder", "alignment", "scoring", "parallel", "quality", "filters")
"""The stages in the order of the work; other keys follow in alphabetical order."""

_ESCAPES = str.maketrans({"%": "%25", "|": "%7C", "\n": "%0A", "\r": "%0D"})


def run_signature(parts: Mapping[str, object]) -> str:
    """Give back the signature of a run: version, then ``key:value`` for each part.

    >>> run_signature({"encoder": "use-multilingual#ab12cd", "segmenter": "rules"}).partition("|")[2]
    'segmenter:rules|encoder:use-multilingual#ab12cd'

    Values may be strings, numbers, booleans (``yes``, ``no``), mappings (``a=1,b=no``, keys
    sorted), dataclasses likewise, sequences (``a,b``) and sets (sorted); ``None`` is left
    out. The same parts give the same line in whatever order they come.

    >>> run_signature({"alignment": {"tau": 0.15, "crossing": True}}).partition("|")[2]
    'alignment:crossing=yes,tau=0.15'

    A ``|`` within a value is written ``%7C``, so ``|`` always parts two entries.
    """
    keys = [key for key in ORDER if key in parts] + sorted(key for key in parts if key not in ORDER)
    entries = [f"{_escaped(key)}:{_value(parts[key])}" for key in keys if parts[key] is not None]
    return "|".join((f"aligner:{__version__}", *entries))


def _value(value: object) -> str:
    if is_dataclass(value) and not isinstance(value, type):
        value = asdict(value)
    if isinstance(value, Mapping):
        known = sorted((str(key), inner) for key, inner in value.items() if inner is not None)
        return ",".join(f"{_escaped(key)}={_value(inner)}" for key, inner in known)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, AbstractSet):
        return ",".join(sorted(map(_value, value)))
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ",".join(map(_value, value))
    return _escaped(str(value))


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)

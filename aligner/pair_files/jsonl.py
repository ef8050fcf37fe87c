"""JSON Lines: one object a line; every key stays, in its order.

The texts stand under ``source`` and ``target`` (or another couple of ``columns.KNOWN``), or
within an object, as in ``{"translation": {"ru": "…", "en": "…"}}``, which the options name
``translation.ru``. A line to which nothing is added is written as it was.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from aligner.bitext import Flag, Span
from aligner.config import PairFileOptions
from aligner.errors import InputError
from aligner.pair_files.columns import find_columns
from aligner.pair_files.inputs import Input, line_and_end
from aligner.pair_files.pair import Fields, Pair, Record, Value
from aligner.pair_files.pair_file import PairFile

# What json leaves as it is although UTF-8 can't hold it or some reader breaks lines there.
_TO_ESCAPE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_PLACES = 6
_BOM = "\ufeff"


class JsonlFile(PairFile):
    """Reads JSON Lines and writes them again. A record's ``raw`` is the line and its object."""

    format = "jsonl"

    def __init__(self, inputs: tuple[Input, ...], options: PairFileOptions) -> None:
        super().__init__(inputs, options)
        self._keys: tuple[str, str] | None = None

    def records(self) -> Iterator[Record]:
        number = 0
        for place, line in enumerate(self.inputs[0].lines(), start=1):
            text = line_and_end(line)[0].removeprefix(_BOM)
            if not text.strip():  # jsonlines.org lets blank lines pass
                continue
            facts = self._object(text, place)
            source, target = self._texts(facts, place)
            yield Record(Pair(source, target, number, place, facts), (line, facts))
            number += 1
        if not number:
            raise InputError(f"{self.name}: is empty.")

    def _object(self, text: str, place: int) -> dict[str, Any]:
        try:
            found = json.loads(text)
        except json.JSONDecodeError as error:
            raise InputError(
                f"{self.name}, line {place}, column {error.colno}: no JSON ({error.msg}). "
                "Every line has to be one object."
            ) from None
        except (ValueError, RecursionError) as error:
            raise InputError(f"{self.name}, line {place}: no JSON to be read here ({error}).") from None
        if not isinstance(found, dict):
            hint = " Of a list make lines: jq -c '.[]'" if isinstance(found, list) else ""
            raise InputError(f"{self.name}, line {place}: a JSON object is wanted, one a line.{hint}")
        return found

    def _texts(self, facts: dict[str, Any], place: int) -> tuple[str, str]:
        if self._keys is None:
            self._keys = (
                self.options.columns or find_columns(list(facts), self.options) or ("source", "target")
            )
        source, target = (self._text(facts, key, place) for key in self._keys)
        return source, target

    def _text(self, facts: dict[str, Any], key: str, place: int) -> str:
        found: Any = facts
        for part in (key,) if key in facts else key.split("."):
            if not isinstance(found, dict) or part not in found:
                raise InputError(
                    f"{self.name}, line {place}: no key {key!r} ({', '.join(map(str, facts))}). "
                    "Name the keys of the texts: --columns NAME,NAME"
                )
            found = found[part]
        if found is None:
            return ""
        if not isinstance(found, str):
            raise InputError(f"{self.name}, line {place}: {key!r} is no text.")
        return found

    def row(self, record: Record, names: tuple[str, ...], fields: Fields) -> tuple[str, ...]:
        line, facts = record.raw
        if not names:
            return (line if line.endswith("\n") else line + "\n",)
        changed = facts | {name: _json_value(fields.get(name)) for name in names}
        text = json.dumps(changed, ensure_ascii=False)
        return (_TO_ESCAPE.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n",)


def _json_value(value: Value) -> Any:
    if isinstance(value, tuple):
        return [
            {
                "name": flag.name,
                "source": _spans(flag.source),
                "target": _spans(flag.target),
                "note": flag.note,
            }
            for flag in value
            if isinstance(flag, Flag)
        ]
    return value if value is None or isinstance(value, str) else round(float(value), _PLACES) + 0.0


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.stop] for span in spans]

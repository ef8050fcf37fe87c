"""A joint Parquet file, made of the pairs' JSON Lines."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from aligner.errors import MissingExtraError, OutputError
from aligner.output import Temporary

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError:
    raise MissingExtraError("Parquet", "parquet") from None

ROWS = 4_000
"""Rows of a row group: what memory holds, 3 KB each before they are columns."""

SCHEMA = pa.schema(
    [
        ("source", pa.string()),
        ("target", pa.string()),
        ("source_ids", pa.list_(pa.int64())),
        ("target_ids", pa.list_(pa.int64())),
        ("type", pa.string()),
        ("cosine", pa.float64()),
        ("score", pa.float64()),
        ("parallel", pa.float64()),
        ("quality", pa.float64()),
        ("flags", pa.list_(pa.string())),
        ("source_document", pa.string()),
        ("target_document", pa.string()),
        ("metadata", pa.map_(pa.string(), pa.string())),
        ("signature", pa.string()),
    ]
)


def write_parquet(path: str, parts: Sequence[Path]) -> None:
    """Write the pairs of these JSON Lines files; nulls and rejected pairs are left out.

    The file appears whole or not at all. Raises OutputError.
    """
    temporary = Temporary(path)
    try:
        with pq.ParquetWriter(temporary.path, SCHEMA, compression="zstd") as writer:
            rows = _rows(parts)
            while group := list(islice(rows, ROWS)):
                writer.write_table(pa.Table.from_pylist(group, schema=SCHEMA))
        temporary.publish()
    except OSError as error:
        raise OutputError(f"{path}: can't be written ({error.strerror or error}).") from error
    finally:
        temporary.remove()


def _rows(parts: Iterable[Path]) -> Iterator[dict[str, Any]]:
    for path in parts:
        with open(path, encoding="utf-8", newline="\n") as file:
            for line in file:
                row = json.loads(line)
                if row["source_ids"] and row["target_ids"] and row["rejected"] is None:
                    row["flags"] = [flag["name"] for flag in row["flags"]]
                    row["metadata"] = [(_whole(key), _whole(value)) for key, value in row["metadata"].items()]
                    for name in ("source_document", "target_document"):
                        row[name] = _whole(row[name])
                    yield {name: row[name] for name in SCHEMA.names}


def _whole(text: str) -> str:
    """Give back the text with U+FFFD for bytes of a file's name that are no UTF-8."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")

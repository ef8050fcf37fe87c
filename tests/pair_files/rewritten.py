"""A file of pairs read and written again, for the tests."""

from io import BytesIO
from pathlib import Path

from aligner.config import PairFileOptions
from aligner.pair_files import open_pair_file, open_pairs
from aligner.pair_files.pair import Fields, Pair
from aligner.pair_files.rewriting import Rewriting


def pairs_of(path: Path | str, options: PairFileOptions | None = None, stdin: bytes = b"") -> list[Pair]:
    return list(open_pairs(path, options=options, stdin=BytesIO(stdin)))


def rewritten(
    path: Path,
    fields: Fields | None = None,
    *,
    names: tuple[str, ...] | None = None,
    options: PairFileOptions | None = None,
    output: Path | None = None,
) -> bytes:
    """Give back the bytes of the file written again with these fields beside every pair."""
    output = output or path.with_name(f"again.{path.name}")
    names = tuple(fields or ()) if names is None else names
    with open_pair_file(path, options=options) as file, Rewriting(file) as rewriting:
        again = rewriting.add(str(output), names)
        for record in file.records():
            again.write(record, fields or {})
    return output.read_bytes()

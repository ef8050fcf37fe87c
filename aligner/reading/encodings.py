"""The text behind the bytes: byte order marks, UTF-16 without one, UTF-8, letter pairs."""

import codecs

from aligner.errors import EncodingError, UnknownNameError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def is_utf16_or_utf32(data: bytes) -> bool:
    """Say whether the bytes begin with the mark of UTF-16 or UTF-32."""
    return any(data.startswith(mark) for mark, name in BYTE_ORDER_MARKS if name != "utf-8")


def decode(data: bytes, *, name: str, encoding: str | None) -> tuple[str, str]:
    """Give back the text, without a byte order mark, and the name of its encoding."""
    for mark, found in BYTE_ORDER_MARKS:
        if encoding is None and data.startswith(mark):
            return data[len(mark) :].decode(found, "replace"), found
    try:
        return data.decode(encoding or "utf-8"), encoding or "utf-8"
    except LookupError:
        raise UnknownNameError("encoding", str(encoding), ["utf-8", "cp1251"]) from None
    except UnicodeDecodeError:
        if encoding:
            raise EncodingError(f"{name}: not valid {encoding}.") from None
        return data.decode("cp1251", "replace"), "cp1251"

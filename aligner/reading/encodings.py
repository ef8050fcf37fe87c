"""The text behind the bytes.

In this order: a byte order mark, UTF-16 without one, strict UTF-8, and else the likeliest
reading among the one-byte encodings of Russian and English (``letter_pairs``). UTF-8 with a
few broken bytes takes part in that contest, so that it is reported and not read as cp1251.
"""

import codecs
import re

from aligner.errors import EncodingError, UnknownNameError
from aligner.reading.letter_pairs import cost

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# With how rare each is, in the unit of ``cost``: decides a word or two. The first wins a tie:
# curly quotes are the same in cp1252 and cp1251, and so are most lower-case letters in
# cp1251 and mac-cyrillic.
ONE_BYTE_ENCODINGS = {
    "cp1252": 0.0,
    "cp1251": 0.0,
    "koi8-r": 2.0,
    "cp866": 2.0,
    "mac-cyrillic": 2.0,
    "iso-8859-5": 4.0,
}

KNOWN_ENCODINGS = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", *ONE_BYTE_ENCODINGS, "latin-1")

WINDOWS_NAMES = {"cp1251": "windows-1251", "cp1252": "windows-1252"}

TELLING_WORD = re.compile(rb"[^\s\x80-\xff]*[\x80-\xff][^\s]*")
SAMPLE = 8192  # bytes of telling words: a hundred of them decide, more only cost time

# In Russian or English UTF-16 nearly every second byte is 0 or 4; in one-byte text none is.
UTF16_SHARE = 0.7
LATIN_BYTES = b"\x00\x04"

DECLARED_IN_PAGE = re.compile(rb"""(?:charset|<\?xml[^>]*encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
PLAINLY = 4
"""Letters of two bytes that make a text plainly UTF-8."""

PAGE_HEAD = 4096  # bytes in which a page must declare its encoding

# What pages call latin-1 or ASCII is cp1252 (https://encoding.spec.whatwg.org/#names-and-labels).
MEANT_BY = {"iso8859-1": "cp1252", "ascii": "cp1252"}


def decode(data: bytes, *, name: str, encoding: str | None) -> tuple[str, str]:
    """Give back the text, without a byte order mark, and the name of its encoding.

    ``encoding`` overrides detection. Raises EncodingError, with line and byte, for bytes that
    are no text in the encoding given or found, and UnknownNameError for an unknown encoding.
    """
    found = encoding or detect_encoding(data)
    try:
        text = data.decode(found)
    except LookupError:
        raise UnknownNameError("encoding", found, KNOWN_ENCODINGS) from None
    except UnicodeDecodeError as error:
        raise EncodingError(_undecodable(data, error, name=name, tried=found, given=encoding)) from None
    except (UnicodeError, ValueError) as error:  # punycode, idna and their like
        raise EncodingError(f"{name}: not valid {found} ({error}).") from None
    return text.removeprefix("\ufeff"), found


def detect_encoding(data: bytes) -> str:
    """Give back the encoding that makes the likeliest text of the bytes.

    >>> detect_encoding("Привет всем".encode("koi8-r"))
    'koi8-r'
    """
    for mark, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return name
    utf16 = _utf16_without_mark(data)
    if utf16 is not None:
        return utf16
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return likeliest_encoding(data, ("utf-8", *ONE_BYTE_ENCODINGS))
    return "utf-8"


def likeliest_encoding(data: bytes, encodings: tuple[str, ...]) -> str:
    """Give back which of these encodings makes the likeliest text; the first one if they tie."""
    sample = telling_sample(data)
    return min(
        encodings,
        key=lambda encoding: cost(sample.decode(encoding, "replace")) + ONE_BYTE_ENCODINGS.get(encoding, 0.0),
    )


def telling_sample(data: bytes) -> bytes:
    """Give back the first words with a byte beyond ASCII, joined, SAMPLE bytes at the most."""
    words, size = [], 0
    for match in TELLING_WORD.finditer(data):
        words.append(match.group()[:SAMPLE])
        size += len(words[-1]) + 1
        if size > SAMPLE:
            break
    return b" ".join(words)


def is_utf16_or_utf32(data: bytes) -> bool:
    """Say whether the bytes are UTF-16 or UTF-32, by their mark or by their look."""
    marked = any(data.startswith(mark) for mark, name in BYTE_ORDER_MARKS if name != "utf-8")
    return marked or _utf16_without_mark(data) is not None


def _utf16_without_mark(data: bytes) -> str | None:
    head = data[:4096]
    if len(head) < 4 or len(data) % 2:
        return None
    for name, high, low in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
        share = sum(map(high.count, LATIN_BYTES)) / len(high)
        if share >= UTF16_SHARE and low.count(0) < len(low) / 10:
            return name
    return None


def _undecodable(data: bytes, error: UnicodeDecodeError, *, name: str, tried: str, given: str | None) -> str:
    line = data.count(b"\n", 0, error.start) + 1
    wrong = f"byte 0x{data[error.start]:02X}" if error.start < len(data) else "cut short"
    message = f"{name}, line {line}: not valid {tried.upper()} ({wrong})."
    likely = detect_encoding(data)
    if codecs.lookup(likely) != codecs.lookup(tried):
        shown = WINDOWS_NAMES.get(likely, likely)
        option = f"--source-encoding {likely} (--target-encoding for the translation)"
        return f"{message}\nThis looks like {shown}. Try: {option}"
    if given is None:
        return f"{message}\nThe rest reads as {tried.upper()}: mend that line, or name another encoding."
    return f"{message}\nMend that line, or leave the encoding out to have it detected."


def declared_or_detected(data: bytes, *, name: str, encoding: str | None) -> tuple[str, str]:
    """Give back the text of a web page and its encoding: given, marked, declared or detected.

    A declaration that the bytes contradict is passed over. Raises what ``decode`` raises.
    """
    declared = None if encoding else _declared(data)
    if declared is not None and declared != "utf-8" and is_plainly_utf8(data):
        declared = None  # a copy saved anew under its old declaration
    if declared is not None:
        try:
            return data.decode(declared).removeprefix("\ufeff"), declared
        except (UnicodeError, LookupError):
            pass  # a wrong declaration: many pages are copies saved in another encoding
    return decode(data, name=name, encoding=encoding)


def is_plainly_utf8(data: bytes) -> bool:
    """Say whether the bytes are UTF-8 with several letters beyond ASCII: no text is that by chance.

    >>> is_plainly_utf8("Привет".encode()), is_plainly_utf8("Привет".encode("cp1251"))
    (True, False)
    """
    try:
        return len(data) - len(data.decode("utf-8")) >= PLAINLY
    except UnicodeDecodeError:
        return False


def _declared(data: bytes) -> str | None:
    if any(data.startswith(mark) for mark, _ in BYTE_ORDER_MARKS):
        return None
    found = DECLARED_IN_PAGE.search(data[:PAGE_HEAD])
    if found is None:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return None
    return MEANT_BY.get(name, name)

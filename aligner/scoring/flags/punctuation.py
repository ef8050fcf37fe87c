"""Flags about punctuation: another kind of sentence, pairs left open, spaces astray."""

import re

from aligner.bitext import Span
from aligner.scoring.flags.view import Finding, PairView

_QUESTION = re.compile(r"\?")
_EXCLAMATION = re.compile(r"!")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|[!?]=", re.IGNORECASE)


def question_differs(pair: PairView) -> Finding | None:
    """Find a question mark that the other side hasn't got."""
    if ("?" in pair.source) == ("?" in pair.target):
        return None
    source, target = _marks(pair.source, _QUESTION), _marks(pair.target, _QUESTION)
    if bool(source) == bool(target):
        return None
    return Finding(source, target)


def exclamation_differs(pair: PairView) -> Finding | None:
    """Find a text that ends in an exclamation mark while the other has none."""
    source, target = _ends_in(pair.source, "!"), _ends_in(pair.target, "!")
    if source == target or "!" in (pair.target if source else pair.source):
        return None
    return Finding(
        _marks(pair.source, _EXCLAMATION) if source else (),
        _marks(pair.target, _EXCLAMATION) if target else (),
    )


def _marks(text: str, mark: re.Pattern[str]) -> tuple[Span, ...]:
    hidden = [match.span() for match in _ADDRESS.finditer(text)]
    return tuple(
        Span(*match.span())
        for match in mark.finditer(text)
        if not any(start <= match.start() < stop for start, stop in hidden)
    )


_CLOSERS = " \t\n\u00a0\"'»”’)]}…."


def _ends_in(text: str, mark: str) -> bool:
    end = text.rstrip(_CLOSERS)
    return end.endswith(mark) and not end.rstrip(mark).endswith("?")  # ?! is a question


_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_CLOSING = {closer: opener for opener, closer in _BRACKETS.items()}
_LIST_NUMBER = re.compile(r"(?:^|[\s;:,.])(?:\d{1,3}|[A-Za-zА-Яа-яёЁ]|[ivx]{1,4})\)")
_SMILE = re.compile(r"[:;=][-']?[()\[\]DP]+|\){3,}|\({3,}|(?<=[\s.!?,\w])\)+\s*$")


def brackets_unbalanced(pair: PairView) -> Finding | None:
    """Find brackets left open or closed in the target, unless the source does the same."""
    if not any(bracket in pair.target for bracket in "()[]{}"):
        return None
    odd = _odd_brackets(pair.target)
    if not odd or _odd_brackets(pair.source):
        return None
    return Finding(target=tuple(Span(at, at + 1) for at in odd))


def _odd_brackets(text: str) -> list[int]:
    """Give back where brackets without a partner stand; list numbers `a)` and smiles aside."""
    skipped = {match.end() - 1 for match in _LIST_NUMBER.finditer(text)}
    waiting: list[tuple[str, int]] = []
    odd: list[int] = []
    for at, character in enumerate(text):
        if character in _BRACKETS:
            waiting.append((character, at))
        elif character in _CLOSING:
            if waiting and waiting[-1][0] == _CLOSING[character]:
                waiting.pop()
            elif at not in skipped:
                odd.append(at)
    odd = sorted(odd + [at for _, at in waiting])
    smiles = {at for match in _SMILE.finditer(text) for at in range(*match.span())} if odd else set()
    return [at for at in odd if at not in smiles]


_QUOTE = re.compile(r"[«»“”„]|\"")
_INCHES = re.compile(r"\d\"")


def quotes_unbalanced(pair: PairView) -> Finding | None:
    """Find quotation marks left open or closed in the target, unless the source does the same."""
    odd = _odd_quotes(pair.target)
    if not odd or _odd_quotes(pair.source):
        return None
    if not _QUOTE.search(pair.source):  # said over several sentences, or after a dash in Russian
        odd = [at for at in odd if _is_inside(pair.target, at)]
        if not odd:
            return None
    return Finding(target=tuple(Span(at, at + 1) for at in odd))


def _is_inside(text: str, at: int) -> bool:
    """Say whether words stand on both sides of this place, in the middle of a sentence."""
    before, after = text[:at].rstrip(), text[at + 1 :].lstrip()
    return (
        bool(before)
        and bool(after)
        and (before[-1].isalnum() or before[-1] in _MIDDLE)
        and after[0].islower()
    )


_MIDDLE = ",;"


def _odd_quotes(text: str) -> list[int]:
    found = [match.start() for match in _QUOTE.finditer(text)]
    if not found:
        return []
    straight = [at for at in found if text[at] == '"']
    if len(straight) % 2 and _INCHES.search(text):
        straight = []
    angled = [at for at in found if text[at] in "«»"]
    curly = [at for at in found if text[at] in "“”„"]
    odd: list[int] = []
    if len(straight) % 2 and (len(curly) + len(angled)) % 2 == 0:
        odd.append(straight[-1])
    odd += _unpaired(text, angled, opening="«") + _unpaired_curly(text, curly, len(straight))
    return odd


def _unpaired(text: str, found: list[int], *, opening: str) -> list[int]:
    waiting: list[int] = []
    odd: list[int] = []
    for at in found:
        if text[at] == opening:
            waiting.append(at)
        elif waiting:
            waiting.pop()
        else:
            odd.append(at)
    return odd + waiting


def _unpaired_curly(text: str, found: list[int], straight: int) -> list[int]:
    # “ opens in English and closes in German („…“), so only the number of marks can be trusted.
    return [found[-1]] if (len(found) + straight) % 2 and len(found) % 2 else []


# terrorism.The; yesterday,he; said:The; word(another
_MISSING = re.compile(
    r"(?<=[a-zа-яё\u00e0-\u00ff]{2})[.!?…](?=[\"”»’]?(?:[A-ZА-ЯЁ][a-zа-яё]+|I)(?:[\s,.!?;:'’\"”»)]|$))"
    r"|(?<=[^\W\d_]{2})[,;](?=[^\W\d_]{2})"  # yesterday,he
    r"|(?<=[a-zа-яё]{2}):(?=[\"“]?[A-ZА-ЯЁ][a-zа-яё])"  # said:The; said:"Fine."
    r"|(?<=[^\W\d_])(?=\((?:[^\W\d_]{3,}))"  # word(another
)
_GLUED = re.compile(r"[.!?…,;:][\"“”»’]?[^\W\d_]")
_APART = re.compile(r"[ \u00a0\u202f][.,;:!?)\]]|[(\[][ \u00a0]")
# reports . ; ( in brackets )
_EXTRA = re.compile(
    r"(?<=\S)[ \u00a0\u202f]+(?=[.,;:!?](?:[\s\"”»’)\]]|$))(?!\.\.|\. \.|(?<=\. )\.|[:;][-()])"
    r"|(?<=[(\[])[ \u00a0]+(?=\w)|(?<=[\w.!?])[ \u00a0]+(?=[)\]])"  # ( in brackets )
)
_ONE_WORD = re.compile(r"\S+")
_DOMAIN = re.compile(
    r"\.(?:ru|com|org|net|рф|en|io|js|py|info|tv|me|gov|edu|uk|eu|su|ua|by|de|fr|us|biz|pro|app|online|news)\b|://|www\.|@|[/_\\=]",
    re.IGNORECASE,
)
_WORD_JOINED = re.compile(r"^[\"“«(]*[A-Z][A-Za-z]*[.!][A-Z][A-Za-z]*[\"”».,;:!?)]*$")
_SPACED_LANGUAGES = frozenset({"fr"})
_UNSPACED_LANGUAGES = frozenset({"zh", "ja", "th"})


def space_missing(pair: PairView) -> Finding | None:
    """Find a full stop, comma or bracket in the target with the next word glued to it.

    The character after the target's text counts too: sentences cut at `terrorism.The` are
    glued in the document.
    """
    if pair.target_language[:2] in _UNSPACED_LANGUAGES:
        return None
    spans = (
        [Span(*match.span()) for match in _MISSING.finditer(pair.target)]
        if "(" in pair.target or _GLUED.search(pair.target)
        else []
    )
    spans = [span for span in spans if not _is_one_name(pair, span)]
    spans += _glued_end(pair)
    return Finding(target=tuple(spans)) if spans else None


def _is_one_name(pair: PairView, span: Span) -> bool:
    """Say whether the word around the mark is an address, or stands in the source as well."""
    start = pair.target.rfind(" ", 0, span.start) + 1
    match = _ONE_WORD.match(pair.target, start)
    word = match.group() if match is not None else ""
    return (
        bool(_DOMAIN.search(word)) or bool(_WORD_JOINED.match(word)) or word.strip('"“”«».,()') in pair.source
    )


_END = re.compile(r"[.!?…][\"”»’)]*$")


def _glued_end(pair: PairView) -> list[Span]:
    if not pair.after or not (pair.after[0].isalpha() and pair.after[0].isupper()):
        return []
    match = _END.search(pair.target)
    return [Span(match.start(), len(pair.target))] if match is not None else []


def space_extra(pair: PairView) -> Finding | None:
    """Find a space before a full stop, comma ... or inside a bracket of the target."""
    if pair.target_language[:2] in _SPACED_LANGUAGES:
        return None
    if not _APART.search(pair.target):
        return None
    spans = tuple(Span(*match.span()) for match in _EXTRA.finditer(pair.target))
    if not spans or _has_them_too(pair.source, len(spans)):
        return None
    return Finding(target=spans)


def _has_them_too(source: str, count: int) -> bool:
    """Say whether the source has such spaces as well: `git add .`, or a corpus cut into tokens."""
    return len(_EXTRA.findall(source)) >= min(2, count)

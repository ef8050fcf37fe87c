"""Flags about letters: left untranslated, copied, of another language, or broken."""

import re
from collections.abc import Iterator

from aligner.bitext import Span
from aligner.scoring.flags.view import Finding, PairView, whole
from aligner.scoring.forms import BROKEN, CYRILLIC
from aligner.scoring.sides import Side

CYRILLIC_LANGUAGES = frozenset({"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg", "mn"})

_CYRILLIC_WORD = re.compile(r"[\u0400-\u04ff]{2,}(?:[-\s]+[\u0400-\u04ff]+)*|[\u0400-\u04ff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LETTERS = re.compile(r"[^\W\d_]+")
_CYRILLIC_LETTERS = re.compile(r"[\u0400-\u04ff]+")
_SPACE = re.compile(r"\s+")

COPIED = 0.8
"""Share of the target's words that are also the source's, from which it is a copy."""


def untranslated(pair: PairView) -> Finding | None:
    """Find Cyrillic words in a target whose language isn't written in Cyrillic."""
    if _is_cyrillic(pair.target_language) or pair.target.isascii():
        return None
    spans = tuple(Span(*match.span()) for match in _CYRILLIC_WORD.finditer(pair.target))
    if not spans:
        return None
    return Finding(target=spans, note=", ".join(pair.target[span.start : span.stop] for span in spans))


def copied_source(pair: PairView) -> Finding | None:
    """Find a target that is the source over again, or nearly; names and codes alone don't count."""
    if _is_cyrillic(pair.source_language) != _is_cyrillic(pair.target_language):
        if pair.target.isascii() or len(_CYRILLIC.findall(pair.target)) < 4:
            return None
    elif len(pair.ours.words) < 4:
        return None
    if _plain(pair.source) == _plain(pair.target):
        return Finding(whole(pair.source), whole(pair.target))
    ours = pair.ours.plain
    theirs = [word.plain for word in pair.theirs.words]
    if theirs and sum(word in ours for word in theirs) >= COPIED * len(theirs) and len(theirs) > 2:
        return Finding(whole(pair.source), whole(pair.target))
    return None


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text).strip().casefold()


def wrong_language(pair: PairView) -> Finding | None:
    """Find a side in another language than its own, as far as letters and small words tell."""
    source, target = _foreign(pair.ours), _foreign(pair.theirs)
    if not source and not target:
        return None
    note = ", ".join(filter(None, (source and f"source: {source}", target and f"target: {target}")))
    return Finding(whole(pair.source) if source else (), whole(pair.target) if target else (), note)


_UKRAINIAN = re.compile(r"[іїєґ]", re.IGNORECASE)
_BELARUSIAN = re.compile(r"ў", re.IGNORECASE)
_BULGARIAN = frozenset(
    {"са", "съм", "това", "който", "която", "които", "беше", "във", "със", "няма", "ще", "сме"}
)
_FEWEST_LETTERS = 8
_FEWEST_FOREIGN_WORDS = 3


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


_SMALL_WORDS = {
    "German": _words(
        "der die das und ist nicht ein eine den dem mit für auf von zu im sich auch wird hat "
        "er sie ich wir dass wurde wurden haben uns ihr ihre ihrem ihren bei nach aus wenn oder noch nur kann"
    ),
    "French": _words("le la les et est une des du dans pour que qui sur pas avec il elle nous vous au ce"),
    "Spanish": _words("el la los las y es una del en para que por con se su no al más como pero fue"),
    "Italian": _words("il la gli e è una di del nel per che con non si sono della alla ha anche più"),
    "Polish": _words("i w na z nie się że jest do to jak po dla są przez oraz był była od także"),
    "Portuguese": _words("o a os as e é um uma do da em para que com não se por no na mais foi"),
    "Dutch": _words("de het een en van is niet dat op te zijn met voor die aan er ook bij wordt"),
    "Czech": _words("a v na je se že s z do o jako pro by byl byla jsou ale podle který také"),
}
_ENGLISH = _words(
    "the a an of to and in is was for on that with as it he she they by at from be are his her this not but "
    "have has had will would i you we or which who its were been one all there their no if what"
)


def _foreign(side: Side) -> str:
    """Give back the name of the other language or script that the text seems to be in, or nothing."""
    text, language, words = side.text, side.language, side.plain
    if language == "en" and text.isascii() and len(words & _ENGLISH) >= 2:
        return ""
    if language == "ru" and side.kinds & CYRILLIC and len(words & _ENGLISH) < 2:
        plainly = words.isdisjoint(_BULGARIAN) and not _UKRAINIAN.search(text)
        if plainly:
            return ""
    letters = sum(map(len, _LETTERS.findall(text)))
    if letters < _FEWEST_LETTERS:
        return ""
    cyrillic = 0 if text.isascii() else sum(map(len, _CYRILLIC_LETTERS.findall(text)))
    if language == "ru":
        return _not_russian(text, letters, cyrillic, words)
    if language == "en":
        return _not_english(text, letters, cyrillic, words)
    if _is_cyrillic(language) != (2 * cyrillic > letters) and language != "sr":
        return "Cyrillic" if 2 * cyrillic > letters else "not Cyrillic" if _is_cyrillic(language) else ""
    return ""


def _not_russian(text: str, letters: int, cyrillic: int, words: frozenset[str]) -> str:
    if 5 * cyrillic < letters and len(words & _ENGLISH) >= 2:
        return "English"
    if cyrillic == 0:
        return _other_latin(words)
    if len(_UKRAINIAN.findall(text)) >= 3:
        return "Belarusian" if _BELARUSIAN.search(text) else "Ukrainian"
    return "Bulgarian" if len(words & _BULGARIAN) >= 2 else ""


def _not_english(text: str, letters: int, cyrillic: int, words: frozenset[str]) -> str:
    if 2 * cyrillic > letters:
        return "Cyrillic"
    if (
        not text.isascii()
        and 2 * sum(character.isalpha() and character > "\u0370" for character in text) > letters
    ):
        return "another script"
    return _other_latin(words)


def _other_latin(words: frozenset[str]) -> str:
    found, language = max((len(words & small), language) for language, small in _SMALL_WORDS.items())
    return language if found >= _FEWEST_FOREIGN_WORDS and found > len(words & _ENGLISH) else ""


def _is_cyrillic(language: str) -> bool:
    return language[:2] in CYRILLIC_LANGUAGES


_MOJIBAKE = re.compile(
    r"\ufffd"
    r"|(?:[ÐÑ][\u0080-\u00bf\u0152-\u0178\u2018-\u2122\u20ac]?){3,}"  # Ð¿Ñ€Ð¸: UTF-8 read as Windows-1252
    r"|â‚¬|â€[\u0080-\u02dc\u201a-\u2122œ™\u009d]?"  # â€™ for ’
    r"|[ÃÂ][\u0080-\u00bf\u20ac\u0152-\u0178\u2018-\u2122]"  # Ã© for é
    r"|(?:[РС][\u0400-\u040f\u0450-\u045f\u0490\u0491\u00a0-\u00bb\u2013-\u2122]){3,}"  # РїСЂРё: as cp1251
    r"|вЂ[\u0400-\u04ff\u2018-\u2122\u00a0-\u00bf]"  # вЂ” for —: UTF-8 read as Windows-1251
    r"|\b[а-яё][А-ЯЁ]{3,}\b|(?:[╨╤][\u2500-\u25ff\u0080-\u00bf\u0400-\u04ff]?){2,}"  # KOI8-R, cp866
    r"|\w\?{2,}\w|(?:(?<![\w?])\?{2,}(?!\w)[ ,.]*){2,}"  # letters that an encoding didn't have
    r"|[ïîèàòåñ][ðâêëíìîàåòèñïãäçûüæøùþÿéáõö]{3,}"  # Ïðèâåò: Windows-1251 read as Latin-1
)


# One of these is in every broken text, and in few others: a quick look before the long one.
_TELLTALE = re.compile(r"[\ufffdÐÑÂÃâïîèàòåñ°±ІіґµЅѕїЂЃѓ‚†‡Љ‹ЊЌЋЏјєЎў¶·╨╤]")


def mojibake(pair: PairView) -> Finding | None:
    """Find letters that were read in the wrong encoding, on either side."""
    source, target = tuple(_broken(pair.ours)), tuple(_broken(pair.theirs))
    return Finding(source, target) if source or target else None


def _broken(side: Side) -> Iterator[Span]:
    text = side.text
    if "??" not in text and (text.isascii() or not (side.kinds & BROKEN or _TELLTALE.search(text))):
        return
    for match in _MOJIBAKE.finditer(text):
        yield Span(*match.span())

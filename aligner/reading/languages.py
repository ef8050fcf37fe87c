"""Whether each side is in the language it is said to be in, by the letters it is written in."""

from aligner.bitext import Document
from aligner.errors import LanguageError

CYRILLIC = frozenset(
    {"ru", "uk", "be", "bg", "mk", "kk", "ky", "tg", "mn", "tt", "ba", "cv", "ce", "os", "sah", "udm", "kv"}
)
LATIN = frozenset({
    "en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sk", "sl", "hr", "ro", "hu", "fi", "sv", "da",
    "no", "nb", "nn", "et", "lv", "lt", "tr", "is", "ga", "cy", "sq", "mt", "ca", "gl", "eu", "af", "id",
    "ms", "vi", "sw", "tl", "la", "eo",
})  # fmt: skip
ENGLISH_NAMES = {
    "ru": "Russian", "uk": "Ukrainian", "be": "Belarusian", "bg": "Bulgarian", "en": "English",
    "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pl": "Polish",
}  # fmt: skip

MIN_LETTERS = 20  # fewer prove nothing: a number, a name, a menu
MIN_LETTERS_EACH = 8  # enough where either side is in the other's script
# Of the letters. A Russian page about software may be 95 % commands and names in Latin
# letters; an English page full of Cyrillic isn't English.
CLEAR_SHARE = {"Cyrillic": 0.7, "Latin": 0.97}
SAMPLE = 200_000  # characters; more change nothing


def detect_language(text: str) -> str | None:
    """Give back "ru" for a text in Cyrillic, "en" for one in Latin letters, else None.

    None also for too few letters and for a mixture. The letters alone tell Russian from
    English on every sentence tried; they don't tell Russian from Ukrainian.

    >>> detect_language("Разговор продлился сорок пять минут.")
    'ru'
    >>> detect_language("45:17") is None
    True
    """
    script = _script_of(text)
    return {"Cyrillic": "ru", "Latin": "en"}.get(script) if script else None


def check_languages(source: Document, target: Document) -> None:
    """Raise LanguageError if the sides are swapped, the same, or in each other's script.

    Judges only languages written in Cyrillic or Latin letters, and only texts with enough of
    these letters to be sure.
    """
    if source.text == target.text and source.language != target.language:
        raise LanguageError(
            f"{source.name} and {target.name} hold the same text. Give the text and its translation."
        )
    given = [_script_of_language(side.language) for side in (source, target)]
    if None in given or given[0] == given[1]:
        return
    texts = [_text_in_words(side) for side in (source, target)]
    if are_swapped(texts[0], texts[1], (source.language, target.language)):
        raise LanguageError(
            f"The two files seem to be swapped: {source.name} is given as {_name(source.language)} but "
            f"written in {given[1]} letters, {target.name} the other way round. Exchange the arguments."
        )
    found = [_script_of(text) for text in texts]
    wrong = [script not in (None, expected) for script, expected in zip(found, given, strict=True)]
    for side, is_wrong, script in zip((source, target), wrong, found, strict=True):
        if is_wrong:
            raise LanguageError(_wrong_side(side, script, both=found[0] == found[1]))


def is_written_otherwise(document: Document) -> bool:
    """Say whether the document is plainly written in other letters than its language is.

    Judges only languages written in Cyrillic or Latin letters.
    """
    given = _script_of_language(document.language)
    return given is not None and _script_of(_text_in_words(document)) not in (None, given)


def are_swapped(source: str, target: str, languages: tuple[str, str]) -> bool:
    """Say whether each text is written in the script of the other one's language.

    >>> are_swapped("The cat is asleep.", "Кошка спит.", ("ru", "en"))
    True
    """
    given = [_script_of_language(language) for language in languages]
    if None in given or given[0] == given[1]:
        return False
    return [_script_of(text, MIN_LETTERS_EACH) for text in (source, target)] == given[::-1]


def _text_in_words(document: Document) -> str:
    """Give back the text less its code, which is in Latin letters in any language, and less its furniture.

    A site's menu and comments may be in another language than the article. A page of nothing else counts.
    """
    words = [paragraph for paragraph in document.paragraphs if paragraph.role != "code"]
    own = [paragraph for paragraph in words if paragraph.role != "furniture"] or words
    return "\n".join(document.text[each.span.start : each.span.stop] for each in own)


def _wrong_side(side: Document, script: str | None, *, both: bool) -> str:
    same = "Both sides seem to be in the same language: " if both else ""
    return (
        f"{same}{side.name} is given as {_name(side.language)} but written in {script} letters. "
        "Check the file, or name its language."
    )


def _script_of_language(language: str) -> str | None:
    base = language.replace("_", "-").split("-")[0].lower()
    if base in CYRILLIC:
        return "Cyrillic"
    return "Latin" if base in LATIN else None


def _script_of(text: str, least: int = MIN_LETTERS) -> str | None:
    letters = [char for char in text[:SAMPLE] if char.isalpha()]
    if len(letters) < least:
        return None
    cyrillic = sum("\u0400" <= char <= "\u052f" for char in letters)
    latin = sum(char < "\u0250" or "\u1e00" <= char <= "\u1eff" for char in letters)
    if cyrillic >= CLEAR_SHARE["Cyrillic"] * len(letters):
        return "Cyrillic"
    return "Latin" if latin >= CLEAR_SHARE["Latin"] * len(letters) else None


def _name(language: str) -> str:
    return ENGLISH_NAMES.get(language.replace("_", "-").split("-")[0].lower(), language)

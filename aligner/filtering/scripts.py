"""Which script a language is written in, and which letters are its own."""

import re
from functools import cache

LETTERS_OF = {
    "Latn": re.compile("[A-Za-zªºÀ-ÖØ-öø-ɏḀ-ỿ]+"),
    "Cyrl": re.compile("[\u0400-\u0481\u048a-\u052f\u1c80-\u1c8a\ua640-\ua69f]+"),
    "Grek": re.compile("[\u0370-\u03ff\u1f00-\u1fff]+"),
    "Armn": re.compile("[\u0531-\u0587]+"),
    "Hebr": re.compile("[\u05d0-\u05ea]+"),
    "Arab": re.compile("[\u0620-\u06ff\u0750-\u077f]+"),
    "Deva": re.compile("[\u0900-\u097f]+"),
    "Geor": re.compile("[\u10a0-\u10ff]+"),
    "Hang": re.compile("[\u1100-\u11ff\uac00-\ud7af]+"),
    "Thai": re.compile("[\u0e00-\u0e7f]+"),
    "Jpan": re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+"),
    "Hani": re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+"),
}

_LANGUAGES = {
    "Cyrl": "ru uk be bg mk kk ky tg tt ba cv mn os ce sah",
    "Latn": (
        "en de fr es it pt nl pl cs sk sl hr bs ro hu fi et lv lt sv da no nb nn is ga tr az uz "
        "id ms vi eo la ca eu"
    ),
    "Grek": "el",
    "Armn": "hy",
    "Hebr": "he yi",
    "Arab": "ar fa ur",
    "Deva": "hi mr ne",
    "Geor": "ka",
    "Hang": "ko",
    "Thai": "th",
    "Jpan": "ja",
    "Hani": "zh",
}
_SCRIPTS = {language: script for script, languages in _LANGUAGES.items() for language in languages.split()}

FOREIGN_LETTERS = {
    "ru": re.compile("[\u0400\u0402-\u040f\u0450\u0452-\u0481\u048a-\u052f]"),
    "en": re.compile("[ªºÀ-ÖØ-öø-ɏḀ-ỿ]"),
}
"""Letters of the language's own script that it doesn't use: і ї є ў ј in Russian, ä ł ç in English."""

_RUSSIAN_WORDS = """
    и в на не что с как а то к по но из у за от о для так же это его её он она они мы вы я
    бы был была было были или до при во со если чтобы только когда где который которая
    которые все уже ещё еще нет да об без под над их ему ей ним них этого этой также может
"""
_ENGLISH_WORDS = """
    the of and to in a is for on with that it was as by at from are be this not have has had
    he she they we you i his her their its our my but or an if will would can which who what
    there all no so up out about into than when were been
"""
STOP_WORDS = {"ru": frozenset(_RUSSIAN_WORDS.split()), "en": frozenset(_ENGLISH_WORDS.split())}
"""Words that a sentence of fifteen words or more hardly ever does without."""


@cache
def script_of(language: str) -> str | None:
    """Give back the script of a language code (ISO 15924), or None if it isn't known.

    >>> script_of("ru-RU"), script_of("sr"), script_of("sr-Latn")
    ('Cyrl', None, 'Latn')
    """
    parts = language.replace("_", "-").split("-")
    named = next((part.title() for part in parts[1:] if part.title() in LETTERS_OF), None)
    return named or _SCRIPTS.get(parts[0].lower())


@cache
def own_language(language: str) -> str:
    """Give back the language of a code without country or script.

    >>> own_language("en-GB")
    'en'
    """
    return language.replace("_", "-").partition("-")[0].lower()

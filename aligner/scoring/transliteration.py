"""How a word sounds, roughly: the same for a Russian name and for its English spelling."""

import re
from functools import lru_cache

LETTERS = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z",
        "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
        "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
        "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    }
)  # fmt: skip
"""Letters of BGN/PCGN romanisation, without its apostrophes."""

# Spellings that sound alike in names, longest first: Хрущёв - Khrushchev, Джордж - George,
# Джеймс - James, Шварц - Schwartz, Филипп - Philip, Макс - Max, Цукерберг - Zuckerberg.
_SOUNDS = [
    ("shch", "s"), ("sch", "s"), ("tch", "c"), ("dzh", "j"), ("zh", "j"), ("kh", "g"), ("ph", "f"),
    ("sh", "s"), ("ch", "c"), ("th", "t"), ("ck", "k"), ("ts", "s"), ("tz", "s"), ("dg", "j"),
    ("qu", "kv"), ("ce", "s"), ("ci", "s"), ("cy", "s"), ("cae", "s"), ("c", "k"), ("x", "ks"),
    ("z", "s"), ("q", "k"), ("h", "g"), ("w", "v"),
]  # fmt: skip
_SOUND_OF = dict(_SOUNDS)
_SPELLING = re.compile("|".join(spelling for spelling, _ in _SOUNDS))
_REPEATED = re.compile(r"(.)\1+")
_LATIN_MARKS = str.maketrans(
    "áàâäãåąéèêëęíìîïıóòôöõøúùûüůýçćčñńšśžźżłđğş",
    "aaaaaaaeeeeeiiiiioooooouuuuuycccnnsszzzldgs",
)
_VOWELS = re.compile("[aeiouy]")


@lru_cache(maxsize=100_000)
def sound_of(word: str) -> str:
    """Give back the consonants of a Russian or English word, with "a" for a vowel it begins with.

    >>> sound_of("Шварценеггера"), sound_of("Schwarzenegger")
    ('svrsngr', 'svrsngr')
    >>> sound_of("Эйнштейн"), sound_of("Einstein")
    ('anstn', 'anstn')
    """
    lower = word.lower().replace("ё", "е")
    latin = lower.translate(LETTERS).translate(_LATIN_MARKS).replace("j", "zh")
    sounds = _SPELLING.sub(lambda found: _SOUND_OF[found.group()], latin)
    head = "a" if _VOWELS.match(sounds) else ""
    return _REPEATED.sub(r"\1", head + _VOWELS.sub("", sounds))


@lru_cache(maxsize=100_000)
def sound_pairs(word: str) -> frozenset[str]:
    """Give back the pairs of neighbouring sounds of a word."""
    sound = sound_of(word)
    return frozenset(first + second for first, second in zip("^" + sound, sound, strict=False))


def likeness(source: frozenset[str], target: frozenset[str]) -> float:
    """Give back how alike two words sound, 0 to 1, from their `sound_pairs`.

    One more pair on the source side is free: a case ending adds it (Трампом - Trump).

    >>> likeness(sound_pairs("Трампом"), sound_pairs("Trump"))
    1.0
    >>> likeness(sound_pairs("Путин"), sound_pairs("Obama"))
    0.0
    """
    if not source or not target:
        return 0.0
    common = len(source & target)
    longer = max(len(target), len(source) - 1)
    return min(1.0, common / longer)

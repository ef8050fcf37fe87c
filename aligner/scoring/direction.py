"""Which way round a pair is: what was learnt and written for Russian and English knows Russian first."""

RUSSIAN_TO_ENGLISH = ("ru", "en")


def are_turned(languages: tuple[str, str]) -> bool:
    """Say whether the first language is English and the second Russian; codes may name a country.

    >>> are_turned(("en-GB", "ru")), are_turned(("ru", "en"))
    (True, False)
    """
    return tuple(language[:2].lower() for language in languages) == RUSSIAN_TO_ENGLISH[::-1]

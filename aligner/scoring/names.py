"""How well the names of one side are matched by words of the other."""

from collections.abc import Sequence

from aligner.scoring.transliteration import likeness, sound_pairs

EXONYMS = {
    "сша": "us usa america american states",
    "америк": "us usa american",
    "американ": "us usa america",
    "китай": "china chinese prc",
    "кита": "china chinese prc",
    "кнр": "china chinese prc",
    "кндр": "dprk north korea pyongyang",
    "фрг": "germany german",
    "герман": "germany german",
    "неме": "german germany",
    "япони": "japan japanese",
    "япон": "japan japanese",
    "англи": "england english britain british",
    "британ": "britain british uk",
    "великобритан": "uk britain british england kingdom",
    "франц": "france french",
    "росси": "russia russian rf federation",
    "рф": "russia russian rf federation",
    "москв": "moscow muscovite",
    "грузи": "georgia georgian",
    "венгр": "hungary hungarian",
    "испан": "spain spanish",
    "голланд": "netherlands dutch holland",
    "нидерланд": "dutch netherlands",
    "евро": "eu european europe euro",
    "ес": "eu european union",
    "оон": "un united nations",
    "нато": "nato",
    "снг": "cis commonwealth",
    "ссср": "ussr soviet",
    "советск": "soviet ussr",
    "мвф": "imf",
    "воз": "who",
    "цб": "central bank",
    "мид": "foreign ministry mfa",
    "мвд": "interior ministry mia",
    "фсб": "fsb",
    "азов": "azov",
    "босфор": "bosphorus",
    "кремл": "kremlin",
    "рим": "rome roman romans",
    "греци": "greece greek",
    "гре": "greek greece greeks",
    "египет": "egypt egyptian",
    "египт": "egypt egyptian",
    "швец": "sweden swedish",
    "швед": "sweden swedish",
    "швейцар": "switzerland swiss",
    "австри": "austria austrian",
    "турц": "turkey turkish turkiye",
    "туре": "turkey turkish",
    "инди": "india indian",
    "кипр": "cyprus",
    "киев": "kiev kyiv",
    "крым": "crimea crimean",
    "дамаск": "damascus",
    "варшав": "warsaw",
    "польш": "poland polish",
    "польск": "polish poland",
    "венеци": "venice",
    "вен": "vienna",
    "париж": "paris",
    "пекин": "beijing peking",
    "петербург": "petersburg",
    "бог": "god lord",
    "господ": "lord god mr",
    "иисус": "jesus",
    "христ": "christ",
    "иоанн": "john",
    "иван": "ivan john",
    "иаков": "james jacob",
    "яков": "james jacob yakov",
    "пет": "peter pyotr",
    "павел": "paul pavel",
    "матфе": "matthew",
    "марк": "mark",
    "лук": "luke luka",
    "моисе": "moses",
    "илия": "elijah",
    "илии": "elijah",
    "исаи": "isaiah",
    "ирод": "herod",
    "иуд": "judas judea jews jewish judah",
    "иерусалим": "jerusalem",
    "авраам": "abraham",
    "симон": "simon",
    "мари": "mary maria",
    "джордж": "george",
    "георги": "george georgy",
    "юли": "julia july julius yulia",
    "гарри": "harry",
    "евгени": "eugene evgeny yevgeny",
    "ник": "nick",
    "кари": "curry",
    "январ": "january jan",
    "феврал": "february feb",
    "март": "march mar",
    "апрел": "april apr",
    "мая": "may",
    "май": "may",
    "июн": "june jun",
    "июл": "july jul",
    "август": "august aug",
    "сентябр": "september sept sep",
    "октябр": "october oct",
    "ноябр": "november nov",
    "декабр": "december dec",
    "понедельник": "monday",
    "вторник": "tuesday",
    "сред": "wednesday",
    "четверг": "thursday",
    "пятниц": "friday",
    "суббот": "saturday",
    "воскресен": "sunday",
}
"""Starts of Russian words whose English isn't spelt as it sounds, and the words it may be."""

_EXONYMS = {start: frozenset(words.split()) for start, words in EXONYMS.items()}
_LONGEST_START = max(map(len, EXONYMS))


def exonyms_of(word: str) -> frozenset[str]:
    """Give back the English words that a Russian name is known to be, by its longest listed start.

    >>> sorted(exonyms_of("киева"))
    ['kiev', 'kyiv']
    """
    for stop in range(min(len(word), _LONGEST_START), 1, -1):
        found = _EXONYMS.get(word[:stop])
        if found is not None:
            return found
    return frozenset()


def best_likenesses(sources: Sequence[str], targets: Sequence[str]) -> tuple[list[float], list[float]]:
    """Give back for each word of either side how much it is like the best of the other, 0 to 1.

    Words in lower case. Known exonyms count 1.

    >>> best_likenesses(["путин", "сша"], ["putin", "usa", "yesterday"])
    ([1.0, 1.0], [1.0, 1.0, 0.0])
    """
    best_source, best_target = [0.0] * len(sources), [0.0] * len(targets)
    sounds = [sound_pairs(target) for target in targets]
    for i, source in enumerate(sources):
        sound, known = sound_pairs(source), exonyms_of(source)
        for j, target in enumerate(targets):
            value = 1.0 if target in known else likeness(sound, sounds[j])
            if value > best_source[i]:
                best_source[i] = value
            if value > best_target[j]:
                best_target[j] = value
    return best_source, best_target

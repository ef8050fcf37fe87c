"""How likely a text is to be Russian, English or rubbish, letter by letter.

Read in the wrong one-byte encoding, Russian becomes unlikely letter pairs, capitals inside
words and stray symbols; so the likeliest reading is the right one. No library is used:
charset-normalizer reads a line of koi8-r right in 0 to 61 % of cases.
"""

ALPHABET = " абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
STEP = 0.25  # natural logarithm

# -ln P(letter | letter before) in steps of STEP, a row for each first letter, both in the
# order of ALPHABET; made by training/letter_pairs.py.
ROWS = (
    "Ufc9fchBiebAcgdac9d9dfkimfluUEUhsi",
    "6tgciefrhdkhbadavhccaomhihimRRRBhg",
    "dbtkss8quqbLlapg6zahsaLnLpqej8mvmg",
    "67Aorl9oPkaPjene7ngckgwuqrjuubkPPh",
    "c9potccLLLaLmbrh3LaopdLLLsLLLsLqLL",
    "c7ufsj7kjp9Nkekb8ldgnbyrntpNwghxvi",
    "6ohfechqjgpefbc9kjab9spkmiijRRRFqp",
    "5CifmgCCihCmlbaaClag5CCmCCdqCCCCCC",
    "f9hrp95lnI6Igot9hIrlIdIItiIIIwjtwI",
    "94hcicerotcLjhd9brfrsfLtLtLLrdlLsh",
    "5ijeifdAmddedbdbilfcarpfhfjpRRRAid",
    "1KvvqfqKKoxKjmlekxtacKpKkiiKKxKKKx",
    "86vhtwfOmv8Opfxl5vbgccOClOwOOvOxOC",
    "a8sulo8nly6Oihqi9tqhpdyCOovOOi9Oec",
    "59ppvB8oxy9Nniid8ipkybsBtsByNdjryh",
    "d7srki7ryq7QirEd7ypgeemBkoyqQagQpf",
    "7vdacbgughidfbcclfbabsolnhioSSGtnk",
    "javyvvavyBcNmdxl4m5oodyyirxNNimNNl",
    "e6ljij8qks8Phoig6jnhgboksqmzPejyog",
    "bdmeslckxycQ9chgbdkc6ernskmDtieBpb",
    "79tcAo9rEAaQinof7qbeteuysqEyAf9upj",
    "6kdhe9hwchrkeedgwddcawrirceiNNNrdr",
    "bamEmE8pEE6Epdpp6rbffehrEEpEEkrpEr",
    "3aIfIwiIIwdIIhnh6IcljeIrIsIIwIwwII",
    "99qlur6GGq4GgurneuriGfGGnGuGGcuGuG",
    "h7KtKK5hyK8Kgnrbnvot6dKtKygKKKgKvK",
    "f9IlII5iIv7IacodelnvfdIIqIIIII9IvI",
    "l8EEEE3cEE5EEEEhsEsEEfEEEEEEEEiEEE",
    "fuuuuu3cuuuuuuuuuuuuuuuuuuuuuuuuu3",
    "4LhcnjaLpms9habhLihddrLazjgtLLLLLq",
    "2LisjqelLhjLdLf9uszbiLswlpfzLzLLef",
    "hDnhmpDDDDDi9dieDhfj2DhgrDnDDDDrDp",
    "3vbrrasHmjHrmjmjHHfe7HvkiflbHHHHkH",
    "2LjemhfLlgoligedLqlhazwgkjqgLLLLil",
)

# Costs (-ln P) of what is no plain Russian letter pair, set by hand: only their order of
# size matters. An ordinary pair costs about 2.5.
CAPITAL_AT_START = 1.0
CAPITAL_AFTER_CAPITAL = 2.0
CAPITAL_INSIDE_WORD = 8.0
PUNCTUATION = 1.5  # where it belongs: a dash between spaces, an opening quote before a word ...
MISPLACED_PUNCTUATION = 9.0  # “ренер is Тренер of cp1251 read as mac-cyrillic
SCRIPTS_MIXED = 9.0  # a Cyrillic letter next to a Latin one
ACCENTED_IN_LATIN = 4.0  # café, naïve
ACCENTED_PAIR = 7.0  # créée; but Ïðèâåò is Russian read as cp1252
ACCENTED_ALONE = 8.0  # à; but â is the Russian в read as cp1252
NEIGHBOURS_LETTER = 6.0  # Ukrainian and Belarusian
OTHER_CYRILLIC = 10.0  # Serbian and Macedonian letters, which mac-cyrillic has for capitals
SYMBOL = 11.0  # ±, ╬, ¤
RUBBISH = 14.0  # control characters and bytes that mean nothing

NEIGHBOURS_LETTERS = frozenset("іїєґў")
OPENING = frozenset("«„“‘")
CLOSING = frozenset("»”’“…")
BEFORE_CLOSING = frozenset(".,!?;:…)»”’%")
DASHES = frozenset("–—")
BEFORE_NUMBERS = frozenset("№§£€")
NO_BREAK_SPACE = "\u00a0"


def _pair_costs() -> dict[str, float]:
    return {
        first + second: DIGITS.index(digit) * STEP
        for first, row in zip(ALPHABET, ROWS, strict=True)
        for second, digit in zip(ALPHABET, row, strict=True)
    }


PAIR_COSTS = _pair_costs()


def cost(text: str) -> float:
    """Give back -ln of how likely the text is, counting only what is not plain ASCII.

    Comparable between readings of the same bytes, not between texts.

    >>> cost("привет") < cost("ОПХБЕР")
    True
    """
    padded = f" {text} "
    total = 0.0
    for before, char, after in zip(padded, text, padded[2:], strict=False):
        if not char.isascii():
            total += _cost_of(before, char, after)
        elif "\u0400" <= before <= "\u04ff":
            total += SCRIPTS_MIXED if char.isalpha() else PAIR_COSTS.get(before.lower() + " ", 0.0)
    return total


def _cost_of(before: str, char: str, after: str) -> float:
    if "\u0400" <= char <= "\u04ff":
        return _cost_of_cyrillic(before, char)
    if _is_placed_well(before, char, after):
        return PUNCTUATION
    if char in OPENING | CLOSING | DASHES | BEFORE_NUMBERS:
        return MISPLACED_PUNCTUATION
    if char.isalpha() and char < "\u0250":
        return _cost_of_accented(before, after)
    if char < NO_BREAK_SPACE or char == "\ufffd" or "\ue000" <= char <= "\uf8ff":
        return RUBBISH
    return SYMBOL


def _is_placed_well(before: str, char: str, after: str) -> bool:
    if char in DASHES:
        return before.isalnum() == after.isalnum() and not after.islower()
    if char in OPENING and not before.isalnum() and not after.isspace() and not after.islower():
        return True
    if char in CLOSING and (before.isalnum() or before in BEFORE_CLOSING) and not after.isalnum():
        return True
    if char == "’":
        return before.isascii() and before.isalpha() and after.isascii()
    if char == "°":
        return not before.isalpha() and not after.islower()
    if char in BEFORE_NUMBERS:
        return before.isdigit() or after.isdigit() or (char == "№" and after.isspace())
    return char == NO_BREAK_SPACE and not before.isspace() and not after.isspace()


def _cost_of_accented(before: str, after: str) -> float:
    latin = [beside.isalpha() and beside.isascii() for beside in (before, after)]
    if all(latin) or (any(latin) and not (before + after).isalpha()):
        return ACCENTED_IN_LATIN
    if any("\u0400" <= beside <= "\u04ff" for beside in (before, after)):
        return SCRIPTS_MIXED
    return ACCENTED_PAIR if any(latin) else ACCENTED_ALONE


def _cost_of_cyrillic(before: str, char: str) -> float:
    letter, previous = char.lower(), before.lower()
    if before.isalpha() and not "\u0400" <= before <= "\u04ff":
        return SCRIPTS_MIXED
    if letter not in ALPHABET:
        return NEIGHBOURS_LETTER if letter in NEIGHBOURS_LETTERS else OTHER_CYRILLIC
    pair = PAIR_COSTS.get((previous if previous in ALPHABET else " ") + letter, OTHER_CYRILLIC)
    if letter == char:
        return pair
    if not before.isalpha():
        return pair + CAPITAL_AT_START
    return pair + (CAPITAL_AFTER_CAPITAL if before.isupper() else CAPITAL_INSIDE_WORD)

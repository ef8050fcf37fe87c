"""Rules that hold in any language; each says SPLIT, JOIN or nothing about a boundary.

Read RULES_BEFORE and RULES_AFTER at the end first: they are the table of contents. A
language puts its own rules between the two, and the first rule with an opinion decides.
"""

import re

from aligner.segmentation.abbreviations import DOMAINS, NAMES_WITH_A_MARK
from aligner.segmentation.boundary import DASHES, EMOJI, JOIN, OPENING, SPLIT, Boundary, Rule, Verdict

STARTS_WITH_EMOJI = re.compile(EMOJI)
SMILE = re.compile(r"[:;=]-?[)(D]")
YEAR = re.compile(r"\d{4}\s")
CALL = re.compile(r"\w+(?:\.\w+)*\(")
OPENING_ELLIPSIS = re.compile(r"(?:\.\.\.|…)\w")
# A stage direction, a few words without a mark, before the sentence it introduces.
OPENS_A_SENTENCE = re.compile(r"\([^\W\d_][^().!?…]{2,30}\) [«“\"(]?[^\W\d_a-zа-яё]")

# How far back an opening bracket is looked for; a longer remark in brackets is no smile's victim.
BRACKET_REACH = 500
LIST_NUMBER = re.compile(r"[(\[]?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[^\W\d_]|[IVXLC]{1,6})")
ONE_SMALL_LETTER = re.compile(r"[^\W\d_](?:\.|[^\W\d_]{1,2}\.)")
ELLIPSES = ("…", "‥")
FULL_WIDTH_MARKS = "。！？｡؟۔।॥"


def nothing_said_yet(boundary: Boundary) -> Verdict | None:
    """``…и он ушёл``, ``(!) Важно``, ``👍 Хорошо``: punctuation before the first word."""
    if len(boundary.before) < boundary.at - boundary.start:
        return None
    return None if any(sign.isalnum() for sign in boundary.before) else JOIN


def punctuation_goes_on(boundary: Boundary) -> Verdict | None:
    """``«Кто там?», — спросил он``, ``(really?).``, ``/TASS/``: the sentence isn't over.

    An ellipsis at a word isn't meant: it opens ``Шёл дождь. | ...А потом``.
    """
    if OPENING_ELLIPSIS.match(boundary.after):
        return SPLIT if not boundary.is_glued else None
    return JOIN if boundary.sign in ",;:/%.!?…)]}»”" and not SMILE.match(boundary.after) else None


def smile(boundary: Boundary) -> Verdict | None:
    """``Ну вот :) | Теперь``, ``Привет))) | Как дела``, ``Он шутит) | Не верь``

    A bracket smiles where nothing opened it and a capital follows.
    """
    if not boundary.mark.endswith((")", "(", "D")):
        return None
    if not boundary.goes_on_in_upper_case:
        return JOIN
    text, window = boundary.text, max(boundary.start, boundary.at - BRACKET_REACH)
    opened = text.count("(", window, boundary.at) - text.count(")", window, boundary.at)
    return SPLIT if boundary.mark[0] in ":;=" or opened < boundary.mark.count(")") else JOIN


def full_width_mark(boundary: Boundary) -> Verdict | None:
    """``他走了。她留下了。``: such marks need no space and stand in no abbreviation."""
    return SPLIT if boundary.mark and boundary.mark[-1] in FULL_WIDTH_MARKS else None


def number_of_a_list_item(boundary: Boundary) -> Verdict | None:
    """``1. Открыть файл``, ``II. Introduction``, ``2.1. Scope``: a number opens the sentence."""
    if not boundary.is_full_stop or len(boundary.before) < boundary.at - boundary.start:
        return None
    return JOIN if LIST_NUMBER.fullmatch(boundary.before) else None


def line_that_opens_an_item(boundary: Boundary) -> Verdict | None:
    """A line break before ``•`` or a dash: an item of a list or a speaker's turn.

    A dash in front of lower case is one that the line break happened to meet.
    """
    if boundary.mark != "\n":
        return None
    return JOIN if boundary.sign in DASHES and boundary.goes_on_in_lower_case else SPLIT


def emoji_inside_a_sentence(boundary: Boundary) -> Verdict | None:
    """``Отлично 👍 Ждём``: an emoji ends a sentence where a capital follows."""
    if boundary.mark:
        return None
    return SPLIT if boundary.goes_on_in_upper_case else JOIN


def mark_at_a_word(boundary: Boundary) -> Verdict | None:
    """``.NET``, ``.5``, ``.gitignore``: space before the full stop, none behind."""
    if not boundary.is_full_stop or not boundary.is_glued or boundary.word:
        return None
    if not (boundary.earlier[-1:].isspace() or boundary.earlier[-1:] in tuple(OPENING)):
        return None
    return None if boundary.next_word.istitle() and boundary.sign.isalpha() else JOIN


def address_without_a_scheme(boundary: Boundary) -> Verdict | None:
    """``info@kremlin.ru``, ``Amazon.com``, ``Mail.Ru``, ``Дом.РФ``: a dot of a domain."""
    if not boundary.is_full_stop or not boundary.is_glued:
        return None
    if "@" in boundary.before.rsplit(None, 1)[-1]:
        return JOIN
    return JOIN if boundary.next_word.lower() in DOMAINS and boundary.word else None


def glued_without_a_capital(boundary: Boundary) -> Verdict | None:
    """``28.01.2017``, ``report.pdf``, ``давно...и неправда``, ``?id=5``: one token.

    But a year after a word is none: ``в 2016 году.2017 год``.
    """
    if not boundary.is_glued or (len(boundary.word) > 2 and YEAR.match(boundary.after)):
        return None
    if boundary.sign.isalnum() or boundary.sign in "_=&@#+\\|<>*~^$":
        return None if boundary.sign.isupper() else JOIN
    if boundary.sign in DASHES:
        return JOIN
    return None if boundary.goes_on_in_upper_case or not boundary.sign.isascii() else JOIN


def glued_capitals(boundary: Boundary) -> Verdict | None:
    """``ASP.NET``, ``U.S.A``, ``list.Append()``: a name, unlike ``terrorism.The``, ``США.В``."""
    if not boundary.is_glued or boundary.mark != "." or not boundary.sign.isupper():
        return None
    follows, word = boundary.next_word, boundary.word
    if (len(follows) > 1 and follows.isupper()) or (word.isascii() and CALL.match(boundary.after)):
        return JOIN
    if len(word) == 1:
        return JOIN if word.isupper() else None
    return JOIN if word.isascii() and len(word) <= 2 and word[:1].isupper() else None


def inside_a_compound(boundary: Boundary) -> Verdict | None:
    """``до н. э.``, ``т. е. он``, ``а. е.``, ``z. b.``: a letter, and another with a full stop."""
    word = boundary.word
    if not boundary.is_full_stop or not word.islower() or len(word) > 2:
        return None
    return JOIN if boundary.sign.islower() and ONE_SMALL_LETTER.match(boundary.after) else None


def ellipsis_inside_a_sentence(boundary: Boundary) -> Verdict | None:
    """``Он… не знал``, ``He ... did not know``: three dots and lower case."""
    if not (boundary.mark.startswith(("..", ". ", "\xa0.")) or boundary.mark[:1] in ELLIPSES):
        return None
    return JOIN if boundary.goes_on_in_lower_case and not boundary.closing else None


def name_that_ends_in_a_mark(boundary: Boundary) -> Verdict | None:
    """``Yahoo! shares``: the mark belongs to the name."""
    return JOIN if boundary.word in NAMES_WITH_A_MARK and boundary.goes_on_in_lower_case else None


def authors_words(boundary: Boundary) -> Verdict | None:
    """``— Кто там? — спросил он``, ``«Мы готовы!» — заявил``: a dash and lower case."""
    return JOIN if boundary.sign in DASHES and boundary.goes_on_in_lower_case else None


def quote_or_bracket_inside_a_sentence(boundary: Boundary) -> Verdict | None:
    """``"Ready?" he asked``, ``(so he said.) and left``: it closed, and lower case follows.

    Only then: a next sentence in lower case is common where people write informally.
    """
    closes = boundary.closing.rstrip()
    if not closes or STARTS_WITH_EMOJI.search(closes):
        return None
    return JOIN if boundary.sign.islower() else None


def sentence_in_brackets(boundary: Boundary) -> Verdict | None:
    """``Он согласился. (Хотя и не сразу.)``: a remark stays with what it remarks on.

    Not so ``It starts. (Laughter) And they go``, where the next sentence begins with it.
    """
    if boundary.sign != "(" or not boundary.mark or OPENS_A_SENTENCE.match(boundary.after):
        return None
    return JOIN


def mark_in_brackets(boundary: Boundary) -> Verdict | None:
    """``по его (!) словам``, ``в 1912 (?) году``: a doubt of the writer's, not an end."""
    if not boundary.closing.startswith((")", "]")) or not boundary.earlier.endswith(("(", "[")):
        return None
    return JOIN if not boundary.word else None


RULES_BEFORE: tuple[Rule, ...] = (
    nothing_said_yet,
    punctuation_goes_on,
    full_width_mark,
    smile,
    line_that_opens_an_item,
    emoji_inside_a_sentence,
    number_of_a_list_item,
    mark_in_brackets,
    mark_at_a_word,
    address_without_a_scheme,
    inside_a_compound,
    glued_without_a_capital,
    glued_capitals,
)

RULES_AFTER: tuple[Rule, ...] = (
    ellipsis_inside_a_sentence,
    name_that_ends_in_a_mark,
    authors_words,
    quote_or_bracket_inside_a_sentence,
    sentence_in_brackets,
)

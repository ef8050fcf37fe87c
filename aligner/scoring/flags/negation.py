"""Flag about negation: one side denies what the other says.

Languages deny in many ways (не удалось: failed; не только: not just; без: without), so only a
plain denial on one side against no sign of any on the other counts.
"""

import re
from functools import lru_cache

from aligner.bitext import Span
from aligner.scoring.flags.view import Finding, PairView
from aligner.scoring.forms import DENIES
from aligner.scoring.sides import Side

_RUSSIAN_NOT = re.compile(
    r"\b(?:не|нет|ничего|никто|никогда|нигде|никак|никого|никому|нельзя|никуда)\b", re.IGNORECASE
)

# не that denies nothing, or that English says without a negation.
_RUSSIAN_IDIOM = re.compile(
    r"\bне (?:только|столько|просто|менее|более|раз\b|хуже|меньше|больше|позднее|позже|ранее|раньше|ниже|выше"
    r"|реже|чаще|далее|далеко|так давно|совсем|очень|слишком|зря|случайно|одн|перв|сам\b"
    r"|хвата(?:ет|ло)|хватил|успел|успева|удал|удаёт|удает|удаст|смог|смож|получ|выш|вышл|стал|стоит|стан|нужно|надо|дай|дал|дав"
    r"|прочь|исключ|отрица|забы|против|скры|остал|остан|отста|уступ|прекра|пуст|пущ|довер|призна|соглас"
    r"|подтвер|совпад|считая|говоря|смотря|взирая|знаю\b|было бы|повез|допус|имеет|имел|явля|один|то|мог"
    r"|хоч|хот|прош(?:л|ел)|пройд[её]т|волну|беспоко|за что\b)"
    r"|\b(?:чуть|едва|если|разве|как бы|где бы|кто бы|что бы|вряд ли|ещё|еще|почти|можно|нельзя|лучше|бы|ли"
    r"|вовсе|то|тоже|далеко|мог|могла|могли|может|могут|нет|ничто|почему|чего|как|чтобы|лишь) не\b"
    r"|\bпока\b[^.;]*?\bне\b|\bнет-нет|\bни при|\bникто не мог не\b|\bне\w+ не\b|, нет? (?:так|правда)"
    r"|\bда нет\b|\bа не\b|\bне\b[^,.;]*?, а\b|\bничего себе|\bничего страшного|^\W*ничего[,.!](?! кроме)",
    re.IGNORECASE,
)
# What English says by denying: I don't care.
_RUSSIAN_PHRASE = re.compile(r"\bвс[её] равно\b|\bбезразлично\b|\bнаплевать\b", re.IGNORECASE)
_ENGLISH_NOT = re.compile(
    r"\b(?:not|cannot|never|nobody|nothing|nowhere|neither|none)\b|\b\w+n['’]t\b"
    r"|(?<!Dr\. )\bno (?!less|more|longer|doubt|matter|wonder|one\b)",
    re.IGNORECASE,
)
_ENGLISH_IDIOM = re.compile(
    r"\bnot (?:only|just|merely|simply|yet|until|to mention|exactly|even|all|least|necessarily|so|too|very"
    r"|quite|sure|far|long|without|enough|well|much|uncommon|known|clear)\b|\bif not\b|\bor not\b|\bwhy not\b"
    r"|\bcan(?:no|['’])t (?:but|help|wait|stand|afford)|\bnothing\b|\bdon['’]t (?:forget|worry|mind|miss)"
    r"|\bnever mind|\bnone other|, (?:\w+n['’]t|is it not) \w+\?|\bnot\b[^.;]*?\b(?:but|rather)\b|\bno\b, ",
    re.IGNORECASE,
)

# Words that deny or may stand for a denial: of them whole words are compared, each once.
_ENGLISH_SIGNS = re.compile(
    r"(?:no|not|non|nor|without|cannot|never|neither|none|nobody|nothing|nowhere|fail\w*|lack\w*|refus\w*|den(?:y|ied|ies|ying|ial\w*)|"
    r"unable|prevent\w*|avoid\w*|stop\w*|only|hardly|barely|scarcely|rarely|seldom|few|fewer|little|less|rather|"
    r"instead|except|ban\w*|forbid\w*|forbad\w*|prohibit\w*|reject\w*|declin\w*|absen\w*|miss\w*|lost|lose\w*|los[st]|"
    r"against|despite|although|though|but|still|yet|unless|until|before|too|else|ignor\w*|exclud\w*|free|"
    r"doubt\w*|wrong|false|hard|difficult\w*|worse|nay|zero|out|off|away|far|long|short|rest|otherwise|"
    r"oppos\w*|contrary|unlike|beyond|last|enough|abstain\w*|neglect\w*|quit\w*|end\w*|gone|remain\w*|keep\w*|kept|"
    r"skip\w*|leav\w*|left|unaware|bad\w*|poor\w*|ill|weak\w*|hate\w*|dislik\w*|disagree\w*|discontinu\w*|overlook\w*|"
    r"differ\w*|im(?:mob|mor|mun|pat|per|pol|pos|pot|prac|prob|prop|pru)\w+|in(?:ab|ac|ad|ap|ca|co|de|di|ef|el|ev|ex|fr|jus|si|su|to|tr|va|vi)\w{3,}|un(?!der|ion|iq|it|iv)\w{3,}|dis(?!c(?:over|uss)|ea|pla|tan|tri)\w{4,}|ir\w{5,}|il\w{5,}|mis\w{4,}|"
    r"\w+less(?:ly|ness)?|non\w+|anti\w*|de(?:activ|bar|ceas|clin|fect|fea|fus|ni|ny|plet|priv|serv|stit|stroy|tach|ter|viat)\w*|.+n't)"
)
_RUSSIAN_SIGNS = re.compile(
    r"(?:не|ни|нет|без|бес|нельзя|вряд|едва|никак|нисколько|отнюдь|отказ\w*|отрица\w*|отсутств\w*|запре\w*|воспре\w*|против\w*|"
    r"лишь|мало|лиш\w+|исключ\w+|кроме|разве|неужели|редко|хватит|перест\w+|вместо|избе\w+|отвер\w+|невозмож\w+|"
    r"трудно|сложно|плохо|зря|напрасно|чужд\w+|потер\w+|утрат\w+|прекра\w+|провал\w+|опроверг\w+|"
    r"не\w{3,}|ни\w{2,}|бес\w{3,}|без\w{3,})"
)


def negation_differs(pair: PairView) -> Finding | None:
    """Find a plain denial on one side and no sign of one on the other."""
    if not (pair.ours.kinds | pair.theirs.kinds) & DENIES:
        return None
    denied = _RUSSIAN_NOT.search(pair.source) if pair.ours.kinds & DENIES else None
    if denied is not None:
        if pair.theirs.kinds & DENIES or _hints(pair.theirs) or _RUSSIAN_IDIOM.search(pair.source):
            return None
        return Finding(source=(Span(*denied.span()),), note=denied.group())
    denied = _ENGLISH_NOT.search(pair.target)
    if denied is None or _hints(pair.ours) or _ENGLISH_IDIOM.search(pair.target):
        return None
    if _RUSSIAN_PHRASE.search(pair.source):
        return None
    return Finding(target=(Span(*denied.span()),), note=denied.group().strip())


def _hints(side: Side) -> bool:
    """Say whether a word of a side denies, or says what the other language may say by denying."""
    return any(_hints_at_denial(word.lower) for word in side.words)


@lru_cache(maxsize=32_768)
def _hints_at_denial(word: str) -> bool:
    return (_ENGLISH_SIGNS if word.isascii() else _RUSSIAN_SIGNS).fullmatch(word) is not None

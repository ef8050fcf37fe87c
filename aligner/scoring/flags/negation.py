"""Flag about negation: one side denies what the other says.

Languages deny in many ways (не удалось: failed; не только: not just; без: without), so only a
plain denial on one side against no sign of any on the other counts.
"""

import re

from aligner.bitext import Span
from aligner.scoring.flags.view import Finding, PairView

_RUSSIAN_NOT = re.compile(
    r"\b(?:не|нет|ничего|никто|никогда|нигде|никак|никого|никому|нельзя|никуда)\b", re.IGNORECASE
)

# не that denies nothing, or that English says without a negation.
_RUSSIAN_IDIOM = re.compile(
    r"\bне (?:только|столько|просто|менее|более|раз|хуже|меньше|больше|позднее|позже|ранее|раньше|ниже|выше"
    r"|реже|чаще|далее|далеко|так давно|совсем|очень|слишком|зря|случайно|одн|перв|сам|хватает|хватил|хватало"
    r"|успел|успева|удал|удаёт|удает|удаст|смог|смож|получ|выш|вышл|стал|стоит|стан|нужно|надо|дай|дал|дав"
    r"|прочь|исключ|отрица|забы|против|скры|остал|остан|отста|уступ|прекра|пуст|пущ|довер|призна|соглас"
    r"|подтвер|совпад|считая|говоря|смотря|взирая|знаю\b|было бы|повез|допус|имеет|имел|явля|один|то|мог"
    r"|хоч|хот)"
    r"|\b(?:чуть|едва|если|разве|как бы|где бы|кто бы|что бы|вряд ли|ещё|еще|почти|можно|нельзя|лучше|бы|ли"
    r"|вовсе|то|тоже|далеко|мог|могла|могли|может|могут|нет|ничто|почему|чего|как|чтобы|лишь) не\b"
    r"|\bпока\b[^.;]*?\bне\b|\bнет-нет|\bни при|\bникто не мог не\b|\bне\w+ не\b|, нет? (?:так|правда)"
    r"|\bда нет\b|\bа не\b|\bне\b[^,.;]*?, а\b|\bничего себе|\bничего страшного",
    re.IGNORECASE,
)
_ENGLISH_NOT = re.compile(
    r"\b(?:not|cannot|never|nobody|nothing|nowhere|neither|none)\b|\b\w+n['’]t\b"
    r"|\bno (?!less|more|longer|doubt|matter|wonder|one\b)",
    re.IGNORECASE,
)
_ENGLISH_IDIOM = re.compile(
    r"\bnot (?:only|just|merely|simply|yet|until|to mention|exactly|even|all|least|necessarily|so|too|very"
    r"|quite|sure|far|long|without|enough|well|much|uncommon|known|clear)\b|\bif not\b|\bor not\b|\bwhy not\b"
    r"|\bcan(?:no|['’])t (?:but|help|wait|stand|afford)|\bnothing\b|\bdon['’]t (?:forget|worry|mind|miss)"
    r"|\bnever mind|\bnone other|, (?:\w+n['’]t|is it not) \w+\?|\bnot\b[^.;]*?\b(?:but|rather)\b|\bno\b, ",
    re.IGNORECASE,
)

_ENGLISH_SIGNS = re.compile(
    r"\b(?:no|not|non|nor|without|cannot|never|neither|none|nobody|nothing|nowhere|fail\w*|lack\w*|refus\w*|den(?:y|ied|ies|ying|ial\w*)|"
    r"unable|prevent\w*|avoid\w*|stop\w*|only|hardly|barely|scarcely|rarely|seldom|few|fewer|little|less|rather|"
    r"instead|except|ban\w*|forbid\w*|forbad\w*|prohibit\w*|reject\w*|declin\w*|absen\w*|miss\w*|lost|lose\w*|los[st]|"
    r"against|despite|although|though|but|still|yet|unless|until|before|too|else|ignor\w*|exclud\w*|free|"
    r"doubt\w*|wrong|false|hard|difficult\w*|worse|nay|zero|out|off|away|far|long|short|rest|other|otherwise|"
    r"oppos\w*|contrary|unlike|beyond|last|enough|abstain\w*|neglect\w*|quit\w*|end\w*|gone|remain\w*|keep\w*|kept|"
    r"skip\w*|leav\w*|left|unaware|bad\w*|poor\w*|ill|weak\w*|hate\w*|dislik\w*|disagree\w*|discontinu\w*|overlook\w*|"
    r"im\w{4,}|in(?:ab|ac|ad|ap|ca|co|de|di|ef|el|ev|ex|fr|jus|si|su|to|tr|va|vi)\w{3,}|un\w{3,}|dis\w{4,}|ir\w{5,}|il\w{5,}|mis\w{4,}|"
    r"\w+less(?:ly|ness)?|non-?\w+|anti\w*|de\w{5,})\b|n['’]t\b",
    re.IGNORECASE,
)
_RUSSIAN_SIGNS = re.compile(
    r"\b(?:не|ни|нет|без|бес|нельзя|вряд|едва|никак|нисколько|отнюдь|отказ\w*|отрица\w*|отсутств\w*|запре\w*|против\w*|"
    r"лишь|мало|лиш\w+|исключ\w+|кроме|разве|неужели|редко|хватит|перест\w+|вместо|избе\w+|отвер\w+|невозмож\w+|"
    r"трудно|сложно|плохо|зря|напрасно|чужд\w+|потер\w+|утрат\w+|прекра\w+|провал\w+|опроверг\w+|"
    r"не\w{3,}|ни\w{2,}|бес\w{3,}|без\w{3,})\b",
    re.IGNORECASE,
)


def negation_differs(pair: PairView) -> Finding | None:
    """Find a plain denial on one side and no sign of one on the other."""
    denied = _RUSSIAN_NOT.search(pair.source)
    if denied is not None:
        if _RUSSIAN_IDIOM.search(pair.source) or _ENGLISH_SIGNS.search(pair.target):
            return None
        return Finding(source=(Span(*denied.span()),), note=denied.group())
    denied = _ENGLISH_NOT.search(pair.target)
    if denied is None or _ENGLISH_IDIOM.search(pair.target) or _RUSSIAN_SIGNS.search(pair.source):
        return None
    return Finding(target=(Span(*denied.span()),), note=denied.group().strip())

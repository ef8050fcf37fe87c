"""Words that a full stop may follow inside a sentence; each with the phrase that earned it.

- HEAD: more follows (``ул. Садовой``); it ends no sentence.
- TAIL: may end one (``и т. д.``); it does if no lower case follows.
- MEASURE: TAIL after a number (``в 1912 г.``), HEAD else (``в г. Москве``).
- NUMBERED: HEAD before a number (``No. 5``), else a word like any other.

In lower case, compound ones without their spaces: ``т.е``.
"""

RUSSIAN_HEAD = frozenset(
    {
        # Compound
        "т.е",  # т. е. Москва
        "т.к",  # т. к. Москва молчала
        "т.н",  # т. н. Великая депрессия
        "т.наз",  # т. наз. Великая схизма
        "т.о",  # т. о. Москва уступила
        "т.ч",  # в т. ч. Москва
        "и.о",  # и. о. министра
        "вр.и.о",  # вр. и. о. губернатора
        # Places
        "им",  # театр им. Вахтангова
        "ул",  # на ул. Садовой
        "просп",  # на просп. Мира
        "пр-т",  # пр-т. Мира
        "пер",  # пер. Сивцев Вражек, пер. с англ. Райт-Ковалёвой
        "пл",  # на пл. Восстания
        "наб",  # наб. Мойки
        "бул",  # бул. Гоголя
        "пос",  # пос. Лесной
        "дер",  # дер. Ивановка
        "стан",  # стан. Вёшенская
        "оз",  # на оз. Байкал
        "о",  # на о. Сахалин
        "р",  # на р. Волге
        "св",  # собор св. Софии
        "свв",  # храм свв. Петра и Павла
        # People
        "проф",  # читал проф. Иванов
        "акад",  # институт акад. Вавилова
        "доц",  # доц. Сидорова
        "ген",  # ген. Деникин
        "полк",  # полк. Зайцев
        "кап",  # кап. Орлов
        "лейт",  # лейт. Шмидт
        "гр",  # гр. Петров вызван в суд
        "г-н",  # г-н. Журден
        "г-жа",  # г-жа. Бовари
        "тов",  # тов. Сухов
        "гос",  # гос. Дума
        "зав",  # зав. Лабораторией
        "зам",  # зам. Министра
        # Books and references
        "см",  # см. Приложение 2
        "ср",  # ср. Мф. 5
        "напр",  # напр. Москва
        "ред",  # под ред. Иванова
        "сост",  # сост. Петров
        "изд",  # изд. Сытина
        "прим",  # прим. Переводчика
        "сокр",  # сокр. МГУ
        "рис",  # рис. 3
        "илл",  # илл. А
        "табл",  # табл. 2
        "гл",  # гл. VII
        "вып",  # вып. IV
        "абз",  # абз. 1
        "подп",  # подп. 4
        "стр",  # стр. 15
        "ст",  # ст. 105, ст. Тихорецкая
        "тел",  # тел. +7
        # Languages in a gloss
        "лат",  # лат. Canis lupus
        "англ",  # англ. United Nations
        "нем",  # нем. Deutschland
        "фр",  # фр. République
        "франц",  # франц. République
        "итал",  # итал. Roma
        "исп",  # исп. España
        "греч",  # греч. Ἀθῆναι
        "яп",  # яп. 日本
        "кит",  # кит. 中国
        "укр",  # укр. Київ
        "польск",  # польск. Warszawa
        "араб",  # араб. القاهرة
        "рус",  # рус. Москва
        "род",  # род. 5 мая
        "ок",  # ок. 500 человек
        "прибл",  # прибл. 500 человек
        # Months
        "янв",  # 5 янв. 2017 г.
        "февр",  # 5 февр. 2017 г.
        "фев",  # 5 фев. 2017 г.
        "апр",  # 5 апр. 2017 г.
        "авг",  # 5 авг. 2017 г.
        "сент",  # 5 сент. 2017 г.
        "окт",  # 5 окт. 2017 г.
        "нояб",  # 5 нояб. 2017 г.
        "дек",  # 5 дек. 2017 г.
    }
)

RUSSIAN_TAIL = frozenset(
    {
        "т.д",  # и т. д. как обычно
        "т.п",  # и т.п. мебель
        "др",  # и др. участники
        "пр",  # и пр. мелочи
        "н.э",  # до н. э. на реке
        "э",  # 49 г. до н.э. на реке
        "гг",  # в 1990-х гг. экономика
        "вв",  # в XV–XVI вв. на Руси
        "тыс",  # 5 тыс. рублей
        "млн",  # 3 млн. рублей
        "млрд",  # 2 млрд. рублей
        "трлн",  # 1 трлн. рублей
        "руб",  # за 5 руб. купил
        "коп",  # 50 коп. мелочью
        "долл",  # 5 долл. за баррель
        "проц",  # на 3 проц. за год
        "чел",  # 15 чел. из списка
        "экз",  # 500 экз. вышли
        "кг",  # 5 кг. муки
        "км",  # 5 км. пути
        "мин",  # 5 мин. спустя
        "сек",  # 10 сек. спустя
        "час",  # 2 час. спустя
        "куб",  # 5 куб. метров
        "шт",  # 10 шт. в упаковке
        "обл",  # в Московской обл. идёт снег
        "мл",  # Дюма мл. написал
        "ст.ст",  # 5 мая ст. ст. родился
    }
)

RUSSIAN_MEASURE = frozenset(
    {
        "г",  # в 1912 г. Завод; в г. Москве
        "в",  # в XIX в. Россия
        "с",  # 15 с. Затем; на с. 15; с. Михайловское
        "д",  # д. 5; д. Простоквашино
        "кв",  # кв. 12; 30 кв. Метро
        "корп",  # корп. 2
        "п",  # п. 3
        "ч",  # ч. 2; в 5 ч. утра
        "т",  # т. 2; 5 т. зерна
        "кн",  # кн. 3; кн. Болконский
        "м",  # 100 м. Потом; ст. м. Сокол
        "л",  # 2 л. воды; л. 15
        "ш",  # Варшавское ш. 5
        "к",  # д. 5, к. 2
    }
)

ENGLISH_HEAD = frozenset(
    {
        "mr",  # Mr. Trump
        "mrs",  # Mrs. Clinton
        "ms",  # Ms. Rice
        "messrs",  # Messrs. Smith and Jones
        "mme",  # Mme. Curie
        "dr",  # Dr. Smith
        "prof",  # Prof. Jones
        "gen",  # Gen. Flynn
        "maj",  # Maj. Gen. Flynn
        "brig",  # Brig. Gen. Lee
        "col",  # Col. Smith
        "lt",  # Lt. Col. Smith
        "capt",  # Capt. Ahab
        "cmdr",  # Cmdr. Bond
        "adm",  # Adm. Nelson
        "sgt",  # Sgt. Pepper
        "cpl",  # Cpl. Jones
        "pvt",  # Pvt. Ryan
        "sen",  # Sen. McCain
        "rep",  # Rep. Ryan
        "gov",  # Gov. Brown
        "pres",  # Pres. Obama
        "rev",  # Rev. King
        "hon",  # the Hon. John Smith
        "st",  # St. Petersburg
        "ste",  # Ste. Anne
        "mt",  # Mt. Everest
        "ft",  # Ft. Worth
        "vs",  # Kramer vs. Kramer
        "cf",  # cf. Smith 2001
        "e.g",  # e.g. Texas
        "eg",  # eg. Texas
        "i.e",  # i.e. Texas
        "ie",  # ie. Texas
        "viz",  # viz. Texas
        "approx",  # approx. Five
        "figs",  # figs. A and B
        "pp",  # pp. 5-9
        "vols",  # vols. I and II
        "nos",  # nos. 5 and 6
    }
)

ENGLISH_TAIL = frozenset(
    {
        "etc",  # planes, etc. were sold
        "al",  # Smith et al. showed
        "inc",  # Apple Inc. and Google
        "corp",  # Ford Corp. and Google
        "co",  # Ford Motor Co. signed
        "ltd",  # Widgets Ltd. signed
        "llc",  # Widgets LLC. signed
        "bros",  # Warner Bros. films
        "jr",  # King Jr. said
        "sr",  # King Sr. said
        "esq",  # Smith Esq. said
        "dept",  # the State Dept. said
        "govt",  # the govt. said
        "est",  # est. a century ago
        "ave",  # on Fifth Ave. in New York
        "blvd",  # on Sunset Blvd. in Hollywood
        "rd",  # on Abbey Rd. in London
        "sq",  # 5 sq. miles
        "mi",  # 5 mi. away
        "lb",  # 5 lb. of flour
        "lbs",  # 5 lbs. of flour
        "oz",  # 5 oz. of flour
        "hrs",  # 5 hrs. later
        "min",  # 5 min. later
        "a.m",  # at 9 a.m. today
        "p.m",  # at 9 p.m. today
        "a.d",  # in 70 A.D. the Temple
        "b.c",  # in 70 B.C. the Temple
        "b.c.e",  # in 70 B.C.E. the Temple
    }
)

ENGLISH_MONTHS = frozenset(
    {"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"}  # on Jan. 28
)

ENGLISH_NUMBERED = ENGLISH_MONTHS | {
    "no",  # Article No. 5
    "fig",  # Fig. 2
    "eq",  # Eq. 3
    "p",  # p. 15
    "vol",  # Vol. 2
    "ch",  # ch. 7
    "sec",  # Sec. 3
    "art",  # Art. 5
    "para",  # para. 5
    "op",  # Op. 27
    "ver",  # ver. 2
    "c",  # c. 1500
    "ca",  # ca. 1500
    "b",  # b. 1950
    "d",  # d. 1950
    "tel",  # tel. 555
}

OTHER_HEAD = frozenset(
    {
        "dr",  # Dr. Müller, Dr. García
        "prof",  # Prof. Müller
        "hr",  # Hr. Müller
        "fr",  # Fr. Müller
        "st",  # St. Gallen
        "mr",  # Mr. Smith
        "mrs",  # Mrs. Smith
        "mme",  # Mme. Dupont
        "sr",  # Sr. García
        "sra",  # Sra. García
        "nr",  # Nr. 5
        "z.b",  # z. B. Berlin
        "d.h",  # d. h. Berlin
        "u.a",  # u. a. Berlin
        "bzw",  # bzw. Berlin
        "ca",  # ca. 500
        "vgl",  # vgl. Kant
        "p.ex",  # p. ex. Paris
        "im",  # ім'я: im. Franka
        "ул",  # бул. and ул. are shared by Cyrillic languages: ул. Шевченка
        "ім",  # ім. Шевченка
        "вул",  # вул. Хрещатик
        "им",  # им. Вазова
    }
)

OTHER_TAIL = frozenset(
    {
        "etc",  # etc. in many languages
        "usw",  # usw. und so fort
        "г",  # 1912 г. заводът
        "р",  # 1912 р. завод
        "ст",  # XIX ст. місто
    }
)

DOMAINS = frozenset(
    {
        "com",  # Amazon.com
        "org",  # Kremlin.org
        "net",  # Battle.net
        "ru",  # Mail.Ru
        "рф",  # Дом.РФ
        "su",  # Lib.su
        "io",  # Itch.io
        "js",  # Node.js
        "uk",  # BBC.co.uk
        "de",  # Spiegel.De
        "tv",  # Apple.Tv
        "info",  # Drom.Info
        "biz",  # Flex.Biz
    }
)

NAMES_WITH_A_MARK = frozenset(
    {
        "Yahoo",  # Yahoo! shares fell
        "Jeopardy",  # he won Jeopardy! twice
    }
)

"""Words that a full stop may follow inside a sentence; each with the phrase that earned it.

- TITLE: a name follows (``Mr. Who``); it never ends a sentence.
- HEAD: more follows (``ул. Садовой``); it ends a sentence only if the next word often
  begins one (``Верь им. Они правы``).
- TAIL: may end one (``и т. д.``); it does if no lower case follows.
- MEASURE: TAIL after a number (``в 1912 г.``), HEAD else (``в г. Москве``).
- NUMBERED: HEAD before a number (``No. 5``), else a word like any other.
- GLOSS: a foreign word follows (``лат. Canis``), else a word like any other.
- LABELLED: a letter after it is its label (``group B.``), no initial.

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
        "к.ф.н",  # к. ф. н. Иванова
        "д.ф.н",  # д. ф. н. Иванова
        "к.и.н",  # к. и. н. Петров
        "д.и.н",  # д. и. н. Петров
        "к.м.н",  # к. м. н. Петров
        "д.м.н",  # д. м. н. Петров
        "к.т.н",  # к. т. н. Петров
        "д.т.н",  # д. т. н. Петров
        "к.э.н",  # к. э. н. Петров
        "д.э.н",  # д. э. н. Петров
        "к.ю.н",  # к. ю. н. Петров
        "д.ю.н",  # д. ю. н. Петров
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
        "оз",  # на оз. Байкал
        "о",  # на о. Сахалин
        "р",  # на р. Волге
        "св",  # собор св. Софии
        "свв",  # храм свв. Петра и Павла
        # People
        "проф",  # читал проф. Иванов
        "акад",  # институт акад. Вавилова
        "доц",  # доц. Сидорова
        "канд",  # канд. наук
        "ген",  # ген. Деникин
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
        "табл",  # табл. 2
        "гл",  # гл. VII
        "вып",  # вып. IV
        "абз",  # абз. 1
        "подп",  # подп. 4
        "стр",  # стр. 15
        "ст",  # ст. 105, ст. Тихорецкая
        "ум",  # ум. в Париже
        # Times
        "нач",  # в нач. XX в.
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

RUSSIAN_GLOSS = frozenset(
    {
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
        "букв",  # букв. «весенний праздник»
    }
)

RUSSIAN_NUMBERED = frozenset(
    {
        "рис",  # рис. 3, but: сварить рис. Залить водой
        "илл",  # илл. 4
        "тел",  # тел. 495, but: падение тел. Опыт
        "род",  # род. 5 мая, but: знатный род. Герб
        "ок",  # ок. 500 человек, but: ок. Жду
        "прибл",  # прибл. 500 человек
        "июн",  # 5 июн. 2017 г.
        "июл",  # 5 июл. 2017 г.
        "мар",  # 5 мар. 2017 г.
    }
)

RUSSIAN_SMALLER_UNITS = frozenset(
    {
        "коп",  # 5 руб. 50 коп.
        "копеек",  # 5 руб. 50 копеек
        "мин",  # 5 ч. 30 мин.
        "минут",  # 5 ч. 30 минут
        "сек",  # 30 мин. 15 сек.
        "с",  # 30 мин. 15 с.
        "мес",  # 2 г. 5 мес.
        "см",  # 1 м. 75 см
    }
)

RUSSIAN_LABELLED = frozenset(
    {
        "групп",  # победила группу Б. Итог ясен
        "план",  # есть план Б. Вот он
        "вариант",  # выбран вариант А. Проект готов
        "витамин",  # мало витамина С. Зима
        "категори",  # права категории В. Стаж
        "класс",  # учится в классе А. Школа
        "букв",  # начинается с буквы М. Слово
        "точк",  # дошёл до точки Б. Привал
        "гепатит",  # болел гепатитом С. Лечился
        "блок",  # живёт в блоке В. Этаж
        "сектор",  # билеты в сектор Д. Ряд
    }
)
"""Beginnings of words, for their endings change."""

RUSSIAN_TAIL = frozenset(
    {
        "т.д",  # и т. д. как обычно
        "т.п",  # и т.п. мебель
        "др",  # и др. участники
        "пр",  # и пр. мелочи
        "н.э",  # до н. э. на реке
        "а.е",  # 6 а. е. от Солнца
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
        "куб",  # 5 куб. метров
        "шт",  # 10 шт. в упаковке
        "обл",  # в Московской обл. идёт снег
        "губ",  # в Тульской губ. и умер
        "гор",  # в гор. школе
        "ур",  # над ур. моря
        "мл",  # Дюма мл. написал
        "род",  # род. в Твери
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
        "см",  # рост 180 см. Возраст
    }
)

RUSSIAN_PARAGRAPHS = "п|пп|ч|ст|абз|подп|гл|кн|т|разд"
"""Parts of laws and books, one within the other: п. 1 ч. 2 ст. 158."""

ENGLISH_TITLE = frozenset(
    {
        "mr",  # Mr. Trump
        "mrs",  # Mrs. Clinton
        "ms",  # Ms. Rice
        "messrs",  # Messrs. Smith and Jones
        "mme",  # Mme. Curie
        "dr",  # Dr. Smith
        "prof",  # Prof. Jones
        "e.g",  # e.g. Texas
        "i.e",  # i.e. Texas
        "vs",  # Kramer vs. Kramer
        "viz",  # viz. Texas
    }
)

ENGLISH_HEAD = frozenset(
    {
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
        "cf",  # cf. Smith 2001
        "eg",  # eg. Texas
        "ie",  # ie. Texas
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
        "al",  # Smith et al. showed, et al. 2003
        "ariz",  # Tucson, Ariz. and Reno
        "calif",  # Fresno, Calif. and Reno
        "colo",  # Denver, Colo. and Reno
        "conn",  # Hartford, Conn. and Reno
        "fla",  # Miami, Fla. and Reno
        "mass",  # born in Salem, Mass. and died there
        "mich",  # Detroit, Mich. and Reno
        "minn",  # Duluth, Minn. and Reno
        "tenn",  # Memphis, Tenn. and Reno
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
    "eqs",  # Eqs. 1-3
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
    "est",  # est. 1900
    "b",  # b. 1950
    "d",  # d. 1950
    "tel",  # tel. 555
}

ENGLISH_LABELLED = frozenset(
    {
        "plan",  # chose plan B. Nothing helped
        "vitamin",  # lack of vitamin C. Scurvy
        "group",  # drawn in Group A. Spain
        "class",  # travels in class B. Tickets
        "type",  # blood type A. Doctors
        "grade",  # got a grade C. Parents
        "hepatitis",  # ill with hepatitis B. Doctors
        "section",  # Section A. Rules
        "point",  # from point A. Walk
        "option",  # took option B. Nothing
        "exhibit",  # shown as exhibit A. Lawyers
    }
)

ENGLISH_DEGREES = frozenset(
    {
        "ph.d",  # a Ph.D. in physics
        "m.d",  # an M.D. from Yale
        "m.a",  # an M.A. They met
        "b.a",  # a B.A. They met
        "m.sc",  # an M.Sc. in physics
        "b.sc",  # a B.Sc. in physics
    }
)

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
        "z",  # z. B.
        "z.b",  # z. B. Berlin
        "d.h",  # d. h. Berlin
        "u.a",  # u. a. Berlin
        "bzw",  # bzw. Berlin
        "ca",  # ca. 500
        "vgl",  # vgl. Kant
        "p.ex",  # p. ex. Paris
        "ул",  # ул. Шевченка
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

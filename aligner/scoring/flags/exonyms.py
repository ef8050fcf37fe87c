"""Names that aren't transliterated, and capitals that aren't names: small tables.

A key is the part of the Russian word that its endings leave alone; a value is what English
may have for it, in lower case, an acronym's dots left out.
"""

EXONYMS: dict[str, tuple[str, ...]] = {
    "австр": ("austria", "austrian", "austrians"),  # живёт в Австрии
    "англи": ("england", "english", "britain", "uk"),  # сборная Англии
    "афин": ("athens", "athenian"),  # рейс из Афин
    "белорусси": ("belarus", "belarusian"),  # граница Белоруссии
    "бельги": ("belgium", "belgian"),  # король Бельгии
    "бог": ("god", "god's", "lord"),  # слава Богу
    "великобритани": ("britain", "british", "uk", "kingdom"),  # премьер Великобритании
    "вен": ("vienna", "viennese"),  # переговоры в Вене
    "венгри": ("hungary", "hungarian"),  # премьер Венгрии
    "венеци": ("venice", "venetian"),  # карнавал в Венеции
    "герман": ("germany", "german", "germans"),  # канцлер Германии
    "греци": ("greece", "greek"),  # долги Греции
    "грузи": ("georgia", "georgian"),  # виза в Грузию
    "гааг": ("hague",),  # суд в Гааге
    "дани": ("denmark", "danish"),  # берега Дании
    "европ": ("europe", "european", "eu"),  # страны Европы
    "египет": ("egypt", "egyptian"),  # в Египет
    "египт": ("egypt", "egyptian"),  # отели Египта
    "женев": ("geneva",),  # встреча в Женеве
    "израил": ("israel", "israeli", "israelis"),  # посол Израиля
    "инди": ("india", "indian"),  # визит в Индию
    "иоанн": ("john",),  # Евангелие от Иоанна
    "иисус": ("jesus",),  # Иисус Христос
    "испани": ("spain", "spanish"),  # юг Испании
    "итали": ("italy", "italian"),  # север Италии
    "казахстан": ("kazakhstan", "kazakh"),  # власти Казахстана
    "киев": ("kyiv", "kiev"),  # поезд до Киева
    "кипр": ("cyprus", "cypriot"),  # банк на Кипре
    "кита": ("china", "chinese", "beijing"),  # экспорт в Китай
    "коре": ("korea", "korean"),  # Южная Корея
    "крем": ("kremlin",),  # пресс-служба Кремля
    "кремл": ("kremlin",),  # в Кремле отметили
    "крым": ("crimea", "crimean"),  # мост в Крым
    "лондон": ("london", "british"),  # аукцион в Лондоне
    "мексик": ("mexico", "mexican"),  # стена с Мексикой
    "моисе": ("moses",),  # закон Моисея
    "москв": ("moscow", "muscovite", "muscovites", "moscow's"),  # власти Москвы
    "мюнхен": ("munich",),  # конференция в Мюнхене
    "нидерланд": ("netherlands", "dutch", "holland"),  # суд Нидерландов
    "неаполь": ("naples", "neapolitan"),  # поезд в Неаполь
    "неапол": ("naples", "neapolitan"),  # матч в Неаполе
    "норвеги": ("norway", "norwegian"),  # фьорды Норвегии
    "пекин": ("beijing", "peking", "china"),  # самолёт в Пекин
    "петр": ("peter", "petr", "pyotr"),  # указ Петра
    "пётр": ("peter", "petr", "pyotr"),  # Пётр Великий
    "польш": ("poland", "polish", "poles", "warsaw"),  # премьер Польши
    "римск": ("rome", "roman", "pope", "pontiff"),  # Папа Римский
    "рим": ("rome", "roman"),  # Папа в Риме
    "росси": ("russia", "russian", "russians", "rf", "moscow", "russia's"),  # президент России
    "российск": ("russian", "russia", "russia's"),  # Российской Федерации
    "русь": ("rus", "russia"),  # Киевская Русь
    "русск": ("russian", "russia"),  # Русский музей
    "санкт": ("st", "saint", "sankt"),  # Санкт-Петербург
    "питер": ("petersburg", "peter"),  # уехал в Питер
    "сири": ("syria", "syrian"),  # мир в Сирии
    "соединенн": ("united", "us", "usa", "america"),  # Соединённые Штаты
    "соединённ": ("united", "us", "usa", "america"),
    "штат": ("states", "us", "usa", "america"),  # в Штатах
    "татарстан": ("tatarstan", "tatar"),
    "турци": ("turkey", "turkish", "turkiye"),  # отдых в Турции
    "украин": ("ukraine", "ukrainian", "ukrainians", "kyiv", "kiev"),  # восток Украины
    "финлянди": ("finland", "finnish"),  # граница с Финляндией
    "франци": ("france", "french"),  # президент Франции
    "христ": ("christ", "christ's", "christian"),  # Рождество Христово
    "чехи": ("czech", "czechia"),  # замки Чехии
    "швейцари": ("switzerland", "swiss"),  # банки Швейцарии
    "швеци": ("sweden", "swedish"),  # король Швеции
    "шотланди": ("scotland", "scottish"),  # горы Шотландии
    "эстони": ("estonia", "estonian"),
    "япони": ("japan", "japanese"),  # острова Японии
    "америк": ("america", "american", "us", "usa", "states"),  # открыл Америку
}

ADJECTIVES_OF_COUNTRIES: dict[str, tuple[str, ...]] = {
    "американск": ("us", "american", "usa", "america", "states", "washington"),  # американским коллегой
    "американец": ("us", "american", "americans"),  # бывший американец
    "американц": ("us", "american", "americans", "washington"),  # переговоры с американцами
}

ACRONYMS: dict[str, tuple[str, ...]] = {
    "АО": ("jsc", "ao", "company", "okrug", "district"),  # АО «Росгеология»
    "АТО": ("ato", "anti-terrorist", "operation"),  # зона АТО
    "АЭС": ("nuclear", "npp"),  # авария на АЭС
    "БПЛА": ("drone", "drones", "uav", "uavs"),  # сбит БПЛА
    "ВВП": ("gdp", "gross"),  # рост ВВП
    "ВВС": ("air", "bbc"),  # самолёты ВВС
    "ВИЧ": ("hiv",),  # больные ВИЧ
    "ВМФ": ("navy", "naval", "fleet"),  # корабли ВМФ
    "ВОЗ": ("who", "health"),  # доклад ВОЗ
    "ВС": ("armed", "forces", "army", "supreme", "troops", "military", "afu"),  # генштаб ВС
    "ВСУ": ("armed", "afu", "army", "forces", "ukrainian", "troops", "military"),  # удары ВСУ
    "ВТО": ("wto", "trade"),  # правила ВТО
    "ВЦИОМ": ("vtsiom", "vciom", "public", "center"),  # опрос ВЦИОМ
    "ГАИ": ("traffic", "police", "gai"),  # пост ГАИ
    "ГИБДД": ("traffic", "police", "road"),  # сотрудники ГИБДД
    "ДНК": ("dna",),  # анализ ДНК
    "ДНР": ("dpr", "dnr", "donetsk"),  # глава ДНР
    "ДТП": ("accident", "accidents", "crash", "crashes", "collision", "road", "traffic"),  # погиб в ДТП
    "ЕГЭ": ("exam", "exams", "examination", "use", "state"),  # сдать ЕГЭ
    "ЕС": ("eu", "european", "europe"),  # страны ЕС
    "ЖКХ": ("housing", "utilities", "utility"),  # тарифы ЖКХ
    "ЗАГС": ("registry", "registrar", "office"),  # в ЗАГС
    "ИГ": ("is", "isis", "isil", "daesh", "islamic"),  # боевики ИГ
    "КНДР": ("north", "dprk", "korea", "korean"),  # ракеты КНДР
    "КНР": ("china", "chinese", "prc"),  # посол КНР
    "ЛНР": ("lpr", "lnr", "luhansk", "lugansk"),  # глава ЛНР
    "МВД": ("interior", "internal", "police", "mvd", "ministry", "moi"),  # в МВД сообщили
    "МВФ": ("imf", "monetary"),  # кредит МВФ
    "МГУ": ("msu", "moscow", "university"),  # ректор МГУ
    "МИД": ("foreign", "mfa", "ministry"),  # глава МИД
    "МИДа": ("foreign", "mfa", "ministry"),  # глава МИДа
    "МКС": ("iss", "space", "station"),  # экипаж МКС
    "МО": ("ministry", "defense", "defence", "region"),  # МО РФ
    "МОК": ("ioc", "olympic"),  # глава МОК
    "МЧС": ("emergency", "emergencies", "emercom", "rescuers"),  # спасатели МЧС
    "НАТО": ("nato", "alliance"),  # войска НАТО
    "НДС": ("vat", "tax"),  # ставка НДС
    "НЛО": ("ufo", "ufos"),  # видел НЛО
    "НПЗ": ("refinery", "refineries"),  # пожар на НПЗ
    "НКО": ("ngo", "ngos", "npo", "npos", "non-profit", "nonprofit", "nonprofits", "non"),  # закон об НКО
    "ОАО": ("ojsc", "oao", "jsc"),  # ОАО «РЖД»
    "ОБСЕ": ("osce",),  # наблюдатели ОБСЕ
    "ОМОН": ("riot", "omon"),  # бойцы ОМОН
    "ООН": ("un", "united", "nations"),  # генсек ООН
    "ООО": ("llc", "ooo", "ltd", "company"),  # ООО «Ромашка»
    "ОПЕК": ("opec",),  # сделка ОПЕК
    "ОС": ("os", "operating"),  # новая версия ОС
    "ОРВИ": ("respiratory", "arvi", "cold", "colds", "flu", "sars", "acute"),  # больные ОРВИ
    "ПВО": ("air", "defence", "defense"),  # работает ПВО
    "ПК": ("pc", "pcs", "computer"),  # для ПК
    "ПО": ("software", "po"),  # бесплатное ПО
    "РАН": ("academy", "ras", "sciences"),  # институт РАН
    "РЖД": ("railway", "railways", "rzd"),  # поезда РЖД
    "РПЦ": ("church", "roc", "orthodox"),  # представитель РПЦ
    "РФ": (
        "russia",
        "russian",
        "rf",
        "federation",
        "moscow",
        "russia's",
        "country",
        "country's",
        "state",
    ),  # МИД РФ
    "СБУ": ("sbu", "security"),  # задержан СБУ
    "СВО": ("special", "operation", "svo"),  # участник СВО
    "СИЗО": ("detention", "jail", "custody", "prison", "remand", "sizo"),  # арестован и отправлен в СИЗО
    "СК": ("investigative", "investigation", "investigators", "committee"),  # СК возбудил дело
    "СКР": ("investigative", "investigation", "committee"),  # следователи СКР
    "СМИ": ("media", "press", "news", "reports", "outlet", "outlets", "journalists"),  # сообщают СМИ
    "СНГ": ("cis",),  # страны СНГ
    "СПИД": ("aids",),  # борьба со СПИД
    "СССР": ("ussr", "soviet", "union"),  # распад СССР
    "США": (
        "us",
        "usa",
        "united",
        "states",
        "america",
        "american",
        "americans",
        "washington",
    ),  # президент США
    "ТВ": ("tv", "television"),  # смотрел по ТВ
    "ТЦ": ("mall", "shopping", "center", "centre"),  # пожар в ТЦ
    "УЕФА": ("uefa",),  # кубок УЕФА
    "УК": ("criminal", "code", "management"),  # статья УК
    "ФАС": ("antimonopoly", "anti-monopoly", "fas"),  # ФАС оштрафовала
    "ФБР": ("fbi",),  # агент ФБР
    "ФИФА": ("fifa",),  # рейтинг ФИФА
    "ФРГ": ("germany", "german", "frg"),  # канцлер ФРГ
    "ФРС": ("fed", "federal", "reserve"),  # ставка ФРС
    "ФСБ": ("fsb", "security"),  # сотрудник ФСБ
    "ЦБ": ("central", "bank", "regulator", "cb"),  # ставка ЦБ
    "ЦИК": ("election", "electoral", "cec"),  # глава ЦИК
    "ЦРУ": ("cia",),  # агент ЦРУ
    "ЦСКА": ("cska",),  # матч ЦСКА
    "ЧМ": ("world", "cup", "championship"),  # финал ЧМ
    "ЧП": ("emergency", "emergencies", "incident", "accident"),  # место ЧП
    "ЭКГ": ("ecg", "ekg"),  # сделать ЭКГ
    "ЮАР": ("south", "africa", "african"),  # вирус из ЮАР
    "ЮНЕСКО": ("unesco",),  # список ЮНЕСКО
    "ЮНИСЕФ": ("unicef",),  # посол ЮНИСЕФ
    "ИИ": ("ai", "artificial"),  # развитие ИИ
    "ИТ": ("it",),  # рынок ИТ
    "ИП": ("entrepreneur", "entrepreneurs", "ie", "sole"),  # открыть ИП
    "НИИ": ("institute", "research"),  # сотрудник НИИ
    "ВУЗ": ("university", "universities", "college"),  # поступить в ВУЗ
    "ЛГБТ": ("lgbt", "lgbtq"),  # права ЛГБТ
    "ПЦР": ("pcr",),  # тест ПЦР
    "ИВЛ": ("ventilator", "ventilators", "ventilation"),  # аппарат ИВЛ
    "СПЧ": ("human", "rights", "council"),  # член СПЧ
    "ФСИН": ("penitentiary", "prison", "fsin"),  # сообщили во ФСИН
    "МРОТ": ("minimum", "wage"),  # рост МРОТ
}

NOT_NAMES = frozenset(
    {
        "президент", "правительств", "парламент", "конституци", "министерств", "министр", "федераци",
        "совет", "интернет", "рождеств", "день", "дня", "дню", "побед", "родин", "земл", "церк", "церков",
        "восток", "запад", "север", "юг", "отечеств", "великой", "великий", "закон", "кодекс", "суд",
        "господин", "господ", "госпож", "мистер", "миссис", "мисс", "сэр", "доктор", "вас", "вам", "ваш",
        "вашег", "вашем", "ваша", "вы", "он", "его", "ему", "она", "я", "солнц", "лун", "нов", "старый",
        "сегодня", "гаи", "библи", "коран", "республик", "област", "кра", "институт", "университет",
        "академи", "центр", "фонд", "банк", "комитет", "дум", "союз", "партия", "парти", "генеральн",
        "дом", "госдум", "генплан",
        "генпрокуратур", "генштаб", "минфин", "миноборон", "мэри", "мэр",
        "пап", "перв", "втор", "трет", "четверт", "пят", "шест", "седьм",
        "минздрав", "сенат", "конгресс", "коронавирус", "премьер",
        "император", "импери", "олимпиад", "чемпионат", "лиг", "кубок", "кубк", "департамент", "агентств",
    }
)  # fmt: skip
"""Stems of words that Russian writes with a capital and English often doesn't: Парламент, Вы."""

NOT_TRANSLATIONS = frozenset(
    {
        "I", "I'm", "I've", "I'd", "I'll", "I’m", "I’ve", "I’d", "I’ll", "Mr", "Mrs", "Ms", "Dr", "Sir",
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
        "President", "Minister", "Prime", "Secretary", "Press", "The", "A", "Affairs", "Foreign",
    }
)  # fmt: skip
"""Capitals in English that don't show that a Russian name was translated (7 октября -> October 7)."""

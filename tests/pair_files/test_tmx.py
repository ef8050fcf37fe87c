"""TMX: ours and other tools', kept whole, and what isn't TMX refused."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from aligner.bitext import Flag
from aligner.config import PairFileOptions
from aligner.errors import InputError
from tests.pair_files.rewritten import pairs_of, rewritten

FOREIGN = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<!-- exported on a Monday -->
<tmx version="1.4">
  <header creationtool="Somebody" srclang="*all*" adminlang="en">
    <note>keep me</note>
    <prop type="project">Залив</prop>
  </header>
  <body>
    <!-- harbour -->
    <tu tuid="7" creationdate="20200101T000000Z" usagecount="3">
      <note>checked</note>
      <prop type="client">Порт</prop>
      <tuv xml:lang="DE-DE"><seg>Die Fähre</seg></tuv>
      <tuv xml:lang="RU-ru" changeid="anna"><prop type="x-old">1</prop><seg>Паром <bpt i="1">&lt;b&gt;</bpt>ушёл<ept i="1">&lt;/b&gt;</ept> в <hi type="time">полдень</hi><ph x="2"/>.</seg></tuv>
      <tuv xml:lang="en-GB"><seg>The ferry <it pos="begin">{x}</it>left &amp; that was <!-- all -->it.</seg></tuv>
    </tu>
    <tu>
      <tuv lang="ru"><seg>Тишина</seg></tuv>
      <tuv lang="EN"><seg/></tuv>
    </tu>
    <tu tuid="9">
      <tuv xml:lang="ru"><seg>Один</seg></tuv>
      <tuv xml:lang="de"><seg>Eins</seg></tuv>
    </tu>
    <!-- the end -->
  </body>
</tmx>
"""  # noqa: E501 - a segment is one line

UNIT = '<tu><tuv xml:lang="ru"><seg>Да</seg></tuv><tuv xml:lang="en"><seg>Yes</seg></tuv></tu>'


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    path = tmp_path / "foreign.tmx"
    path.write_text(FOREIGN, encoding="utf-8")
    return path


def test_texts_are_read_without_codes_and_a_missing_language_is_an_empty_side(foreign: Path) -> None:
    pairs = pairs_of(foreign)
    assert [(pair.source, pair.target) for pair in pairs] == [
        ("Паром ушёл в полдень.", "The ferry left & that was it."),
        ("Тишина", ""),
        ("Один", ""),
    ]
    assert [(pair.number, pair.line) for pair in pairs] == [(0, 11), (1, 18), (2, 22)]
    assert pairs[0].facts == {"client": "Порт"}


def test_everything_stays_when_nothing_is_added(foreign: Path) -> None:
    assert rewritten(foreign).decode() == FOREIGN


def test_props_are_added_after_the_others_and_nothing_else_changes(foreign: Path) -> None:
    fields = {"parallel": 0.98765, "quality": 71.0, "flags": (Flag("cut-off"), Flag("repetition"))}
    lines = rewritten(foreign, fields).decode().splitlines()
    added = [line for line in lines if "x-parallel" in line or "x-quality" in line or "x-flags" in line]
    assert added[:3] == [
        '      <prop type="x-parallel">0.9877</prop>',
        '      <prop type="x-quality">71.00</prop>',
        '      <prop type="x-flags">cut-off,repetition</prop>',
    ]
    assert len(added) == 9
    assert [line for line in lines if line not in added] == FOREIGN.splitlines()


def test_props_that_are_there_are_replaced_once_and_unknown_values_removed(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    prop = '<prop type="x-parallel">0.1</prop>'
    unit = f'<tu>{prop}<prop type="b">2</prop>{prop}<tuv xml:lang="ru"/><tuv xml:lang="en"/></tu>'
    path.write_text(f"<tmx><body>{unit}</body></tmx>", encoding="utf-8")
    text = rewritten(path, {"parallel": 0.5}).decode()
    assert '<tu><prop type="x-parallel">0.5000</prop><prop type="b">2</prop><tuv' in text
    assert '<tu><prop type="b">2</prop><tuv' in rewritten(path, {"parallel": None}).decode()


LANGUAGES = [
    ("ru", "en", "Паром ушёл в полдень.", "The ferry left & that was it."),
    ("ru-RU", "en-gb", "Паром ушёл в полдень.", "The ferry left & that was it."),
    ("de", "ru_RU", "Die Fähre", "Паром ушёл в полдень."),
    ("en", "DE", "The ferry left & that was it.", "Die Fähre"),
    ("ru", "fr", "Паром ушёл в полдень.", ""),
]


@pytest.mark.parametrize(("source_language", "target_language", "source", "target"), LANGUAGES)
def test_languages_are_chosen_by_what_they_begin_with(
    foreign: Path, source_language: str, target_language: str, source: str, target: str
) -> None:
    options = PairFileOptions(source_language=source_language, target_language=target_language)
    if not target:
        with pytest.raises(
            InputError, match="no unit has both 'ru' and 'fr'; its languages are DE-DE, EN, RU-ru"
        ):
            pairs_of(foreign, options)
        return
    first = pairs_of(foreign, options)[0]
    assert (first.source, first.target) == (source, target)


def test_sentences_that_a_code_parts_are_not_glued_together(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    codes = 'Ошибка.<ph x="1">&lt;br/&gt;</ph>Нажмите <bpt i="1">{b}</bpt>«Да»<ept i="1">{/b}</ept>.'
    path.write_text(f"<tmx><body>{UNIT.replace('Да', codes)}</body></tmx>", encoding="utf-8")
    assert pairs_of(path)[0].source == "Ошибка. Нажмите «Да»."


def test_an_exact_language_comes_before_a_dialect(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    variants = "".join(
        f'<tuv xml:lang="{code}"><seg>{code}</seg></tuv>' for code in ("en-GB", "en", "ru-RU", "RU")
    )
    path.write_text(f"<tmx><body><tu>{variants}</tu></body></tmx>", encoding="utf-8")
    assert [(pair.source, pair.target) for pair in pairs_of(path)] == [("RU", "en")]


def test_a_namespace_is_kept_and_isnt_repeated(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx xmlns="http://www.lisa.org/tmx14" version="1.4"><body>'
        f"{UNIT}</body></tmx>\n"
    )
    path.write_text(text, encoding="utf-8")
    assert pairs_of(path)[0].target == "Yes"
    assert rewritten(path).decode() == text
    scored = rewritten(path, {"parallel": 1.0}).decode()
    assert scored == text.replace("<tu>", '<tu><prop type="x-parallel">1.0000</prop>')


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "cp1251"])
def test_other_encodings_are_read_and_written_as_utf_8(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.tmx"
    mark = "\ufeff" if encoding == "utf-16-le" else ""
    name = "UTF-16" if "16" in encoding else encoding.removesuffix("-sig")
    text = FOREIGN.replace("ä", "a")
    path.write_bytes((mark + text.replace('"UTF-8"', f'"{name}"')).encode(encoding))
    assert pairs_of(path)[0].source == "Паром ушёл в полдень."
    assert rewritten(path).decode("utf-8") == text


def billion() -> str:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ха"}">' for n in range(9))
    return f"<!DOCTYPE tmx [{entities}]><tmx><body>{UNIT.replace('Да', '&e8;')}</body></tmx>"


BROKEN = [
    (billion(), "entity amplification"),
    (
        '<!DOCTYPE tmx [<!ENTITY f SYSTEM "file:///etc/passwd">]><tmx><body>&f;</body></tmx>',
        "declares entities of its own",
    ),
    (
        '<!DOCTYPE tmx [<!ENTITY % p SYSTEM "http://example.invalid/x.dtd"> %p;]><tmx><body/></tmx>',
        "declares entities of its own",
    ),
    (
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx><body>' + UNIT.replace("Да", "Да&nbsp;") + "</body></tmx>",
        "entity &nbsp; isn't defined",
    ),
    (f"<tmx>\n<body>\n{UNIT}\n<tu><tuv>\n</body></tmx>", "line 5: no well-formed XML"),
    (f"<tmx><body>{UNIT}", "no well-formed XML"),
    (f"<tmx>\n<body>{UNIT.replace('Да', 'a & b')}</body></tmx>", "line 2: no well-formed XML"),
    (f"<tmx>\n<body>{UNIT.replace('Да', chr(11))}</body></tmx>", "No XML can hold it"),
    (
        f"<tmx>\n<body>{UNIT.replace('Да', 'Да&nbsp;')}</body></tmx>",
        "line 2: no well-formed XML (Entity 'nbsp'",
    ),
    ("<tmx><body><tu><tu><tuv/></tu></tu></body></tmx>", "its languages are not given"),
    (f"<tmx><body>\n{UNIT}<!--\n{UNIT}</body></tmx>", "Comment not terminated"),
    ("<html><body/></html>", "no TMX; the outermost element is <html>"),
    ("<tmx><header/></tmx>", "the TMX has no <body>"),
    ("", "is empty"),
]


@pytest.mark.parametrize(("text", "message"), BROKEN)
def test_what_is_wrong_is_told_in_one_line_and_nothing_is_written(
    tmp_path: Path, text: str, message: str
) -> None:
    path = tmp_path / "a.tmx"
    path.write_text(text, encoding="utf-8")
    (tmp_path / "again.a.tmx").write_text("before")
    with pytest.raises(InputError) as caught:
        rewritten(path)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.tmx", "again.a.tmx"]
    assert (tmp_path / "again.a.tmx").read_text() == "before"


def test_another_encoding_than_the_declared_one_is_told_with_a_way_out(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_bytes(f"<tmx>\n<body>{UNIT}</body></tmx>".encode("cp1251"))
    with pytest.raises(InputError, match=r"line 2: .*Convert it: iconv -f cp1251"):
        pairs_of(path)


XML_TEXT = st.text(
    st.characters(blacklist_categories=("Cs",), blacklist_characters="\r\ufffe\uffff").filter(
        lambda char: char >= " " or char in "\t\n"
    ),
    max_size=20,
)
PAIR = st.tuples(XML_TEXT, XML_TEXT, st.dictionaries(st.sampled_from(["x-a", "b", "x-parallel"]), XML_TEXT))


@given(st.lists(PAIR, min_size=1, max_size=8))
def test_any_texts_and_props_come_back(
    tmp_path_factory: pytest.TempPathFactory, units: list[tuple[str, str, dict[str, str]]]
) -> None:
    root = etree.Element("tmx", version="1.4")
    body = etree.SubElement(root, "body")
    for source, target, props in units:
        unit = etree.SubElement(body, "tu", note=source.replace("\n", " ").replace("\t", " "))
        for kind, value in props.items():
            etree.SubElement(unit, "prop", type=kind).text = value
        for code, text in (("ru", source), ("en", target)):
            variant = etree.SubElement(unit, "tuv")
            variant.set("{http://www.w3.org/XML/1998/namespace}lang", code)
            etree.SubElement(variant, "seg").text = text
    path = tmp_path_factory.mktemp("tmx") / "a.tmx"
    path.write_bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))
    again = etree.fromstring(rewritten(path, {"parallel": 0.25}))
    assert [(pair.source, pair.target) for pair in pairs_of(path)] == [unit[:2] for unit in units]
    for unit, element, old in zip(units, again.iter("tu"), root.iter("tu"), strict=True):
        assert dict(element.attrib) == dict(old.attrib)
        props = {prop.get("type"): prop.text or "" for prop in element.iter("prop")}
        assert props == {**unit[2], "x-parallel": "0.2500"}
        assert [seg.text or "" for seg in element.iter("seg")] == list(unit[:2])

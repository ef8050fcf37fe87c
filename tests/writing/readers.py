"""Strict readers of what the writers write, as a corpus tool would read it."""

import csv
import io
import json
import re
from typing import Any

from lxml import etree

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def lines(data: bytes) -> list[str]:
    """Give back the lines, cut wherever Python's most eager reader would."""
    return data.decode("utf-8").splitlines()


def tsv_rows(data: bytes) -> list[dict[str, str]]:
    """Give back the rows as the csv module reads them without quoting."""
    text = io.StringIO(data.decode("utf-8"), newline="")
    header, *rows = csv.reader(text, delimiter="\t", quoting=csv.QUOTE_NONE)
    assert len(lines(data)) == len(rows) + 1
    return [dict(zip(header, row, strict=True)) for row in rows]


def json_objects(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines(data)]


def ladder_beads(data: bytes) -> list[str]:
    for line in lines(data):
        assert re.fullmatch(r"\[[\d, ]*\]:\[[\d, ]*\](:\d+\.\d{6})?", line), line
    return lines(data)


def tmx_units(data: bytes) -> list[dict[str, Any]]:
    """Give back tuid, props and segments of every unit; fails if the order isn't the DTD's."""
    root = etree.fromstring(data)
    assert [child.tag for child in root] == ["header", "body"]
    return [_unit(element) for element in root[1]]


def _unit(element: Any) -> dict[str, Any]:
    kinds = [child.tag for child in element]
    assert re.fullmatch(r"(note |prop )*tuv tuv ", "".join(f"{kind} " for kind in kinds))
    variants = element.findall("tuv")
    assert all([child.tag for child in variant] == ["seg"] for variant in variants)
    return {
        "attributes": dict(element.attrib),
        "props": {prop.get("type"): prop.text or "" for prop in element.findall("prop")},
        "languages": [variant.get(XML_LANG) for variant in variants],
        "segments": [variant[0].text or "" for variant in variants],
    }

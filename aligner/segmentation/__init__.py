"""Cutting a document into sentences: parts behind one protocol, by name.

- ``rules`` (default): our own rules over offsets, for Russian, English and, more plainly,
  any other language; ``boundary.py`` finds the places, ``rules.py``, ``russian.py`` and
  ``english.py`` judge them, ``abbreviations.py`` holds the words.
- ``lines``: one sentence a line, for text that somebody has segmented already.
- ``razdel``: the razdel library, an optional extra.
"""

from aligner.protocols import Segmenter
from aligner.registry import Registry

SEGMENTERS = Registry(
    "segmenter",
    {
        "rules": "aligner.segmentation.by_rules:RulesSegmenter",
        "lines": "aligner.segmentation.lines:LinesSegmenter",
        "razdel": "aligner.segmentation.by_razdel:RazdelSegmenter",
    },
)


def get_segmenter(name: str = "rules") -> Segmenter:
    """Give back the segmenter of this name.

    Raises UnknownNameError, which lists the names there are, and MissingExtraError where
    the library behind the segmenter isn't installed.
    """
    segmenter: Segmenter = SEGMENTERS.load(name)()
    return segmenter

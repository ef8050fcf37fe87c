"""How good an alignment is, measured against gold.

``evaluate``  a file of links against gold: strict, lax, null and link figures
``gold``      links read from ladders, TSV, JSON Lines and TMX
``spans``     raw text in: pairs of offsets against gold units, however either is cut
"""

from aligner.evaluation.evaluate import AlignmentEvaluation, combined, evaluate_alignment, evaluate_links
from aligner.evaluation.gold import alternative_golds, read_links
from aligner.evaluation.links import Link, links_of

__all__ = [
    "AlignmentEvaluation",
    "Link",
    "alternative_golds",
    "combined",
    "evaluate_alignment",
    "evaluate_links",
    "links_of",
    "read_links",
]

"""Filters: named rules, each with a threshold and a reason, and duplicates; one pass, bounded memory.

::

    judge = PairFilter(FilterOptions().with_setting("length-ratio", 2.5)).judge
    reason = judge(source, target)      # None, or "length-ratio: 3.1 times as long, at most 2.5"
"""

from aligner.filtering.options import FilterOptions, read_options
from aligner.filtering.pair_filter import PairFilter
from aligner.filtering.rules import NAMES, RULES

__all__ = ["NAMES", "RULES", "FilterOptions", "PairFilter", "read_options"]

"""A score from 0 to 1 for each pair that a person can threshold."""

import math

# Logistic regression of gold beads of the dev families against beads shifted by one
# sentence, with a sentence glued on or cut off (docs/decisions/scores.md).
_BIAS, _COSINE, _LENGTH = -7.0, 14.0, -1.2


def pair_score(cosine: float, source_length: int, target_length: int) -> float:
    """Give back how likely the two sides say the same, 0 to 1, from cosine and lengths.

    Lengths count characters.
    """
    ratio = math.log((target_length + 10) / (source_length + 10))
    return 1 / (1 + math.exp(-(_BIAS + _COSINE * cosine + _LENGTH * min(ratio * ratio, 2.5))))

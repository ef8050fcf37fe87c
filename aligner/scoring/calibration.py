"""From a model's raw output to a probability that holds what it promises."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Calibration:
    """A rising curve through knots: isotonic regression on predictions out of fold, made continuous.

    ``raw`` rises strictly, ``value`` never falls; beyond the ends the end values hold.
    """

    raw: Floats
    value: Floats

    def __post_init__(self) -> None:
        if (
            len(self.raw) != len(self.value)
            or (np.diff(self.raw) <= 0).any()
            or (np.diff(self.value) < 0).any()
        ):
            raise ValueError("the knots of a calibration must rise")

    def __call__(self, raw: Floats) -> Floats:
        """Give back the calibrated value of each raw one, float32."""
        return np.interp(raw, self.raw, self.value).astype(np.float32)

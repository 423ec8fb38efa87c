"""S-curve by the logistic function: slow, fast, slow.

y = (f(x) - f(0)) / (f(1) - f(0)) with f(x) = 1 / (1 + exp(-k (x - m))): Cioffi, "A tool for managing projects: an
analytic parameterization of the S-curve", International Journal of Project Management 23 (2005) 215–222, scaled
so that it starts at 0 and ends at 1. ``k`` is the steepness (0 < k <= 50; close to 0 it is the straight line),
``m`` the share of time at which it is steepest (0 < m < 1).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

STEEPNESS = 8.0
MIDDLE = 0.5
STEEPEST = 50.0
_STRAIGHT = 1e-4


def logistic(x: NDArray[np.float64], k: float = STEEPNESS, m: float = MIDDLE) -> NDArray[np.float64]:
    """Return the share of the way at shares ``x`` of the time; parameters outside their range count as its ends."""
    k, m = min(max(k, 0.0), STEEPEST), min(max(m, 0.0), 1.0)
    if k < _STRAIGHT:
        return x.copy()
    first, last = 1.0 / (1.0 + np.exp(k * m)), 1.0 / (1.0 + np.exp(-k * (1.0 - m)))
    share: NDArray[np.float64] = (1.0 / (1.0 + np.exp(-k * (x - m))) - first) / (last - first)
    return np.clip(share, 0.0, 1.0)

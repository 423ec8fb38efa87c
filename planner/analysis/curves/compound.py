"""Compound growth: the same rate of growth all along, for levels and rates.

y = y0 (yT / y0)^x, the compound annual growth rate read as a path (the CAGR of the growth-ratio methods, Open SDG
"progress methodology"). Both ends have to be positive; otherwise there is no such rate, and the caller draws the
straight line and says so.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_SAME = 1e-9


def compound(x: NDArray[np.float64], start: float, aim: float) -> NDArray[np.float64]:
    """Return the share of the way from ``start`` to ``aim`` (both above 0) at shares ``x`` of the time."""
    rate = float(np.log(aim) - np.log(start))
    if abs(rate) < _SAME:
        return x.copy()
    share: NDArray[np.float64] = np.expm1(rate * x) / np.expm1(rate)
    return np.clip(share, 0.0, 1.0)

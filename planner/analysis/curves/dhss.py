"""S-curve of the DHSS expenditure model: how the money of a building project flows.

y = x + C x² - C x - (6 x³ - 9 x² + 3 x) / K: Department of Health and Social Security, United Kingdom, 1978;
Hudson, "DHSS expenditure forecasting method", Chartered Surveyor, Building and Quantity Surveying Quarterly 5
(1978). The example in use is C = 0.134, K = 3.884. C bends the curve forward (below 0) or back (above 0),
K says how strong the S is (the greater, the straighter). Where parameters would make it fall (a small K) or
leave 0 … 1, it stays level instead. Here -1 <= C <= 1 and 1 <= K <= 1000.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

C = 0.134
K = 3.884
_GRID = 400


def dhss(x: NDArray[np.float64], c: float = C, k: float = K) -> NDArray[np.float64]:
    """Return the share of the way at ascending shares ``x`` of the time."""
    peaks = _peaks(c, k)
    before = peaks[np.floor(x * _GRID).astype(np.int64)]
    return np.maximum.accumulate(np.clip(np.maximum(_raw(x, c, k), before), 0.0, 1.0))


@lru_cache(maxsize=64)
def _peaks(c: float, k: float) -> NDArray[np.float64]:
    return np.maximum.accumulate(_raw(np.linspace(0.0, 1.0, _GRID + 1), c, k))


def _raw(x: NDArray[np.float64], c: float, k: float) -> NDArray[np.float64]:
    c, k = min(max(c, -1.0), 1.0), min(max(k, 1.0), 1000.0)
    return x + c * x**2 - c * x - (6 * x**3 - 9 * x**2 + 3 * x) / k

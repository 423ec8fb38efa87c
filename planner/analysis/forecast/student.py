"""Student's t distribution for whole degrees of freedom, on arrays.

Source: Abramowitz and Stegun, “Handbook of Mathematical Functions”, 26.7.3 and 26.7.4 (finite sums).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
_HALVINGS = 200
_FARTHEST = 1e6


def cdf(t: ArrayLike, degrees: int) -> Floats:
    """Return the chance of a value of at most ``t`` with ``degrees`` ≥ 1 degrees of freedom."""
    angle = np.arctan(np.asarray(t, dtype=np.float64) / np.sqrt(degrees))
    sine, cosine = np.sin(angle), np.cos(angle)
    odd = degrees % 2 == 1
    total, term = np.zeros_like(angle), cosine if odd else np.ones_like(angle)
    for n in range(1 if odd else 0, degrees - 1, 2):
        total = total + term
        term = term * cosine * cosine * (n + 1) / (n + 2)
    inside = (angle + sine * total) * 2 / np.pi if odd else sine * total
    chance: Floats = 0.5 + 0.5 * inside
    return chance


@lru_cache(maxsize=256)
def quantile(chance: float, degrees: int) -> float:
    """Return the value not exceeded with ``chance`` (0.5 … 1), by halving."""
    low, high = 0.0, _FARTHEST
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if middle in (low, high):
            break  # no number lies between them
        if cdf(middle, degrees) < chance:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def chances(t: Floats, degrees: NDArray[np.int64]) -> Floats:
    """Return the chances of values of at most ``t``, each with its own degrees of freedom."""
    found = np.zeros_like(t)
    for one in np.unique(degrees).tolist():
        own = degrees == one
        found[own] = cdf(t[own], one)
    return found


def quantiles(chance: float, degrees: NDArray[np.int64]) -> Floats:
    """Return the values not exceeded with ``chance``, one for each degrees of freedom."""
    known, place = np.unique(degrees, return_inverse=True)
    wide: Floats = np.array([quantile(chance, one) for one in known.tolist()], dtype=np.float64)[place]
    return wide

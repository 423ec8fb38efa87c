"""Counts by status with shares that add up to 100.0 as printed.

Source: bulletins such as Jinzhai's of 2025 (222 items): every share is rounded for itself, and the largest class is
given what is left of 100; of several as large the last.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

K = TypeVar("K")
_TENTH = Decimal("0.1")
_WHOLE = Decimal(100)


def shares(counts: Mapping[K, int]) -> dict[K, float]:
    """Return each class's share in per cent with one decimal; together exactly 100.0, or all zero without items."""
    total = sum(counts.values())
    if total <= 0:
        return dict.fromkeys(counts, 0.0)
    rounded = {key: (_WHOLE * n / total).quantize(_TENTH, ROUND_HALF_UP) for key, n in counts.items()}
    largest = max(reversed(list(counts)), key=counts.__getitem__)
    rounded[largest] += _WHOLE - sum(rounded.values())
    return {key: float(share) for key, share in rounded.items()}


def of_total(counts: Mapping[K, int], total: int) -> dict[K, float]:
    """Return each class's share of a total that is not the sum of the classes; each is rounded for itself."""
    if total <= 0:
        return dict.fromkeys(counts, 0.0)
    return {key: float((_WHOLE * n / total).quantize(_TENTH, ROUND_HALF_UP)) for key, n in counts.items()}

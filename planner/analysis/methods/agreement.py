"""Whether a result agrees with a printed one, within the tolerance a case gives.

The tolerance is ``"exact"``, a number, a share of the printed figure in per cent (``"0.5%"``), or any of these by
result: by its full name, by the beginning of its name, or by its sort (``pct`` for shares and points, ``amount``,
``ratio``, ``abs`` for all). A printed figure without a tolerance agrees within half a unit of its last digit.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

_ROUNDING = 1e-12


def agrees(got: object, expected: object, tolerance: object, name: str) -> bool:
    """Return whether ``got`` is what was printed for the result ``name``; lists and mappings entry by entry."""
    if isinstance(expected, list):
        if not isinstance(got, list) or len(got) != len(expected):
            return False
        return all(agrees(ours, printed, tolerance, name) for ours, printed in zip(got, expected, strict=True))
    if isinstance(expected, dict):
        if not isinstance(got, dict) or not set(expected) <= set(got):
            return False
        return all(agrees(got[key], printed, tolerance, name) for key, printed in expected.items())
    if isinstance(expected, bool) or not isinstance(expected, int | float):
        return got == expected
    if isinstance(got, bool) or not isinstance(got, int | float):
        return False
    return abs(got - expected) <= _slack(tolerance, name, expected) + _ROUNDING * max(1.0, abs(expected))


def _slack(tolerance: object, name: str, expected: float) -> float:
    if isinstance(tolerance, dict):
        key = _key(tolerance, name)
        return _slack(tolerance[key], name, expected) if key else _half_a_digit(expected)
    if isinstance(tolerance, bool) or tolerance is None:
        return _half_a_digit(expected)
    if isinstance(tolerance, int | float):
        return float(tolerance)
    return _written(tolerance, expected) if isinstance(tolerance, str) else 0.0


def _written(tolerance: str, expected: float) -> float:
    """Return a tolerance written as text; what is no number allows nothing, as ``exact`` does."""
    text = tolerance.strip()
    try:
        value = float(text.rstrip("%"))
    except ValueError:
        return 0.0
    return abs(expected) * value / 100 if text.endswith("%") else value


def _key(tolerance: Mapping[str, object], name: str) -> str:
    """Return which of the given tolerances is meant for a result; none is ``""``."""
    beginnings = [key for key in tolerance if name.startswith(key)]
    if beginnings:
        return max(beginnings, key=len)
    sorts = {
        "pct": name.endswith(("pct", "pp")),
        "amount": "amount" in name,
        "ratio": name in ("CPI", "SPI"),
        "abs": True,
    }
    for key, fits in sorts.items():
        if fits and key in tolerance:
            return key
    return next(iter(tolerance)) if len(tolerance) == 1 else ""


def _half_a_digit(expected: float) -> float:
    if isinstance(expected, int):
        return 0.0
    exponent = Decimal(repr(expected)).as_tuple().exponent
    return 0.5 * 10.0**exponent if isinstance(exponent, int) else 0.0

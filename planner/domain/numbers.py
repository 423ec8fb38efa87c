"""Numbers as planners write them: full-width digits, thousands commas, units glued on."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence

from planner.errors import PlannerError

_NUMBER = re.compile(r"(?P<sign>[+\-−－]?)(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)")
_LARGEST = 1e15
_MANY = 10
_SAME = 1e-12  # relative: what two ways of adding up may differ by
MINUS = "−"
MISSING = "—"


def read_number(text: str, unit: str = "") -> float:
    """Read a number: ``1,234.5``, ``１２００``, ``825亿元`` when the goal's unit is 亿元, ``92.5%``.

    Raises :class:`PlannerError` when it is no number, when its unit differs from ``unit``, or when
    it is too large to be a figure of a plan.
    """
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").replace("，", ",").strip()
    found = _NUMBER.match(plain)
    if not found:
        raise PlannerError("“{text}” is not a number. Write it like 1200 or 1,200.5.", text=text[:40])
    rest, own = plain[found.end() :], unicodedata.normalize("NFKC", unit).replace(" ", "")
    if rest and rest != own:
        raise PlannerError(
            "“{text}” does not end in this goal's unit “{unit}”. Write the number alone.", text=text[:40], unit=unit
        )
    value = float(found["digits"].replace(",", ""))
    if value > _LARGEST:
        raise PlannerError("“{text}” is too large to be a figure of a plan.", text=text[:40])
    return -value if found["sign"] not in ("", "+") else value


def show_number(value: float | None, digits: int = 0, *, sign: bool = False) -> str:
    """Write a number for a person: thousands commas, a real minus sign, ``—`` when missing.

    ``digits`` is the least number of decimals; up to two more are shown when the value has them.
    """
    if value is None or not math.isfinite(value):
        return MISSING
    text = f"{abs(value):,.{decimals(value, digits)}f}"
    if float(text.replace(",", "")) == 0:
        return f"{0:.{digits}f}"
    return (MINUS if value < 0 else "+" if sign else "") + text


def decimals(value: float, digits: int) -> int:
    """Return how many decimals ``value`` is written with: ``digits``, or up to two more when it has them."""
    places = digits
    while places < digits + 2 and abs(round(value, places) - value) > _SAME * max(1.0, abs(value)):
        places += 1
    return places


def show_percent(share: float | None, *, sign: bool = False) -> str:
    """Write a share (1.0 is the whole) in per cent with one decimal; from ten wholes on it would say nothing."""
    if share is None or not math.isfinite(share):
        return MISSING
    return show_fixed(100 * share, 1 if abs(share) < _MANY else 0, sign=sign) + "%"


def show_chance(chance: float | None) -> str:
    """Write a chance in whole per cent; none is ever certain."""
    if chance is None or not math.isfinite(chance):
        return MISSING
    return "<1%" if chance < 0.005 else ">99%" if chance > 0.995 else f"{100 * chance:.0f}%"


def show_fixed(value: float | None, digits: int, *, sign: bool = False) -> str:
    """Write a number with exactly ``digits`` decimals and a real minus sign."""
    if value is None or not math.isfinite(value):
        return MISSING
    text = f"{abs(value):,.{digits}f}"
    if float(text.replace(",", "")) == 0:
        return text
    return (MINUS if value < 0 else "+" if sign else "") + text


def split_amount(total: float, weights: Sequence[float], digits: int = 0) -> list[float]:
    """Split ``total`` by ``weights`` into parts of ``digits`` decimals that add up to it exactly.

    Largest remainder method (Hamilton). Negative totals are split like positive ones.
    When ``total`` itself has more decimals than ``digits``, parts get as many as it needs.
    """
    if not weights or any(weight < 0 for weight in weights) or sum(weights) <= 0:
        raise ValueError("weights must be non-negative with a positive sum")
    while digits < 6 and abs(round(total, digits) - total) > _SAME * max(1.0, abs(total)):
        digits += 1
    scale = 10**digits
    whole = round(abs(total) * scale)
    shares = [whole * weight / sum(weights) for weight in weights]
    parts = [math.floor(share) for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda n: (round(parts[n] - shares[n], 9), n))
    for n in by_remainder[: whole - sum(parts)]:
        parts[n] += 1
    return [math.copysign(part / scale, total) if part else 0.0 for part in parts]

"""A target as one word on the command line: ``>=825``, ``≤35``, ``2-3``, ``约100``, ``3000``."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from planner.domain.kinds import Comparator
from planner.domain.numbers import read_number

_SIGNS = (
    (Comparator.AT_LEAST, (">=", "≥", "⩾", "不少于", "不低于", "至少")),
    (Comparator.AT_MOST, ("<=", "≤", "⩽", "不超过", "不高于", "至多")),
    (Comparator.ABOUT, ("≈", "~", "约")),
    (Comparator.EQUAL, ("=",)),
)
_RANGE = re.compile(r"(?P<low>[^–—~至-]+)[–—~至-](?P<high>[^–—~至-]+)")


@dataclass(frozen=True, slots=True)
class Amount:
    """A target value as written: how it binds, its numbers, and with how many decimals they stand."""

    comparator: Comparator
    low: float
    high: float | None
    digits: int


def read_amount(text: str, unit: str) -> Amount:
    """Read a target value; the goal's unit may be glued to it. Raises :class:`PlannerError` for no number."""
    plain = unicodedata.normalize("NFKC", text).strip()
    for comparator, signs in _SIGNS:
        for sign in signs:
            if plain.startswith(sign):
                rest = plain.removeprefix(sign)
                return Amount(comparator, read_number(rest, unit), None, _decimals(rest))
    if found := _RANGE.fullmatch(plain):
        low, high = _without(found["low"], unit), found["high"]
        return Amount(Comparator.RANGE, read_number(low, unit), read_number(high, unit), _decimals(low, high))
    return Amount(Comparator.EQUAL, read_number(plain, unit), None, _decimals(plain))


def _without(text: str, unit: str) -> str:
    return text.removesuffix(unicodedata.normalize("NFKC", unit))


def _decimals(*texts: str) -> int:
    return max(len(found[1]) if (found := re.search(r"\.(\d+)", text)) else 0 for text in texts)

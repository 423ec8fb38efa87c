"""DNS weather symbols A, B and C of the German sustainable development strategy.

Source: Federal Statistical Office of Germany, indicator status (dns-indikatoren.de, “Indicator status”).
A: value by a year. The mean of the last five yearly changes (six points, at least four in a row) is carried on to the
target year; what is then missing, as a share of what is missing now, gives the symbol: below 5 % sun, up to 20 % sun
and cloud, more but in the right direction cloud, wrong direction or none thunderstorm.
B: a threshold to be kept every year, and A once its target is met: met and not worsening sun, met but worsening sun
and cloud, missed but improving cloud, else thunderstorm.
C: a direction alone, by the mean of five changes and the last change.
Of a range the weakest end counts, of several target years the next one, of several targets of one year the worst
symbol.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

_LEAST_POINTS, _MOST_POINTS = 4, 6
_SUN, _LIGHT = 0.05, 0.20
_CLOSE = 1e-9


class Weather(StrEnum):
    """The four symbols, best first; the first two count as on track."""

    SUN = "sun"
    LIGHT_CLOUD = "lightcloud"
    CLOUD = "cloud"
    BOLT = "bolt"


Target = float | tuple[float, float]


def newest(values: Mapping[int, float], year: int) -> int:
    """Return the year of the newest value up to ``year``: what a symbol of that year rests on."""
    return max((known for known in values if known <= year), default=year)


def recent(values: Mapping[int, float], year: int) -> list[float] | None:
    """Return the values of the last years in a row up to the newest, at most six; ``None`` when fewer than four."""
    last, row = newest(values, year), list[float]()
    while len(row) < _MOST_POINTS and last - len(row) in values:
        row.append(values[last - len(row)])
    return row[::-1] if len(row) >= _LEAST_POINTS else None


def by_targets(
    values: Mapping[int, float], year: int, targets: Sequence[tuple[Target, int]], direction: int
) -> Weather | None:
    """Rule A for several targets with their years: the next year decides, and of its targets the worst symbol."""
    years = sorted(due for _, due in targets)
    if not years:
        return None
    next_year = next((due for due in years if due >= year), years[-1])
    found = [value_by_year(values, year, target, due, direction) for target, due in targets if due == next_year]
    known = [symbol for symbol in found if symbol is not None]
    return max(known, key=list(Weather).index, default=None)


def value_by_year(
    values: Mapping[int, float], year: int, target: Target, target_year: int, direction: int
) -> Weather | None:
    """Rule A for a target value (or range: its weakest end) due in ``target_year``, judged in ``year``.

    ``direction`` is 1 where more is better, -1 where less is. ``None`` with too few points.
    """
    row = recent(values, year)
    if row is None:
        return None
    if isinstance(target, tuple):
        target, direction = _weakest_end(row[-1], target)
    missing = (target - row[-1]) * direction
    if missing <= 0:
        return hold_threshold(values, year, target, direction)
    change = _mean_change(row) * direction
    if change <= 0:
        return Weather.BOLT
    left = (missing - change * (target_year - newest(values, year))) / missing
    if left < _SUN - _CLOSE:
        return Weather.SUN
    return Weather.LIGHT_CLOUD if left <= _LIGHT + _CLOSE else Weather.CLOUD


def hold_threshold(values: Mapping[int, float], year: int, target: Target, direction: int) -> Weather | None:
    """Rule B: a threshold (or range) to be kept every year."""
    row = recent(values, year)
    if row is None:
        return None
    if isinstance(target, tuple):
        target, direction = _weakest_end(row[-1], target)
    change = _mean_change(row) * direction
    if (row[-1] - target) * direction >= 0:
        return Weather.SUN if change >= 0 else Weather.LIGHT_CLOUD
    return Weather.CLOUD if change > 0 else Weather.BOLT


def direction_only(values: Mapping[int, float], year: int, direction: int) -> Weather | None:
    """Rule C: no value, only a direction."""
    row = recent(values, year)
    if row is None:
        return None
    mean_right, last_right = _mean_change(row) * direction > 0, _change(row[-2], row[-1]) * direction > 0
    if mean_right:
        return Weather.SUN if last_right else Weather.LIGHT_CLOUD
    return Weather.CLOUD if last_right else Weather.BOLT


def _mean_change(row: list[float]) -> float:
    return _change(row[0], row[-1]) / (len(row) - 1)


def _change(before: float, after: float) -> float:
    """Return the change; none where only rounding differs."""
    return 0.0 if abs(after - before) <= _CLOSE * max(abs(before), abs(after)) else after - before


def _weakest_end(value: float, ends: tuple[float, float]) -> tuple[float, int]:
    """Return the end of a range that is easier to meet from ``value``, and the direction to it.

    Inside the range it is the nearer end: the one a change may lead over.
    """
    low, high = ends
    if value < low:
        return low, 1
    if value > high:
        return high, -1
    return (low, 1) if value - low <= high - value else (high, -1)

"""Axes: round numbers for values, months, quarters or years for days."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from planner.domain.numbers import show_fixed
from planner.figures.chart import Axis, Tick
from planner.text import N_, Translator

_PAD = 0.025
_NEAR = 0.35  # of a step
_MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip


def value_axis(values: Sequence[float], unit: str, *, from_zero: bool, digits: int = 6, ticks: int = 7) -> Axis:
    """Return an axis over ``values`` with steps of 1, 2 or 5 times a power of ten.

    ``from_zero`` includes zero, as amounts need it to be read honestly. Steps are never finer than ``digits``
    decimals, so that counts are marked by whole numbers. A last tick just out of reach is taken in; else the
    axis ends a little beyond the values.
    """
    low, high = _reach([value for value in values if math.isfinite(value)] or [0.0, 1.0], from_zero=from_zero)
    step = max(_step((high - low) / ticks), 10.0**-digits)
    first, last = _ends(low / step, high / step)
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    marks = [Tick(n * step, show_fixed(n * step, decimals)) for n in range(first, last + 1)]
    low, high = min(low, first * step), max(high, last * step)
    room = _PAD * (high - low)
    return Axis(low - room * (low != 0), high + room * (high != 0), marks, unit)


def _reach(known: Sequence[float], *, from_zero: bool) -> tuple[float, float]:
    low, high = min(known), max(known)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low > 1e-9 * max(1.0, abs(high)):
        return low, high
    if low == 0:
        return 0.0, 1.0
    return (low - abs(low) * 0.1, high + abs(high) * 0.1)


def _ends(low: float, high: float) -> tuple[int, int]:
    """Return the first and last tick in steps, rounding outward where the next one is near."""
    first = math.floor(low + 1e-9) if low - math.floor(low + 1e-9) <= _NEAR else math.ceil(low)
    last = math.ceil(high - 1e-9) if math.ceil(high - 1e-9) - high <= _NEAR else math.floor(high)
    return (first, last) if first < last else (math.floor(low), math.floor(low) + 1)


def _step(rough: float) -> float:
    size = 10.0 ** math.floor(math.log10(rough))
    return next(factor * size for factor in (1.0, 2.0, 5.0, 10.0) if factor * size >= rough * (1 - 1e-9))


def day_axis(first: date, last: date, say: Translator) -> Axis:
    """Return an axis from the eve of the first day to the last, labelled by month, quarter or year.

    Months within about a year and a half, quarters within three years. A label stands in the middle of its
    month, quarter or year, a tick at its beginning.
    """
    low, high = first.toordinal() - 1, max(last.toordinal(), first.toordinal())
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    width = 1 if months <= 18 else 3 if months <= 36 else 12
    marks: list[Tick] = []
    start = date(first.year, (first.month - 1) // width * width + 1, 1)
    while start.toordinal() <= high and start.year < date.max.year:  # no day comes after the last year
        after = date(start.year + (start.month + width - 1) // 12, (start.month + width - 1) % 12 + 1, 1)
        if low <= start.toordinal() <= high:
            marks.append(Tick(start.toordinal() - 1.0, ""))
        left, right = max(start.toordinal(), low), min(after.toordinal() - 1, high)
        if right - left >= (after - start).days * 0.4:
            opening = not any(tick.label for tick in marks)
            name = _name(start, width, say, year=first.year != last.year and (start.month == 1 or opening))
            marks.append(Tick((left + right) / 2, name, minor=True))
        start = after
    room = _PAD * (high - low)
    return Axis(low - room, high + room, marks)


def month_name(day: date, say: Translator, *, year: bool = False) -> str:
    """Return the name of a day's month, with its year where a reader could not know it."""
    return _name(day, 1, say, year=year)


def _name(start: date, width: int, say: Translator, *, year: bool) -> str:
    """Name a month, quarter or year; with its year where a reader could not know it."""
    if width == 12:
        return say("{year}", year=start.year)
    if width == 3:
        quarter = (start.month + 2) // 3
        words = N_("{year} Q{quarter}") if year else N_("Q{quarter}")
        return say(words, year=start.year, quarter=quarter)
    name = say(_MONTHS[start.month - 1])
    return say("{month} {year}", year=start.year, month=name) if year else name

"""Axes: round numbers for values, months, quarters or years for days."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from planner.domain.numbers import show_fixed
from planner.figures.chart import Axis, Tick
from planner.text import N_, Translator

_PAD = 0.025
_MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip


def value_axis(values: Sequence[float], unit: str, *, from_zero: bool, ticks: int = 5) -> Axis:
    """Return an axis over ``values`` with steps of 1, 2 or 5 times a power of ten.

    ``from_zero`` includes zero, as amounts need it to be read honestly.
    """
    known = [value for value in values if math.isfinite(value)] or [0.0, 1.0]
    low, high = min(known), max(known)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low < 1e-9 * max(1.0, abs(high)):
        low, high = (low - 1.0, high + 1.0) if low and not from_zero else (min(low, 0.0), max(high, 0.0) or 1.0)
    step = _step((high - low) / ticks)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    marks = [Tick(n * step, show_fixed(n * step, decimals)) for n in range(first, last + 1)]
    room = (last - first) * step
    return Axis(first * step - _PAD * room * (first != 0), last * step + _PAD * room, marks, unit)


def _step(rough: float) -> float:
    size = 10.0 ** math.floor(math.log10(rough))
    return next(factor * size for factor in (1.0, 2.0, 5.0, 10.0) if factor * size >= rough * (1 - 1e-9))


def day_axis(first: date, last: date, say: Translator) -> Axis:
    """Return an axis over days, labelled by month within about a year and a half, else by quarter or year.

    A label stands in the middle of its month, quarter or year; grid lines at their beginnings.
    """
    low, high = first.toordinal(), max(last.toordinal(), first.toordinal() + 1)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    width = 1 if months <= 18 else 3 if months <= 36 else 12
    marks: list[Tick] = []
    start = date(first.year, (first.month - 1) // width * width + 1, 1)
    while start.toordinal() <= high:
        after = date(start.year + (start.month + width - 1) // 12, (start.month + width - 1) % 12 + 1, 1)
        if low <= start.toordinal() <= high:
            marks.append(Tick(start.toordinal() - 1.0, ""))
        left, right = max(start.toordinal(), low), min(after.toordinal() - 1, high)
        if right - left >= (after - start).days * 0.4:
            marks.append(Tick((left + right) / 2, _name(start, width, say, years=first.year != last.year), minor=True))
        start = after
    room = _PAD * (high - low)
    return Axis(low - room, high + room, marks)


def _name(start: date, width: int, say: Translator, *, years: bool) -> str:
    if width == 12:
        return say("{year}", year=start.year)
    if width == 3:
        quarter = (start.month + 2) // 3
        return say("{year}", year=start.year) if quarter == 1 else say("Q{quarter}", quarter=quarter)
    name = say(_MONTHS[start.month - 1])
    return say("{month} {year}", year=start.year, month=name) if years and start.month == 1 else name

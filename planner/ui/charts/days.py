"""Days on an axis at any zoom: the chart's own ticks when all is seen, months and days when less is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from planner.domain.days import month_end
from planner.figures.chart import Axis, Tick

_MONTHS = 75  # fewer days than this are labelled by the day
_STEPS = (1, 2, 5, 10, 15)
_MOST = 12
_NEARLY_ALL = 0.98


def day_ticks(axis: Axis, low: float, high: float, day_name: Callable[[date], str]) -> Sequence[Tick]:
    """Return the ticks for the part ``[low, high]`` of an axis of days (proleptic ordinals)."""
    if high - low >= _NEARLY_ALL * (axis.high - axis.low) or high - low > _MONTHS:
        return axis.ticks
    first, last = date.fromordinal(max(1, int(low))), date.fromordinal(int(high) + 1)
    step = next((step for step in _STEPS if (high - low) / step <= _MOST), _STEPS[-1])
    return [Tick(day.toordinal(), day_name(day)) for day in _stepped(first, last, step)]


def _stepped(first: date, last: date, step: int) -> list[date]:
    """Return every ``step``-th day of each month, so that labels stay put while the view moves."""
    days, day = [], first
    while day <= last:
        near_end = step > 1 and day.day > month_end(day).day - step / 2
        if (day.day - 1) % step == 0 and not near_end:
            days.append(day)
        day += timedelta(days=1)
    return days

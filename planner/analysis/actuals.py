"""What has been reported: the figures of a goal that count at a cut-off date."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from math import isfinite

from planner.analysis.reported import in_kind
from planner.domain.kinds import Kind
from planner.domain.plan import Plan
from planner.domain.records import Goal

_NONE: array[int] = array("i")
_NOTHING: array[float] = array("d")
_AMOUNTS = (Kind.CUMULATIVE, Kind.PER_PERIOD)


def counted(
    plan: Plan, goal: Goal, cut_off: int, begin: int | None, end: int | None
) -> tuple[array[int], array[float]]:
    """Return the days (ordinals) and values that count up to the cut-off, in the goal's kind.

    A figure that says it is something else is converted, a corrected one replaced (:mod:`reported`).
    Amounts count from the start of the goal on: a running total of the time before is another year's. What is
    reported per period counts up to the deadline. ``begin`` and ``end`` are those of ``period_of``. Values
    that are no numbers are passed over.
    """
    days, reported, first, last = _window(plan, goal, cut_off, begin, end)
    own, values = days[first:last], reported[first:last]
    if isfinite(sum(values)):
        return own, values
    kept = [n for n, value in enumerate(values) if isfinite(value)]
    return array("i", [own[n] for n in kept]), array("d", [values[n] for n in kept])


def reached(plan: Plan, goal: Goal, cut_off: int, begin: int | None, end: int | None) -> tuple[float, int] | None:
    """Return what has been reached by the cut-off and the day of the last figure it rests on."""
    if goal.kind is Kind.PER_PERIOD:
        days, values = counted(plan, goal, cut_off, begin, end)
        return (sum(values), days[-1]) if days else None
    days, values, first, last = _window(plan, goal, cut_off, begin, end)
    while last > first and not isfinite(values[last - 1]):
        last -= 1
    return (values[last - 1], days[last - 1]) if last > first else None


def _window(
    plan: Plan, goal: Goal, cut_off: int, begin: int | None, end: int | None
) -> tuple[array[int], array[float], int, int]:
    """Return a goal's days and values, and the places between which they count."""
    series = plan.measurements.get(goal.id)
    if not series:
        return _NONE, _NOTHING, 0, 0
    days, values = in_kind(plan, goal, cut_off, begin) if series.marks else (series.days, series.values)
    first, last = 0, bisect_right(days, cut_off)
    if begin is not None and goal.kind in _AMOUNTS:
        first = bisect_right(days, begin)
    if end is not None and goal.kind is Kind.PER_PERIOD:
        last = min(last, bisect_right(days, end))
    return days, values, first, last

"""Where a point of a goal's own trajectory may lie: on a day of its own, and so that the line never turns back."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

from planner.analysis.trajectory import Trajectory, planned
from planner.domain.kinds import Curve
from planner.domain.plan import Plan
from planner.domain.records import Goal


def beside(plan: Plan, goal: Goal, day: date, value: float, moving: str = "") -> tuple[date, float] | None:
    """Return the nearest place for a point: inside the period, no lower or higher than the line before and after it.

    ``moving`` is the id of the point that is moved. The value has the goal's decimals wherever its neighbours leave
    room for that, so counts stay whole. ``None`` where the goal has no own line, or its day is taken.
    """
    line = _without(plan, goal, moving)
    if line is None or line.days[-1] - line.days[0] < 2:
        return None
    x = min(max(day.toordinal(), line.days[0] + 1), line.days[-1] - 1)
    if x in line.days:
        return None
    _, before, _, after = line.segment(x)
    low, high = min(before, after), max(before, after)
    unit = 10.0**-goal.digits
    found = round(min(max(value, low), high), goal.digits)
    found = round(math.ceil(low / unit) * unit, goal.digits) if found < low else found
    found = round(math.floor(high / unit) * unit, goal.digits) if found > high else found
    return date.fromordinal(x), min(max(found, low), high)


def middle_of_widest_gap(plan: Plan, goal: Goal) -> tuple[date, float] | None:
    """Return the day amid the longest stretch without a point, and the line's value there."""
    line = _without(plan, goal, "")
    if line is None:
        return None
    gap, first = max((after - before, before) for before, after in zip(line.days, line.days[1:], strict=False))
    day = date.fromordinal(first + gap // 2)
    return beside(plan, goal, day, line.at(day))


def _without(plan: Plan, goal: Goal, moving: str) -> Trajectory | None:
    if goal.curve is not Curve.POINTS:
        return None
    rows = tuple(row for row in plan.points.get(goal.id, ()) if row.id != moving)
    return planned(replace(plan, points={**plan.points, goal.id: rows}), goal)

"""What each family of rules measures, for whole columns of goals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from math import inf, isnan, nan

import numpy as np

from planner.analysis.actuals import reached
from planner.analysis.aims import Course
from planner.analysis.columns import Columns, Floats, Row
from planner.analysis.progress import Progress
from planner.analysis.rules import Family
from planner.analysis.trajectory import Trajectory, period_of, planned
from planner.domain.kinds import Kind
from planner.domain.plan import Plan
from planner.domain.records import Goal


def measures(plan: Plan, columns: Columns, progress: Progress, family: Family) -> Floats:
    """Return each goal's measure in a family's unit; ``nan`` where the family says nothing about the goal."""
    return _MEASURES[family](plan, columns, progress)


def _points(_plan: Plan, _columns: Columns, progress: Progress) -> Floats:
    return progress.gap


def _percent(_plan: Plan, columns: Columns, progress: Progress) -> Floats:
    """Reached over planned; where nothing is planned yet, anything reached is all of it."""
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = progress.completion / progress.expected_completion
    early = (progress.expected_completion <= 0) & ~np.isnan(progress.gap)
    ratio = np.where(early, 1.0 + progress.gap, ratio)
    return np.where(columns.course == Course.BUDGET, 1.0 + progress.gap, ratio)


def _days(plan: Plan, columns: Columns, progress: Progress) -> Floats:
    as_of = date.fromordinal(columns.cut_off)
    gaps = progress.gap.tolist()
    return np.array(
        [_days_of(plan, row, as_of, gap) for row, gap in zip(columns.rows, gaps, strict=True)], dtype=np.float64
    )


def _days_of(plan: Plan, row: Row, as_of: date, gap: float) -> float:
    if row.overdue and row.overdue[0].due is not None:
        return float((row.overdue[0].due - as_of).days)
    steps = plan.milestones.get(row.goal.id, ())
    coming = [step.due for step in steps if step.due is not None and step.due > as_of and step.done is None]
    if coming:
        return float((min(coming) - as_of).days)
    if steps or isnan(gap):
        return nan if isnan(gap) else inf
    target = plan.target(row.goal.id, as_of)
    line = planned(plan, row.goal, as_of)
    found = reached(plan, row.goal, as_of.toordinal(), *period_of(row.goal, target))
    if line is None or found is None:
        return 0.0 if gap >= 0 else -inf
    return earned_day(line, found[0]) - min(as_of.toordinal(), line.days[-1])


def earned_day(line: Trajectory, value: float) -> float:
    """Return the day (ordinal, with a fraction) on which a line first stands at a value, within the line's ends.

    This is earned schedule on a calendar: C + I, with C the last knot at or before the value (Lipke, Schedule is
    Different, 2003). A line that stays level earns nothing until it rises on.
    """
    rising = line.values[-1] >= line.values[0]
    sign = 1.0 if rising else -1.0
    if (value - line.values[0]) * sign <= 0:
        return float(line.days[0])
    pairs = zip(line.days, line.values, line.days[1:], line.values[1:], strict=False)
    for x0, y0, x1, y1 in pairs:
        if (y1 - value) * sign >= 0 and y1 != y0:
            return x0 + (x1 - x0) * (value - y0) / (y1 - y0)
    return float(line.days[-1])


def _growth(plan: Plan, columns: Columns, _progress: Progress) -> Floats:
    as_of = date.fromordinal(columns.cut_off)
    return np.array([_growth_measure(plan, row.goal, as_of) for row in columns.rows], dtype=np.float64)


def _growth_measure(plan: Plan, goal: Goal, as_of: date) -> float:
    """Growth less the growth wanted, over the growth wanted: 0 is as wanted, -1 no growth, less than -1 a fall."""
    growth = growth_of(plan, goal, as_of)
    if growth is None:
        return nan
    wanted = goal.growth or 0.0
    if wanted > 0:
        return (growth - wanted) / wanted
    return growth - wanted if growth >= wanted else -inf


def growth_of(plan: Plan, goal: Goal, as_of: date) -> float | None:
    """Return the growth against the same days of last year as a share; ``None`` without figures of both years."""
    target = plan.target(goal.id, as_of)
    begin, end = period_of(goal, target)
    now = reached(plan, goal, as_of.toordinal(), begin, end)
    before = _same_day_last_year(as_of)
    last_begin = _same_day_last_year(date.fromordinal(begin)).toordinal() if begin else None
    if goal.kind in (Kind.LEVEL, Kind.RATE):
        last_begin = None
    then = reached(plan, goal, before.toordinal(), last_begin, before.toordinal())
    if now is None or then is None or then[0] <= 0 or begin is None:
        return None
    return now[0] / then[0] - 1.0


def _same_day_last_year(day: date) -> date:
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return date(day.year - 1, day.month, last)


_MEASURES: Mapping[Family, Callable[[Plan, Columns, Progress], Floats]] = {
    Family.POINTS: _points,
    Family.PERCENT: _percent,
    Family.DAYS: _days,
    Family.GROWTH: _growth,
}

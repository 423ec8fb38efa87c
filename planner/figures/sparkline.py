"""A goal's course in the space of a word: plan and actual, nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from planner.analysis.trajectory import planned
from planner.domain.plan import Plan
from planner.figures.chart import Axis, Chart, Line, Mark, Role
from planner.figures.trajectory import reported


def sparkline(plan: Plan, goal_id: str, as_of: date) -> Chart:
    """Return the sparkline of a goal at a cut-off date: no text, no ticks; empty where there is nothing."""
    goal = plan.goals[goal_id]
    marks: list[Mark] = []
    line = planned(plan, goal, as_of)
    if line is not None:
        marks.append(Line(Role.PLAN, [float(day) for day in line.days], list(line.values)))
    days, values = reported(plan, goal, as_of)
    if days:
        marks.append(Line(Role.ACTUAL, days, values))
    xs = [x for mark in marks if isinstance(mark, Line) for x in mark.xs] or [0.0, 1.0]
    ys = [y for mark in marks if isinstance(mark, Line) for y in mark.ys] or [0.0, 1.0]
    return Chart(_around(xs), _around(ys), marks)


def _around(places: Sequence[float]) -> Axis:
    low, high = min(places), max(places)
    return Axis(low, high if high > low else low + 1.0)

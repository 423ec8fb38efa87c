"""The chart of one goal: where it should be, where it is, and what it runs to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate

from planner.analysis.actuals import counted
from planner.analysis.aims import Course, aim_of
from planner.analysis.forecast.values import Forecast
from planner.analysis.trajectory import Trajectory, period_of, planned
from planner.analysis.values import Status
from planner.domain.kinds import Comparator, Kind
from planner.domain.numbers import show_number
from planner.domain.plan import Plan
from planner.domain.records import Goal, Milestone, Target
from planner.figures.chart import Across, Axis, Band, Chart, Line, Mark, Points, Role
from planner.figures.marks import hover, milestone_role, uprights
from planner.figures.overlays import (
    forecast_marks,
    former_lines,
    from_its_day,
    lines_in_force,
    note_marks,
    own_points,
    revision_notes,
    revisions,
)
from planner.figures.scales import day_axis, value_axis
from planner.figures.steps import steps_chart
from planner.text import N_, Translator

_LEAST_DAYS = 30


def trajectory_chart(
    plan: Plan, goal_id: str, status: Status, as_of: date, say: Translator, foreseen: Forecast | None = None
) -> Chart:
    """Return the trajectory chart of a goal at a cut-off date, in the reader's language.

    Actuals are running totals where reports are per period, and steps done where the goal is a task list.
    Milestones without a value lie on the planned line; their keys are the milestones' ids. A value to be
    kept has no planned line, its limit being drawn as the target. Former targets and their lines are drawn where
    they applied. ``foreseen`` is the goal's forecast, drawn as a fan.
    """
    goal, target = plan.goals[goal_id], plan.target(goal_id, as_of)
    days = _days(goal, target, as_of, plan.milestones.get(goal_id, ()), plan.series(goal_id).days)
    if not goal.kind.numeric:
        return steps_chart(plan, goal, days, as_of, say)
    line, kept = planned(plan, goal, as_of), _is_kept(plan, goal, target)
    marks: list[Mark] = [] if kept else _plans(plan, goal, as_of, say)
    xs, ys = reported(plan, goal, as_of)
    if xs:
        marks.append(Line(Role.ACTUAL, xs, ys, say("actual"), dots=True))
    marks += note_marks(plan, goal, xs, ys, as_of)
    marks += from_its_day(plan, goal, target, days, _targets(goal, target, say))
    marks += revisions(plan, goal, as_of, days, say)
    marks += _milestones(plan, goal, line, status, as_of, say)
    marks += own_points(plan, goal, say)
    if foreseen is not None:
        marks += forecast_marks(goal, foreseen, _heights(marks), say)
    heights = _heights(marks)
    marks += uprights(target, as_of, say)
    axis = _value_axis(goal, heights)
    return Chart(day_axis(*days, say), axis, marks, goal.name, "" if heights else _missing(say))


def _plans(plan: Plan, goal: Goal, as_of: date, say: Translator) -> list[Mark]:
    """Return the planned line, from where its target came into force, and the former ones before it."""
    found = lines_in_force(plan, goal, as_of)
    if not found:
        return []
    knots = found[-1].knots()
    line = Line(Role.PLAN, [float(day) for day, _ in knots], [value for _, value in knots], say("planned"))
    former = former_lines(found, say)
    return [*former, *([line] if knots else []), *revision_notes(goal, found, as_of, say)]


def reported(plan: Plan, goal: Goal, as_of: date) -> tuple[list[float], list[float]]:
    """Return the days (ordinals) and values to draw up to the cut-off.

    Running totals where reports are per period; amounts begin at zero on the eve of the goal's start.
    """
    begin, end = period_of(goal, plan.target(goal.id, as_of))
    days, values = counted(plan, goal, as_of.toordinal(), begin, end)
    xs, ys = [float(day) for day in days], list(values)
    if goal.kind is Kind.PER_PERIOD:
        ys = list(accumulate(ys))
    if xs and begin is not None and goal.kind in (Kind.CUMULATIVE, Kind.PER_PERIOD):
        return [float(begin), *xs], [0.0, *ys]
    return xs, ys


def _is_kept(plan: Plan, goal: Goal, target: Target | None) -> bool:
    return target is not None and target.low is not None and aim_of(plan, goal, target).course is Course.HOLD


def _days(
    goal: Goal, target: Target | None, as_of: date, steps: Sequence[Milestone], figures: Sequence[int]
) -> tuple[date, date]:
    """Return the first and last day of the picture: the goal's period, and whatever of it lies outside."""
    begin, end = period_of(goal, target)
    known = [as_of, *(row.due for row in steps if row.due is not None)]
    if begin is not None:
        known.append(date.fromordinal(begin + 1))
    elif len(figures):
        known.append(date.fromordinal(figures[0]))
    if end is not None:
        known.append(date.fromordinal(end))
    if len(figures) and begin is not None and goal.kind in (Kind.LEVEL, Kind.RATE):
        known.append(date.fromordinal(figures[0]))
    first, last = min(known), max(known)
    return first, max(last, first + timedelta(days=_LEAST_DAYS))


def _value_axis(goal: Goal, heights: Sequence[float]) -> Axis:
    amount = goal.kind in (Kind.CUMULATIVE, Kind.PER_PERIOD)
    return value_axis(heights, goal.unit, from_zero=amount, digits=goal.digits)


def _targets(goal: Goal, target: Target | None, say: Translator) -> list[Mark]:
    if target is None or target.low is None:
        return []
    digits = goal.digits if goal.digits > 2 else 0
    low = show_number(target.low, digits)
    if target.comparator is not Comparator.RANGE or target.high is None:
        words = N_("limit {value}") if target.comparator is Comparator.AT_MOST else N_("target {value}")
        return [Across(Role.TARGET, target.low, say(words, value=low))]
    high = show_number(target.high, digits)
    return [
        Across(Role.TARGET, target.low, say("target from {value}", value=low)),
        Across(Role.TARGET, target.high, say("to {value}", value=high)),
    ]


def _milestones(
    plan: Plan, goal: Goal, line: Trajectory | None, status: Status, as_of: date, say: Translator
) -> list[Mark]:
    target = plan.target(goal.id, as_of)
    direction = aim_of(plan, goal, target).direction if target is not None and target.low is not None else 0
    groups: dict[Role, list[tuple[float, float, Milestone]]] = {}
    for row in plan.milestones.get(goal.id, ()):
        height = row.value if row.value is not None or line is None or row.due is None else line.at(row.due)
        if row.due is not None and height is not None:
            role = milestone_role(row, as_of, status.actual, direction)
            groups.setdefault(role, []).append((float(row.due.toordinal()), height, row))
    return [
        Points(role, [x for x, _, _ in rows], [y for _, y, _ in rows], [row.id for *_, row in rows],
               [hover(goal, row, say) for *_, row in rows])
        for role, rows in sorted(groups.items())
    ]  # fmt: skip


def _heights(marks: Sequence[Mark]) -> list[float]:
    heights: list[float] = []
    for mark in marks:
        if isinstance(mark, Line | Points):
            heights += mark.ys
        elif isinstance(mark, Band):
            heights += [*mark.lows, *mark.highs]
        elif isinstance(mark, Across):
            heights.append(mark.y)
    return heights


def _missing(say: Translator) -> str:
    return say("No target and no progress yet. Set a target, or record the first figure.")

"""The chart of one goal: where it should be, where it is, and what it runs to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from planner.analysis.trajectory import Trajectory, planned
from planner.analysis.values import Status
from planner.domain.kinds import Comparator, Kind
from planner.domain.numbers import show_number
from planner.domain.plan import Plan
from planner.domain.records import Goal, Milestone, Target
from planner.figures.chart import Across, Axis, Chart, Line, Mark, Points, Role, Tick, Upright
from planner.figures.scales import day_axis, value_axis
from planner.text import Translator

_LEAST_DAYS = 30


def trajectory_chart(plan: Plan, goal_id: str, status: Status, as_of: date, say: Translator) -> Chart:
    """Return the trajectory chart of a goal at a cut-off date, in the reader's language.

    Actuals are running totals where reports are per period. Milestones without a value lie on the
    planned line; their keys are the milestones' ids.
    """
    goal, target = plan.goals[goal_id], plan.target(goal_id, as_of)
    line = planned(plan, goal, as_of)
    days, values = reported(plan, goal, as_of)
    first, last = _span(goal, target, days, as_of)
    marks: list[Mark] = []
    if line is not None:
        marks.append(Line(Role.PLAN, [float(day) for day in line.days], list(line.values), say("planned")))
    if days:
        marks.append(Line(Role.ACTUAL, days, values, say("actual"), dots=True))
    marks += _targets(goal, target, say)
    marks += _milestones(plan, goal, line, status, as_of, say)
    marks.append(Upright(Role.CUT_OFF, float(as_of.toordinal()), say("cut-off {day}", day=short_day(as_of, say))))
    if target and target.deadline:
        marks.append(Upright(Role.DEADLINE, float(target.deadline.toordinal())))
    heights = _heights(marks)
    from_zero = goal.kind in (Kind.CUMULATIVE, Kind.PER_PERIOD)
    return Chart(
        day_axis(first, last, say), value_axis(heights, goal.unit, from_zero=from_zero), marks, goal.name,
        "" if heights else _missing(goal, say),
    )  # fmt: skip


def short_day(day: date, say: Translator) -> str:
    """Write a day without its year as people say it: 9月30日, 30/9."""
    return say("{month}/{day}", month=day.month, day=day.day)


def reported(plan: Plan, goal: Goal, as_of: date) -> tuple[list[float], list[float]]:
    """Return the days (ordinals) and values to draw up to the cut-off.

    Totals where reports are per period; amounts begin at zero on the eve of the goal's start.
    """
    series = plan.series(goal.id)
    count = series.until(as_of)
    days, values = [float(day) for day in series.days[:count]], list(series.values[:count])
    if goal.kind is Kind.PER_PERIOD:
        total = 0.0
        for n, value in enumerate(values):
            total += value
            values[n] = total
    amount = goal.kind in (Kind.CUMULATIVE, Kind.PER_PERIOD)
    if days and amount and goal.start and goal.start.toordinal() <= days[0]:
        return [goal.start.toordinal() - 1.0, *days], [0.0, *values]
    return days, values


def _span(goal: Goal, target: Target | None, days: Sequence[float], as_of: date) -> tuple[date, date]:
    known = [as_of] + [date.fromordinal(int(day)) for day in (*days[:1], *days[-1:])]
    if goal.start:
        known.append(goal.start)
    if target and target.deadline:
        known.append(target.deadline)
    first, last = min(known), max(known)
    return first, max(last, first + timedelta(days=_LEAST_DAYS))


def _targets(goal: Goal, target: Target | None, say: Translator) -> list[Mark]:
    if target is None or target.low is None:
        return []
    low = show_number(target.low, goal.digits)
    if target.comparator is not Comparator.RANGE or target.high is None:
        return [Across(Role.TARGET, target.low, say("target {value}", value=low))]
    high = show_number(target.high, goal.digits)
    return [
        Across(Role.TARGET, target.low, say("target from {value}", value=low)),
        Across(Role.TARGET, target.high, say("to {value}", value=high)),
    ]


def _milestones(
    plan: Plan, goal: Goal, line: Trajectory | None, status: Status, as_of: date, say: Translator
) -> list[Mark]:
    groups: dict[Role, list[tuple[float, float, Milestone]]] = {}
    total = len(plan.milestones.get(goal.id, ()))
    for n, row in enumerate(plan.milestones.get(goal.id, ()), 1):
        if row.due is None:
            continue
        height = row.value
        if height is None:
            height = line.at(row.due) if line else n / total if not goal.kind.numeric else None
        if height is not None:
            groups.setdefault(_role(row, status, as_of), []).append((float(row.due.toordinal()), height, row))
    return [
        Points(role, [x for x, _, _ in rows], [y for _, y, _ in rows], [row.id for *_, row in rows],
               [_hover(goal, row, say) for *_, row in rows])
        for role, rows in groups.items()
    ]  # fmt: skip


def _role(row: Milestone, status: Status, as_of: date) -> Role:
    reached = row.value is not None and status.actual is not None and status.actual >= row.value
    if (row.done is not None and row.done <= as_of) or reached:
        return Role.MILESTONE_DONE
    return Role.MILESTONE_LATE if row.due is not None and row.due <= as_of else Role.MILESTONE


def _hover(goal: Goal, row: Milestone, say: Translator) -> str:
    if row.value is None:
        return say("{name} · due {due}", name=row.name, due=row.due)
    value = f"{show_number(row.value, goal.digits)} {goal.unit}".strip()
    return say("{name} · due {due} · {value}", name=row.name, due=row.due, value=value)


def _upright_axis(goal: Goal, heights: Sequence[float]) -> Axis:
    if not goal.kind.numeric:
        return Axis(0.0, 1.05, [Tick(share / 4, f"{share * 25}%") for share in range(5)])
    return value_axis(heights, goal.unit, from_zero=goal.kind in (Kind.CUMULATIVE, Kind.PER_PERIOD))


def _heights(marks: Sequence[Mark]) -> list[float]:
    heights: list[float] = []
    for mark in marks:
        if isinstance(mark, Line | Points):
            heights += mark.ys
        elif isinstance(mark, Across):
            heights.append(mark.y)
    return heights


def _missing(goal: Goal, say: Translator) -> str:
    if goal.kind.numeric:
        return say("No target and no progress yet. Set a target, or record the first figure.")
    return say("No dated steps yet. Add milestones to see them here.")

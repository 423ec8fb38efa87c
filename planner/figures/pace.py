"""需月均: the change a month needed from here, beside what each month brought and their mean."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from math import isfinite

from planner.analysis.progress import MONTH
from planner.analysis.trajectory import period_of
from planner.analysis.values import Status
from planner.domain.kinds import Kind
from planner.domain.numbers import show_number
from planner.domain.plan import Plan
from planner.domain.records import Goal
from planner.figures.chart import Bars, Chart, Line, Mark, Role
from planner.figures.marks import uprights
from planner.figures.scales import day_axis, value_axis
from planner.figures.trajectory import reported
from planner.text import Translator

_GAP = 3.0  # days left free between two bars


def pace_chart(plan: Plan, goal_id: str, status: Status, as_of: date, say: Translator) -> Chart:
    """Return the chart of a goal's pace: a bar for each month reported, its mean so far, and what is needed from here.

    All in the goal's unit per month of 30.4375 days. A bar spans the days from one figure to the next, so two months
    reported together are one wide bar at their mean. Falling goals have bars below zero.
    """
    goal, target = plan.goals[goal_id], plan.target(goal_id, as_of)
    begin, end = period_of(goal, target)
    spans = paces(plan, goal, as_of)
    first = min([int(left) for left, _, _ in spans] + [day for day in (begin,) if day is not None], default=None)
    if not goal.kind.numeric or first is None or (not spans and status.required_pace is None):
        return Chart(
            day_axis(as_of, as_of, say), value_axis([], "", from_zero=True), [], goal.name, _missing(goal, say)
        )
    last = max([as_of.toordinal(), *([end] if end is not None else [])])
    marks: list[Mark] = []
    if spans:
        marks.append(_bars(goal, spans))
    marks += _means(goal, status, spans, (first, as_of.toordinal(), end), say)
    heights = [y for mark in marks if isinstance(mark, Bars | Line) for y in mark.ys]
    marks += uprights(target, as_of, say)
    unit = say("{unit} a month", unit=goal.unit) if goal.unit else say("a month")
    axis = value_axis(heights, unit, from_zero=True, digits=max(goal.digits, 1))
    return Chart(day_axis(date.fromordinal(first + 1), date.fromordinal(last), say), axis, marks, goal.name)


def paces(plan: Plan, goal: Goal, as_of: date) -> list[tuple[float, float, float]]:
    """Return (first day, last day, change a month) between the last figures of the months up to the cut-off.

    Days as ordinals, the first one being the eve. Months without a figure are part of the next one's span.
    """
    xs, ys = reported(plan, goal, as_of)
    kept: list[tuple[float, float]] = []
    for x, y in zip(xs, ys, strict=True):
        same = len(kept) > 1 and _month(kept[-1][0]) == _month(x)
        kept[-1:] = [(x, y)] if same else [*kept[-1:], (x, y)]
    found = [(x0, x1, (y1 - y0) / (x1 - x0) * MONTH) for (x0, y0), (x1, y1) in pairwise(kept) if x1 > x0]
    return [span for span in found if isfinite(span[2])]


def _month(x: float) -> tuple[int, int]:
    day = date.fromordinal(int(x))
    return day.year, day.month


def _bars(goal: Goal, spans: Sequence[tuple[float, float, float]]) -> Bars:
    gap = min(_GAP, min(right - left for left, right, _ in spans) / 4)
    return Bars(
        Role.ACTUAL,
        [left + gap for left, _, _ in spans],
        [right - gap for _, right, _ in spans],
        [pace for *_, pace in spans],
        [_number(goal, pace) for *_, pace in spans],
    )


def _means(
    goal: Goal, status: Status, spans: Sequence[object], days: tuple[int, int, int | None], say: Translator
) -> list[Mark]:
    first, cut_off, end = days
    found: list[Mark] = []
    if status.pace is not None and spans and cut_off > first:
        words = say("so far {value} a month", value=_number(goal, status.pace))
        found.append(Line(Role.ACTUAL, [float(first), float(cut_off)], [status.pace, status.pace], words))
    if status.required_pace is not None and end is not None and end > cut_off:
        words = say("needed {value} a month", value=_number(goal, status.required_pace))
        xs = [float(cut_off), float(end)]
        found.append(Line(Role.NEED, xs, [status.required_pace, status.required_pace], words))
    return found


def _number(goal: Goal, value: float) -> str:
    digits = goal.digits if goal.kind in (Kind.LEVEL, Kind.RATE) or goal.digits else (1 if abs(value) < 100 else 0)
    return show_number(round(value, digits) + 0.0, digits)


def _missing(goal: Goal, say: Translator) -> str:
    if not goal.kind.numeric:
        return say("A task list has no pace; its steps are done or not.")
    return say("No pace yet: it needs a target with a start and a deadline, or figures.")

"""Goals as columns, so that the arithmetic of ten thousand lights is array work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import nan

import numpy as np
from numpy.typing import NDArray

from planner.analysis.actuals import reached
from planner.analysis.aims import Aim, Course, aim_of
from planner.analysis.milestones import is_done, overdue_of
from planner.analysis.rollup import Reached, parts_of, rolled_up
from planner.analysis.trajectory import Segment, line_of, period_of
from planner.domain.plan import Plan
from planner.domain.records import Goal, Milestone, Target
from planner.domain.units import NO_UNITS, Units

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Columns:
    """One row per goal; values in the goal's unit, days as proleptic ordinals, ``nan`` for what is missing.

    ``actual`` is what has been reached by the cut-off (summed where reports are per period; the number
    of steps done for a task list, whose ``aim`` is the number of steps). ``begin`` is the day before the
    start. ``x0 … y1`` is the stretch of the planned trajectory that holds the cut-off. The lists beside
    the arrays hold what the sentences need.
    """

    cut_off: int
    course: NDArray[np.int8]
    start: Floats
    aim: Floats
    floor: Floats
    ceiling: Floats
    begin: Floats
    end: Floats
    x0: Floats
    y0: Floats
    x1: Floats
    y1: Floats
    actual: Floats
    actual_day: Floats
    late: Flags
    rows: Sequence[Row]

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Row:
    """What of one goal is no number to compute with."""

    goal: Goal
    target: Target | None
    aim: Aim
    bent: bool
    overdue: Sequence[Milestone]


_NOTHING = Aim(Course.NONE, nan, nan)
_NOWHERE = Segment(nan, nan, nan, nan)
_Numbers = tuple[float, ...]


def gather(plan: Plan, goals: Sequence[Goal], as_of: date, units: Units = NO_UNITS) -> Columns:
    """Return the columns of the given goals at the cut-off date ``as_of``; parts are added up by ``units``."""
    cut_off = as_of.toordinal()
    parts = parts_of(plan) if any(goal.rollup for goal in goals) else {}
    numbers: list[_Numbers] = []
    rows: list[Row] = []
    for goal in goals:
        rolled = rolled_up(plan, goal, cut_off, parts, units) if goal.id in parts else None
        read = _read_number if goal.kind.numeric else _read_tasks
        figures, row = read(plan, goal, as_of, rolled)
        numbers.append(figures)
        rows.append(row)
    table = np.array(numbers, dtype=np.float64).reshape(len(rows), 13).T
    course, start, aim, floor, ceiling, begin, end, x0, y0, x1, y1, actual, actual_day = table
    late = np.array([bool(row.overdue) for row in rows], dtype=np.bool_)
    return Columns(
        cut_off, course.astype(np.int8), start, aim, floor, ceiling, begin, end, x0, y0, x1, y1, actual, actual_day,
        late, rows,
    )  # fmt: skip


def _read_number(plan: Plan, goal: Goal, as_of: date, rolled: Reached | None) -> tuple[_Numbers, Row]:
    target, cut_off = plan.target(goal.id, as_of), as_of.toordinal()
    begin, end = period_of(goal, target)
    if target is None or target.low is None:
        aim, line = _NOTHING, None
    else:
        aim = aim_of(plan, goal, target)
        line = line_of(plan, goal, target, aim, (begin, end), cut_off)
    actual, day = rolled or reached(plan, goal, cut_off, begin, end) or (nan, nan)
    steps = plan.milestones.get(goal.id)
    overdue = overdue_of(steps, as_of, actual, aim.direction) if steps else ()
    segment = line.segment(cut_off) if line else _after(aim.aim, end, cut_off)
    numbers = (aim.course, aim.start, aim.aim, aim.floor, aim.ceiling, *_days(begin, end), *segment, actual, day)
    return numbers, Row(goal, target, aim, line is not None and line.bent, overdue)


def _read_tasks(plan: Plan, goal: Goal, as_of: date, _rolled: Reached | None) -> tuple[_Numbers, Row]:
    """A task list climbs from no step done to all of them; steps without a day fall due evenly."""
    cut_off = as_of.toordinal()
    target = plan.target(goal.id, as_of)
    begin, end = period_of(goal, target)
    steps = plan.milestones.get(goal.id, ())
    overdue = overdue_of(steps, as_of, None, 1)
    done = sum(is_done(row, as_of) for row in steps)
    due = sum(row.due is not None and row.due <= as_of for row in steps)
    undated = sum(row.due is None for row in steps)
    aim = Aim(Course.CLIMB, 0.0, float(len(steps)), floor=float(len(steps))) if done or due else _NOTHING
    if begin is None or end is None:
        segment = Segment(cut_off - 1, due, cut_off, due)
    else:
        segment = Segment(begin, due, end, due + undated)
    actual = float(done) if done or due else nan
    numbers = (aim.course, aim.start, aim.aim, aim.floor, aim.ceiling, *_days(begin, end), *segment, actual, nan)
    return numbers, Row(goal, target, aim, undated < len(steps), overdue)


def _days(begin: int | None, end: int | None) -> tuple[float, float]:
    return nan if begin is None else begin, nan if end is None else end


def _after(aim: float, end: int | None, cut_off: int) -> Segment:
    """Without a start nothing can be expected before the deadline; from then on, the aim."""
    return _NOWHERE if end is None or cut_off < end else Segment(end - 1, aim, end, aim)

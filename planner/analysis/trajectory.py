"""计划轨迹: what the value should be on any date."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from planner.analysis.aims import Aim, Course, aim_of
from planner.domain.kinds import Kind
from planner.domain.plan import Plan
from planner.domain.records import Goal, Target


class Segment(NamedTuple):
    """The stretch of a trajectory that holds a day: from ``(x0, y0)`` to ``(x1, y1)``, days as ordinals."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Trajectory:
    """A line through knots: ``days`` ascending proleptic ordinals, ``values`` in the goal's unit.

    Linear between knots by days, flat before the first and after the last. Values never turn back
    against the direction from the first to the last.
    """

    days: tuple[int, ...]
    values: tuple[float, ...]

    def at(self, day: date) -> float:
        """Return the planned value at the end of ``day``."""
        x = day.toordinal()
        x0, y0, x1, y1 = self.segment(x)
        return y0 + (y1 - y0) * (min(max(x, x0), x1) - x0) / (x1 - x0)

    def segment(self, x: int) -> Segment:
        """Return the stretch that holds the day with ordinal ``x``: the first one before it all, the last after."""
        n = min(max(bisect_right(self.days, x), 1), len(self.days) - 1)
        return Segment(self.days[n - 1], self.values[n - 1], self.days[n], self.values[n])

    @property
    def bent(self) -> bool:
        """Whether milestones shape the line, so that it is not simply in proportion to time."""
        return len(self.days) > 2


def period_of(goal: Goal, target: Target | None) -> tuple[int | None, int | None]:
    """Return the ordinals between which a goal runs: the end of the day before its start, and its deadline.

    A level or rate without a start runs from the day of its baseline. A deadline before the start counts
    as a period of one day. Either is ``None`` where it is unknown.
    """
    begin = goal.start.toordinal() - 1 if goal.start else None
    if begin is None and goal.baseline_day and goal.kind in (Kind.LEVEL, Kind.RATE):
        begin = goal.baseline_day.toordinal()
    end = target.deadline.toordinal() if target and target.deadline else None
    return begin, end if end is None or begin is None else max(end, begin + 1)


def planned(plan: Plan, goal: Goal, as_of: date | None = None) -> Trajectory | None:
    """Return the planned trajectory of a goal under the target in force on ``as_of`` (the newest when ``None``).

    From the start value at the end of the day before the goal starts, through the valued milestones in
    order of their days, to the aim at the deadline; flat at the limit for a goal to be held. A milestone
    whose value would make the line turn back, or pass the aim, is drawn at the nearest value that does
    not. ``None`` without a target value, a start or a deadline.
    """
    target = plan.target(goal.id, as_of)
    if target is None or target.low is None or not goal.kind.numeric:
        return None
    return line_of(plan, goal, aim_of(plan, goal, target), *period_of(goal, target))


def line_of(plan: Plan, goal: Goal, aim: Aim, begin: int | None, end: int | None) -> Trajectory | None:
    """Return the line from ``aim.start`` to ``aim.aim`` over a period, through the goal's milestones."""
    if begin is None or end is None:
        return None
    milestones = plan.milestones.get(goal.id, ()) if aim.course in (Course.CLIMB, Course.BUDGET) else ()
    knots = {
        day: row.value
        for row in milestones
        if row.value is not None and row.due is not None and begin < (day := row.due.toordinal()) < end
    }
    if not knots:
        return Trajectory((begin, end), (aim.start, aim.aim))
    days = sorted(knots)
    rising = aim.aim >= aim.start
    values = list(accumulate((aim.start, *map(knots.__getitem__, days)), max if rising else min))
    if (values[-1] > aim.aim) is rising:
        values = [min(value, aim.aim) if rising else max(value, aim.aim) for value in values]
    return Trajectory((begin, *days, end), (*values, aim.aim))

"""计划轨迹: what the value should be on any date."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain.kinds import Comparator, Kind
from planner.domain.plan import Plan
from planner.domain.records import Goal, Target


@dataclass(frozen=True, slots=True)
class Trajectory:
    """A line through knots: ``days`` ascending proleptic ordinals, ``values`` in the goal's unit.

    Linear between knots by days, flat before the first and after the last.
    """

    days: tuple[int, ...]
    values: tuple[float, ...]

    def at(self, day: date) -> float:
        """Return the planned value at the end of ``day``."""
        x = day.toordinal()
        n = bisect_right(self.days, x)
        if n == 0:
            return self.values[0]
        if n == len(self.days):
            return self.values[-1]
        x0, x1 = self.days[n - 1], self.days[n]
        y0, y1 = self.values[n - 1], self.values[n]
        return y0 + (y1 - y0) * (x - x0) / (x1 - x0)


def planned(plan: Plan, goal: Goal, as_of: date | None = None) -> Trajectory | None:
    """Return the planned trajectory of a goal under the target in force on ``as_of``.

    From the start value at the end of the day before the goal starts, through the valued milestones
    in order of their days, to the target at the deadline. ``None`` without a target value, start or
    deadline.
    """
    target = plan.target(goal.id, as_of)
    if target is None or target.low is None or target.deadline is None or goal.start is None or not goal.kind.numeric:
        return None
    aim = aim_value(goal, target)
    begin = goal.start - timedelta(days=1)
    knots = {begin.toordinal(): start_value(plan, goal, aim)}
    for row in plan.milestones.get(goal.id, ()):
        if row.due and row.value is not None and begin < row.due < target.deadline:
            knots[row.due.toordinal()] = row.value
    knots[max(target.deadline.toordinal(), begin.toordinal() + 1)] = aim
    days = tuple(sorted(knots))
    return Trajectory(days, tuple(knots[day] for day in days))


def aim_value(goal: Goal, target: Target) -> float:
    """Return the value the goal runs to: the weakest end of a range (DNS rule for ranges)."""
    assert target.low is not None
    if target.comparator is Comparator.RANGE and target.high is not None:
        falling = goal.baseline is not None and goal.kind is Kind.LEVEL and goal.baseline > target.high
        return target.high if falling else target.low
    return target.low


def start_value(plan: Plan, goal: Goal, aim: float) -> float:
    """Return the value at the start: 0 for amounts, the baseline for levels and rates.

    A level without a baseline starts at its first measurement; a rate without one is held at its
    target from the first day, since rates are compared with the target as they stand.
    """
    if goal.kind in (Kind.CUMULATIVE, Kind.PER_PERIOD):
        return 0.0
    if goal.baseline is not None:
        return goal.baseline
    series = plan.series(goal.id)
    return series.values[0] if goal.kind is Kind.LEVEL and len(series) else aim

"""What a goal runs to, and how it is judged: towards an aim, under a budget, or within limits.

The comparator and the kind of number decide together:

* ``CLIMB``: the value goes from a start to an aim, upward or downward (at least, about, a range to be
  reached, a level that has to fall). Judged by the share of the way done against the share due.
* ``BUDGET``: an amount that may run up to a limit by the deadline (a ceiling on a cumulative or
  per-period number). Judged against the straight line of the budget.
* ``HOLD``: a level or rate that must stay where it may be (a ceiling or floor it is already inside of,
  or any rate without a baseline). Compared with the limit as it stands, never prorated.
"""

from __future__ import annotations

from enum import IntEnum
from math import inf
from typing import NamedTuple

from planner.domain.kinds import Comparator, Kind
from planner.domain.plan import Plan
from planner.domain.records import Goal, Target

ABOUT = 0.05
"""How far from an “about” value still meets it, as a share of the value."""


class Course(IntEnum):
    """How a goal is judged."""

    NONE = 0
    CLIMB = 1
    BUDGET = 2
    HOLD = 3


class Aim(NamedTuple):
    """A goal's course, in its unit.

    The promise is met by a value from ``floor`` to ``ceiling``. ``start`` and ``aim`` are the ends of the
    planned trajectory; for a goal to be held both are the limit. ``over`` is the upper end of an amount's
    range: more than that still meets the goal, and is said.
    """

    course: Course
    start: float
    aim: float
    floor: float = -inf
    ceiling: float = inf
    over: float = inf

    @property
    def direction(self) -> int:
        """Return 1 for a value that should rise, -1 for one that should fall, 0 where it may do either."""
        if self.course is Course.CLIMB:
            return 1 if self.aim > self.start else -1
        if self.course is Course.HOLD and self.ceiling == inf:
            return 1
        return 0


def aim_of(plan: Plan, goal: Goal, target: Target) -> Aim:
    """Return what a goal with a target value runs to."""
    assert target.low is not None, "a target without a value has no aim"
    low, high = _band(target)
    if goal.kind in (Kind.CUMULATIVE, Kind.PER_PERIOD):
        return _aim_of_amount(target, low, high)
    start = start_of(plan, goal, target)
    return _hold(low, high) if start is None else _aim_of_stock(target, start, low, high)


def start_of(plan: Plan, goal: Goal, target: Target) -> float | None:
    """Return the value a level or rate starts from: its baseline.

    A level that has to reach a value and has no baseline starts from its first figure. Without a start
    (a rate without a baseline, a limit to be kept) the number is compared with its target as it stands.
    """
    if goal.baseline is not None:
        return goal.baseline
    series = plan.series(goal.id)
    bounds = target.comparator in (Comparator.AT_MOST, Comparator.RANGE)
    return series.values[0] if goal.kind is Kind.LEVEL and len(series) and not bounds else None


def _band(target: Target) -> tuple[float, float]:
    """Return the least and greatest value that meet the target; an exact value counts as a least one."""
    assert target.low is not None
    match target.comparator:
        case Comparator.AT_MOST:
            return -inf, target.low
        case Comparator.RANGE:
            return target.low, target.low if target.high is None else target.high
        case Comparator.ABOUT:
            slack = abs(target.low) * ABOUT
            return target.low - slack, target.low + slack
        case _:
            return target.low, inf


def _aim_of_amount(target: Target, low: float, high: float) -> Aim:
    """An amount runs from zero. A limit of zero or more is a budget, and so is an exact zero."""
    assert target.low is not None
    comparator, value = target.comparator, target.low
    if low > 0:
        return Aim(Course.CLIMB, 0.0, value, floor=low, over=high)
    if high < 0 or (comparator is Comparator.EQUAL and value < 0):
        aim = high if comparator is Comparator.RANGE else value
        return Aim(Course.CLIMB, 0.0, aim, ceiling=min(high, aim) if comparator is Comparator.EQUAL else high)
    if comparator is Comparator.AT_LEAST:
        return _hold(low, high)
    limit = value if comparator is Comparator.EQUAL else high
    return Aim(Course.BUDGET, 0.0, limit, ceiling=limit)


def _aim_of_stock(target: Target, start: float, low: float, high: float) -> Aim:
    """A level or rate climbs or falls into its band from where it starts, or stays in it.

    An exact value is reached from whichever side the start lies on. Of a range the weakest end counts
    (the rule of the German sustainability indicators).
    """
    assert target.low is not None
    about = target.comparator is Comparator.ABOUT
    if target.comparator is Comparator.EQUAL and start > low:
        low, high = -inf, low
    if start < low:
        return Aim(Course.CLIMB, start, target.low if about else low, low, high)
    if start > high:
        return Aim(Course.CLIMB, start, target.low if about else high, low, high)
    return _hold(low, high)


def _hold(low: float, high: float) -> Aim:
    limit = high if low == -inf else low
    return Aim(Course.HOLD, limit, limit, floor=low, ceiling=high)

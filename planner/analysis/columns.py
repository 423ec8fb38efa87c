"""Goals as columns, so that the arithmetic of ten thousand lights is array work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from planner.analysis.trajectory import Trajectory, aim_value, planned, start_value
from planner.domain.kinds import Comparator, Kind
from planner.domain.plan import Plan
from planner.domain.records import Goal, Target
from planner.domain.series import Series

Floats = NDArray[np.float64]


class Family(IntEnum):
    """How a goal with a number is judged."""

    NONE = 0  # no target value, or nothing to judge by
    RUN = 1  # runs from a start to an aim, rising or falling
    BUDGET = 2  # an amount that must not exceed its limit by the deadline
    HOLD = 3  # a level or rate that must stay within its limits


@dataclass(frozen=True, slots=True)
class Columns:
    """One row per goal; values in the goal's unit, days as proleptic ordinals, ``nan`` for what is missing.

    ``reached`` is what has been measured up to the cut-off (summed where reports are per period),
    ``expected`` what the trajectory says, ``bent`` whether valued milestones shape it.
    """

    family: NDArray[np.int8]
    start: Floats
    aim: Floats
    low: Floats
    high: Floats
    reached: Floats
    expected: Floats
    first_day: Floats
    last_day: Floats
    bent: NDArray[np.bool_]
    comparator: Sequence[Comparator | None]
    reached_day: Sequence[date | None]


_NONE = float("nan")


def gather(plan: Plan, goals: Sequence[Goal], as_of: date) -> Columns:
    """Return the columns of the given goals at the cut-off date ``as_of``."""
    rows = [_row(plan, goal, as_of) for goal in goals]
    numbers = np.array([row[0] for row in rows], dtype=np.float64).reshape(len(rows), 9)
    family = numbers[:, 0].astype(np.int8)
    start, aim, low, high, reached, expected, first, last = (numbers[:, n] for n in range(1, 9))
    bent = np.array([row[1] for row in rows], dtype=np.bool_)
    return Columns(
        family, start, aim, low, high, reached, expected, first, last, bent,
        [row[2] for row in rows], [row[3] for row in rows],
    )  # fmt: skip


_Row = tuple[tuple[float, ...], bool, Comparator | None, date | None]


def _row(plan: Plan, goal: Goal, as_of: date) -> _Row:
    target = plan.target(goal.id, as_of)
    series = plan.series(goal.id)
    count = series.until(as_of)
    day = date.fromordinal(series.days[count - 1]) if count else None
    reached = _reached(goal, series, count, target)
    last = float(target.deadline.toordinal()) if target and target.deadline else _NONE
    first = float(goal.start.toordinal()) if goal.start else _NONE
    if target is None or target.low is None or not goal.kind.numeric:
        return (Family.NONE, _NONE, _NONE, _NONE, _NONE, reached, _NONE, first, last), False, None, day
    high = target.low if target.high is None else target.high
    aim = aim_value(goal, target)
    start = start_value(plan, goal, aim)
    family = _family(goal, target, start)
    line = planned(plan, goal, as_of) if family is not Family.HOLD else None
    expected = aim if family is Family.HOLD else line.at(as_of) if line else _NONE
    numbers = (family, start, aim, target.low, high, reached, expected, first, last)
    return numbers, _is_bent(line), target.comparator, day


def _is_bent(line: Trajectory | None) -> bool:
    return line is not None and len(line.days) > 2


def _reached(goal: Goal, series: Series, count: int, target: Target | None) -> float:
    if not count:
        return _NONE
    if goal.kind is not Kind.PER_PERIOD:
        return series.values[count - 1]
    since = goal.start.toordinal() if goal.start else 0
    until = target.deadline.toordinal() if target and target.deadline else series.days[count - 1]
    rows = zip(series.days[:count], series.values[:count], strict=True)
    return float(sum(value for day, value in rows if since <= day <= until))


def _family(goal: Goal, target: Target, start: float) -> Family:
    assert target.low is not None
    amount = goal.kind in (Kind.CUMULATIVE, Kind.PER_PERIOD)
    high = target.low if target.high is None else target.high
    match target.comparator:
        case Comparator.AT_MOST if amount:
            return Family.BUDGET
        case Comparator.AT_MOST:
            within = goal.baseline is None or start <= target.low
        case Comparator.AT_LEAST if not amount:
            within = (goal.kind is Kind.RATE and goal.baseline is None) or start >= target.low
        case Comparator.RANGE if not amount:
            within = goal.baseline is None or target.low <= start <= high
        case _:
            within = not amount and start == target.low
    return Family.HOLD if within else Family.RUN

"""预计完成: what a goal's amount will come to by its deadline, with its range and the chance of meeting the target.

For amounts that run over a year or less. With two or more earlier years among the goal's own figures the shares they
had done by the same day are used; otherwise the straight pace with a wide range, which is said (无季节依据). Levels
and rates have no forecast yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from planner.analysis.actuals import reached
from planner.analysis.aims import Aim, Course, aim_of
from planner.analysis.columns import Flags, Floats
from planner.analysis.forecast.share import YEARS, Shares, share_model, shares_of
from planner.analysis.trajectory import period_of
from planner.domain.kinds import Kind
from planner.domain.plan import Plan
from planner.domain.records import Goal
from planner.text import Message, message

_LONGEST = 366
_NEAR = 31  # days by which an earlier year's figure may miss the day it stands for
# Straight pace on real monthly series (tourism, 308 series) missed the total by 15.6, 10.8 and 6.2 % in the median
# after 3, 6 and 9 months: on the logit scale of the share a spread of about a third each time.
_PACE_SPREAD, _PACE_DEGREES = 0.33, 4


@dataclass(frozen=True, slots=True)
class Forecast:
    """What an amount will come to, in the goal's unit.

    ``low`` to ``high`` holds the total with a chance of 80 %; ``chance`` (0 … 1) is that of meeting the target.
    ``day`` is when the middle course reaches the target, ``None`` when not before the deadline. ``years`` is how many
    earlier years it rests on, 0 for the straight pace; ``basis`` says so.
    """

    median: float
    low: float
    high: float
    chance: float
    day: date | None
    years: int
    basis: Message


@dataclass(frozen=True, slots=True)
class _Case:
    """A goal with what its forecast is made from; days as ordinals, the model as mean, spread and degrees."""

    goal: Goal
    aim: Aim
    done: float
    day: int
    end: int
    model: tuple[float, float, int]
    years: int


def forecast(plan: Plan, as_of: date, goals: Iterable[str] | None = None) -> dict[str, Forecast]:
    """Return the forecasts of the goals that have one (of all goals when ``None``), by id."""
    wanted = [plan.goals[id_] for id_ in (plan.goals if goals is None else goals) if id_ in plan.goals]
    cases = [case for goal in wanted if (case := _case(plan, goal, as_of)) is not None]
    if not cases:
        return {}
    totals = foresee(
        shares_of([case.model for case in cases]),
        np.array([case.done for case in cases]),
        np.array([case.aim.aim for case in cases]),
        np.array([case.aim.course is Course.BUDGET for case in cases]),
    )
    columns = zip(*(column.tolist() for column in totals), strict=True)
    return {case.goal.id: _forecast(case, *figures) for case, figures in zip(cases, columns, strict=True)}


def foresee(shares: Shares, done: Floats, aim: Floats, budget: Flags) -> tuple[Floats, Floats, Floats, Floats]:
    """Return middle, low and high end of the totals, and the chances of meeting the aim, one entry per goal.

    A budget is met by what stays at or under it.
    """
    low, high = shares.range(done)
    chance = shares.chance(done, aim)
    under = np.where(done > aim, 0.0, 1.0 - np.where(done == aim, 0.0, chance))
    return shares.total(done), low, high, np.where(budget, under, chance)


def _forecast(case: _Case, median: float, low: float, high: float, chance: float) -> Forecast:
    basis = message("share of the year of {n} earlier years", n=case.years) if case.years else message(
        "straight pace, no seasonal basis"
    )  # fmt: skip
    return Forecast(median, low, high, chance, _day(case, median), case.years, basis)


def _day(case: _Case, median: float) -> date | None:
    """Return the day on which the straight way from here to the middle total passes the aim."""
    if case.aim.course is Course.BUDGET or median < case.aim.aim or case.done >= case.aim.aim:
        return None
    days = (case.end - case.day) * (case.aim.aim - case.done) / (median - case.done)
    return date.fromordinal(case.day + int(days + 1 - 1e-9))


def _case(plan: Plan, goal: Goal, as_of: date) -> _Case | None:
    target = plan.target(goal.id, as_of)
    begin, end = period_of(goal, target)
    if target is None or target.low is None or begin is None or end is None or end - begin > _LONGEST:
        return None
    if goal.kind not in (Kind.CUMULATIVE, Kind.PER_PERIOD):
        return None
    aim = aim_of(plan, goal, target)
    now = reached(plan, goal, as_of.toordinal(), begin, end)
    if now is None or aim.course is Course.HOLD or aim.aim <= 0 or now[0] <= 0 or not begin < now[1] < end:
        return None
    done, day = now
    shares = list(_earlier_shares(plan, goal, begin, day, end))
    model = share_model(shares)
    if model is not None:
        return _Case(goal, aim, done, day, end, model, len(shares))
    return _Case(goal, aim, done, day, end, ((day - begin) / (end - begin), _PACE_SPREAD, _PACE_DEGREES), 0)


def _earlier_shares(plan: Plan, goal: Goal, begin: int, day: int, end: int) -> Iterator[float]:
    """Yield the share of the period done by the same day in each earlier year whose figures reach to its end."""
    for years in range(1, YEARS + 1):
        first, middle, last = (_before(ordinal, years) for ordinal in (begin, day, end))
        part, whole = reached(plan, goal, middle, first, last), reached(plan, goal, last, first, last)
        if part is None or whole is None or whole[1] < last - _NEAR or part[1] < middle - _NEAR:
            return
        if 0 < part[0] < whole[0]:
            yield part[0] / whole[0]


def _before(ordinal: int, years: int) -> int:
    """Return the same day some years earlier; 29 February becomes the 28th."""
    day = date.fromordinal(ordinal)
    last = 28 if day.month == 2 and day.day == 29 else day.day
    return date(day.year - years, day.month, last).toordinal()

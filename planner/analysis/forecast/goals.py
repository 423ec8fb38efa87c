"""预计完成: what a goal will come to by its deadline, with its range and the chance of meeting the target.

Amounts that run over a year or less: from the shares of the year that earlier years had done by the same day
(:mod:`share`), with spread borrowed from the plan's other goals where a goal has few years; otherwise the straight pace
with a wide range, which is said (无季节依据). Levels and rates: a damped trend (:mod:`levels`).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan

import numpy as np

from planner.analysis.actuals import counted, reached
from planner.analysis.aims import Aim, Course, aim_of
from planner.analysis.columns import Flags, Floats
from planner.analysis.forecast import levels
from planner.analysis.forecast.evenly import LEAST, Figures
from planner.analysis.forecast.share import (
    YEARS,
    Model,
    Shares,
    borrowing,
    leaning,
    lent_spread,
    of_one_year,
    share_model,
    shares_of,
)
from planner.analysis.forecast.values import FanPoint, Forecast
from planner.analysis.trajectory import period_of
from planner.domain.kinds import Kind
from planner.domain.plan import Plan
from planner.domain.records import Goal
from planner.text import Message, message

__all__ = ["Forecast", "forecast", "foresee"]

_LONGEST = 366
_NEAR = 31  # days by which an earlier year's figure may miss the day it stands for
# Straight pace on real monthly series (tourism, 308 series) missed the total by 15.6, 10.8 and 6.2 % in the median
# after 3, 6 and 9 months: on the logit scale of the share a spread of about a third each time.
_PACE_SPREAD, _PACE_DEGREES = 0.33, 4
_AMOUNTS = (Kind.CUMULATIVE, Kind.PER_PERIOD)


@dataclass(frozen=True, slots=True)
class _Case:
    """A goal with what its forecast is made from; days as ordinals, earlier years newest first as (part, whole)."""

    goal: Goal
    aim: Aim
    done: float
    begin: int
    day: int
    end: int
    earlier: Sequence[tuple[float, float]]

    @property
    def shares(self) -> list[float]:
        return [part / whole for part, whole in self.earlier]


@dataclass(frozen=True, slots=True)
class _Level:
    """A level or rate with the figures its trend is fitted to, and its deadline as an ordinal."""

    goal: Goal
    aim: Aim
    end: int
    days: array[int]
    values: array[float]


def forecast(plan: Plan, as_of: date, goals: Iterable[str] | None = None) -> dict[str, Forecast]:
    """Return the forecasts of the goals that have one (of all goals when ``None``), by id."""
    wanted = [plan.goals[id_] for id_ in (plan.goals if goals is None else goals) if id_ in plan.goals]
    cases = [case for goal in wanted if (case := _case(plan, goal, as_of)) is not None]
    found = _of_amounts(cases, _lent(plan, as_of, cases, everything=goals is None)) if cases else {}
    return found | _of_levels(plan, [goal for goal in wanted if goal.kind in (Kind.LEVEL, Kind.RATE)], as_of)


def foresee(shares: Shares, done: Floats, aim: Floats, budget: Flags) -> tuple[Floats, Floats, Floats, Floats]:
    """Return middle, low and high end of the totals, and the chances of meeting the aim, one entry per goal.

    A budget is met by what stays at or under it.
    """
    low, high = shares.range(done)
    chance = shares.chance(done, aim)
    under = np.where(done > aim, 0.0, 1.0 - np.where(done == aim, 0.0, chance))
    return shares.total(done), low, high, np.where(budget, under, chance)


# -- amounts ------------------------------------------------------------------------------------------


def _of_amounts(cases: Sequence[_Case], lent: float | None) -> dict[str, Forecast]:
    models = [_model(case, lent) for case in cases]
    totals = foresee(
        shares_of([model for _, model in models]),
        np.array([case.done for case in cases]),
        np.array([case.aim.aim for case in cases]),
        np.array([case.aim.course is Course.BUDGET for case in cases]),
    )
    columns = zip(*(column.tolist() for column in totals), strict=True)
    return {
        case.goal.id: _forecast(case, method, model, figures)
        for case, (method, model), figures in zip(cases, models, columns, strict=True)
    }


def _lent(plan: Plan, as_of: date, cases: Sequence[_Case], *, everything: bool) -> float | None:
    """Return the spread the plan's goals lend to those of them that have few years of their own."""
    if all(len(case.earlier) > 2 or not case.earlier for case in cases):
        return None
    if not everything:
        cases = [case for goal in plan.goals.values() if (case := _case(plan, goal, as_of)) is not None]
    return lent_spread(model for case in cases if (model := share_model(case.shares)) is not None)


def _model(case: _Case, lent: float | None) -> tuple[str, Model]:
    """Return the method a goal is foreseen by and its model; what it has chosen, where that can be had."""
    model = share_model(case.shares)
    if model is not None:
        model = borrowing(model, lent)
    elif case.earlier:
        model = of_one_year(case.shares[0], lent)
    if model is None or case.goal.forecast == "pace":
        return "pace", Model((case.day - case.begin) / (case.end - case.begin), _PACE_SPREAD, _PACE_DEGREES)
    if case.goal.forecast == "share":
        return "share", model
    part, whole = case.earlier[0]
    return "blend", leaning(model, case.done, part, whole - part)


def _forecast(case: _Case, method: str, model: Model, figures: tuple[float, float, float, float]) -> Forecast:
    median, low, high, chance = figures
    fan = (FanPoint(case.day, case.done, case.done, case.done), FanPoint(case.end, low, median, high))
    return Forecast(median, low, high, chance, _day(case, median), model.years, _basis(method, model), method, fan)


def _basis(method: str, model: Model) -> Message:
    if method == "pace":
        return message("straight pace, no seasonal basis")
    if model.years == 1:
        return message("share of the year of one earlier year, its spread from the plan's other goals")
    if method == "share":
        return message("share of the year of {n} earlier years", n=model.years)
    return message("share of the year of {n} earlier years, blended with growth", n=model.years)


def _day(case: _Case, median: float) -> date | None:
    """Return the day on which the straight way from here to the middle total passes the aim."""
    if case.aim.course is Course.BUDGET or median < case.aim.aim or case.done >= case.aim.aim:
        return None
    days = (case.end - case.day) * (case.aim.aim - case.done) / (median - case.done)
    return date.fromordinal(case.day + int(days + 1 - 1e-9))


def _case(plan: Plan, goal: Goal, as_of: date) -> _Case | None:
    if goal.kind not in _AMOUNTS:
        return None
    target = plan.target(goal.id, as_of)
    begin, end = period_of(goal, target)
    if target is None or target.low is None or begin is None or end is None or end - begin > _LONGEST:
        return None
    aim = aim_of(plan, goal, target)
    now = reached(plan, goal, as_of.toordinal(), begin, end)
    if now is None or aim.course is Course.HOLD or aim.aim <= 0 or now[0] <= 0 or not begin < now[1] < end:
        return None
    return _Case(goal, aim, now[0], begin, now[1], end, list(_earlier(plan, goal, begin, now[1], end)))


def earlier_years(plan: Plan, goal: Goal, as_of: date) -> list[tuple[float, float]]:
    """Return what each earlier year of an amount had done by the same day and in all, newest first."""
    case = _case(plan, goal, as_of)
    return list(case.earlier) if case else []


def _earlier(plan: Plan, goal: Goal, begin: int, day: int, end: int) -> Iterator[tuple[float, float]]:
    """Yield what each earlier year had done by the same day and in all, while its figures reach to its end."""
    oldest = plan.series(goal.id).days[0]
    for years in range(1, YEARS + 1):
        middle = _before(day, years)
        if oldest > middle:
            return
        first, last = _before(begin, years), _before(end, years)
        part, whole = reached(plan, goal, middle, first, last), reached(plan, goal, last, first, last)
        if part is None or whole is None or whole[1] < last - _NEAR or part[1] < middle - _NEAR:
            return
        if 0 < part[0] < whole[0]:
            yield part[0], whole[0]


def _before(ordinal: int, years: int) -> int:
    """Return the same day some years earlier; 29 February becomes the 28th."""
    day = date.fromordinal(ordinal)
    last = 28 if day.month == 2 and day.day == 29 else day.day
    return date(day.year - years, day.month, last).toordinal()


# -- levels and rates ---------------------------------------------------------------------------------


def _of_levels(plan: Plan, goals: Sequence[Goal], as_of: date) -> dict[str, Forecast]:
    """Return the forecasts of levels and rates, all their trends fitted together."""
    cases = [case for goal in goals if (case := _level(plan, goal, as_of)) is not None]
    if not cases:
        return {}
    trends = levels.fit(Figures.of((case.days, case.values) for case in cases))
    cases = [cases[n] for n in trends.goal.tolist()]
    end, floor, ceiling, newest = np.array(
        [(case.end, case.aim.floor, case.aim.ceiling, case.values[-1]) for case in cases], dtype=np.float64
    ).reshape(-1, 4).T  # fmt: skip
    fans = levels.foresee(trends, end, floor, ceiling)
    first = np.where((floor <= newest) & (newest <= ceiling), np.nan, fans.first_inside(floor, ceiling))
    told = zip(cases, first.tolist(), fans.chance.tolist(), fans.points(), strict=True)
    return {case.goal.id: _of_level(case, *figures) for case, *figures in told}


def _of_level(case: _Level, first: float, chance: float, fan: tuple[FanPoint, ...]) -> Forecast:
    day = None if isnan(first) else date.fromordinal(int(first))
    basis = message("damped trend of {n} figures", n=len(case.days))
    last = fan[-1]
    return Forecast(last.median, last.low, last.high, chance, day, 0, basis, "damped", fan)


def _level(plan: Plan, goal: Goal, as_of: date) -> _Level | None:
    target = plan.target(goal.id, as_of)
    begin, end = period_of(goal, target)
    if target is None or target.low is None or end is None or as_of.toordinal() >= end:
        return None
    days, values = counted(plan, goal, as_of.toordinal(), begin, end)
    return _Level(goal, aim_of(plan, goal, target), end, days, values) if len(days) >= LEAST else None

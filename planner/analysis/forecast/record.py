"""How the forecasts of a goal would have done before: each earlier year foreseen from the same day."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from statistics import median

import numpy as np

from planner.analysis.actuals import counted
from planner.analysis.forecast import levels
from planner.analysis.forecast.evenly import LEAST, Figures
from planner.analysis.forecast.goals import earlier_years
from planner.analysis.forecast.share import leaning, share_model
from planner.analysis.forecast.values import Record
from planner.analysis.trajectory import period_of
from planner.domain.kinds import Kind
from planner.domain.plan import Plan
from planner.domain.records import Goal

_MOST = 12


def record(plan: Plan, goal: Goal, as_of: date) -> Record | None:
    """Return the past record of a goal's own method at this distance from the end; ``None`` when nothing can be told.

    An earlier year counts when two years before it are known; a figure of a level when at least three lie before the
    day it would have been foreseen from.
    """
    errors = _of_level(plan, goal, as_of) if goal.kind in (Kind.LEVEL, Kind.RATE) else _of_amount(plan, goal, as_of)
    return Record(median(errors), len(errors)) if errors else None


def _of_amount(plan: Plan, goal: Goal, as_of: date) -> list[float]:
    years = earlier_years(plan, goal, as_of)
    errors: list[float] = []
    for n, (part, whole) in enumerate(years):
        before = years[n + 1 :]
        model = share_model([done / total for done, total in before])
        if model is None:
            break
        if goal.forecast != "share":
            model = leaning(model, part, before[0][0], before[0][1] - before[0][0])
        errors.append(abs(part / model.mean - whole) / whole)
    return errors


def _of_level(plan: Plan, goal: Goal, as_of: date) -> list[float]:
    begin, end = period_of(goal, plan.target(goal.id, as_of))
    days, values = counted(plan, goal, as_of.toordinal(), begin, end)
    ahead = end - days[-1] if end is not None and len(days) else 0
    if ahead <= 0:
        return []
    tried = [n for n in range(len(days) - 1, LEAST, -1) if values[n]][:_MOST]
    known = [bisect_right(days, days[n] - ahead) for n in tried]
    trends = levels.fit(Figures.of((days[:count], values[:count]) for count in known))
    tried = [tried[n] for n in trends.goal.tolist()]
    foreseen, _ = trends.at((np.array([days[n] for n in tried], np.float64) - trends.day) / trends.step)
    return [abs(middle - values[n]) / abs(values[n]) for n, middle in zip(tried, foreseen.tolist(), strict=True)]

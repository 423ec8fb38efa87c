"""分解到季到月: what is planned for each period, along a goal's trajectory, in whole units that add up."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from planner.analysis.trajectory import Trajectory, planned
from planner.domain.days import period_ends
from planner.domain.kinds import Curve
from planner.domain.numbers import split_amount
from planner.domain.plan import Plan
from planner.domain.records import Goal


@dataclass(frozen=True, slots=True)
class Part:
    """One period of a split: its days, what is planned for it, and the running total (or level) at its end."""

    first: date
    last: date
    amount: float
    total: float


def split(plan: Plan, goal: Goal, every: str = "quarter", as_of: date | None = None) -> list[Part]:
    """Return what is planned for each period of a goal under the target in force on ``as_of`` (else the newest).

    ``every`` is month, quarter, half-year, year or a recurrence rule. Amounts have the goal's decimals and add up
    to the way from start to target exactly (largest remainder). Empty without a trajectory.
    """
    line = planned(plan, goal, as_of)
    if line is None:
        return []
    begin, end = date.fromordinal(line.days[0] + 1), date.fromordinal(line.days[-1])
    ends = period_ends(begin, end, every)
    totals = along(line, ends, goal.digits)
    firsts = [begin, *(day + timedelta(days=1) for day in ends[:-1])]
    amounts = [after - before for before, after in pairwise([line.values[0], *totals])]
    return [
        Part(first, last, round(amount, 6), total)
        for first, last, amount, total in zip(firsts, ends, amounts, totals, strict=True)
    ]


def smooth(goal: Goal) -> Goal:
    """Return the goal as it is split: steps are made from the straight line, since they make up their own curve."""
    return replace(goal, curve=Curve.LINE) if goal.curve is Curve.STEP else goal


def along(line: Trajectory, days: Sequence[date], digits: int) -> list[float]:
    """Return the running totals (or levels) of a line at ``days``, whose steps have ``digits`` decimals and add up.

    The last day gets the line's very value; a line that stays level gives that level. Fewer units than days come
    each where the line passes its half: of one project in a year, none is planned for January.
    """
    heights = [line.values[0], *(line.at(day) for day in days)]
    way = heights[-1] - heights[0]
    if way == 0:
        return [heights[-1]] * len(days)
    units = round(abs(way) * 10**digits)
    if 0 < units < len(days) and math.isclose(units, abs(way) * 10**digits):
        reached = (math.floor((height - heights[0]) / way * units + 0.5) / units for height in heights[1:])
        return [round(heights[0] + way * share, 6) for share in reached]
    weights = [max(0.0, (after - before) / way) for before, after in pairwise(heights)]
    total, totals = heights[0], []
    for part in split_amount(way, weights, digits):
        total += part
        totals.append(round(total, 6))
    return totals

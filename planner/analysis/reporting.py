"""报送: whether the report a goal owes for its last period is there."""

from __future__ import annotations

from datetime import date, timedelta

from planner.domain.days import month_end
from planner.domain.plan import Plan
from planner.domain.records import Goal

YEAR = 12


def cycle_of(plan: Plan, goal: Goal) -> int:
    """Return the months between a goal's reports, 0 when none are owed."""
    return plan.about.cycle if goal.cycle is None else goal.cycle


def last_period(day: date, months: int) -> tuple[date, date]:
    """Return first and last day of the newest period of ``months`` that has ended by ``day``.

    Periods are counted from January on; the year's last one is shorter where ``months`` does not divide twelve.
    """
    end = day if day == month_end(day) else date(day.year, day.month, 1) - timedelta(days=1)
    while end.month % months and end.month != YEAR:
        end = date(end.year, end.month, 1) - timedelta(days=1)
    first = (end.month - 1) // months * months + 1
    return date(end.year, first, 1), end


def missing_since(plan: Plan, goal: Goal, as_of: date, last_day: date | None, grace: int) -> date | None:
    """Return the end of the period whose report is missing at the cut-off, ``None`` when none is owed or it is there.

    A report owed for a period may come up to ``grace`` days after its end. A figure counts as the report of the
    period its day lies in, and so do an office's words.
    """
    months = cycle_of(plan, goal)
    if not months:
        return None
    first, end = last_period(as_of - timedelta(days=grace), months)
    if goal.start is not None and end < goal.start:
        return None
    days = [row.day for row in plan.reports.get(goal.id, ()) if row.day <= as_of]
    newest = max([*days, *([last_day] if last_day else [])], default=None)
    return end if newest is None or newest < first else None

"""亮灯历史: which light a goal had at the ends of the last periods, since when it has it, and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from planner.analysis.foresight import Lights, misses
from planner.analysis.reporting import cycle_of, last_period
from planner.analysis.status import assess
from planner.analysis.values import Light, Rule, Rung
from planner.domain.plan import Plan

__all__ = ["Lights", "escalated", "histories", "period_days", "rung_of", "since", "sinces"]

PERIODS = 7
_LOOKED_BACK = 24


def period_days(as_of: date, months: int, periods: int = PERIODS) -> list[date]:
    """Return the cut-off and the ends of the periods of ``months`` before it, oldest first, ``periods`` in all."""
    days = [as_of]
    while len(days) < periods and days[0].year > 1:
        days.insert(0, last_period(days[0] - timedelta(days=1), months)[1])
    return days


def histories(plan: Plan, as_of: date, rule: Rule, goals: Iterable[str], periods: int = PERIODS) -> dict[str, Lights]:
    """Return the lights of goals at the cut-off and at the ends of the periods before it, oldest first.

    A goal's periods are those of its reports, months when it owes none. Each light is the one that was due on its
    day: it rests only on what the plan says of the days up to then.
    """
    by_cycle: dict[int, list[str]] = {}
    for id_ in goals:
        if id_ in plan.goals:
            by_cycle.setdefault(cycle_of(plan, plan.goals[id_]) or 1, []).append(id_)
    found: dict[str, list[tuple[date, Light]]] = {id_: [] for ids in by_cycle.values() for id_ in ids}
    for months, ids in by_cycle.items():
        for day in period_days(as_of, months, periods):
            for id_, status in assess(plan, day, rule, ids).items():
                found[id_].append((day, status.light))
    return dict(found)


def since(plan: Plan, as_of: date, rule: Rule, goal: str) -> date:
    """Return the first day from which on a goal has had the light it has at the cut-off, month ends looked at."""
    return sinces(plan, as_of, rule, [goal])[goal]


def sinces(plan: Plan, as_of: date, rule: Rule, goals: Iterable[str]) -> dict[str, date]:
    """Return for many goals the day since when each has its light; month ends of two years are looked at first.

    Between the newest month end with another light and the next one the day is found by halving, for all goals with
    the same two days together. No light is older than its goal.
    """
    now = {id_: status.light for id_, status in assess(plan, as_of, rule, goals).items()}
    high = dict.fromkeys(now, as_of)
    low: dict[str, date] = {}
    for day in reversed(period_days(as_of, 1, _LOOKED_BACK)[:-1]):
        for id_, status in assess(plan, day, rule, [id_ for id_ in now if id_ not in low]).items():
            (high if status.light is now[id_] else low)[id_] = day
    while apart := _by_middle(low, high):
        for middle, ids in apart.items():
            for id_, status in assess(plan, middle, rule, ids).items():
                (high if status.light is now[id_] else low)[id_] = middle
    starts = {id_: plan.goals[id_].start or date.min for id_ in high}
    return {id_: min(max(day, starts[id_]), as_of) for id_, day in high.items()}


def _by_middle(low: Mapping[str, date], high: Mapping[str, date]) -> dict[date, list[str]]:
    """Return the goals whose two days are not next to each other, by the day between."""
    found: dict[date, list[str]] = {}
    for id_, day in low.items():
        days = (high[id_] - day).days
        if days > 1:
            found.setdefault(day + timedelta(days=days // 2), []).append(id_)
    return found


def rung_of(rule: Rule, lights: Lights) -> Rung | None:
    """Return the step of the rule's escalation a goal's lights ask for, ``None`` when it is not behind."""
    reached = [rung for rung in rule.ladder if rung.after <= misses(lights)]
    return max(reached, key=lambda rung: rung.after) if reached else None


def escalated(plan: Plan, rule: Rule, found: Mapping[str, Lights]) -> dict[str, Rung]:
    """Return the goals that are to be escalated, with the step each has reached."""
    steps = {id_: rung_of(rule.of(plan.goals[id_].rule), lights) for id_, lights in found.items()}
    return {id_: rung for id_, rung in steps.items() if rung is not None}

"""A goal's figures as plain numbers by key, for sorting and searching; see :mod:`planner.analysis.conditions`."""

from __future__ import annotations

from datetime import date

from planner.analysis.conditions import FORESEEN, PROMISED
from planner.analysis.foresight import Foresight, misses
from planner.analysis.values import Status
from planner.domain.plan import Plan


def figure(plan: Plan, goal: str, key: str, status: Status | None, seen: Foresight | None) -> float | None:
    """Return a goal's figure: in its unit, as a share, as a day's ordinal, or ``None`` when it has none.

    Without a status, or without a foresight for the figures that need one, there is none.
    """
    if key in FORESEEN:
        return None if seen is None else _foreseen(key, seen)
    if key in PROMISED:
        target = plan.target(goal, plan.about.as_of)
        if target is None:
            return None
        return target.low if key == "target" else _ordinal(target.deadline)
    return None if status is None else _of_status(key, status)


def _of_status(key: str, status: Status) -> float | None:
    match key:
        case "actual":
            return status.actual
        case "expected":
            return status.expected
        case "gap":
            return status.gap
        case "completion":
            return status.completion
        case "time":
            return status.time_progress
        case "needed":
            return status.required_pace
        case _:
            return status.pace


def _foreseen(key: str, seen: Foresight) -> float | None:
    if key == "since":
        return _ordinal(seen.since)
    if key == "missed":
        return float(misses(seen.history))
    found = seen.forecast
    if found is None:
        return None
    return {
        "forecast": found.median, "low": found.low, "high": found.high, "chance": found.chance,
        "day": _ordinal(found.day),
    }[key]  # fmt: skip


def _ordinal(day: date | None) -> float | None:
    return float(day.toordinal()) if day else None
